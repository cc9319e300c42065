"""Times, dates, durations and numbers as people of this office read them, in WIB (UTC+7, no summer time)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta, timezone
from typing import TYPE_CHECKING

from madiun_console.domain.clock import EARLIEST_MS, LATEST_MS, local_time

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

WIB = timezone(timedelta(hours=7), "WIB")
MONTHS = {
    "id": ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
LONG_MONTHS = {
    "id": ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
           "November", "Desember"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December"),
}  # fmt: skip
DAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
UNKNOWN = "?"
MINUTE, HOUR, DAY = 60, 3_600, 86_400
SPOKEN = {DAY: ("hari", "day"), HOUR: ("jam", "hour"), MINUTE: ("menit", "minute"), 1: ("detik", "second")}


def local(ms: int) -> datetime:
    """The moment in WIB of epoch milliseconds; never raises, see `local_time`."""
    return local_time(ms)


def is_moment(ms: int) -> bool:
    """Whether a number of milliseconds is a moment that can be told; other desks may have written any number."""
    return EARLIEST_MS <= ms < LATEST_MS


@dataclass(frozen=True, slots=True)
class Formats:
    """How values are written in one language ("id" or "en"); take a new one when the language changes.

    No number makes them raise: a moment that no calendar holds is told as `?`.
    """

    language: str = "id"

    def month(self, year: int, month: int) -> str:
        """Month (1 to 12) and year: `Nov 2026`."""
        return f"{self._words(MONTHS)[month - 1]} {year}"

    def time(self, ms: int) -> str:
        """Time of day: `14.32`, in both languages, as on the room's wall clock."""
        if not is_moment(ms):
            return UNKNOWN
        moment = local(ms)
        return f"{moment.hour:02}.{moment.minute:02}"

    def clock(self, ms: int) -> str:
        """Time of day with seconds: `14.32.08`."""
        return f"{self.time(ms)}.{local(ms).second:02}" if is_moment(ms) else UNKNOWN

    def date(self, ms: int) -> str:
        """Date: `23 Nov 2026`."""
        if not is_moment(ms):
            return UNKNOWN
        moment = local(ms)
        return f"{moment.day} {self._month(moment)} {moment.year}"

    def day(self, ms: int) -> str:
        """Date with the day of the week: `Senin, 23 Nov 2026`."""
        if not is_moment(ms):
            return UNKNOWN
        return f"{self._words(DAYS)[local(ms).weekday()]}, {self.date(ms)}"

    def moment(self, ms: int, now_ms: int) -> str:
        """Time alone today, else with the date, else with the year: `14.32`, `22 Nov 14.32`, `22 Nov 2025 14.32`."""
        if not is_moment(ms):
            return UNKNOWN
        then, now = local(ms), local(now_ms)
        if then.date() == now.date():
            return self.time(ms)
        if then.year == now.year:
            return f"{then.day} {self._month(then)} {self.time(ms)}"
        return f"{self.date(ms)} {self.time(ms)}"

    def span(self, seconds: float) -> str:
        """A duration that runs: `03:20` below an hour, `2 j 14 m` below a day, then `3 hr` (days). Negative is 0."""
        whole = max(0, int(seconds))
        if whole < HOUR:
            return f"{whole // MINUTE:02}:{whole % MINUTE:02}"
        hours, days = ("j", "hr") if self.language == "id" else ("h", "d")
        if whole < DAY:
            return f"{whole // HOUR} {hours} {whole % HOUR // MINUTE} m"
        return f"{whole // DAY} {days}"

    def spoken_span(self, seconds: float) -> str:
        """A duration in words, for a screen reader: `3 menit`, `2 jam`, `41 detik`."""
        whole = max(0, int(seconds))
        size = next((size for size in SPOKEN if whole >= size), 1)
        count = whole // size
        indonesian, english = SPOKEN[size]
        if self.language == "id":
            return f"{count} {indonesian}"
        return f"{count} {english}" if count == 1 else f"{count} {english}s"

    def number(self, value: float, decimals: int = 0) -> str:
        """A number with the language's separators: `21.000` and `1,1` in Indonesian."""
        text = f"{value:,.{decimals}f}"
        if self.language == "id":
            return text.translate(str.maketrans(",.", ".,"))
        return text

    def _month(self, moment: datetime) -> str:
        return self._words(MONTHS)[moment.month - 1]

    def _words(self, words: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
        return words["id" if self.language == "id" else "en"]
