"""What this desk and this person can set: look, language, lock, sounds, own password, care of the data.

Rule: a setting that does nothing is not shown; each one holds at once, is kept, and has a test.
"""
