"""What sop.toml and shifts.toml hold: steps, closing codes, outcomes of calls, channels and the periods of duty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from madiun_console.domain.rulebook.named import Named

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import time

    from madiun_console.domain.rulebook.level_tables import Target


@dataclass(frozen=True, slots=True)
class Step(Named):
    """A step of the procedure for `level` and the levels above it.

    `due` counts from the opening of the incident; a step with `when` stands only when one of these factors does, one
    with `kinds` only for these kinds of incident or categories. `told` are agency ids and role keys: the step is done
    once all of them were told; empty where telling is not enough.
    """

    level: str
    due: Target | None
    when: frozenset[str]
    kinds: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()

    def stands(self, kind_id: str, category_id: str, factors: Collection[str]) -> bool:
        """Whether the step belongs to an incident of this kind with these factors; its level is the caller's matter."""
        fits_kind = not self.kinds or kind_id in self.kinds or category_id in self.kinds
        return fits_kind and (not self.when or not self.when.isdisjoint(factors))


@dataclass(frozen=True, slots=True)
class Closing(Named):
    """A closing code."""


@dataclass(frozen=True, slots=True)
class CallOutcome(Named):
    """What became of a call that is no incident, and the `key` that counts it; `short` is for small buttons."""

    key: str
    short: Named


@dataclass(frozen=True, slots=True)
class Channel(Named):
    """A way on which calls and messages come in; the first of the table is the usual one.

    `to_agency` names it when it goes the other way, from us to an agency; None where it does not.
    """

    to_agency: Named | None

    def agency_label(self, language: str = "id") -> str:
        """The name on the way to an agency; a record may hold a channel that no longer goes there."""
        return (self.to_agency or self).label(language)


@dataclass(frozen=True, slots=True)
class ShiftPeriod(Named):
    """A period of duty, local time, from `start` until just before `end`; it may cross midnight."""

    start: time
    end: time

    def covers(self, moment: time) -> bool:
        """Whether this local time lies in the period."""
        if self.start < self.end:
            return self.start <= moment < self.end
        return moment >= self.start or moment < self.end
