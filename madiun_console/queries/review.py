"""What supervisors look through beside the closings: levels lowered, identities read, calls that are late."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from madiun_console.db.desk import Desk
from madiun_console.db.facts import COLUMNS, facts_of, logged_of
from madiun_console.db.schema import REVIEWED_TYPES
from madiun_console.domain.call import fold_call
from madiun_console.domain.events import Logged
from madiun_console.domain.events import catalogue as ev
from madiun_console.domain.events import office_catalogue as office
from madiun_console.domain.ids import id_bytes, id_text
from madiun_console.domain.incident import fold_incident
from madiun_console.queries.desk_lists import open_callbacks
from madiun_console.queries.rows import CallbackRow
from madiun_console.queries.waiting import COUNT_SQL

MOST_SHOWN = 200
_REVIEWED = ", ".join(f"'{name}'" for name in REVIEWED_TYPES)


@dataclass(frozen=True, slots=True)
class LoweredRow:
    """A level that was lowered."""

    id: str
    at: int
    by_name: str
    incident: str
    number: str
    kind_id: str
    before: str
    after: str
    level_now: str
    reason: str


@dataclass(frozen=True, slots=True)
class RevealRow:
    """An identity that was read: of a report, of a call that was no incident, or many in an export. Never the identity."""

    id: str
    at: int
    by_name: str
    incident: str | None
    number: str
    """Number of the incident; empty when there is none."""
    outcome: str
    """Of a call that was no incident, else empty."""
    called_at: int | None
    """When the report or call came in."""
    format: str
    """Of an export, else empty."""
    rows: int
    reason: str


@dataclass(frozen=True, slots=True)
class ReviewCounts:
    """What waits for a supervisor."""

    waiting: int
    """At most `waiting.COUNT_CAP`."""
    late: int


def review_counts(desk: Desk) -> ReviewCounts:
    """The counts at the tabs."""
    now = desk.store.clock.now_ms()
    with desk.store.read() as connection:
        late = connection.exec_driver_sql(
            "SELECT count(*) FROM callback WHERE settled = 0 AND due < ?", (now,)
        ).scalar_one()
        waiting = connection.exec_driver_sql(COUNT_SQL).scalar_one()
        return ReviewCounts(int(waiting), int(late))


def lowered_levels(desk: Desk, *, limit: int = MOST_SHOWN) -> list[LoweredRow]:
    """The levels that were lowered last, latest first."""
    with desk.store.read() as connection:
        names = _names(connection)
        found = []
        for fact in _reviewed(connection, "level_lowered", limit):
            row = _lowered(desk, connection, names, fact)
            if row is not None:
                found.append(row)
    return found


def revealed_identities(desk: Desk, *, limit: int = MOST_SHOWN) -> list[RevealRow]:
    """The identities that were read last, latest first: who, when, of what, and why."""
    with desk.store.read() as connection:
        names = _names(connection)
        facts = [
            fact
            for type_ in ("identity_revealed", "caller_revealed", "data_exported")
            for fact in _reviewed(connection, type_, limit)
        ]
        facts.sort(key=lambda fact: (fact.at, fact.order), reverse=True)
        return [_revealed(connection, names, fact) for fact in facts[:limit]]


def late_callbacks(desk: Desk) -> list[CallbackRow]:
    """Promises to call back that are past their time, the longest first; numbers masked."""
    now = desk.store.clock.now_ms()
    return [row for row in open_callbacks(desk) if row.due < now]


def _reviewed(connection: Connection, type_: str, limit: int) -> list[Logged]:
    """The latest facts of a type. Naming all of REVIEWED_TYPES lets SQLite use the partial index, in its order."""
    rows = connection.exec_driver_sql(
        f"SELECT {COLUMNS} FROM fact WHERE type IN ({_REVIEWED}) AND type = ? ORDER BY at DESC LIMIT ?",  # noqa: S608
        (type_, limit),
    )
    return [logged_of(row) for row in rows]


def _lowered(desk: Desk, connection: Connection, names: dict[str, str], fact: Logged) -> LoweredRow | None:
    if not isinstance(fact.event, ev.LevelLowered):
        return None
    facts = facts_of(connection.connection.driver_connection, id_bytes(fact.sub))
    state = fold_incident(facts, desk.rulebook_level_ids)
    before = fold_incident((one for one in facts if one.order < fact.order), desk.rulebook_level_ids)
    if state is None:
        return None
    return LoweredRow(
        fact.id,
        fact.at,
        names.get(fact.actor, ""),
        state.id,
        state.number,
        state.kind_id,
        before.level if before else state.opened_level,
        fact.event.level,
        state.level,
        fact.event.reason or "",
    )


def _revealed(connection: Connection, names: dict[str, str], fact: Logged) -> RevealRow:
    event, number, outcome, rows, form = fact.event, "", "", 0, ""
    incident: bytes | None = None
    called: int | None = None
    if isinstance(event, office.DataExported):
        rows, form = event.rows, event.format
    elif isinstance(event, ev.IdentityRevealed):
        report: Any = connection.exec_driver_sql(
            "SELECT r.logged_at, r.incident, i.number FROM report r LEFT JOIN incident i ON i.id = r.incident "
            "WHERE r.id = ?",
            (id_bytes(fact.sub),),
        ).fetchone()
        if report is not None:
            called, incident, number = report[0], report[1], report[2] or ""
    else:
        call = fold_call(facts_of(connection.connection.driver_connection, id_bytes(fact.sub)))
        if call is not None:
            called, outcome = call.logged_at, call.outcome
    reason = getattr(event, "reason", None) or ""
    shown = id_text(incident) if incident else None
    by_name = names.get(fact.actor, "")
    return RevealRow(fact.id, fact.at, by_name, shown, number, outcome, called, form, rows, reason)


def _names(connection: Connection) -> dict[str, str]:
    return {id_text(key): name for key, name in connection.exec_driver_sql("SELECT id, name FROM person")}
