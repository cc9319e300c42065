"""The page "Data masuk/keluar": past calls come in from a spreadsheet, data go out into one; and the export of any list.

Rule: a file is chosen, looked at and matched before anything is saved, and everything long runs aside and can be cancelled.
"""
