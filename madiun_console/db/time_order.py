"""Row ids of incidents: they grow with the moment it happened, so that the search index gives the latest first.

Row ids in the order of arrival would put the spreadsheet of ten past years, imported yesterday, before this morning.
A row id is the minute (since 1970, UTC) and a count within it, so a span of days is a span of row ids.
"""

from __future__ import annotations

from typing import Any

_BITS = 16
_IN_A_MINUTE = 1 << _BITS
_MINUTE_MS = 60_000
_MOST_MS = 1 << 52
"""A clock that was far off must not make a row id that SQLite cannot hold (the year 144,683)."""
_LAST = "SELECT max(lid) FROM incident WHERE lid BETWEEN ? AND ?"
_MOST_KNOWN = 20_000


def happened_ms(occurred: int, opened_at: int) -> int:
    """The moment an incident is ordered by; what is announced for a day to come was reported now."""
    return min(max(0, min(occurred, opened_at)), _MOST_MS)


def first_lid(ms: int) -> int:
    """The lowest row id of what happened in the minute of `ms`, or later."""
    return (min(max(0, ms), _MOST_MS) // _MINUTE_MS) << _BITS


def lid_ms(lid: int) -> int:
    """The minute of a row id, in milliseconds."""
    return (lid >> _BITS) * _MINUTE_MS


class RowIds:
    """Gives free row ids within one transaction; rows that are inserted later do not get the same ones."""

    def __init__(self, execute: Any) -> None:
        self._execute = execute
        self._greatest: int = execute(_LAST, (0, (1 << 63) - 1)).fetchone()[0] or 0
        self._last: dict[int, int] = {}

    def next(self, ms: int) -> int:
        """The row id of a new incident that happened at `ms`, behind those that stand in its minute."""
        first = first_lid(ms)
        while True:
            last = self._last.get(first)
            if last is None:
                last = first - 1
                if first <= self._greatest:  # else nothing can stand in that minute
                    found = self._execute(_LAST, (first, first + _IN_A_MINUTE - 1)).fetchone()[0]
                    last = first - 1 if found is None else int(found)
            if last + 1 < first + _IN_A_MINUTE:
                self._last[first] = last + 1
                return last + 1
            self._last[first] = last
            first += _IN_A_MINUTE  # an import whose rows name the day only goes on in the next minute

    def inserted(self) -> None:
        """Every row that got an id stands in the table, which can be asked again."""
        if len(self._last) > _MOST_KNOWN:
            self._greatest = max(self._greatest, *self._last.values())
            self._last.clear()
