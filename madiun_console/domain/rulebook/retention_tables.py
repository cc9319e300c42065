"""What retention.toml holds: how long identities and texts are kept, by level, by kind, and of calls without a report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class RetentionPeriod:
    """Months after an incident was closed (or a call was taken); 0 keeps without limit.

    `identities` are the parts `pii`; `texts` are `body` and `restricted`, and the identities with them.
    """

    identities: int
    texts: int


@dataclass(frozen=True, slots=True)
class Retention:
    """The periods: `levels` by level id, `kinds` by kind or category id (None: as the level says), and `calls`."""

    levels: Mapping[str, RetentionPeriod]
    kinds: Mapping[str, tuple[int | None, int | None]]
    """(identities, texts)"""
    calls: RetentionPeriod

    def period(self, level_id: str, kind_id: str = "", category_id: str = "") -> RetentionPeriod:
        """How long an incident is kept: its kind goes before its category, that before its level.

        A level that the tables do not know (of a newer program) is kept as long as the one that is kept longest.
        """
        level = self.levels.get(level_id) or RetentionPeriod(
            longest(period.identities for period in self.levels.values()),
            longest(period.texts for period in self.levels.values()),
        )
        identities, texts = level.identities, level.texts
        for name in (category_id, kind_id):
            own_identities, own_texts = self.kinds.get(name, (None, None))
            identities = identities if own_identities is None else own_identities
            texts = texts if own_texts is None else own_texts
        if texts and (not identities or identities > texts):
            identities = texts  # a text that goes takes the identities along
        return RetentionPeriod(identities, texts)


def longest(months: Iterable[int]) -> int:
    """The longest of several periods; 0 is without limit."""
    found = tuple(months)
    return 0 if 0 in found or not found else max(found)


def is_shorter(one: int, other: int) -> bool:
    """Whether one period ends before another; 0 never ends."""
    return one != 0 and (other == 0 or one < other)
