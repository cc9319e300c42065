"""What the server holds until somebody who may decides: for the page, for an incident, and counted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from madiun_console.db.desk import Desk
from madiun_console.db.facts import COLUMNS, facts_of, logged_of
from madiun_console.domain.events import Logged
from madiun_console.domain.events import catalogue as ev
from madiun_console.domain.events import office_catalogue as office
from madiun_console.domain.events.registry import NEVER
from madiun_console.domain.ids import id_bytes, id_text
from madiun_console.domain.person_name import name_key
from madiun_console.queries.desk_letters import letters_of
from madiun_console.queries.detail_rows import IncidentDetail
from madiun_console.queries.incident_detail import incident_detail

MOST = 1000
"""Rows of the page; an adopted desk brings some dozen."""
_MOST_DETAILS = 60
_NEVER = ", ".join(f"'{reason}'" for reason in sorted(NEVER))
# A decision that is held itself is told with what it is about.
WAITS = f"f.held IS NOT NULL AND f.held NOT IN ({_NEVER}) AND f.type <> 'held_settled'"
"""Which facts `f` wait for a decision."""
_ROWS = "SELECT {}, f.kind, f.held FROM fact f WHERE {} ORDER BY f.lid LIMIT {}"
_FACT = ", ".join(f"f.{name}" for name in COLUMNS.split(", "))


class HeldRow(NamedTuple):
    """One act that waits."""

    id: str
    logged: Logged
    kind: str
    reason: str
    """Of the verdict (docs/sync.md): needs_login, role, adopted …"""
    actor_name: str
    desk: str
    """Letter of the desk where it was done, empty when it is not known here."""
    incident: str | None
    number: str
    about: str
    """Name of the person whom it is about, empty for everything else."""
    said: str = ""
    """confirmed or refused: somebody has decided, and the server has yet to hear of it; empty: nobody has."""
    said_by: str = ""
    said_why: str = ""
    said_is_held: bool = False
    """That decision came over a desk's login, so it waits itself."""
    taken: bool = False
    """It adds a person under a name that somebody else has already."""
    detail: IncidentDetail | None = None
    """Its incident, for words that name agencies and people."""


class HeldCount(NamedTuple):
    """How many acts wait, and which of them are one's own."""

    all: int
    mine: dict[str, str]
    """Act -> why it is held."""


def held_count(desk: Desk, person: str) -> HeldCount:
    """For the rail, and for whoever did what waits."""

    def count(reader: Any) -> HeldCount:
        rows = reader.execute(f"SELECT f.id, f.actor, f.held FROM fact f WHERE {WAITS}").fetchall()  # noqa: S608
        me = id_bytes(person)
        return HeldCount(len(rows), {id_text(row[0]): row[2] for row in rows if row[1] == me})

    found: HeldCount = desk.store.driver(count)
    return found


def held_acts(desk: Desk) -> list[HeldRow]:
    """Everything that waits, in the order in which it came."""
    return _read(desk, WAITS, ())


def held_of(desk: Desk, incident: str) -> list[HeldRow]:
    """What waits of one incident."""
    key = bytearray(id_bytes(incident))
    return _read(desk, f"{WAITS} AND (f.sub = ? OR f.also = ?)", (key, key), details=False)


def decided(desk: Desk, facts: Iterable[str]) -> list[HeldRow]:
    """These acts, which waited until now, with what was said of them."""
    keys = tuple(bytearray(id_bytes(fact)) for fact in facts)
    rows = _read(desk, f"f.id IN ({', '.join('?' * len(keys))})", keys) if keys else []
    return [row for row in rows if row.said]


def _read(desk: Desk, where: str, values: tuple[Any, ...], *, details: bool = True) -> list[HeldRow]:
    def read(reader: Any) -> list[HeldRow]:
        names = {row[0]: row[1] for row in reader.execute("SELECT id, name FROM person")}
        found = reader.execute(_ROWS.format(_FACT, where, MOST), values).fetchall()
        letters = letters_of(desk, reader, [row[0] for row in found])
        return [_row(reader, names, letters, row) for row in found]

    rows: list[HeldRow] = desk.store.driver(read)
    return _with_details(desk, rows) if details else rows


def _row(reader: Any, names: dict[bytes, str], letters: dict[bytes, str], row: Any) -> HeldRow:
    *columns, kind, reason = row
    logged = logged_of(columns)
    incident = _incident_of(reader, logged, kind)
    number = ""
    if incident:
        known = reader.execute("SELECT number FROM incident WHERE id = ?", (id_bytes(incident),)).fetchone()
        number = known[0] if known else ""
    said, by, why, is_held = _said(reader, logged.id)
    return HeldRow(
        logged.id,
        logged,
        kind,
        reason,
        _name(reader, names, logged.actor),
        letters.get(columns[0], ""),
        incident if number else None,
        number,
        _name(reader, names, logged.sub) if kind == "person" else "",
        said,
        names.get(id_bytes(by), "") if by else "",
        why,
        is_held,
        _is_taken(names, logged),
    )


def _is_taken(names: dict[bytes, str], logged: Logged) -> bool:
    added = logged.event
    if not isinstance(added, ev.PersonAdded) or not added.name:
        return False
    wanted, own = name_key(added.name), id_bytes(logged.sub)
    return any(name_key(name) == wanted for person, name in names.items() if person != own)


def _incident_of(reader: Any, logged: Logged, kind: str) -> str | None:
    if kind == "incident":
        return logged.sub
    if logged.also is not None:
        return logged.also
    if kind == "report":
        row = reader.execute("SELECT incident FROM report WHERE id = ?", (id_bytes(logged.sub),)).fetchone()
        return id_text(row[0]) if row and row[0] else None
    return None


def _name(reader: Any, names: dict[bytes, str], person: str) -> str:
    """Also of somebody whose own adding waits, as all of an adopted desk's people do."""
    known = names.get(id_bytes(person))
    if known is not None:
        return known
    added = [
        fact.event for fact in facts_of(reader, id_bytes(person)) if isinstance(fact.event, ev.PersonAdded)
    ]
    return (added[0].name or "") if added else ""


def _said(reader: Any, fact: str) -> tuple[str, str, str, bool]:
    """The latest decision about a fact: confirmed or refused, by whom, why, and whether it waits itself."""
    said = [one for one in facts_of(reader, id_bytes(fact)) if isinstance(one.event, office.HeldSettled)]
    if not said:
        return "", "", "", False
    latest = max(said, key=lambda one: one.order)
    event = latest.event
    accepted = isinstance(event, office.HeldSettled) and event.accepted
    why = (event.reason or "") if isinstance(event, office.HeldSettled) else ""
    return "confirmed" if accepted else "refused", latest.actor, why, latest.held


def _with_details(desk: Desk, rows: list[HeldRow]) -> list[HeldRow]:
    wanted = list(dict.fromkeys(row.incident for row in rows if row.incident))[:_MOST_DETAILS]
    details = {incident: incident_detail(desk, incident) for incident in wanted}
    return [row._replace(detail=details.get(row.incident or "")) for row in rows]
