"""The stretches of time that reports are made for: a shift, a day, a month, and the conflict team's four months.

The conflict team (Tim Terpadu Penanganan Konflik Sosial) reports every four months: B04, B08 and B12, the month in
which the stretch ends (practice of the Ministry of Home Affairs, design/domain.md).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from madiun_console.domain.clock import WIB, day_start_ms, local_time
from madiun_console.domain.rulebook import Rulebook
from madiun_console.domain.shift import period_at, shift_start_ms

Kind = Literal["shift", "day", "month", "four_months"]
KINDS: tuple[Kind, ...] = ("shift", "day", "month", "four_months")


@dataclass(frozen=True, slots=True)
class ReportPeriod:
    """From `start` until just before `end`, milliseconds since 1970 UTC; `name` is the shift's id, else its date.

    2026-11-23 for a day, 2026-11 for a month, 2026-B12 for four months.
    """

    kind: Kind
    start: int
    end: int
    name: str

    @property
    def stem(self) -> str:
        """What a file of this report is called: "2026-11-23-malam", "2026-B12"."""
        if self.kind != "shift":
            return self.name
        return f"{local_time(self.start):%Y-%m-%d}-{self.name}"


def period_of(rulebook: Rulebook, kind: Kind, ms: int) -> ReportPeriod:
    """The stretch of that kind that holds the moment `ms`."""
    moment = local_time(ms)
    match kind:
        case "shift":
            return _shift(rulebook, ms)
        case "day":
            start = moment.replace(hour=0, minute=0, second=0, microsecond=0)
            return ReportPeriod(kind, _ms(start), _ms(start + timedelta(1)), f"{start:%Y-%m-%d}")
        case "month":
            return _months(kind, moment.year, moment.month, 1, f"{moment:%Y-%m}")
        case "four_months":
            last = (moment.month - 1) // 4 * 4 + 4
            return _months(kind, moment.year, last - 3, 4, f"{moment.year:04d}-B{last:02d}")


def period_named(rulebook: Rulebook, name: str) -> ReportPeriod | None:
    """The stretch whose `stem` this is; None when it is none: 2026-11-23-malam, 2026-11-23, 2026-11, 2026-B12."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    year, block, month, day, shift = found.groups()
    try:
        start = datetime(int(year), int(block or month), int(day or 1), tzinfo=WIB)
        if shift:
            duty = next(one for one in rulebook.shift_periods if one.id == shift)
            start = start.replace(hour=duty.start.hour, minute=duty.start.minute)
    except (ValueError, StopIteration):
        return None
    kind: Kind = "shift" if shift else "day" if day else "month" if month else "four_months"
    made = period_of(rulebook, kind, _ms(start))
    return made if made.stem == name else None


def before(rulebook: Rulebook, period: ReportPeriod) -> ReportPeriod:
    """The stretch that ends where this one begins."""
    return period_of(rulebook, period.kind, period.start - 1)


def after(rulebook: Rulebook, period: ReportPeriod) -> ReportPeriod:
    """The stretch that begins where this one ends."""
    return period_of(rulebook, period.kind, period.end)


def _shift(rulebook: Rulebook, ms: int) -> ReportPeriod:
    """The period of duty; in a gap of shifts.toml the whole day, so that no moment is without a report."""
    duty = period_at(rulebook, ms)
    if duty is None:
        start = day_start_ms(ms)
        return ReportPeriod("shift", start, start + _DAY_MS, "-")
    start = shift_start_ms(rulebook, ms)
    begun = local_time(start)
    end = begun.replace(hour=duty.end.hour, minute=duty.end.minute, second=0, microsecond=0)
    if end <= begun:
        end += timedelta(1)
    return ReportPeriod("shift", start, _ms(end), duty.id)


def _months(kind: Kind, year: int, first: int, count: int, name: str) -> ReportPeriod:
    next_year, next_month = divmod(first - 1 + count, 12)
    start = datetime(year, first, 1, tzinfo=WIB)
    end = datetime(year + next_year, next_month + 1, 1, tzinfo=WIB)
    return ReportPeriod(kind, _ms(start), _ms(end), name)


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


_NAME = re.compile(r"(\d{4})-(?:B(\d\d)|(\d\d)(?:-(\d\d)(?:-(\w+))?)?)", re.ASCII)
_DAY_MS = 24 * 60 * 60 * 1000
