"""Reads single cells: Indonesian dates and times, Indonesian numbers, yes and no. What cannot be read says why."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from madiun_console.domain.clock import WIB

Cell = str | int | float | bool | datetime | date | time | None
"""What a spreadsheet's cell may hold; a CSV file's cells are texts."""
FIRST_YEAR = 1990
_EPOCH = datetime(1970, 1, 1, tzinfo=WIB)
_EPOCH_MS = -7 * 3_600_000
_MONTH_WORDS = (
    ("jan", "januari", "january"), ("feb", "februari", "pebruari", "february", "peb"), ("mar", "maret", "march", "mrt"),
    ("apr", "april"), ("mei", "may"), ("jun", "juni", "june"), ("jul", "juli", "july"),
    ("agu", "agustus", "ags", "agt", "august", "aug"), ("sep", "september", "sept"), ("okt", "oktober", "october", "oct"),
    ("nov", "november", "nopember", "nop"), ("des", "desember", "december", "dec"),
)  # fmt: skip
_MONTHS = {word: number for number, words in enumerate(_MONTH_WORDS, 1) for word in words}
_WEEKDAY = re.compile(
    r"^(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sat|sun)(?:day)?"
    r"\s*[,.]?\s+",
    re.IGNORECASE,
)
_ISO = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?=$|[T\s,])")
_DMY = re.compile(r"^(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{2})(?=$|[\s,])")
_WORDS = re.compile(r"^(\d{1,2})[\s\-/.]+([A-Za-z]{3,10})\.?[\s\-/.,]+(\d{4}|\d{2})(?=$|[\s,])")
_TIME = re.compile(
    r"^(?:pukul|jam|pkl\.?|at)?\s*(\d{1,2})[.:](\d{2})(?:[.:](\d{2})(?:[.,](\d{1,6}))?)?"
    r"\s*(am|pm)?\s*(wib|z|[+-]\d{2}:?\d{2})?$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^[+-]?\d[\d.,\s]*$")
_YES = frozenset({"ya", "y", "yes", "true", "benar", "1", "x", "v", "√", "✓"})
_NO = frozenset({"", "tidak", "tdk", "t", "no", "n", "false", "salah", "0", "-"})


class UnreadableCell(ValueError):
    """The cell holds something that is no value of its field; says what would be."""

    def __init__(self, text_id: str, text_en: str) -> None:
        super().__init__(text_id)
        self.text_id = text_id
        self.text_en = text_en


def text_of(cell: Cell) -> str:
    """The cell as a text, outer blanks cut; numbers as people write codes and telephone numbers (no ".0")."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return "ya" if cell else "tidak"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.strftime("%d/%m/%Y %H.%M.%S").removesuffix(" 00.00.00")
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y")
    if isinstance(cell, time):
        return cell.strftime("%H.%M.%S")
    return str(cell)


def moment_of(cell: Cell, hour: Cell = None) -> int | None:
    """Milliseconds since 1970 UTC of a date and time in WIB, None for an empty cell; `hour` is its time in another column.

    Reads 23/11/2026, 23-11-2026 14.32, 23 Nov 2026, "Senin, 23 November 2026 pukul 14.32 WIB", 2026-11-23T14:32:08.
    """
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        cell = _from_serial(cell)
    if isinstance(cell, datetime):
        day, within = _day_ms(cell.year, cell.month, cell.day), _within(cell.time())
    elif isinstance(cell, date):
        day, within = _day_ms(cell.year, cell.month, cell.day), 0
    else:
        text = text_of(cell)
        if not text:
            if text_of(hour):
                raise UnreadableCell("ada jam tetapi tanggalnya kosong", "there is a time but no date")
            return None
        day, rest = _date_part(text)
        within = _time_part(rest, text) if rest else 0
    if not within and hour is not None and text_of(hour):
        within = _hour(hour)
    return day + within


def number_of(cell: Cell, *, point: bool = False) -> float | None:
    """A number as written in Indonesia (1.234,5), or with a decimal point where there is no doubt; None when empty.

    `point`: a single point is a decimal point whatever follows it (coordinates: 111.523).
    """
    if isinstance(cell, bool):
        raise UnreadableCell("bukan angka", "no number")
    if isinstance(cell, (int, float)):
        return float(cell)
    text = text_of(cell)
    if not text:
        return None
    if not _NUMBER.match(text):
        raise UnreadableCell(f'"{_short(text)}" bukan angka', f'"{_short(text)}" is no number')
    compact = text.replace(" ", "").replace("\u00a0", "")
    comma, dot = compact.rfind(","), compact.rfind(".")
    if comma >= 0 and dot >= 0:
        thousands, decimal = (".", ",") if comma > dot else (",", ".")
        compact = compact.replace(thousands, "").replace(decimal, ".")
    elif comma >= 0:
        compact = compact.replace(",", ".") if compact.count(",") == 1 else compact.replace(",", "")
    elif dot >= 0 and (compact.count(".") > 1 or (not point and len(compact) - dot == 4)):
        compact = compact.replace(".", "")
    try:
        return float(compact)
    except ValueError:
        raise UnreadableCell(f'"{_short(text)}" bukan angka', f'"{_short(text)}" is no number') from None


