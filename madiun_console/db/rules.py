"""The rules in force at a desk: the shipped tables with what the log changed in them."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from madiun_console.db.store import Store
    from madiun_console.domain.rulebook import Rulebook
    from madiun_console.domain.rulebook.changes_in_log import LoggedChange
    from madiun_console.domain.rulebook.reread import RulesInForce

_log = logging.getLogger(__name__)
_CHANGED = "SELECT file, path, value, at FROM rule WHERE value IS NOT NULL"


def stored_changes(execute: Any) -> list[LoggedChange]:
    """The present values of all rules that are not as shipped. `execute(sql)` is a driver cursor's or a connection's."""
    rows = execute(_CHANGED).fetchall()
    if not rows:
        return []
    from madiun_console.domain.rulebook.changes_in_log import LoggedChange

    return [LoggedChange(*row) for row in rows]


def logged_changes(connection: Any) -> list[LoggedChange]:
    """The same from the log itself, for a store whose projections are another version's and may not be rebuilt."""
    from madiun_console.db.facts import facts_of
    from madiun_console.domain.rule_change import fold_rule
    from madiun_console.domain.rulebook.changes_in_log import LoggedChange

    subjects = connection.exec_driver_sql("SELECT DISTINCT sub FROM fact WHERE kind = 'rule'").fetchall()
    driver = connection.connection.driver_connection
    states = [fold_rule(facts_of(driver, row[0])) for row in subjects]
    return [
        LoggedChange(state.table, state.path, state.now.value, state.now.at)
        for state in states
        if state and not state.now.shipped and state.now.value is not None
    ]


def rules_of(store: Store, shipped: Rulebook, *, stale: bool = False) -> RulesInForce | None:
    """The rules in force, None when nothing is changed: then nothing more is read or imported (0.4 ms of the start).

    `stale`: the projections are another version's.
    """
    if stale:
        with store.read() as connection:
            changes = logged_changes(connection)
    else:  # by the driver: a start asks this, and importing SQLAlchemy would cost it 0.1 s
        changes = store.driver(lambda reader: stored_changes(reader.execute))
    if not changes:
        return None
    from madiun_console.domain.rulebook.changes_in_log import in_force
    from madiun_console.resources import table_text

    found = in_force(shipped, changes, table_text)
    for one in found.skipped:
        _log.warning("rule change skipped: %s %s: %s", one.overlay.table, one.overlay.path, one.reason)
    return found
