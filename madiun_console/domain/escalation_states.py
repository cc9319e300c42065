"""The states of an escalation that mean something to the program; the fold, the queue and the screens ask here."""

from __future__ import annotations

ANSWERED = frozenset({"received", "moving", "on_scene", "done", "declined"})
"""States in which the agency has answered; "unreachable" is the absence of an answer."""
ENDED = frozenset({"done", "declined", "cancelled"})
