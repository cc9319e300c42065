"""Comparing the projections with what a rebuild would make, subject by subject, without writing to the store."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

from madiun_console.db import schema
from madiun_console.db.damage import Damage, Found
from madiun_console.db.projector import Projector
from madiun_console.db.rebuild import Watch
from madiun_console.db.refold import MOST_WORDS, Refold
from madiun_console.db.walk import derive_all
from madiun_console.domain.ids import id_text
from madiun_console.domain.phone_fragment import digits_of

_BY_ID = tuple(table for table in schema.PROJECTIONS if "id" in table.columns)
_COUNTED = tuple(table for table in schema.PROJECTIONS if table is not schema.caller_number)
_NUMBERS_APART = (
    "SELECT 1 FROM (SELECT phone FROM caller EXCEPT SELECT phone FROM caller_number) UNION ALL "
    "SELECT 1 FROM (SELECT phone FROM caller_number EXCEPT SELECT phone FROM caller) LIMIT 1"
)
# What an FTS table says of each term, in one number that differs when a document or a place in it differs.
_MIXED = "(doc * 1000003 + offset) * (offset + 7) % 2147483647"
_TERMS = f"SELECT term, count(*), sum({_MIXED}) FROM temp.{{}} GROUP BY term ORDER BY term"  # noqa: S608

_DIFFERING = (
    "SELECT doc FROM ("
    "SELECT * FROM (SELECT doc, offset FROM temp.expected_terms WHERE term = ?1 "
    "EXCEPT SELECT doc, offset FROM temp.present_terms WHERE term = ?1) UNION ALL "
    "SELECT * FROM (SELECT doc, offset FROM temp.present_terms WHERE term = ?1 "
    "EXCEPT SELECT doc, offset FROM temp.expected_terms WHERE term = ?1)) LIMIT 1"
)


def verify_projections(connection: Any, projector: Projector, watch: Watch) -> None:
    """Raises Found at the first row that a rebuild would not make so. `connection` is private and in a transaction."""
    connection.execute(
        "PRAGMA query_only = OFF"
    )  # the expected search indexes stand in temporary tables, in memory
    connection.execute(schema.FTS_DDL.replace("incident_fts", "temp.expected_fts"))
    compared = _ComparedRows(connection)
    derive_all(connection, Refold(connection.cursor(), projector, sink=compared), watch.tick)
    compared.finish()
    compared.nothing_more()
    different = _different_term(connection, "expected_fts", "incident_fts")
    if different is not None:
        number = _incident_with(connection, different)
        raise Found(
            Damage(
                f"indeks pencarian{f', kejadian {number}' if number else ''}",
                f"the search index{f', incident {number}' if number else ''}",
                "kata-katanya tidak cocok",
                "its words do not match",
            )
        )
    _same_numbers(connection)


class _ComparedRows:
    """Holds derived rows against the tables."""

    def __init__(self, connection: Any) -> None:
        self._execute = connection.cursor().execute
        self._execute_many = connection.cursor().executemany
        self._words: list[tuple[int, str]] = []
        self._count = dict.fromkeys((table.name for table in _COUNTED), 0)
        self._select = {
            table.name: f'SELECT {", ".join(_columns(table))} FROM "{table.name}" WHERE id = ?'  # noqa: S608
            for table in _BY_ID
        }

    def row(self, table: str, row: dict[str, Any]) -> None:
        self._count[table] += 1
        stands = self._execute(self._select[table], (row["id"],)).fetchone()
        if stands is None:
            raise Found(Damage(*_place(table, row["id"]), "barisnya hilang", "its row is missing"))
        for (name, expected), present in zip(row.items(), stands, strict=True):
            if expected != present:
                raise Found(
                    Damage(
                        *_place(table, row["id"]),
                        f"kolom {name} tidak cocok",
                        f"the column {name} does not match",
                    )
                )

    def caller(self, subject: bytes, kind: str, phone: str | None, at: int, *, fresh: bool) -> None:  # noqa: ARG002
        expected = [(phone, kind, at)] if phone else []
        self._count["caller"] += len(expected)
        stands = self._execute("SELECT phone, kind, at FROM caller WHERE subject = ?", (subject,)).fetchall()
        if stands != expected:
            raise Found(
                Damage(*_place("caller", subject), "nomor pelapor tidak cocok", "the number does not match")
            )

    def incident(self, row: dict[str, Any], words: str, *, fresh: bool) -> None:  # noqa: ARG002
        self.row("incident", row)
        lid = self._execute("SELECT lid FROM incident WHERE id = ?", (row["id"],)).fetchone()[0]
        self._words.append((lid, words))
        if len(self._words) >= MOST_WORDS:
            self.finish()

    def flush(self) -> None:
        """Nothing is held back that incidents are derived from."""

    def gone(self, table: str, subject: bytes) -> None:
        """Nothing is expected."""

    def finish(self) -> None:
        """Index the words that were held back, as `WrittenRows` does."""
        self._execute_many("INSERT INTO temp.expected_fts(rowid, words) VALUES (?, ?)", sorted(self._words))
        self._words.clear()

    def nothing_more(self) -> None:
        """Every row of the tables was expected."""
        for table, expected in self._count.items():
            stand = self._execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608
            if stand != expected:
                more = stand - expected
                raise Found(
                    Damage(
                        f"tabel {table}",
                        f"the table {table}",
                        f"{more} baris berlebih",
                        f"{more} rows too many",
                    )
                )


def _same_numbers(connection: Any) -> None:
    """Each number that called is in the index of numbers once, with its digits, and no other."""
    execute = connection.cursor().execute
    apart = execute(_NUMBERS_APART).fetchone()
    if apart is None:
        connection.execute(schema.NUMBERS_DDL.replace("caller_fts", "temp.expected_numbers"))
        rows = connection.cursor().execute("SELECT lid, phone, digits FROM caller_number ORDER BY lid")
        for lid, phone, digits in rows:
            if digits != digits_of(phone):
                apart = (lid,)
                break
            execute("INSERT INTO temp.expected_numbers(rowid, digits) VALUES (?, ?)", (lid, digits))
    if apart is not None or _different_term(connection, "expected_numbers", "caller_fts") is not None:
        raise Found(
            Damage(
                "indeks nomor pelapor",
                "the index of callers' numbers",
                "nomornya tidak cocok",
                "its numbers do not match",
            )
        )


def _different_term(connection: Any, expected: str, present: str) -> str | None:
    """The first term of which two full-text indexes say something different; its vocabularies stay for a closer look."""
    for name, source in (
        ("expected_terms", f"'temp', '{expected}'"),
        ("present_terms", f"'main', '{present}'"),
    ):
        connection.execute(f"DROP TABLE IF EXISTS temp.{name}")
        connection.execute(f"CREATE VIRTUAL TABLE temp.{name} USING fts5vocab({source}, 'instance')")
    both = (connection.cursor().execute(_TERMS.format(name)) for name in ("expected_terms", "present_terms"))
    for should, stands in zip_longest(*both):
        if should != stands:
            return str(min(row[0] for row in (should, stands) if row))
    return None


def _incident_with(connection: Any, term: str) -> str:
    """The number of an incident for which the two indexes differ in `term`."""
    row = connection.execute(_DIFFERING, (term,)).fetchone()
    found = connection.execute("SELECT number FROM incident WHERE lid = ?", row).fetchone() if row else None
    return str(found[0]) if found else ""


def _columns(table: Any) -> list[str]:
    return [f'"{column.name}"' for column in table.columns if column.name != "lid"]


def _place(table: str, subject: bytes) -> tuple[str, str]:
    return f"tabel {table}, {id_text(subject)}", f"table {table}, {id_text(subject)}"
