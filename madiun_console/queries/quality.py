"""The quality sample: which calls were drawn, what is known of one, and the results per criterion, never per person."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from madiun_console.db.desk import Desk
from madiun_console.db.facts import facts_of
from madiun_console.domain.call import CallState, fold_call
from madiun_console.domain.ids import id_bytes, id_text
from madiun_console.domain.quality import ANSWERS, first_id, is_drawn, month_bounds
from madiun_console.domain.report import ReportState, fold_report
from madiun_console.domain.rulebook import Criterion
from madiun_console.domain.score import ScoreState, fold_score, score_id
from madiun_console.queries.detail_rows import EscalationRow, ReportRow
from madiun_console.queries.incident_detail import incident_detail, narrative_is_withheld

MONTHS_OPEN = 2
"""The sample of this month and of the one before is scored; what was not scored by then stays so."""
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class SampleRow:
    """A call of the sample: a report, or one that was no incident."""

    id: str
    is_report: bool
    logged_at: int
    channel: str
    kind_id: str
    outcome: str
    number: str
    """Number of the incident; empty when there is none."""
    scored_at: int | None


@dataclass(frozen=True, slots=True)
class SampledCall:
    """What the score sheet shows of a call; neither the caller's identity nor whose call it was."""

    id: str
    incident: str | None
    number: str
    started: int
    logged_at: int
    channel: str
    kind_id: str
    level: str
    outcome: str
    address: str
    narrative: str
    answers: Mapping[str, str]
    escalations: tuple[EscalationRow, ...]
    score: ScoreState | None
    criteria: tuple[Criterion, ...]
    withheld: bool
    """The texts were erased or are not held by this copy."""


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """How often a criterion was answered with yes, no and not applicable."""

    criterion: Criterion
    yes: int
    no: int
    not_applicable: int

    @property
    def answered(self) -> int:
        """Calls it applied to."""
        return self.yes + self.no

    @property
    def share(self) -> float | None:
        """Share of yes where it applied, 0 to 1; None when it never did."""
        return self.yes / self.answered if self.answered else None


@dataclass(frozen=True, slots=True)
class QualityResults:
    """The results of a month: what was scored in it."""

    month: int
    """First millisecond of the month."""
    scored: int
    criteria: tuple[CriterionResult, ...]


@dataclass(frozen=True, slots=True)
class QualitySample:
    """The drawn calls, those to be scored first (oldest first), and the results of this month and the one before."""

    rows: tuple[SampleRow, ...]
    results: tuple[QualityResults, ...]
    due: int = field(default=0)


def sample_due(desk: Desk) -> int:
    """How many calls of the sample are not scored yet."""
    with desk.store.read() as connection:
        return sum(row.scored_at is None for row in _sample(desk, connection))


def quality_sample(desk: Desk) -> QualitySample:
    """The sample of this month and the one before, with the results."""
    now = desk.store.clock.now_ms()
    with desk.store.read() as connection:
        rows = sorted(
            _sample(desk, connection), key=lambda row: (row.scored_at is not None, row.logged_at, row.id)
        )
        results = tuple(_results(desk, connection, *month_bounds(now, back)) for back in range(MONTHS_OPEN))
    return QualitySample(tuple(rows), results, sum(row.scored_at is None for row in rows))


def sampled_call(desk: Desk, subject: str) -> SampledCall | None:
    """What the score sheet shows of a report or call; None when it is unknown here."""
    with desk.store.read() as connection:
        driver = connection.connection.driver_connection
        facts = facts_of(driver, id_bytes(subject))
        report, call = fold_report(facts), fold_call(facts)
        logged_at = report.logged_at if report else call.logged_at if call else 0
        score = fold_score(facts_of(driver, id_bytes(score_id(subject, logged_at))))
        withheld = report is not None and narrative_is_withheld(driver, report)
    criteria = desk.rulebook.quality.criteria_for(report=report is not None)
    if report is not None:
        return _sampled_report(desk, report, score, criteria, withheld=withheld)
    return _sampled_plain(call, score, criteria) if call is not None else None


