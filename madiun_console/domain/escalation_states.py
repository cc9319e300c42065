"""The states of an escalation that mean something to the program; the fold, the queue and the screens ask here."""

from __future__ import annotations

from collections.abc import Collection, Sequence

ANSWERED = frozenset({"received", "moving", "on_scene", "done", "declined"})
"""States in which the agency has answered; "unreachable" is the absence of an answer."""
ENDED = frozenset({"done", "declined", "cancelled"})
DECLINED, CANCELLED = "declined", "cancelled"


def is_awaited(state: str, first_answer: object) -> bool:
    """Whether the first answer (None: none yet) is still to come."""
    return first_answer is None and state not in ENDED


def replaced(told: Sequence[tuple[str, str, object]]) -> list[bool]:
    """Which of an incident's escalations (agency, state, first answer; in the order sent) wait no more because of a later one.

    Whoever asks the same agency again waits for the answer to the last asking: two clocks would count one silence twice,
    and the first would run for ever once the agency has answered the second. What the first says stays what it is; one
    that was taken back replaces nothing.
    """
    found, again = [], set()
    for agency, state, first_answer in reversed(told):
        found.append(agency in again and is_awaited(state, first_answer))
        if state != CANCELLED:
            again.add(agency)
    return found[::-1]


def is_refused(states: Collection[str]) -> bool:
    """Whether an agency declined and nobody else was asked: the incident is in nobody's hands, though it was passed on.

    `states` are those of the escalations that no later one has replaced.
    """
    return DECLINED in states and all(state in (DECLINED, CANCELLED) for state in states)
