"""Says which windows of the sensitive calendar are open on a day, and what the day is called in Java."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from madiun_console.domain.rulebook import CalendarDate, Rulebook, SensitiveCalendar, SensitiveEvent


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of days, both ends included, around an event; `day` is the event's date or the first of its month."""

    event: SensitiveEvent
    first: date
    last: date
    day: date

    @property
    def boost(self) -> int:
        """The points that the factor of sensitive dates has while this window is open."""
        return self.event.boost

    def label(self, language: str = "id") -> str:
        """The event in words."""
        return self.event.label(language)


@dataclass(frozen=True, slots=True)
class JavaneseDate:
    """A day of the Javanese calendar: year, its name in the windu, month (1 is Sura), day, weekday and market day."""

    year: int
    year_name: str
    month: int
    month_name: str
    day: int
    weekday: str
    pasaran: str

    @property
    def weton(self) -> str:
        """Weekday and market day: "Senin Legi"."""
        return f"{self.weekday} {self.pasaran}"


def open_windows(rulebook: Rulebook, day: date) -> tuple[Window, ...]:
    """The windows open on a day, one for each event, the strongest first."""
    windows = windows_between(rulebook, day, day)
    return tuple(sorted(windows, key=lambda window: -window.boost))


def boost(rulebook: Rulebook, day: date) -> int:
    """The points of a day: the largest boost of its open windows, once; 0 on an ordinary day."""
    return max((window.boost for window in open_windows(rulebook, day)), default=0)


def windows_between(rulebook: Rulebook, first: date, last: date) -> tuple[Window, ...]:
    """The windows of which at least one day lies between two days, both included, in order of their first day.

    Windows of one event that touch or overlap are one: the dates of an event are often known from several sources.
    """
    calendar = rulebook.calendar
    found: list[Window] = []
    for event in calendar.events:
        windows = sorted(_windows(calendar, event, first.year, last.year), key=lambda window: window.first)
        found += [window for window in _joined(windows) if window.first <= last and window.last >= first]
    return tuple(sorted(found, key=lambda window: window.first))


def _windows(
    calendar: SensitiveCalendar, event: SensitiveEvent, from_year: int, to_year: int
) -> Iterator[Window]:
    """All windows of an event in these years and a little around them, unordered."""
    if event.fixed:
        month, day = event.fixed
        for year in range(max(from_year - 1, date.min.year + 1), min(to_year + 2, date.max.year)):
            if (month, day) != (2, 29) or _is_leap(year):
                fixed = date(year, month, day)
                yield _window(event, fixed, fixed)
    if event.span == "from_to":
        starts, ends = (_valid(calendar, date_id) for date_id in event.date_ids)
        for start in starts:
            end = next((row for row in ends if row.day > start.day), None)
            if end:
                yield _window(event, start.day, end.day + timedelta(end.late_days))
        return
    days = calendar.month_days if event.span == "month" else 1
    for date_id in event.date_ids:
        for row in _valid(calendar, date_id):
            yield _window(event, row.day, row.day + timedelta(days - 1 + row.late_days))


def _window(event: SensitiveEvent, first: date, last: date) -> Window:
    return Window(event, first - timedelta(event.before), last + timedelta(event.after), first)


def _joined(windows: list[Window]) -> Iterator[Window]:
    """Windows of one event, in order, with those that touch made one."""
    current: Window | None = None
    for window in windows:
        if current and window.first <= current.last + timedelta(1):
            last = max(current.last, window.last)
            current = Window(current.event, current.first, last, current.day)
            continue
        if current:
            yield current
        current = window
    if current:
        yield current


def _valid(calendar: SensitiveCalendar, date_id: str) -> list[CalendarDate]:
    """The rows of a date id without those that we reckoned where people have entered the date."""
    rows = calendar.dates.get(date_id, ())
    entered = [row.day for row in rows if not row.derived]
    near = timedelta(calendar.same_within_days)
    return [row for row in rows if not row.derived or all(abs(row.day - day) > near for day in entered)]


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def javanese_date(rulebook: Rulebook, day: date) -> JavaneseDate | None:
    """A day in the Javanese calendar, None outside the time for which kurup Asapon holds (1936 to 2052).

    The Javanese day begins at sunset: the evening before belongs to it too.
    """
    rule = rulebook.calendar.javanese
    if not rule.epoch <= day <= rule.valid_until:
        return None
    since = (day - rule.epoch).days
    cycles, rest = divmod(since, sum(rule.year_lengths))
    index = 0
    while rest >= rule.year_lengths[index]:
        rest -= rule.year_lengths[index]
        index += 1
    month = 0
    # what a long year has beyond the months' usual lengths belongs to the last month
    while month < len(rule.month_lengths) - 1 and rest >= rule.month_lengths[month]:
        rest -= rule.month_lengths[month]
        month += 1
    return JavaneseDate(
        year=rule.epoch_year + cycles * len(rule.year_lengths) + index,
        year_name=rule.year_names[index],
        month=month + 1,
        month_name=rule.month_names[month],
        day=rest + 1,
        weekday=rule.weekdays[day.weekday()],
        pasaran=rule.pasaran[(rule.epoch_pasaran + since) % len(rule.pasaran)],
    )
