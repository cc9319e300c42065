"""Derived rows of a page of the shared log: hundreds at once, so they are written as sets instead of one by one."""

from __future__ import annotations

from typing import Any

from madiun_console.db.number_index import known_of, numbers_added
from madiun_console.db.refold import NEW_INCIDENT, UPSERT, WrittenRows
from madiun_console.db.row_sets import bound
from madiun_console.db.time_order import happened_ms

_CALLER = "INSERT OR REPLACE INTO caller VALUES (?, ?, ?, ?)"


class PageRows(WrittenRows):
    """Keeps rows until somebody asks for one, or the page ends."""

    def __init__(self, cursor: Any) -> None:
        super().__init__(cursor)
        self._rows: dict[str, list[tuple[Any, ...]]] = {}
        self._callers: list[tuple[Any, ...]] = []
        self._incidents: list[tuple[Any, ...]] = []

    def row(self, table: str, row: dict[str, Any]) -> None:
        """Insert or replace the row of this id, later."""
        self._rows.setdefault(table, []).append(bound(row.values()))

    def caller(self, subject: bytes, kind: str, phone: str | None, at: int, *, fresh: bool) -> None:
        """Put the number in place of the one known before; a new subject's later."""
        if not fresh:
            super().caller(subject, kind, phone, at, fresh=False)
        elif phone:
            self._callers.append((phone, bytearray(subject), kind, at))

    def incident(self, row: dict[str, Any], words: str, *, fresh: bool) -> None:
        """Write the row; a new incident's later."""
        if not fresh:
            super().incident(row, words, fresh=False)
            return
        lid = self._row_ids.next(happened_ms(row["occurred"], row["opened_at"]))
        self._incidents.append((lid, *bound(row.values())))
        self._new_words.append((lid, words))

    def flush(self) -> None:
        """Write what was kept."""
        for table, rows in self._rows.items():
            self._execute_many(UPSERT[table], rows)
        self._rows.clear()
        self._execute_many(_CALLER, self._callers)
        phones = dict.fromkeys(row[0] for row in self._callers)
        known = known_of(self._execute, list(phones))
        numbers_added(self._execute, (phone for phone in phones if phone not in known))
        self._callers.clear()
        self._execute_many(NEW_INCIDENT, self._incidents)
        self._incidents.clear()

    def finish(self) -> None:
        """Write and index everything."""
        self.flush()
        super().finish()
