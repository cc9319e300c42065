"""What the projections of a store hold, in a form that two stores can be compared by: row ids left out."""

from __future__ import annotations

from typing import Any

from madiun_console.db import schema
from madiun_console.db.store import Store


def projections(store: Store) -> dict[str, list[Any]]:
    """Table -> its rows; the search index as (incident, word, place of the word)."""

    def read(connection: Any) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = {}
        for table in schema.PROJECTIONS:
            names = ", ".join(f'"{column.name}"' for column in table.columns if column.name != "lid")
            found[table.name] = sorted(connection.execute(f'SELECT {names} FROM "{table.name}"'), key=repr)  # noqa: S608
        connection.execute("PRAGMA query_only = OFF")
        connection.execute(
            "CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'incident_fts', 'instance')"
        )
        found["incident_fts"] = sorted(
            connection.execute(
                "SELECT i.id, w.term, w.offset FROM temp.words w LEFT JOIN incident i ON i.lid = w.doc"
            ),
            key=repr,
        )
        connection.execute(
            "CREATE VIRTUAL TABLE temp.digits USING fts5vocab('main', 'caller_fts', 'instance')"
        )
        found["caller_fts"] = sorted(
            connection.execute(
                "SELECT n.phone, d.term, d.offset FROM temp.digits d LEFT JOIN caller_number n ON n.lid = d.doc"
            ),
            key=repr,
        )
        return found

    tables: dict[str, list[Any]] = store.driver(read)
    return tables
