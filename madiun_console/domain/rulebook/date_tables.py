"""What calendar.toml and calendar_dates.csv hold: sensitive events, their dates, the Javanese calendar's rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from madiun_console.domain.rulebook.named import Named

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


@dataclass(frozen=True, slots=True)
class SensitiveEvent(Named):
    """A sensitive event: `before` and `after` are days around its dates, `boost` the points of its window.

    `fixed` is (month, day) of a yearly date. `span` is "days" (each row is a date), "from_to" (from a row of the first
    of `date_ids` to the next row of the last) or "month" (the lunar month that begins at the row).
    """

    rule: str
    fixed: tuple[int, int] | None
    span: str
    date_ids: tuple[str, ...]
    before: int
    after: int
    boost: int
    why: Named | None


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A row of calendar_dates.csv. `derived`: computed by us, yields to a row that people entered.

    `late_days`: the official date may be that many days later.
    """

    day: date
    event_id: str
    name: str
    basis: str
    weton: str
    derived: bool
    late_days: int


@dataclass(frozen=True, slots=True)
class JavaneseRule:
    """Kurup Asapon: epoch, the eight years of a windu and their lengths, month lengths, the market week."""

    epoch: date
    epoch_year: int
    epoch_pasaran: int
    year_names: tuple[str, ...]
    year_lengths: tuple[int, ...]
    month_names: tuple[str, ...]
    month_lengths: tuple[int, ...]
    pasaran: tuple[str, ...]
    weekdays: tuple[str, ...]
    valid_until: date


@dataclass(frozen=True, slots=True)
class WetonCheck:
    """A published date of 1 Suro with its weekday and market day, to prove the rule."""

    javanese_year: int
    day: date
    weton: str


@dataclass(frozen=True, slots=True)
class SensitiveCalendar:
    """The calendar: events, the rows of each event id in order of date, the Javanese rule with its checks."""

    events: tuple[SensitiveEvent, ...]
    dates: Mapping[str, tuple[CalendarDate, ...]]
    same_within_days: int
    month_days: int
    javanese: JavaneseRule
    checks: tuple[WetonCheck, ...]
