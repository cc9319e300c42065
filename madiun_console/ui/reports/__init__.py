"""Reports of a shift, a day, a month and four months: figures on the screen, as PDF and as XLSX, from one set of tables.

Rule: every figure can be opened as the list behind it; nothing here names a caller, an operator or a group.
"""
