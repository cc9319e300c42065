"""Row ids of incidents: they grow with the moment it happened, so that the search index gives the latest first.

Row ids in the order of arrival would put the spreadsheet of ten past years, imported yesterday, before this morning.
A row id is the minute (since 1970, UTC) and a count within it, so a span of days is a span of row ids.
"""

from __future__ import annotations

from typing import Any

_BITS = 16
_MINUTE_MS = 60_000
_MOST_MS = 1 << 52
"""A clock that was far off must not make a row id that SQLite cannot hold (the year 144,683)."""
_LAST = "SELECT max(lid) FROM incident WHERE lid BETWEEN ? AND ?"


def happened_ms(occurred: int, opened_at: int) -> int:
    """The moment an incident is ordered by; what is announced for a day to come was reported now."""
    return min(max(0, min(occurred, opened_at)), _MOST_MS)


def first_lid(ms: int) -> int:
    """The lowest row id of what happened in the minute of `ms`, or later."""
    return (min(max(0, ms), _MOST_MS) // _MINUTE_MS) << _BITS


def lid_ms(lid: int) -> int:
    """The minute of a row id, in milliseconds."""
    return (lid >> _BITS) * _MINUTE_MS


def next_lid(execute: Any, ms: int) -> int:
    """A free row id in the minute of `ms`, behind those that stand there."""
    first = first_lid(ms)
    while True:
        last = execute(_LAST, (first, first + (1 << _BITS) - 1)).fetchone()[0]
        if last is None:
            return first
        if last + 1 < first + (1 << _BITS):
            return int(last) + 1
        first += (
            1 << _BITS
        )  # 65,536 in one minute: an import whose rows name the day only goes on in the next one
