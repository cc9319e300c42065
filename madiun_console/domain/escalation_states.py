"""The states of an escalation that mean something to the program; the fold, the queue and the screens ask here."""

from __future__ import annotations

from collections.abc import Collection

ANSWERED = frozenset({"received", "moving", "on_scene", "done", "declined"})
"""States in which the agency has answered; "unreachable" is the absence of an answer."""
ENDED = frozenset({"done", "declined", "cancelled"})
DECLINED, CANCELLED = "declined", "cancelled"


def is_refused(states: Collection[str]) -> bool:
    """Whether an agency declined and nobody else was asked: the incident is in nobody's hands, though it was passed on."""
    return DECLINED in states and all(state in (DECLINED, CANCELLED) for state in states)
