"""Folding all projections again from the log, in one transaction: a kill in the middle leaves the old ones."""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter
from typing import Any

from madiun_console.db import schema
from madiun_console.db.number_index import index_numbers
from madiun_console.db.refold import Refold
from madiun_console.db.row_sets import bound, insert_sql
from madiun_console.db.store import Store
from madiun_console.db.time_order import RowIds, happened_ms
from madiun_console.db.walk import STEP, Progress, derive_all, facts_to_walk
from madiun_console.domain.events import catalogue as _catalogue  # noqa: F401 - declares the types
from madiun_console.domain.events.registry import event_types
from madiun_console.errors import RequestRefused

_EARLY = ("escalation",)
"""Tables that are searched through their indexes while incidents are derived."""
_INSERT = {table.name: insert_sql(table) for table in schema.PROJECTIONS if "lid" not in table.columns} | {
    schema.report.name: insert_sql(schema.report, "lid"),
    schema.incident.name: insert_sql(schema.incident),
}
_INSERT["caller"] = _INSERT["caller"].replace("INSERT", "INSERT OR REPLACE", 1)
_WORDS = "INSERT INTO incident_fts(rowid, words) VALUES (?, ?)"
_MOST_KEPT = 4000
"""So many rows of a table are inserted at once."""
_SECOND = (
    "UPDATE fact SET also = unhex(replace(fact ->> :at, '-', '')) WHERE also IS NULL AND type = :type AND kind = :kind "
    "AND fact ->> '$.v' = :v AND fact ->> :at GLOB :canonical"
)
_CANONICAL = "-".join("[0-9a-f]" * digits for digits in (8, 4, 4, 4, 12))


def rebuild(
    store: Store, progress: Progress | None = None, cancelled: Callable[[], bool] | None = None
) -> None:
    """Empty the projections and derive them anew; nobody else can write meanwhile, reading goes on with the old ones.

    `progress(done, total)` counts facts. Raises RequestRefused, with everything as it was, once `cancelled()` is true.
    """
    with store.own() as cursor:
        _make_tables(cursor)
        _know_second_subjects(cursor)
        connection = cursor.connection
        watch = Watch(facts_to_walk(connection), progress, cancelled)
        rows = _LoadedRows(cursor)

        def before_incidents() -> None:
            rows.flush()
            _make_indexes(cursor, early=True)

        derive_all(connection, Refold(cursor, store.projector, sink=rows), watch.tick, before_incidents)
        rows.finish()
        _make_indexes(cursor, early=False)
        index_numbers(cursor)
        store.mark_projections(cursor)
        watch.done()
    store.checkpoint()


def _know_second_subjects(cursor: Any) -> None:
    """Facts of types that this program knows and the one that took them did not (docs/events.md, "How a type grows")."""
    for declared in event_types().values():
        if declared.also is not None:
            names = {"type": declared.name, "v": declared.version, "kind": declared.kind}
            cursor.execute(_SECOND, names | {"at": f"$.val.{declared.also}", "canonical": _CANONICAL})


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


class _LoadedRows:
    """Where a rebuild's rows go: into tables that are empty and have no indexes yet, some thousands at once."""

    def __init__(self, cursor: Any) -> None:
        self._execute_many = cursor.executemany
        self._row_ids = RowIds(cursor.execute)
        self._rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in _INSERT}
        self._words: list[tuple[int, str]] = []

    def row(self, table: str, row: dict[str, Any]) -> None:
        self._keep(table, bound(row.values()))

    def caller(self, subject: bytes, kind: str, phone: str | None, at: int, *, fresh: bool) -> None:  # noqa: ARG002
        if phone:
            self._keep("caller", (phone, bytearray(subject), kind, at))

    def incident(self, row: dict[str, Any], words: str, *, fresh: bool) -> None:  # noqa: ARG002
        lid = self._row_ids.next(happened_ms(row["occurred"], row["opened_at"]))
        self._words.append((lid, words))
        self._keep("incident", (lid, *bound(row.values())))

    def gone(self, table: str, subject: bytes) -> None:
        """The tables were empty."""

    def flush(self) -> None:
        for table in self._rows:
            self._insert(table)

    def finish(self) -> None:
        self.flush()

    def _keep(self, table: str, row: tuple[Any, ...]) -> None:
        rows = self._rows[table]
        rows.append(row)
        if len(rows) >= _MOST_KEPT:
            self._insert(table)

    def _insert(self, table: str) -> None:
        rows = self._rows[table]
        rows.sort(key=itemgetter(0))  # by what the table is ordered by
        self._execute_many(_INSERT[table], rows)
        rows.clear()
        if table == "incident":
            self._execute_many(_WORDS, sorted(self._words))
            self._words.clear()
            self._row_ids.inserted()


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
