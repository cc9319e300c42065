"""Reads a span of days as people write it: "2025", "nov 2025", "23 Nov 2026", "1/10/2025 - 31/12/2025", "30 hari"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from madiun_console.domain.clock import WIB, local_time

_MONTHS = (
    "januari january", "februari pebruari february", "maret march", "april", "mei may", "juni june", "juli july",
    "agustus agt august", "september", "oktober october", "november nopember", "desember december",
)  # fmt: skip
_SHORTEST_MONTH = 3
_UNITS = {"hari": 1, "hr": 1, "day": 1, "days": 1, "minggu": 7, "week": 7, "weeks": 7}
_UNITS |= {
    "bulan": 30,
    "bln": 30,
    "month": 30,
    "months": 30,
    "tahun": 365,
    "thn": 365,
    "th": 365,
    "year": 365,
    "years": 365,
}
_LAST = {"lalu", "last", "kemarin"}
_THIS = {"ini", "this"}
_BETWEEN = re.compile(r"\s+(?:-|–|—|s\.?d\.?|s/d|sampai(?: dengan)?|hingga|to|until)\s+|\s*(?:–|—|\.\.)\s*")
_TIGHT = re.compile(r"(\d{1,2})\s*[-–]\s*(\d{1,2}\s+[a-z].*)|(\d{4})\s*[-–]\s*(\d{4})")
"""Ends that need no blanks between them: `1-30 nov 2025`, `2024-2025`."""
_SINCE = re.compile(r"(?:sejak|mulai|dari|since|from)\s+(.+)")
_UNTIL = re.compile(r"(?:sampai|hingga|until|s\.?d\.?)\s+(.+)")
_COUNT = re.compile(r"(?:last )?(\d{1,4}) ?([a-z]+)(?: terakhir)?")
_PARTS = re.compile(r"\d+|[a-z]+")
_EARLIEST_YEAR, _LATEST_YEAR = 1990, 2200
_CENTURY = 2000


@dataclass(frozen=True, slots=True)
class Period:
    """From `since` on and before `until`, milliseconds since 1970 UTC; None is open."""

    since: int | None
    until: int | None


def period_of(text: str, now_ms: int) -> Period | None:
    """The days a text names, seen from `now_ms`; None when it cannot be read. Days begin at midnight of the city."""
    words = " ".join(text.casefold().replace(",", " ").split())
    today = local_time(now_ms).replace(hour=0, minute=0, second=0, microsecond=0)
    try:
        found = _named(words, today) or _open(words, today) or _between(words, today) or _point(words, today)
    except (ValueError, OverflowError):  # 31/02/2025
        return None
    if found is None or (found[0] and found[1] and found[0] >= found[1]):
        return None
    return Period(*(int(moment.timestamp() * 1000) if moment else None for moment in found))


_Found = tuple[datetime | None, datetime | None]


def _named(words: str, today: datetime) -> _Found | None:
    if words in ("hari ini", "today"):
        return today, today + timedelta(1)
    if words in ("kemarin", "yesterday"):
        return today - timedelta(1), today
    count = _COUNT.fullmatch(words)
    if count is not None and count[2] in _UNITS:
        days = int(count[1]) * _UNITS[count[2]]
        return (today - timedelta(days - 1), None) if days else None
    parts = set(words.split())
    back = 1 if parts & _LAST else 0 if parts & _THIS else None
    units = {_UNITS[part] for part in parts if part in _UNITS}
    if back is None or len(parts) != 2 or len(units) != 1:
        return None
    match units.pop():
        case 7:
            monday = today - timedelta(today.weekday() + 7 * back)
            return monday, monday + timedelta(7)
        case 30:
            return _month(*_months_back(today, back))
        case 365:
            return _year(today.year - back)
        case _:
            return None


def _open(words: str, today: datetime) -> _Found | None:
    since = _SINCE.fullmatch(words)
    if since is not None and not _BETWEEN.search(since[1]):
        point = _point(since[1], today)
        return (point[0], None) if point else None
    until = _UNTIL.fullmatch(words)
    if until is not None:
        point = _point(until[1], today)
        return (None, point[1]) if point else None
    return None


def _between(words: str, today: datetime) -> _Found | None:
    since = _SINCE.fullmatch(words)
    words = since[1] if since else words
    tight = _TIGHT.fullmatch(words)
    ends = [end for end in tight.groups() if end] if tight else _BETWEEN.split(words)
    if len(ends) != 2:
        return None
    last = _point(ends[1], today)
    # "1 - 30 nov 2025", "nov - des 2025": what the first end lacks stands in the second.
    lacking = ends[1].split()[len(ends[0].split()) :]
    first = _point(" ".join((ends[0], *lacking)), today) or _point(ends[0], today)
    return (first[0], last[1]) if first and last else None


def _point(words: str, today: datetime) -> _Found | None:
    """A day, a month or a year."""
    parts = _PARTS.findall(words)
    if "".join(parts) != re.sub(r"[\s./\-]+", "", words):
        return None
    match [_month_number(part) or (int(part) if part.isdigit() else None) for part in parts]:
        case [int(year)] if parts[0].isdigit() and _is_year(year):
            return _year(year)
        case [int(month)] if not parts[0].isdigit():
            return _month(today.year - (month > today.month), month)
        case [int(month), int(year)] if _is_year(year):
            return _month(year, month)
        case [int(year), int(month)] if _is_year(year):
            return _month(year, month)
        case [int(day), int(month)] if parts[0].isdigit():
            return _day(_latest(day, month, today))
        case [int(year), int(month), int(day)] if _is_year(year):
            return _day(datetime(year, month, day, tzinfo=WIB))
        case [int(day), int(month), int(year)] if parts[0].isdigit() and parts[2].isdigit():
            return _day(datetime(year + _CENTURY if year < 100 else _checked(year), month, day, tzinfo=WIB))
        case _:
            return None


def _month_number(word: str) -> int | None:
    if len(word) < _SHORTEST_MONTH or not word.isalpha():
        return None
    return next(
        (at for at, names in enumerate(_MONTHS, 1) if any(name.startswith(word) for name in names.split())),
        None,
    )


def _is_year(number: int) -> bool:
    return _EARLIEST_YEAR <= number <= _LATEST_YEAR


def _checked(year: int) -> int:
    if not _is_year(year):
        raise ValueError(year)
    return year


def _year(year: int) -> _Found:
    return datetime(year, 1, 1, tzinfo=WIB), datetime(year + 1, 1, 1, tzinfo=WIB)


def _month(year: int, month: int) -> _Found:
    following = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=WIB)
    return datetime(year, month, 1, tzinfo=WIB), following


def _day(moment: datetime) -> _Found:
    return moment, moment + timedelta(1)


def _latest(day: int, month: int, today: datetime) -> datetime:
    """The latest such day that is not to come: "23 nov" said in March is last year's."""
    this_year = datetime(today.year, month, day, tzinfo=WIB)
    return this_year if this_year <= today else datetime(today.year - 1, month, day, tzinfo=WIB)


def _months_back(today: datetime, months: int) -> tuple[int, int]:
    count = today.year * 12 + today.month - 1 - months
    return count // 12, count % 12 + 1
