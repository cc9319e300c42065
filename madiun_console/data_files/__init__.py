"""Files that go in and out: CSV and XLSX read and written row by row, imports and exports run from end to end.

Rule: a file is read in bounded memory whatever it holds, and appears under its name only when it is complete.
"""
