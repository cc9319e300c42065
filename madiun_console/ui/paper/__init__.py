"""What is printed: pages as HTML by pure functions, and the one place that makes a PDF of them.

Rule: paper speaks Bahasa Indonesia whatever the screen speaks, in the form of a report of this office, and never tells
who called. A page knows no widget; `pdf.py` alone needs Qt, and runs on any thread.
"""
