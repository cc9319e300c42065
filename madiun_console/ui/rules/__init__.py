"""The rules that all desks share, as a supervisor sees and changes them: a part of the settings page.

Rule: nothing here knows a single rule. What can be changed, within which limits and what it is called comes from
`domain/rulebook/editable.py`; here are one editor for each kind of value, the list, and the way to save.
"""
