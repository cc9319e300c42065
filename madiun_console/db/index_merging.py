"""Merges the search indexes while the desk is idle: FTS5 would do it at every sixtieth save or so, which then writes 200
to 900 pages instead of 40.
"""

from __future__ import annotations

from typing import Any

INDEXES = ("incident_fts", "caller_fts")
STEP_PAGES = 200
"""About so many pages are written at once, some 8 ms: nobody who clicks meanwhile should wait for longer."""
_SETTINGS = {"automerge": 0, "usermerge": 2}
"""Never merge as a part of what is written; when asked to, merge already two pieces of about one size.

A save still merges sixteen of them, so that the indexes stay bounded on a desk that is never idle.
"""
SETTING_UP = tuple(
    f"INSERT INTO {index}({index}, rank) VALUES ('{name}', {value})"  # noqa: S608
    for index in INDEXES
    for name, value in _SETTINGS.items()
)
"""What a store is made with."""


def merge_step(connection: Any) -> bool:
    """One transaction of merging; False when nothing is left to merge."""
    _set_up(connection)
    for index in INDEXES:
        before = connection.total_changes
        connection.execute(f"INSERT INTO {index}({index}, rank) VALUES ('merge', ?)", (STEP_PAGES,))  # noqa: S608
        if connection.total_changes - before > 1:  # SQLite's own test for "there was something to do"
            return True
    return False


def _set_up(connection: Any) -> None:
    """A store of an earlier version merges by itself."""
    if connection.execute("SELECT v FROM caller_fts_config WHERE k = 'usermerge'").fetchone() is None:
        for statement in SETTING_UP:
            connection.execute(statement)
