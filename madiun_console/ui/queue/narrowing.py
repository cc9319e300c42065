"""What the person narrowed the queue to: the filter of the queries, and the kind of agency beside it."""

from __future__ import annotations

from dataclasses import dataclass, fields

from madiun_console.domain.rulebook import Rulebook
from madiun_console.queries.queue import QueueFilter
from madiun_console.queries.rows import IncidentRow


@dataclass(frozen=True)
class Narrowing(QueueFilter):
    """A QueueFilter that also knows "any agency of POLRI"; the queries take it as one of theirs."""

    agency_kind: str = ""

    def is_empty(self) -> bool:
        """Whether everything is shown."""
        return not any(getattr(self, item.name) for item in fields(self))

    def fits(self, rulebook: Rulebook, row: IncidentRow) -> bool:
        """Whether a row belongs into the narrowed queue."""
        return QueueFilter.fits(self, rulebook, row) and (
            not self.agency_kind or any(badge.agency_kind == self.agency_kind for badge in row.badges)
        )
