"""The supervisor's part of the demo: closings reviewed the next day, calls of the quality sample scored, a number read."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from madiun_console.actions import identity, review, work_incident
from madiun_console.domain.quality import NO, NOT_APPLICABLE, YES
from madiun_console.queries.incident_detail import incident_detail
from madiun_console.queries.quality import quality_sample, sampled_call

if TYPE_CHECKING:
    from collections.abc import Generator

    from madiun_console.demo_stories import Stage

HOUR_MS = 60 * 60_000
RETURNED, CORRECTED, READ = 3, 7, 10
"""The so-manieth closing of the demo that is returned, gets another code, or whose reporter is called again."""
LATE_HOURS = 72
"""Every fourth closing waits so long."""
_REASONS = {
    "returned": "Belum ada hasil pemeriksaan lapangan. Lengkapi dahulu.",
    "corrected": "Menurut catatan, massa bubar sebelum petugas tiba.",
    "read": "Memastikan keterangan pelapor.",
}


def reviewed(stage: Stage, incident: str, closed: int) -> Generator[int]:
    """A closing that a supervisor looks at some hours later; those of the last hours still wait when the demo is made."""
    desk, bima = stage.desk, stage.supervisor
    stage.closed += 1
    number = stage.closed
    hours = 8 + number % 5 * 4 if number % 4 else LATE_HOURS
    moment = closed + hours * HOUR_MS
    yield moment
    detail = incident_detail(desk, incident)
    if detail is None or detail.closing is None or not detail.state.waits_for_review:
        return
    fact, code = detail.closing.fact, detail.closing.code
    if number == RETURNED:
        review.return_closing(desk, bima, incident, fact, _REASONS["returned"])
        yield moment + HOUR_MS
        work_incident.close_incident(desk, stage.operator, incident, code, "Sudah diperiksa, aman.")
        return
    other = next((one.id for one in desk.rulebook.closings if one.id not in (code, "not_found")), code)
    if number == CORRECTED:
        review.correct_closing(desk, bima, incident, fact, other, _REASONS["corrected"])
        return
    if number == READ:
        identity.reveal_identity(desk, bima, detail.reports[0].id, _REASONS["read"])
    review.approve_closing(desk, bima, incident, fact)


def scored_calls(stage: Stage, moments: list[int]) -> Generator[int]:
    """At each of these moments the calls that were drawn by then are scored."""
    desk = stage.desk
    dice = random.Random(len(moments))  # noqa: S311 - a story
    for moment in moments:
        yield moment
        for row in quality_sample(desk).rows:
            call = sampled_call(desk, row.id)
            if row.scored_at is not None or call is None:
                continue
            told = bool(call.escalations)
            answers = {
                one.id: NOT_APPLICABLE
                if one.part == "escalation" and not told
                else NO
                if dice.random() < 0.2
                else YES
                for one in call.criteria
            }
            review.score_call(desk, stage.supervisor, row.id, answers)
