"""The page Pengesahan: acts that the server holds until a supervisor or an administrator decides.

Rule: nothing here decides by itself; what is confirmed counts only when the server says so.
"""
