"""Erasing what has been kept long enough, and what a caller asks to have erased; for administrators.

Rule: nothing is erased by one key: a reason is needed, and the button says once more what goes before it goes.
"""