def _sampled_report(
    desk: Desk,
    report: ReportState,
    score: ScoreState | None,
    criteria: tuple[Criterion, ...],
    *,
    withheld: bool,
) -> SampledCall:
    incident = report.incidents[-1] if report.incidents else None
    detail = incident_detail(desk, incident) if incident else None
    shown: ReportRow | None = None
    if detail is not None:
        shown = next((row for row in detail.reports if row.id == report.id), None)
    return SampledCall(
        report.id,
        incident if detail else None,
        detail.row.number if detail else "",
        report.started,
        report.logged_at,
        report.channel,
        report.kind_id,
        report.level,
        "",
        shown.address if shown else " · ".join(filter(None, (report.address, report.landmark))),
        report.narrative or "",
        report.answers,
        detail.escalations if detail else (),
        score,
        criteria,
        withheld,
    )


def _sampled_plain(call: CallState, score: ScoreState | None, criteria: tuple[Criterion, ...]) -> SampledCall:
    return SampledCall(
        call.id, None, "", call.started, call.logged_at, call.channel, "", "", call.outcome, "", call.note or "", {},
        (), score, criteria, False,
    )  # fmt: skip


# Ids begin with their time, so a range of them is the months. What was brought in from a file later on lies outside of
# `logged_at`: nobody can listen to it again.
_REPORTS = (
    "SELECT r.id, r.logged_at, r.channel, r.kind_id, '', i.number FROM report r "
    "LEFT JOIN incident i ON i.id = r.incident WHERE r.id IN ({marks}) AND r.logged_at >= ? AND r.logged_at < ?"
)
_CALLS = (
    "SELECT id, logged_at, channel, '', outcome, '' FROM call "
    "WHERE id IN ({marks}) AND logged_at >= ? AND logged_at < ?"
)


def _sample(desk: Desk, connection: Connection) -> Iterator[SampleRow]:
    now = desk.store.clock.now_ms()
    start, end = month_bounds(now, MONTHS_OPEN - 1)[0], month_bounds(now)[1]
    scored: dict[bytes, int] = {
        key: at
        for report, call, at in connection.exec_driver_sql(
            "SELECT report, call, at FROM score WHERE at >= ?", (start,)
        )
        for key in (report, call)
        if key is not None
    }
    share = desk.rulebook.quality.share_percent
    for is_report, table, query in ((True, "report", _REPORTS), (False, "call", _CALLS)):
        drawn = _drawn(connection, table, share, start, end)
        for at in range(0, len(drawn), _CHUNK):
            keys = drawn[at : at + _CHUNK]
            found = connection.exec_driver_sql(
                query.format(marks=", ".join("?" * len(keys))), (*keys, start, end)
            ).fetchall()
            for key, logged_at, channel, kind_id, outcome, number in found:
                yield SampleRow(
                    id_text(key),
                    is_report,
                    logged_at,
                    channel,
                    kind_id,
                    outcome,
                    number or "",
                    scored.get(key),
                )


def _drawn(connection: Connection, table: str, share: int, start: int, end: int) -> list[bytes]:
    keys = connection.exec_driver_sql(
        f"SELECT id FROM {table} WHERE id >= ? AND id < ?",  # noqa: S608 - one of two names above
        (first_id(start), first_id(end)),
    ).fetchall()
    return [key for (key,) in keys if is_drawn(key, share)]


def _results(desk: Desk, connection: Connection, start: int, end: int) -> QualityResults:
    counts = {one.id: dict.fromkeys(ANSWERS, 0) for one in desk.rulebook.quality.criteria}
    scored = 0
    rows = connection.exec_driver_sql(
        "SELECT answers FROM score WHERE at >= ? AND at < ?", (start, end)
    ).fetchall()
    for (answers,) in rows:
        scored += 1
        for criterion, answer in json.loads(answers).items():
            if criterion in counts and answer in ANSWERS:
                counts[criterion][answer] += 1
    return QualityResults(
        start,
        scored,
        tuple(CriterionResult(one, *counts[one.id].values()) for one in desk.rulebook.quality.criteria),
    )
