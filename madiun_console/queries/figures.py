"""What a report counts in a stretch of time, and for every figure the list behind it. Never a person, never a group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Any

from sqlalchemy import Connection, select

from madiun_console.db.desk import Desk
from madiun_console.db.schema import incident as t
from madiun_console.domain.ids import id_text
from madiun_console.domain.report_period import ReportPeriod
from madiun_console.domain.targets import target_seconds
from madiun_console.queries.queue import incidents
from madiun_console.queries.rows import IncidentRow

OUTSIDE = "outside"
"""The key of everything that lies in a neighbouring regency."""
STILL_OPEN = "open"
GROUPS = ("kind", "kelurahan", "outcome", "escalated")
"""What incidents are counted by, each with one number for every level."""


@dataclass(frozen=True, slots=True)
class Count:
    """One line: `by_level` in the order of levels.toml, `key` as the group has it ("" for not known)."""

    key: str
    by_level: tuple[int, ...]

    @property
    def total(self) -> int:
        """All levels together."""
        return sum(self.by_level)


@dataclass(frozen=True, slots=True)
class AgencyTimes:
    """How one agency answered: seconds from sending to its first answer; None where there was none."""

    agency: str
    sent: int
    answered: int
    in_time: int
    """Answered within `agency_ack` of the level it was sent at."""
    median: float | None
    p90: float | None


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of one report."""

    period: ReportPeriod
    incidents: Count
    reports: int
    callers: int
    """Distinct callers of each incident, added up."""
    groups: Mapping[str, tuple[Count, ...]]
    """Group -> lines, the greatest first."""
    calls: tuple[tuple[str, int], ...]
    """Outcome -> calls that were no incident, the greatest first."""
    agencies: tuple[AgencyTimes, ...]


@dataclass(frozen=True, slots=True)
class CallLine:
    """A call behind a figure: when, how it ended, by which way; never who called."""

    logged_at: int
    outcome: str
    channel: str
    desk: str


def figures(desk: Desk, period: ReportPeriod) -> Figures:
    """Count what happened in `period`: incidents by when they were opened, calls by when they were logged."""
    levels = {level.id: at for at, level in enumerate(desk.rulebook.levels)}
    counted: dict[str, dict[str, list[int]]] = {group: {} for group in GROUPS}
    whole = [0] * len(levels)
    reports = callers = 0
    query = select(
        t.c.level, t.c.kind_id, t.c.unit, t.c.closing, t.c.is_open, t.c.badges.is_not(None), t.c.reports, t.c.callers
    ).where(t.c.opened_at >= period.start, t.c.opened_at < period.end)  # fmt: skip
    with desk.store.read() as connection:
        for level, kind_id, unit, closing, is_open, escalated, its_reports, its_callers in connection.execute(
            query
        ):
            at = levels.get(level, len(whole) - 1)
            whole[at] += 1
            reports += its_reports
            callers += its_callers
            keys = (
                kind_id,
                place_key(desk, unit),
                STILL_OPEN if is_open else closing or "",
                "yes" if escalated else "no",
            )
            for group, key in zip(GROUPS, keys, strict=True):
                counted[group].setdefault(key, [0] * len(whole))[at] += 1
        calls = _calls(connection, period)
        agencies = _agencies(desk, connection, period)
    return Figures(
        period,
        Count("", tuple(whole)),
        reports,
        callers,
        {group: _greatest_first(lines) for group, lines in counted.items()},
        calls,
        agencies,
    )


