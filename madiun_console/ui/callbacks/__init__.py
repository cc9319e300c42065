"""Whoever is to be called: callers who were cut off, and those who were promised a call.

Rule: a number is read only by an action that logs it, stands on the screen for one row, and is forgotten with it.
"""
