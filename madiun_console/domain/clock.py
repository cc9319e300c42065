"""Clocks: wall time in milliseconds, local time of the city, and the hybrid logical clock that orders facts."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Protocol

WIB = timezone(timedelta(hours=7), "WIB")
"""Western Indonesian Time. It has no daylight saving, so a fixed offset needs no time zone data on the PC."""

COUNTER_BITS = 16
LATEST_MS = 253_370_764_799_999
"""The last millisecond of the year 9998, UTC: to it a day or a month can be added and `datetime` still holds it."""
EARLIEST_MS = -62_135_510_400_000
"""The second day of the year 1, UTC, so that no time zone leads out of what `datetime` holds."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MAX_AHEAD_MS = 5 * 60 * 1000
"""A remote stamp is followed at most this far ahead of our own clock (architecture.md, Clocks)."""


class Clock(Protocol):
    """Where the time comes from; tests hand in one that they move themselves."""

    def now_ms(self) -> int:
        """Wall clock, milliseconds since 1970 UTC."""


class SystemClock:
    """The PC's own clock."""

    def now_ms(self) -> int:
        """Wall clock, milliseconds since 1970 UTC."""
        return time.time_ns() // 1_000_000


class HybridClock:
    """Hybrid logical clock (Kulkarni et al. 2014): `ms << 16 | counter`, never goes back though the wall clock may."""

    def __init__(self, last: int = 0) -> None:
        self.last = last

    def tick(self, now_ms: int) -> int:
        """The stamp of the next own fact: greater than every stamp given or seen before."""
        self.last = max(self.last + 1, now_ms << COUNTER_BITS)
        return self.last

    def seen(self, stamp: int, now_ms: int) -> None:
        """Merge a remote stamp, unless it is more than five minutes ahead of `now_ms`."""
        if stamp >> COUNTER_BITS <= now_ms + MAX_AHEAD_MS:
            self.last = max(self.last, stamp)


def bounded_ms(ms: int) -> int:
    """A moment as every fold sees it, whatever number was written: from 1970 to the end of the year 9998."""
    return 0 if ms < 0 else min(ms, LATEST_MS)


def local_time(ms: int) -> datetime:
    """The city's local date and time of `ms` (milliseconds since 1970 UTC); never raises, but stops at the first and
    last moment that a date can hold, as what other desks wrote may be any number.
    """
    held = min(max(EARLIEST_MS, ms), LATEST_MS)
    return (_EPOCH + timedelta(milliseconds=held)).astimezone(WIB)


def local_day(ms: int) -> str:
    """The local date as `YYYYMMDD`, the form it has in incident numbers."""
    return local_time(ms).strftime("%Y%m%d")


def day_named(text: str) -> date | None:
    """The day that a text `2026-11-23` names; None for any other text."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def day_start_ms(ms: int) -> int:
    """Midnight (WIB) of the local day that holds `ms`."""
    start = local_time(ms).replace(hour=0, minute=0, second=0, microsecond=0)
    return int(start.timestamp() * 1000)
