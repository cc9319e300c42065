"""Which answers of agencies are overdue, and which incidents nobody was told of; kept sorted so that a tick looks at few.

Of 5,000 open rows a second must not look at all.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable
from typing import NamedTuple

from madiun_console.domain.escalation_states import DECLINED
from madiun_console.queries.rows import IncidentRow


class Waiting(NamedTuple):
    """An escalation whose answer is due at `due` (milliseconds), or since when a declined one has nobody at it.

    Without an escalation: an incident that somebody is to be told of by then.
    """

    due: int
    escalation: str
    incident: str
    declined: bool = False


class Overdue(NamedTuple):
    """How many wait beyond their limit."""

    unanswered: int
    """Escalations."""
    untold: int
    """Incidents that no agency was told of."""


class DueIndex:
    """Put in every open row as it is now; rows that wait for nothing cost nothing."""

    def __init__(self) -> None:
        self._sorted: list[Waiting] = []
        self._untold: list[int] = []
        """When somebody was to be told, of the incidents that nobody was told of."""
        self._by_incident: dict[str, tuple[Waiting, ...]] = {}
        self._told: set[str] = set()

    def reset(self, rows: Iterable[IncidentRow]) -> None:
        """Start anew with these rows; what was told once stays told."""
        self._by_incident = {row.id: found for row in rows if (found := _waiting(row))}
        self._sorted = sorted(item for found in self._by_incident.values() for item in found)
        self._untold = [item.due for item in self._sorted if not item.escalation]

    def put(self, row: IncidentRow) -> None:
        """Replace what was known of an incident; a closed one waits for nothing."""
        self.drop(row.id)
        found = _waiting(row)
        if found:
            self._by_incident[row.id] = found
            for item in found:
                insort(self._sorted, item)
                if not item.escalation:
                    insort(self._untold, item.due)

    def drop(self, incident: str) -> None:
        """Forget an incident."""
        for item in self._by_incident.pop(incident, ()):
            del self._sorted[bisect_right(self._sorted, item) - 1]
            if not item.escalation:
                del self._untold[bisect_right(self._untold, item.due) - 1]

    def overdue(self, now_ms: int) -> list[Waiting]:
        """Whose time is over, the longest first."""
        return self._sorted[: self._reached(now_ms)]

    def count(self, now_ms: int) -> Overdue:
        """How many are overdue."""
        untold = bisect_right(self._untold, now_ms)
        return Overdue(self._reached(now_ms) - untold, untold)

    def newly_overdue(self, now_ms: int) -> list[Waiting]:
        """Those whose time is over and that this never told before; that an agency declined is told as news already.

        An incident is told of once as well, however its level and with it its limit change afterwards.
        """
        found = [item for item in self.overdue(now_ms) if _name(item) not in self._told and not item.declined]
        self._told.update(map(_name, found))
        return found

    def _reached(self, now_ms: int) -> int:
        # The millisecond of the deadline is over already, as in domain.targets.Deadline.
        return bisect_right(self._sorted, Waiting(now_ms, "\uffff", ""))


def _name(item: Waiting) -> str:
    return item.escalation or item.incident


def _waiting(row: IncidentRow) -> tuple[Waiting, ...]:
    if not row.is_open:
        return ()
    if not row.badges:
        return () if row.next_due is None else (Waiting(row.next_due, "", row.id),)
    return tuple(
        Waiting(badge.due, badge.escalation, row.id, badge.state == DECLINED)
        for badge in row.badges
        if badge.due is not None
    )
