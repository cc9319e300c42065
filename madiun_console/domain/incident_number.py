"""Numbers of incidents: `20261123-B017` (date, desk, count of the day), said as `B23-017` while it is recent."""

from __future__ import annotations

from datetime import date

from madiun_console.domain.clock import local_day

RECENT_MS = 27 * 24 * 60 * 60 * 1000
"""A day of the month names one day only for so long."""
_DAY_DIGITS = 8


def short_number(number: str) -> str:
    """`20261123-B017` as people say it: `B23-017`; anything else as it stands."""
    day, dash, rest = number.partition("-")
    return f"{rest[0]}{day[6:]}-{rest[1:]}" if dash and len(day) == _DAY_DIGITS and rest else number


def number_day(number: str) -> date | None:
    """The day that stands in a number; None when none does."""
    try:
        return date.fromisoformat(number[:_DAY_DIGITS])
    except ValueError:
        return None


def spoken_number(number: str, now_ms: int) -> str:
    """The short form while the day of the month says which day is meant, else the whole number."""
    day = number.partition("-")[0]
    recent = local_day(now_ms - RECENT_MS) <= day <= local_day(now_ms + RECENT_MS)
    return short_number(number) if recent else number
