"""The live queue: open incidents, those that just changed, and the closed ones of the past."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select, tuple_

from madiun_console.db.desk import Desk
from madiun_console.db.schema import incident as t
from madiun_console.db.schema import person
from madiun_console.domain.escalation import ENDED
from madiun_console.domain.ids import id_bytes, id_text
from madiun_console.domain.rulebook import Rulebook
from madiun_console.domain.targets import target_seconds
from madiun_console.queries.rows import Badge, IncidentRow

HISTORY_PAGE = 200
_MOST_MONTHS = 1200
_COLUMNS = (
    t.c.id, t.c.number, t.c.level, t.c.level_rank, t.c.kind_id, t.c.opened_at, t.c.unit, t.c.address, t.c.summary,
    t.c.owner, t.c.status, t.c.is_open, t.c.closing, t.c.closed_at, t.c.reports, t.c.callers, t.c.badges, t.c.conflicts,
    t.c.held, t.c.last_at,
)  # fmt: skip
COLUMNS = tuple(column.name for column in _COLUMNS)
_SELECT = select(*_COLUMNS)


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What the queue is narrowed to; an empty value does not narrow."""

    level: str = ""
    kind_id: str = ""
    category: str = ""
    kecamatan: str = ""
    unit: str = ""
    status: str = ""
    agency: str = ""
    """Address or agency id that the incident was escalated to."""
    agency_kind: str = ""
    """Any agency of this kind."""
    owner: str = ""
    outcome: str = ""
    """Code it was closed with."""
    since: int | None = None
    until: int | None = None
    """Reported from `since` on and before `until` (milliseconds)."""
    period: str = ""
    """The words that gave the two, for the screen; they narrow nothing themselves."""

    def is_empty(self) -> bool:
        """Whether everything is shown."""
        return self == QueueFilter()

    def fits(self, rulebook: Rulebook, row: IncidentRow) -> bool:
        """Whether a row belongs into the narrowed queue."""
        kind = rulebook.kinds.get(row.kind_id)
        return (
            (not self.level or row.level == self.level)
            and (not self.kind_id or row.kind_id == self.kind_id)
            and (not self.category or (kind is not None and kind.category == self.category))
            and (not self.kecamatan or (row.unit or "").startswith(self.kecamatan))
            and (not self.unit or row.unit == self.unit)
            and (not self.status or row.status == self.status)
            and (not self.owner or row.owner == self.owner)
            and (not self.outcome or (not row.is_open and row.closing == self.outcome))
            and (self.since is None or row.opened_at >= self.since)
            and (self.until is None or row.opened_at < self.until)
            and (not self.agency_kind or any(badge.agency_kind == self.agency_kind for badge in row.badges))
            and (
                not self.agency
                or any(
                    badge.agency == self.agency or badge.agency.split("@")[0] == self.agency
                    for badge in row.badges
                )
            )
        )


def open_incidents(desk: Desk) -> list[IncidentRow]:
    """Every open incident, highest level first, then the oldest."""
    with desk.store.read() as connection:
        rows = _rows(desk, connection, _SELECT.where(t.c.is_open == 1))
    rows.sort(key=IncidentRow.sort_key)
    return rows


def incidents(desk: Desk, ids: Collection[str]) -> list[IncidentRow]:
    """The rows of these incidents, open or closed; unknown ones are left out."""
    if not ids:
        return []
    with desk.store.read() as connection:
        return _rows(desk, connection, _SELECT.where(t.c.id.in_([id_bytes(item) for item in ids])))


def incident_derived(desk: Desk, derived: Mapping[str, Any]) -> IncidentRow:
    """The row of an incident from `Changes.derived`: 1 ms less than asking for it, unless an owner's name is needed."""
    names: Mapping[bytes, str] = {}
    if derived["owner"]:
        with desk.store.read() as connection:
            names = people_names(connection)
    return _row(desk.rulebook, names, [derived[column.name] for column in _COLUMNS])


