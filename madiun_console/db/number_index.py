"""The index of callers' numbers by any part of them: kept beside `caller`, each number once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from madiun_console.domain.phone_fragment import digits_of

_KNOWN = "SELECT lid, digits FROM caller_number WHERE phone = ?"
_STILL_CALLS = "SELECT 1 FROM caller WHERE phone = ? LIMIT 1"
_NEW = "INSERT INTO caller_number(phone, digits) VALUES (?, ?)"
_DIGITS = "INSERT INTO caller_fts(rowid, digits) VALUES (?, ?)"


def numbers_added(execute: Any, phones: Iterable[str]) -> None:
    """These numbers have called; one that did before is known already."""
    for phone in phones:
        if execute(_KNOWN, (phone,)).fetchone() is None:
            digits = digits_of(phone)
            execute(_DIGITS, (execute(_NEW, (phone, digits)).lastrowid, digits))


def many_numbers_added(cursor: Any, phones: list[str]) -> None:
    """The same for hundreds of numbers at once, each named once."""
    known: set[str] = set()
    execute = cursor.execute
    for at in range(0, len(phones), 500):
        some = phones[at : at + 500]
        marks = ", ".join("?" * len(some))
        known.update(
            row[0]
            for row in execute(f"SELECT phone FROM caller_number WHERE phone IN ({marks})", some)  # noqa: S608
        )
    lid = execute("SELECT ifnull(max(lid), 0) FROM caller_number").fetchone()[0]
    fresh = [
        (lid + at, phone, digits_of(phone)) for at, phone in enumerate(phones, start=1) if phone not in known
    ]
    cursor.executemany("INSERT INTO caller_number(lid, phone, digits) VALUES (?, ?, ?)", fresh)
    cursor.executemany(_DIGITS, [(row[0], row[2]) for row in fresh])


def number_dropped(execute: Any, phone: str) -> None:
    """A report or call no longer says this number; with the last one it leaves the index without a trace."""
    if execute(_STILL_CALLS, (phone,)).fetchone() is None:
        known = execute(_KNOWN, (phone,)).fetchone()
        if known is not None:
            execute("INSERT INTO caller_fts(caller_fts, rowid, digits) VALUES ('delete', ?, ?)", known)
            execute("DELETE FROM caller_number WHERE lid = ?", (known[0],))


def index_numbers(cursor: Any) -> None:
    """Fill both tables, which are empty, from `caller`: what a rebuild does once instead of number by number."""
    phones = cursor.connection.cursor().execute("SELECT DISTINCT phone FROM caller ORDER BY phone")
    cursor.executemany(_NEW, ((phone, digits_of(phone)) for (phone,) in phones))
    cursor.execute("INSERT INTO caller_fts(caller_fts) VALUES ('rebuild')")