def yes_of(cell: Cell) -> bool:
    """Ya or tidak; an empty cell is tidak."""
    said = text_of(cell).casefold()
    if said in _YES or said in _NO:
        return said in _YES
    raise UnreadableCell(f'"{_short(said)}" bukan ya atau tidak', f'"{_short(said)}" is neither yes nor no')


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


@lru_cache(maxsize=4096)
def _date_part(text: str) -> tuple[int, str]:
    """(midnight in milliseconds, what stands behind the date)."""
    line = _WEEKDAY.sub("", text, count=1)
    if found := _ISO.match(line):
        year, month, day = int(found[1]), int(found[2]), int(found[3])
    elif found := _DMY.match(line):
        day, month, year = int(found[1]), int(found[2]), _full_year(found[3])
    elif (found := _WORDS.match(line)) and found[2].casefold() in _MONTHS:
        day, month, year = int(found[1]), _MONTHS[found[2].casefold()], _full_year(found[3])
    else:
        raise UnreadableCell(
            f'"{_short(text)}" bukan tanggal; tulis seperti 23/11/2026 14.32',
            f'"{_short(text)}" is no date; write it like 23/11/2026 14.32',
        )
    return _day_ms(year, month, day), line[found.end() :].strip(" ,T\t")


def _full_year(text: str) -> int:
    if len(text) == 4:
        return int(text)
    return int(text) + (1900 if int(text) >= 70 else 2000)


@lru_cache(maxsize=4096)
def _day_ms(year: int, month: int, day: int) -> int:
    try:
        midnight = datetime(year, month, day, tzinfo=WIB)
    except ValueError:
        raise UnreadableCell(
            f"tanggal {day}/{month}/{year} tidak ada", f"there is no date {day}/{month}/{year}"
        ) from None
    if year < FIRST_YEAR:
        raise UnreadableCell(f"tahun {year} terlalu lama", f"the year {year} is too long ago")
    return _EPOCH_MS + (midnight - _EPOCH) // timedelta(milliseconds=1)


def _time_part(text: str, whole: str) -> int:
    found = _TIME.match(text.replace("/", " ").strip())
    if found is None:
        raise UnreadableCell(
            f'jam dalam "{_short(whole)}" tidak terbaca; tulis seperti 14.32',
            f'the time in "{_short(whole)}" cannot be read; write it like 14.32',
        )
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    half = (found[5] or "").casefold()
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23 or minute > 59 or second > 59:
        raise UnreadableCell(f'tidak ada jam "{_short(text)}"', f'there is no time "{_short(text)}"')
    milli = int((found[4] or "0").ljust(6, "0")) // 1000
    return ((hour * 60 + minute) * 60 + second) * 1000 + milli + _from_zone(found[6] or "")


def _from_zone(zone: str) -> int:
    """What to add so that a time of another zone is one of WIB."""
    if not zone or zone.casefold() == "wib":
        return 0
    if zone.casefold() == "z":
        return 7 * 3_600_000
    ahead = (int(zone[1:3]) * 60 + int(zone[-2:])) * (-1 if zone[0] == "-" else 1)
    return (7 * 60 - ahead) * 60_000


def _hour(cell: Cell) -> int:
    if isinstance(cell, datetime):
        return _within(cell.time())
    if isinstance(cell, time):
        return _within(cell)
    if isinstance(cell, float) and 0 <= cell < 1:
        return round(cell * 86_400_000)
    return _time_part(text_of(cell), text_of(cell))


def _within(moment: time) -> int:
    seconds = (moment.hour * 60 + moment.minute) * 60 + moment.second
    return seconds * 1000 + round(moment.microsecond / 1000)


def _from_serial(number: float) -> datetime:
    """A day number of Excel (1 is 1 January 1900, with its 29 February 1900)."""
    if not 30_000 <= number <= 80_000:
        raise UnreadableCell(f"{number:g} bukan tanggal", f"{number:g} is no date")
    return datetime(1899, 12, 30) + timedelta(milliseconds=round(number * 86_400_000))  # noqa: DTZ001 - WIB by itself
