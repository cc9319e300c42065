"""Taking a call: the form at the right of the queue, filled by keys while somebody talks.

Rule: the operator's hands stay on the keys and nothing typed is lost. Each part is a widget with `values()` (its share
of a ReportForm), `show_form(form)` and the signal `edited`; only `intake_pane.py` begins, ends and stores calls.
Suggestions are shown as such: kind and place stand in their fields and are saved as they stand there, answers and
warning signs count only once they are confirmed.
"""
