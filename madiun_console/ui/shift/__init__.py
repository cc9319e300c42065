"""The shift (Sif): its handover sheet, what is noted for the next one, and what is printed.

Rule: the sheet on the screen is the one that is signed and printed, told by `ui/paper/`; a widget here only asks for
what a person wants, `shift_page.py` acts.
"""
