"""What other desks and agencies did while this desk was offline: one row for each incident, with the kinds of what happened."""

from __future__ import annotations

import json
from dataclasses import dataclass

from madiun_console.db.desk import Desk
from madiun_console.domain.ids import id_bytes, id_text

OPENED, RAISED, CLOSED, ANSWERED = "opened", "raised", "closed", "answered"
KINDS = (OPENED, RAISED, CLOSED, ANSWERED)
_KIND_OF = {
    "incident_opened": OPENED,
    "level_raised": RAISED,
    "incident_closed": CLOSED,
    "escalation_answered": ANSWERED,
}
_HAPPENED = (
    "SELECT f.type, ifnull(f.also, f.sub), f.at FROM header h JOIN fact f ON f.lid = h.fact "
    "WHERE h.pos > ? AND f.held IS NULL AND f.type IN ({types}) AND h.rid NOT IN ({own}) ORDER BY h.pos"
)
_INCIDENT = "SELECT number, level, kind_id, unit, summary FROM incident WHERE id = ?"


@dataclass(frozen=True, slots=True)
class AwayRow:
    """An incident that others touched."""

    incident: str
    number: str
    level: str
    kind_id: str
    unit: str | None
    summary: str
    counts: dict[str, int]
    """Kind of what happened -> how often."""
    last_at: int


def done_elsewhere(desk: Desk, after: int) -> list[AwayRow]:
    """What stands behind position `after` of the shared log and was not done here; what happened last comes first."""
    return list(desk.store.driver(lambda reader: _rows(reader, after)))


def _rows(reader: object, after: int) -> list[AwayRow]:
    execute = reader.execute  # type: ignore[attr-defined]  # the driver publishes no types
    own = [value for (value,) in execute("SELECT v FROM meta WHERE k = 'rid'")]
    for (value,) in execute("SELECT v FROM meta WHERE k = 'own_rids'"):
        own += json.loads(value)
    statement = _HAPPENED.format(types=", ".join("?" * len(_KIND_OF)), own=", ".join("?" * len(own)))
    counts: dict[bytes, dict[str, int]] = {}
    last: dict[bytes, int] = {}
    for type_, incident, at in execute(statement, (after, *_KIND_OF, *map(id_bytes, own))):
        found = counts.setdefault(incident, {})
        found[_KIND_OF[type_]] = found.get(_KIND_OF[type_], 0) + 1
        last[incident] = max(at, last.get(incident, 0))
    rows = []
    for incident, found in counts.items():
        row = execute(_INCIDENT, (incident,)).fetchone()
        if row is not None:
            number, level, kind_id, unit, summary = row
            shown = (number or "", level or "", kind_id or "", unit, summary or "")
            rows.append(AwayRow(id_text(incident), *shown, found, last[incident]))
    return sorted(rows, key=lambda row: row.last_at, reverse=True)
