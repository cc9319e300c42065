"""The right pane of the queue: one incident, what is to be done about it, and everything an operator does to it.

Rule: a section shows the frozen `IncidentPage` it is given and changes it in place, so that focus, scroll and half-typed
text stay where they are; it never reads the store itself and learns of its own actions by the same road as everybody.
"""
