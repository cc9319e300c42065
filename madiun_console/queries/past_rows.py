"""The frozen rows of what happened before: of a number, at a place, of a kind in a kelurahan."""

from __future__ import annotations

from typing import NamedTuple


class Counts(NamedTuple):
    """How often, within the last 30 days, the last year, and ever; the incident that is looked at left out."""

    month: int
    year: int
    all: int


class PastRow(NamedTuple):
    """One thing of the past, in one line; a call that was no incident has no `incident`."""

    id: str
    """Of the incident, or of the call."""
    incident: str | None
    at: int
    """When it happened, to the minute (milliseconds)."""
    number: str
    kind_id: str
    level: str
    unit: str | None
    address: str
    is_open: bool
    status: str
    outcome: str
    """Code it was closed with; outcome of a call that was no incident."""
    note: str
    """What whoever closed it wrote: what was done, and what to do so that it does not happen again."""
    metres: float | None = None


class PastList(NamedTuple):
    """The latest, and how many there are."""

    counts: Counts
    rows: tuple[PastRow, ...]


class Past(NamedTuple):
    """None where there is nothing to go by: no number, no place, no kind."""

    caller: PastList | None
    masked_phone: str
    place: PastList | None
    by_distance: bool
    """The place is known by its coordinates, not by its street alone."""
    metres: int
    """How far apart two spots are still one place."""
    kind: PastList | None
    again: int
    """With so many within 30 days, this one included, a place is one where it happens again (levels.toml)."""

    @property
    def repeats(self) -> bool:
        """Whether this place is such a one."""
        return self.place is not None and self.place.counts.month + 1 >= self.again
