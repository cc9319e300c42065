"""What other desks and agencies did while this desk was offline: one row for each incident, with the kinds of what happened."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from madiun_console.db.desk import Desk
from madiun_console.db.inbox import cursor_of
from madiun_console.domain.clock import COUNTER_BITS
from madiun_console.domain.ids import id_bytes, id_text
from madiun_console.queries.held import WAITS

CONFLICT, LOWERED, HELD, DECLINED, WITHDRAWN = "conflict", "lowered", "held", "declined", "withdrawn"
RAISED, OPENED, REOPENED, CLOSED = "raised", "opened", "reopened", "closed"
KIND, PLACE, OWNER, STATUS = "kind", "place", "owner", "status"
ESCALATED, ANSWERED, AGENCY_NOTED = "escalated", "answered", "agency_noted"
REPORTED, AMENDED, NOTED = "reported", "amended", "noted"
KINDS = (
    CONFLICT, LOWERED, HELD, DECLINED, WITHDRAWN, OPENED, RAISED, REOPENED, CLOSED, ESCALATED, ANSWERED,
    AGENCY_NOTED, REPORTED, KIND, PLACE, OWNER, STATUS, AMENDED, NOTED,
)  # fmt: skip
"""The most serious first: what is grave, then what is new, then what is told."""
GRAVE = frozenset({CONFLICT, LOWERED, HELD, DECLINED, WITHDRAWN})
"""What somebody here may still believe otherwise."""
_WRITES = frozenset({LOWERED, RAISED, REOPENED, CLOSED, KIND, PLACE, OWNER, STATUS, AMENDED})
"""What can be written apart: a note on an incident that stands in conflict since yesterday is no conflict of today."""
_NEW = frozenset({OPENED, RAISED})
SINGLE = frozenset({DECLINED, WITHDRAWN, ESCALATED, ANSWERED, AGENCY_NOTED, REPORTED, NOTED, HELD})
"""Counted one by one; of all others it matters which incidents they happened to."""
_KIND_OF = {
    "incident_opened": OPENED,
    "level_raised": RAISED,
    "level_lowered": LOWERED,
    "kind_changed": KIND,
    "place_changed": PLACE,
    "incident_claimed": OWNER,
    "incident_handed_over": OWNER,
    "status_set": STATUS,
    "note_added": NOTED,
    "report_linked": REPORTED,
    "report_amended": AMENDED,
    "incident_closed": CLOSED,
    "incident_reopened": REOPENED,
    "closing_returned": REOPENED,
    "incident_escalated": ESCALATED,
    "escalation_answered": ANSWERED,
    "escalation_withdrawn": WITHDRAWN,
    "escalation_noted": AGENCY_NOTED,
}
_REFUSALS = frozenset({"declined", "unreachable"})
# A report that is amended names its incident in its projection only.
_HAPPENED = (
    "SELECT f.type, CASE f.type WHEN 'report_amended' THEN r.incident ELSE ifnull(f.also, f.sub) END, f.at, "
    "CASE f.type WHEN 'escalation_answered' THEN json_extract(f.fact, '$.val.state') END "
    "FROM header h JOIN fact f ON f.lid = h.fact LEFT JOIN report r ON f.type = 'report_amended' AND r.id = f.sub "
    "WHERE {news} AND f.held IS NULL AND f.type IN ({types}) AND h.rid NOT IN ({own}) ORDER BY h.pos"
)
# One's own too: whoever did it here believes that it counts.
_HELD = (
    "SELECT ifnull(f.also, f.sub), f.at FROM header h JOIN fact f ON f.lid = h.fact "  # noqa: S608
    f"WHERE {{news}} AND {WAITS}"
)
_MISSED = "(h.pos > ? AND (h.pos <= ? OR f.hlc < ?))"
_INCIDENT = (
    "SELECT number, level, kind_id, unit, summary, "
    "conflicts + (SELECT ifnull(sum(r.conflicts), 0) FROM report r WHERE r.incident = incident.id) "
    "FROM incident WHERE id = ?"
)


@dataclass(frozen=True, slots=True)
class Absence:
    """A time without the server. What was logged before its end is news, also where it arrives later than this desk was back:
    after an outage of the server all desks come back one by one, each with what it kept.
    """

    after: int
    """Position that had been read, or seen by somebody."""
    caught_up: int
    """Position up to which everything came at once when the desk was back."""
    until_ms: int
    """When it was back."""
    long: bool = True
    """Whether all is told of it; after a short one only what is grave."""


@dataclass(frozen=True, slots=True)
class AwayNews:
    """The most serious first, then the latest."""

    rows: Sequence[AwayRow] = ()
    read_to: int = 0
    """Position up to which the log was asked."""


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

    @property
    def weight(self) -> int:
        """How serious the gravest of what happened is; 0 is the gravest."""
        return min(KINDS.index(kind) for kind in self.counts)


def done_elsewhere(desk: Desk, absences: Iterable[Absence]) -> AwayNews:
    """What was missed in these absences, as far as it is here by now, and was not done at this desk."""
    news: AwayNews = desk.store.driver(lambda reader: _news(reader, tuple(absences)))
    return news


def told_of(desk: Desk, absences: Iterable[Absence]) -> AwayNews:
    """What a strip says of these absences: all that was missed in the long ones, what is grave of the short ones too."""
    every = tuple(absences)
    news = done_elsewhere(desk, [one for one in every if one.long])
    if all(one.long for one in every):
        return news
    every_news = done_elsewhere(desk, every)
    rows = {row.incident: row for row in news.rows}
    rows |= {row.incident: row for row in grave_ones(desk, every_news.rows)}
    return AwayNews(sorted(rows.values(), key=_order), every_news.read_to)


def grave_ones(desk: Desk, rows: Iterable[AwayRow]) -> list[AwayRow]:
    """Those that are told after any outage, however short: somebody believes otherwise, or it is of the highest level now."""
    highest = desk.rulebook.levels[-1].id
    return [
        row
        for row in rows
        if GRAVE.intersection(row.counts) or (row.level == highest and not _NEW.isdisjoint(row.counts))
    ]


def _news(reader: object, absences: Sequence[Absence]) -> AwayNews:
    execute = reader.execute  # type: ignore[attr-defined]  # the driver publishes no types
    if not absences:
        return AwayNews()
    own = [value for (value,) in execute("SELECT v FROM meta WHERE k = 'rid'")]
    for (value,) in execute("SELECT v FROM meta WHERE k = 'own_rids'"):
        own += json.loads(value)
    # the first term lets the index of positions be used
    missed = f"h.pos > ? AND ({' OR '.join([_MISSED] * len(absences))})"
    when: list[int] = [min(one.after for one in absences)]
    for one in absences:
        when += (one.after, one.caught_up, one.until_ms << COUNTER_BITS)
    statement = _HAPPENED.format(
        news=missed, types=", ".join("?" * len(_KIND_OF)), own=", ".join("?" * len(own))
    )
    counts: dict[bytes, dict[str, int]] = {}
    last: dict[bytes, int] = {}

    def add(incident: bytes, kind: str, at: int) -> None:
        found = counts.setdefault(incident, {})
        found[kind] = found.get(kind, 0) + 1
        last[incident] = max(at, last.get(incident, 0))

    for type_, incident, at, state in execute(statement, (*when, *_KIND_OF, *map(id_bytes, own))):
        if incident is not None:
            add(incident, DECLINED if state in _REFUSALS else _KIND_OF[type_], at)
    for incident, at in execute(_HELD.format(news=missed), when):
        add(incident, HELD, at)
    rows = []
    for incident, found in counts.items():
        row = execute(_INCIDENT, (incident,)).fetchone()
        if row is None:
            continue
        number, level, kind_id, unit, summary, conflicts = row
        _leave_out_the_first_report(found)
        if conflicts and not _WRITES.isdisjoint(found):
            found[CONFLICT] = conflicts
        shown = (number or "", level or "", kind_id or "", unit, summary or "")
        if found:
            rows.append(AwayRow(id_text(incident), *shown, found, last[incident]))
    rows.sort(key=_order)
    return AwayNews(rows, cursor_of(reader)[0])


def _order(row: AwayRow) -> tuple[int, int]:
    return row.weight, -row.last_at


def _leave_out_the_first_report(found: dict[str, int]) -> None:
    """A new incident comes with its report; only what was told further is news."""
    further = found.get(REPORTED, 0) - found.get(OPENED, 0)
    if further > 0:
        found[REPORTED] = further
    else:
        found.pop(REPORTED, None)
