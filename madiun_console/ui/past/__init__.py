"""What happened before: of a number, at a place, of a kind; shown beside an incident and while a call is taken.

Rule: it is handed a `Past` and shows it; who asks for it, and when, is the business of the pane around it.
"""
