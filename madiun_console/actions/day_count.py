"""How many incidents a desk has numbered on a day: what the next number counts on from."""

from __future__ import annotations

from typing import Any

_DIGITS = 3
_LAST = "SELECT number FROM incident WHERE number >= ? AND number < ? ORDER BY number DESC LIMIT 1"
_THOUSANDTH = "SELECT 1 FROM incident WHERE number = ?"
_GREATEST = (
    "SELECT max(CAST(substr(number, ?) AS INTEGER)) FROM incident "
    "WHERE number >= ? AND number < ? AND substr(number, ?) NOT GLOB '*[^0-9]*'"  # a newer program may count otherwise
)


def day_count(cursor: Any, start: str) -> int:
    """The greatest count among incidents whose number begins with `start` (date and desk), 0 when there is none."""
    within = (start, f"{start}~")
    row = cursor.execute(_LAST, within).fetchone()
    if row is None:
        return 0
    count = row[0][len(start) :]
    # As text 1000 stands before 101; but whoever counted on from 999 began with 1000.
    if len(count) == _DIGITS and count.isdecimal() and not _stands(cursor, f"{start}1000"):
        return int(count)
    behind = len(start) + 1
    return int(cursor.execute(_GREATEST, (behind, *within, behind)).fetchone()[0] or 0)


def _stands(cursor: Any, number: str) -> bool:
    return cursor.execute(_THOUSANDTH, (number,)).fetchone() is not None