def closed_incidents(
    desk: Desk, wanted: QueueFilter, *, before: int | None = None, limit: int = HISTORY_PAGE
) -> list[IncidentRow]:
    """Closed incidents, latest first; `before` (milliseconds) goes on where a page ended."""
    found: list[IncidentRow] = []
    latest_first = _SELECT.where(t.c.is_open == 0, *_conditions(wanted)).order_by(
        t.c.closed_at.desc(), t.c.id.desc()
    )
    query = latest_first if before is None else latest_first.where(t.c.closed_at < before)
    with desk.store.read() as connection:
        while len(found) < limit:
            page = _rows(desk, connection, query.limit(limit))
            found += [row for row in page if wanted.fits(desk.rulebook, row)]
            if len(page) < limit:
                break
            # several may have been closed in the same millisecond, so the id tells where the page ended
            last = page[-1]
            query = latest_first.where(
                tuple_(t.c.closed_at, t.c.id) < tuple_(last.closed_at, id_bytes(last.id))
            )
    return found[:limit]


def search_incidents(desk: Desk, text: str, *, limit: int = HISTORY_PAGE) -> list[IncidentRow]:
    """Incidents by number ("B23-017" too) or by any words of narrative, kind and place; open ones first."""
    from madiun_console.queries.find import found_rows

    rows = list(found_rows(desk, None, text, limit=limit).rows) if text.strip() else []
    rows.sort(
        key=lambda row: (
            (not row.is_open, *row.sort_key()) if row.is_open else (True, -row.opened_at, 0, row.id)
        )
    )
    return rows


def _conditions(wanted: QueueFilter) -> list[ColumnElement[bool]]:
    exact = {
        t.c.level: wanted.level,
        t.c.kind_id: wanted.kind_id,
        t.c.unit: wanted.unit,
        t.c.closing: wanted.outcome,
        t.c.status: wanted.status,
    }
    found: list[ColumnElement[bool]] = [column == value for column, value in exact.items() if value]
    if wanted.kecamatan:
        found.append(t.c.unit.startswith(wanted.kecamatan))
    if wanted.since is not None:
        found.append(t.c.opened_at >= wanted.since)
    if wanted.until is not None:
        found.append(t.c.opened_at < wanted.until)
    return found


def _rows(desk: Desk, connection: Connection, query: Select[Any]) -> list[IncidentRow]:
    return made_rows(desk.rulebook, people_names(connection), connection.execute(query))


def made_rows(
    rulebook: Rulebook, names: Mapping[bytes, str], rows: Iterable[Sequence[Any]]
) -> list[IncidentRow]:
    """Rows of the table incident, in the order of `COLUMNS`, as the screen shows them."""
    return [_row(rulebook, names, row) for row in rows]


def people_names(connection: Connection) -> dict[bytes, str]:
    """Person -> name, disabled ones too."""
    return {row[0]: row[1] for row in connection.execute(select(person.c.id, person.c.name))}


def _row(rulebook: Rulebook, names: Mapping[bytes, str], row: Sequence[Any]) -> IncidentRow:
    (id_, number, level, rank, kind_id, opened_at, unit, address, summary, owner, status, is_open, closing, closed_at,
     reports, callers, badges, conflicts, held, last_at) = row  # fmt: skip
    shown = badges_of(rulebook, badges)
    return IncidentRow(
        id_text(id_), number, level, rank, kind_id, opened_at, unit, address, summary,
        id_text(owner) if owner else None, names.get(owner, "") if owner else "", status, bool(is_open), closing,
        closed_at, reports, callers, shown, _next_due(rulebook, level, opened_at, shown) if is_open else None, conflicts,
        held, last_at,
    )  # fmt: skip


def badges_of(rulebook: Rulebook, text: str | None) -> tuple[Badge, ...]:
    """The badges that an incident's row carries as JSON."""
    if not text:
        return ()
    found = []
    for hex_id, agency, state, sent, first_answer, level in json.loads(text):
        recipient = rulebook.find_recipient(agency)
        seconds = target_seconds(rulebook, level, "agency_ack")
        due = (
            sent + seconds * 1000
            if seconds is not None and first_answer is None and state not in ENDED
            else None
        )
        found.append(
            Badge(
                id_text(bytes.fromhex(hex_id)),
                agency,
                recipient.agency.kind if recipient else "",
                state,
                sent,
                first_answer,
                due,
            )
        )
    return tuple(found)


def _next_due(rulebook: Rulebook, level: str, opened_at: int, badges: Sequence[Badge]) -> int | None:
    """The earliest open target: an answer of an agency, or the first notification while nobody was told."""
    waiting = [badge.due for badge in badges if badge.due is not None]
    if not badges:
        seconds = target_seconds(rulebook, level, "first_notification")
        if seconds is not None:
            waiting.append(opened_at + seconds * 1000)
    return min(waiting, default=None)
