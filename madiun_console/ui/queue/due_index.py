"""Which answers of agencies are overdue, kept sorted so that a tick looks at the few that matter and not at 5,000 rows."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable
from typing import NamedTuple

from madiun_console.domain.escalation_states import DECLINED
from madiun_console.queries.rows import IncidentRow


class Waiting(NamedTuple):
    """An escalation whose answer is due at `due` (milliseconds), or since when a declined one has nobody at it."""

    due: int
    escalation: str
    incident: str
    declined: bool = False


class DueIndex:
    """Put in every open row as it is now; rows without a waiting escalation cost nothing."""

    def __init__(self) -> None:
        self._sorted: list[Waiting] = []
        self._by_incident: dict[str, tuple[Waiting, ...]] = {}
        self._told: set[str] = set()

    def reset(self, rows: Iterable[IncidentRow]) -> None:
        """Start anew with these rows; what was told once stays told."""
        self._by_incident = {row.id: found for row in rows if (found := _waiting(row))}
        self._sorted = sorted(item for found in self._by_incident.values() for item in found)

    def put(self, row: IncidentRow) -> None:
        """Replace what was known of an incident; a closed one waits for nothing."""
        self.drop(row.id)
        found = _waiting(row)
        if found:
            self._by_incident[row.id] = found
            for item in found:
                insort(self._sorted, item)

    def drop(self, incident: str) -> None:
        """Forget an incident."""
        for item in self._by_incident.pop(incident, ()):
            del self._sorted[bisect_right(self._sorted, item) - 1]

    def overdue(self, now_ms: int) -> list[Waiting]:
        """Whose time is over, the longest first."""
        return self._sorted[: self.count(now_ms)]

    def count(self, now_ms: int) -> int:
        """How many are overdue."""
        # The millisecond of the deadline is over already, as in domain.targets.Deadline.
        return bisect_right(self._sorted, Waiting(now_ms, "\uffff", ""))

    def newly_overdue(self, now_ms: int) -> list[Waiting]:
        """Those whose time is over and that this never told before; that an agency declined is told as news already."""
        found = [
            item for item in self.overdue(now_ms) if item.escalation not in self._told and not item.declined
        ]
        self._told.update(item.escalation for item in found)
        return found


def _waiting(row: IncidentRow) -> tuple[Waiting, ...]:
    if not row.is_open:
        return ()
    return tuple(
        Waiting(badge.due, badge.escalation, row.id, badge.state == DECLINED)
        for badge in row.badges
        if badge.due is not None
    )