def incidents_behind(
    desk: Desk, period: ReportPeriod, group: str, key: str, level: str = ""
) -> list[IncidentRow]:
    """The incidents that a figure counts, in the order in which they were opened; group "" is all of them."""
    query = select(t.c.id, t.c.kind_id, t.c.unit, t.c.closing, t.c.is_open, t.c.badges.is_not(None)).where(
        t.c.opened_at >= period.start, t.c.opened_at < period.end
    )
    if level:
        query = query.where(t.c.level == level)
    wanted: list[str] = []
    with desk.store.read() as connection:
        for id_, kind_id, unit, closing, is_open, escalated in connection.execute(query):
            keys = {
                "": "",
                "kind": kind_id,
                "kelurahan": place_key(desk, unit),
                "outcome": STILL_OPEN if is_open else closing or "",
                "escalated": "yes" if escalated else "no",
            }
            if keys[group] == key:
                wanted.append(id_text(id_))
    rows = [
        row for at in range(0, len(wanted), _AT_ONCE) for row in incidents(desk, wanted[at : at + _AT_ONCE])
    ]
    return sorted(rows, key=lambda row: (row.opened_at, row.id))


def incidents_told(desk: Desk, period: ReportPeriod, agency: str) -> list[IncidentRow]:
    """The incidents behind an agency's times."""
    with desk.store.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT DISTINCT incident FROM escalation WHERE sent >= ? AND sent < ? AND agency = ?",
            (period.start, period.end, agency),
        ).fetchall()
    found = incidents(desk, [id_text(row[0]) for row in rows if row[0]])
    return sorted(found, key=lambda row: (row.opened_at, row.id))


def calls_behind(desk: Desk, period: ReportPeriod, outcome: str) -> list[CallLine]:
    """The calls that a figure counts; outcome "" is all of them."""
    with desk.store.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT logged_at, outcome, channel, desk FROM call WHERE logged_at >= ? AND logged_at < ? ORDER BY logged_at",
            (period.start, period.end),
        ).fetchall()
    return [CallLine(*row) for row in rows if outcome in ("", row[1])]


def place_key(desk: Desk, unit: str | None) -> str:
    """The kelurahan or kecamatan of the city, OUTSIDE for what lies elsewhere, "" for what is not known."""
    if not unit:
        return ""
    return unit if unit in desk.rulebook.units_by_code else OUTSIDE


def _calls(connection: Connection, period: ReportPeriod) -> tuple[tuple[str, int], ...]:
    rows = connection.exec_driver_sql(
        "SELECT outcome, count(*) FROM call WHERE logged_at >= ? AND logged_at < ? GROUP BY outcome",
        (period.start, period.end),
    )
    return tuple(sorted(((row[0], row[1]) for row in rows), key=lambda item: (-item[1], item[0])))


def _agencies(desk: Desk, connection: Connection, period: ReportPeriod) -> tuple[AgencyTimes, ...]:
    rows = connection.exec_driver_sql(
        "SELECT agency, level, sent, first_answer FROM escalation WHERE sent >= ? AND sent < ? AND state <> 'cancelled'",
        (period.start, period.end),
    ).fetchall()
    sent = Counter(row[0] for row in rows)
    lines = []
    for agency, count in sent.items():
        own = [
            (level, (answer - begun) / 1000)
            for name, level, begun, answer in rows
            if name == agency and answer
        ]
        lines.append(_times(desk, agency, count, own))
    return tuple(sorted(lines, key=lambda line: (-line.sent, line.agency)))


def _times(desk: Desk, agency: str, sent: int, answers: Sequence[tuple[str, float]]) -> AgencyTimes:
    taken = [max(0.0, seconds) for _, seconds in answers]
    promised = {level: target_seconds(desk.rulebook, level, "agency_ack") for level, _ in answers}
    in_time = sum(promised[level] is None or seconds <= (promised[level] or 0) for level, seconds in answers)
    p90 = quantiles(taken, n=10, method="inclusive")[-1] if len(taken) > 1 else (taken[0] if taken else None)
    return AgencyTimes(agency, sent, len(taken), in_time, median(taken) if taken else None, p90)


def _greatest_first(lines: Mapping[str, Iterable[int]]) -> tuple[Count, ...]:
    counts: list[Any] = [Count(key, tuple(numbers)) for key, numbers in lines.items()]
    return tuple(sorted(counts, key=lambda count: (-count.total, count.key)))


_AT_ONCE = 500
