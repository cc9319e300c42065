"""The live queue: open incidents, those that just changed, and the closed ones of the past."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select, tuple_

from madiun_console.db.desk import Desk
from madiun_console.db.schema import incident as t
from madiun_console.db.schema import person
from madiun_console.domain.escalation import ENDED
from madiun_console.domain.ids import id_bytes, id_text
from madiun_console.domain.rulebook import Rulebook
from madiun_console.domain.strict_json import clean_text
from madiun_console.domain.targets import target_seconds
from madiun_console.queries.rows import Badge, IncidentRow

HISTORY_PAGE = 200
_MOST_MONTHS = 1200
_COLUMNS = (
    t.c.id, t.c.number, t.c.level, t.c.level_rank, t.c.kind_id, t.c.opened_at, t.c.unit, t.c.address, t.c.summary,
    t.c.owner, t.c.status, t.c.is_open, t.c.closing, t.c.closed_at, t.c.reports, t.c.callers, t.c.badges, t.c.conflicts,
    t.c.held, t.c.last_at,
)  # fmt: skip
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
    owner: str = ""

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
    text = clean_text(text).strip()
    if not text:
        return []
    with desk.store.read() as connection:
        rows = _rows(desk, connection, _by_number(connection, text).limit(limit))
        if not rows:
            query = desk.words.match_query(text)
            hits = connection.exec_driver_sql(
                "SELECT rowid FROM incident_fts WHERE incident_fts MATCH ? ORDER BY rowid DESC LIMIT ?",
                (query, limit),
            )
            rows = _rows(desk, connection, _SELECT.where(t.c.lid.in_([row[0] for row in hits])))
    rows.sort(
        key=lambda row: (
            (not row.is_open, *row.sort_key()) if row.is_open else (True, -row.opened_at, 0, row.id)
        )
    )
    return rows


def _by_number(connection: Connection, text: str) -> Select[Any]:
    """`20261123-B017` as it stands, or the spoken `B23-017`: desk letter, day of the month, count."""
    letter, dash, count = text.upper().partition("-")
    if dash and len(letter) == 3 and letter[1:].isdigit() and count.isdigit():
        end = f"{letter[1:]}-{letter[0]}{count}"
        numbers = [f"{month}{end}" for month in _months(connection)]
        return _SELECT.where(t.c.number.in_(numbers)).order_by(t.c.opened_at.desc())
    return _SELECT.where(t.c.number == text.upper())


def _months(connection: Connection) -> list[str]:
    """Every month of the store as `YYYYMM`: 120 exact numbers are found by the index in 1 ms, LIKE reads it all in 300."""
    first, last = (connection.scalar(select(of(t.c.number))) for of in (func.min, func.max))
    if not first or not last or not (first[:6].isdigit() and last[:6].isdigit()):
        return []
    begin, end = (int(number[:4]) * 12 + int(number[4:6]) - 1 for number in (first, last))
    return [
        f"{month // 12:04d}{month % 12 + 1:02d}" for month in range(max(begin, end - _MOST_MONTHS), end + 1)
    ]


def _conditions(wanted: QueueFilter) -> list[ColumnElement[bool]]:
    exact = {t.c.level: wanted.level, t.c.kind_id: wanted.kind_id, t.c.unit: wanted.unit}
    found: list[ColumnElement[bool]] = [column == value for column, value in exact.items() if value]
    if wanted.kecamatan:
        found.append(t.c.unit.startswith(wanted.kecamatan))
    return found


def _rows(desk: Desk, connection: Connection, query: Select[Any]) -> list[IncidentRow]:
    names = people_names(connection)
    return [_row(desk.rulebook, names, row) for row in connection.execute(query)]


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
