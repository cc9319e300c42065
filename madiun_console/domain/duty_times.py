"""Which period of duty runs at a moment, as the subject that desks share, and from when until when one counts."""

from __future__ import annotations

from dataclasses import dataclass

from madiun_console.domain.clock import local_time
from madiun_console.domain.duty import duty_id
from madiun_console.domain.ids import ms_of
from madiun_console.domain.report_period import period_of
from madiun_console.domain.rulebook import Rulebook
from madiun_console.domain.shift import period_at

_LONGEST_MS = 24 * 60 * 60 * 1000


@dataclass(frozen=True, slots=True)
class Duty:
    """A period of duty of one day: its subject, its row of shifts.toml, the date of its first hour, its moments."""

    id: str
    period: str
    date: str
    start: int
    end: int


def duty_at(rulebook: Rulebook, center: str, ms: int) -> Duty | None:
    """The period that runs at a moment (milliseconds); None in a gap of shifts.toml."""
    if period_at(rulebook, ms) is None:
        return None
    found = period_of(rulebook, "shift", ms)
    date = local_time(found.start).date().isoformat()
    return Duty(duty_id(center, date, found.name, found.start), found.name, date, found.start, found.end)


def duty_span(rulebook: Rulebook, duty: str, period: str) -> tuple[int, int]:
    """First moment and end of a period of duty (milliseconds); its identifier carries the first.

    Where shifts.toml has other periods by now the end is not known any more: then it is a day later.
    """
    start = ms_of(duty)
    found = period_of(rulebook, "shift", start)
    return start, found.end if found.name == period and found.start == start else start + _LONGEST_MS
