"""What agencies wrote that no chip of the queue can say: their notes, and why they decline."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from madiun_console.db.desk import Desk
from madiun_console.db.facts import COLUMNS, logged_of
from madiun_console.domain.events import catalogue as ev
from madiun_console.domain.ids import id_bytes

_FACT = ", ".join(f"f.{name}" for name in COLUMNS.split(", "))
_LAST = "SELECT ifnull(max(pos), 0) FROM header"
_NEW = (
    "SELECT {fact}, h.pos, i.number, e.agency FROM header h JOIN fact f ON f.lid = h.fact "
    "JOIN incident i ON i.id = f.also JOIN escalation e ON e.id = f.sub "
    "WHERE h.pos > ? AND f.held IS NULL AND f.type IN ('escalation_noted', 'escalation_answered') "
    "AND h.rid NOT IN ({own}) ORDER BY h.pos"
)


class AgencyNews(NamedTuple):
    """A note, or that an agency does not take it."""

    incident: str
    number: str
    agency: str
    """Address."""
    declined: bool
    text: str
    at: int


class AgencySaid(NamedTuple):
    """What is new, and how far the shared log was read."""

    news: tuple[AgencyNews, ...]
    pos: int


def agency_said(desk: Desk, after: int | None) -> AgencySaid:
    """Notes and refusals behind position `after` that were written elsewhere; None: nothing yet, only where to begin."""
    found: AgencySaid = desk.store.driver(lambda reader: _read(reader, after))
    return found


def _read(reader: Any, after: int | None) -> AgencySaid:
    execute = reader.execute
    last = execute(_LAST).fetchone()[0]
    if after is None or last <= after:
        return AgencySaid((), last)
    own = [value for (value,) in execute("SELECT v FROM meta WHERE k = 'rid'")]
    for (value,) in execute("SELECT v FROM meta WHERE k = 'own_rids'"):
        own += json.loads(value)
    statement = _NEW.format(fact=_FACT, own=", ".join("?" * len(own)))
    news = []
    for *fact, _, number, agency in execute(statement, (after, *map(id_bytes, own))):
        logged = logged_of(fact)
        match logged.event:
            case ev.EscalationNoted() as e:
                news.append(AgencyNews(e.incident, number, agency, False, e.text or "", logged.at))
            case ev.EscalationAnswered(state="declined") as e:
                news.append(AgencyNews(e.incident, number, agency, True, e.note or "", logged.at))
    return AgencySaid(tuple(news), last)
