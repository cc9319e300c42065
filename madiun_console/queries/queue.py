"""The live queue: open incidents, those that just changed, and the closed ones of the past."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from madiun_console.db.desk import Desk
from madiun_console.domain.escalation_states import DECLINED, is_awaited, is_refused, replaced
from madiun_console.domain.ids import id_bytes, id_text
from madiun_console.domain.rulebook import Rulebook
from madiun_console.domain.targets import target_seconds
from madiun_console.queries.rows import Badge, IncidentRow

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select

HISTORY_PAGE = 200
COLUMNS = (
    "id", "number", "level", "level_rank", "kind_id", "opened_at", "unit", "address", "summary", "owner", "status",
    "is_open", "closing", "closed_at", "reports", "callers", "badges", "conflicts", "held", "last_at",
    "review",
)  # fmt: skip
"""What a row is made of, in the order in which `_row` takes it."""
_OPEN = f"SELECT {', '.join(COLUMNS)} FROM incident WHERE is_open = 1"  # noqa: S608
_PEOPLE = "SELECT id, name FROM person"


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
    """Every open incident, highest level first, then the oldest.

    By the driver: a start asks this, and SQLAlchemy would take longer to import than 5,000 rows to be read and made.
    """
    people, found = desk.store.driver(
        lambda reader: (reader.execute(_PEOPLE).fetchall(), reader.execute(_OPEN).fetchall())
    )
    rows = made_rows(desk, dict(people), found)
    rows.sort(key=IncidentRow.sort_key)
    return rows


def incidents(desk: Desk, ids: Collection[str]) -> list[IncidentRow]:
    """The rows of these incidents, open or closed; unknown ones are left out."""
    if not ids:
        return []
    from madiun_console.queries import queue_statements as composed

    with desk.store.read() as connection:
        return _rows(desk, connection, composed.by_ids([id_bytes(item) for item in ids]))


def incident_derived(desk: Desk, derived: Mapping[str, Any]) -> IncidentRow:
    """The row of an incident from `Changes.derived`: 1 ms less than asking for it, unless an owner's name is needed."""
    names: Mapping[bytes, str] = {}
    if derived["owner"]:
        with desk.store.read() as connection:
            names = people_names(connection)
    return made_rows(desk, names, [[derived[name] for name in COLUMNS]])[0]


def closed_incidents(
    desk: Desk, wanted: QueueFilter, *, before: int | None = None, limit: int = HISTORY_PAGE
) -> list[IncidentRow]:
    """Closed incidents, latest first; `before` (milliseconds) goes on where a page ended."""
    from madiun_console.queries import queue_statements as composed

    found: list[IncidentRow] = []
    query = composed.latest_closed(wanted, before)
    with desk.store.read() as connection:
        while len(found) < limit:
            page = _rows(desk, connection, query.limit(limit))
            found += [row for row in page if wanted.fits(desk.rulebook, row)]
            if len(page) < limit:
                break
            # several may have been closed in the same millisecond, so the id tells where the page ended
            last = page[-1]
            query = composed.closed_behind(wanted, last.closed_at, id_bytes(last.id))
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


def _rows(desk: Desk, connection: Connection, query: Select[Any]) -> list[IncidentRow]:
    return made_rows(desk, people_names(connection), connection.execute(query))


def people_names(connection: Connection) -> dict[bytes, str]:
    """Person -> name, disabled ones too."""
    return {row[0]: row[1] for row in connection.exec_driver_sql(_PEOPLE)}


def made_rows(desk: Desk, names: Mapping[bytes, str], rows: Iterable[Sequence[Any]]) -> list[IncidentRow]:
    """Rows of the table incident, in the order of `COLUMNS`, as the screen shows them."""
    rulebook, asks = desk.rulebook, desk.agency is None  # an agency asks nobody else
    owners = {person: (id_text(person), name) for person, name in names.items()}
    promised = cache(
        partial(target_seconds, rulebook)
    )  # asked for each of 5,000 rows, and there are four levels
    kind_of = cache(partial(_agency_kind, rulebook))
    return [_row(owners, promised, kind_of, row, asks=asks) for row in rows]


def _row(
    owners: Mapping[bytes, tuple[str, str]],
    promised: Callable[[str, str], int | None],
    kind_of: Callable[[str], str],
    row: Sequence[Any],
    *,
    asks: bool,
) -> IncidentRow:
    (id_, number, level, rank, kind_id, opened_at, unit, address, summary, owner, status, is_open, closing, closed_at,
     reports, callers, badges, conflicts, held, last_at, review) = row  # fmt: skip
    shown = _badges(promised, kind_of, badges, asks=asks) if badges else ()
    owner_id, owner_name = (owners.get(owner) or (id_text(owner), "")) if owner else (None, "")
    return IncidentRow(
        id_text(id_), number, level, rank, kind_id, opened_at, unit, address, summary, owner_id, owner_name, status,
        bool(is_open), closing, closed_at, reports, callers, shown,
        _next_due(promised, level, opened_at, shown, asks=asks) if is_open else None, conflicts, held, last_at, review,
    )  # fmt: skip


def _badges(
    promised: Callable[[str, str], int | None], kind_of: Callable[[str], str], text: str, *, asks: bool
) -> tuple[Badge, ...]:
    """The badges that an incident's row carries as JSON."""
    found = []
    told = json.loads(text)
    # one alone, as nearly all are, replaces nothing: 5,000 rows are made at a start
    old = replaced([(one[1], one[2], one[4]) for one in told]) if len(told) > 1 else (False,)
    refused = asks and is_refused([one[2] for one, gone in zip(told, old, strict=True) if not gone])
    for (hex_id, agency, state, sent, first_answer, level), gone in zip(told, old, strict=True):
        seconds = promised(level, "agency_ack")
        waits = not gone and is_awaited(state, first_answer)
        due = sent + seconds * 1000 if waits and seconds is not None else None
        if refused and state == DECLINED and seconds is not None:
            due = first_answer or sent  # nobody else was asked: it is overdue since it was declined
        escalation = id_text(bytes.fromhex(hex_id))
        found.append(Badge(escalation, agency, kind_of(agency), state, sent, first_answer, due, gone))
    return tuple(found)


def _agency_kind(rulebook: Rulebook, address: str) -> str:
    recipient = rulebook.find_recipient(address)
    return recipient.agency.kind if recipient else ""


def _next_due(
    promised: Callable[[str, str], int | None],
    level: str,
    opened_at: int,
    badges: Sequence[Badge],
    *,
    asks: bool,
) -> int | None:
    """The earliest open target: an answer of an agency, or the first notification while nobody was told."""
    if badges:
        return min((badge.due for badge in badges if badge.due is not None), default=None)
    seconds = promised(level, "first_notification") if asks else None
    return None if seconds is None else opened_at + seconds * 1000
