"""Bringing the schema of the shared server up to date: ordered SQL files that may be applied any number of times."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import psycopg
from psycopg import sql

from madiun_console.domain.rulebook import Rulebook
from madiun_console.resources import load_rulebook
from madiun_console.sync.event_rules import RANKS, level_rules, type_rules

_AS_SUPERUSER = ("010", "900")
"""Files that make roles and take rights away; all others are applied as the owner of the schema."""
LOCK = 0x4D616469
"""Two administrators who upgrade at once wait for each other."""


def schema_files() -> Iterator[tuple[str, str]]:
    """(name, text) of the SQL files, in the order in which they are applied."""
    folder = files("madiun_console.sync") / "server_schema"
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".sql"):
            yield file.name, file.read_text(encoding="utf-8")


def install(connection: psycopg.Connection[Any], rules: Rulebook | None = None) -> list[str]:
    """Apply the files and fill the tables of types, roles and levels, in one transaction on a superuser's connection.

    Gives the files that were new or had changed. Raises psycopg.Error, with everything as it was.
    """
    changed = []
    with connection.transaction(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
        cursor.execute("SET LOCAL client_min_messages = warning")
        known = _applied(cursor)
        for name, text in schema_files():
            digest = hashlib.sha256(text.encode()).hexdigest()
            cursor.execute("RESET ROLE" if name.startswith(_AS_SUPERUSER) else "SET ROLE madiun_owner")
            cursor.execute(sql.SQL(text))
            if known.get(name) != digest:
                changed.append((name, digest))
        cursor.execute("SET ROLE madiun_owner")
        _fill(cursor, rules or load_rulebook())
        cursor.executemany(
            "INSERT INTO sync.applied(file, digest) VALUES (%s, %s) ON CONFLICT (file) "
            "DO UPDATE SET digest = excluded.digest, applied_at = clock_timestamp()",
            changed,
        )
        cursor.execute("RESET ROLE")
    return [name for name, _ in changed]


def _applied(cursor: psycopg.Cursor[Any]) -> dict[str, str]:
    row = cursor.execute("SELECT to_regclass('sync.applied') IS NOT NULL").fetchone()
    if not row or not row[0]:
        return {}
    return dict(cursor.execute("SELECT file, digest FROM sync.applied").fetchall())


def _fill(cursor: psycopg.Cursor[Any], rules: Rulebook) -> None:
    """Replace what the server knows of types, roles and levels by what this console's tables say.

    Facts of types that it did not know before wait for a supervisor; what they are about is known from now on.
    """
    for table, rows in (
        ("event_type", list(type_rules(rules.permissions))),
        ("role_rank", list(RANKS.items())),
        ("level_rank", list(level_rules(rules))),
    ):
        target = sql.Identifier("sync", table)
        cursor.execute(sql.SQL("DELETE FROM {}").format(target))
        marks = sql.SQL(", ").join(sql.Placeholder() * len(rows[0]))
        cursor.executemany(sql.SQL("INSERT INTO {} VALUES ({})").format(target, marks), rows)
    cursor.execute(
        "UPDATE sync.event e SET also = sync._id(e.fact::jsonb->'val'->>y.also) FROM sync.event_type y "
        "WHERE e.held = 'unknown_type' AND e.settled IS NULL AND e.also IS NULL AND y.also IS NOT NULL "
        "AND y.type = e.type AND y.kind = e.kind AND y.v::text = e.fact::jsonb->>'v'"
    )
