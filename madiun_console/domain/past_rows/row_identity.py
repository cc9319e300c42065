"""As which subject a row is known again, so that reading a file twice adds nothing (decision 0017)."""

from __future__ import annotations

import hashlib
from array import array

from madiun_console.domain.ids import derived_id
from madiun_console.domain.past_rows.past_row import REFERENCE, PastRow

_FIRST_SIZE = 1 << 12


def row_words(row: PastRow) -> str:
    """What makes the row this row: its times and its words, not how an office sorted it.

    A kind, level or outcome that was mended does not make it another row. Of the caller's number only one byte of its
    hash is in it: two calls of one minute are told apart, and yet no number can be found from an identifier, which
    outlives the erasure of the number.
    """
    caller = hashlib.sha256(row.phone.encode()).hexdigest()[:2] if row.phone else ""
    times = (row.reported, row.occurred, row.closed)
    return "\x1f".join(
        (
            *("" if ms is None else str(ms) for ms in times),
            row.told.get(REFERENCE, ""), row.number, row.narrative, row.address, row.landmark, row.note, caller,
        )
    )  # fmt: skip


def subject_of(row: PastRow, words: str, nth: int) -> str:
    """The report or call that this row is; `nth` counts rows with the same words in one file, from 1."""
    return row.id or derived_id(row.reported or 0, "past row", words, str(nth))


def incident_of(row: PastRow, report: str) -> str:
    """The incident that a report of the past opens; rows that give the same number share one."""
    return derived_id(row.reported or 0, "past incident", report)


class Repetitions:
    """Counts how often the same words came in a file, in 16 to 32 bytes a row whatever the rows hold.

    An open-addressed table of 64-bit hashes; rows that repeat are counted beside it. Should two different rows of a
    file have one hash (once in 10^7 files of a million rows) the later one is called a second one, and nothing is lost.
    """

    def __init__(self) -> None:
        self._table = array("Q", bytes(8 * _FIRST_SIZE))
        self._filled = 0
        self._again: dict[int, int] = {}

    def nth(self, words: str) -> int:
        """1 for the first row with these words, 2 for the second …"""
        key = int.from_bytes(hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=8).digest()) or 1
        table = self._table
        mask = len(table) - 1
        at = key & mask
        while table[at]:
            if table[at] == key:
                self._again[key] = self._again.get(key, 1) + 1
                return self._again[key]
            at = (at + 1) & mask
        table[at] = key
        self._filled += 1
        if self._filled * 2 > len(table):
            self._grow()
        return 1

    def _grow(self) -> None:
        old = self._table
        table = array("Q", bytes(16 * len(old)))
        mask = len(table) - 1
        for key in old:
            if key:
                at = key & mask
                while table[at]:
                    at = (at + 1) & mask
                table[at] = key
        self._table = table
