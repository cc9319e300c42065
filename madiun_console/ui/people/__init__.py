"""The people who work at the desks: for administrators.

Rule: the page offers and explains; who may do what is decided by `actions`, whose refusals are shown in place.
"""
