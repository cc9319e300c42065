"""Folding all projections again from the log, in one transaction: a kill in the middle leaves the old ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from madiun_console.db import schema
from madiun_console.db.number_index import index_numbers
from madiun_console.db.refold import Refold, WrittenRows
from madiun_console.db.store import Store
from madiun_console.db.walk import STEP, Progress, derive_all, facts_to_walk
from madiun_console.errors import RequestRefused

_EARLY = ("escalation",)
"""Tables that are searched through their indexes while incidents are derived."""


def rebuild(
    store: Store, progress: Progress | None = None, cancelled: Callable[[], bool] | None = None
) -> None:
    """Empty the projections and derive them anew; nobody else can write meanwhile, reading goes on with the old ones.

    `progress(done, total)` counts facts. Raises RequestRefused, with everything as it was, once `cancelled()` is true.
    """
    with store.own() as cursor:
        _make_tables(cursor)
        connection = cursor.connection
        watch = Watch(facts_to_walk(connection), progress, cancelled)
        rows = WrittenRows(cursor, numbers=False)
        derive_all(
            connection,
            Refold(cursor, store.projector, sink=rows),
            watch.tick,
            lambda: _make_indexes(cursor, early=True),
        )
        rows.finish()
        _make_indexes(cursor, early=False)
        index_numbers(cursor)
        store.mark_projections(cursor)
        watch.done()
    store.checkpoint()


class Watch:
    """Tells how far it is, and stops when that is wanted."""

    def __init__(
        self, total: int, progress: Progress | None, cancelled: Callable[[], bool] | None = None
    ) -> None:
        self._total = total
        self._progress = progress
        self._cancelled = cancelled
        self._count = 0
        self._told = 0

    def tick(self, count: int) -> None:
        """So many more facts were read."""
        self._count += count
        if self._count - self._told < STEP:
            return
        self._told = self._count
        if self._progress is not None:
            self._progress(min(self._count, self._total), self._total)
        if self._cancelled is not None and self._cancelled():
            raise RequestRefused(
                "stopped", "Dihentikan; tidak ada yang berubah.", "Stopped; nothing has changed."
            )

    def done(self) -> None:
        """Everything was read."""
        if self._progress is not None:
            self._progress(self._total, self._total)


def _make_tables(cursor: Any) -> None:
    """Drop and make, so that a newer version's columns need no migration; indexes come when the rows are there."""
    for name in ("incident_fts", "caller_fts"):
        cursor.execute(f"DROP TABLE IF EXISTS {name}")
    for table in schema.PROJECTIONS:
        cursor.execute(f'DROP TABLE IF EXISTS "{table.name}"')
        cursor.execute(schema.table_statement(table))
    for statement in schema.SEARCH_DDL:
        cursor.execute(statement)


def _make_indexes(cursor: Any, *, early: bool) -> None:
    for table in schema.PROJECTIONS:
        if (table.name in _EARLY) == early:
            for statement in schema.index_statements(table):
                cursor.execute(statement)
