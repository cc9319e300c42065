"""Everything about one incident for the detail pane, folded from its facts at the moment it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from madiun_console.db.desk import Desk
from madiun_console.db.facts import facts_of
from madiun_console.domain import phone
from madiun_console.domain.clock import local_time
from madiun_console.domain.escalation import EscalationState, fold_escalation
from madiun_console.domain.escalation_states import is_awaited, replaced
from madiun_console.domain.events import Logged
from madiun_console.domain.ids import id_bytes, id_text
from madiun_console.domain.incident import IncidentState, fold_incident
from madiun_console.domain.recipients import next_rung
from madiun_console.domain.report import ReportState, fold_report
from madiun_console.domain.rulebook import Rulebook
from madiun_console.domain.targets import seconds_until_due, steps_for, target_seconds
from madiun_console.queries.desk_letters import letters_of
from madiun_console.queries.detail_rows import (
    AgencyNoteRow,
    AnswerRow,
    EscalationRow,
    IncidentDetail,
    LinkRow,
    ReportRow,
    StepRow,
    TimelineRow,
)
from madiun_console.queries.queue import incidents, people_names


def incident_detail(desk: Desk, incident: str) -> IncidentDetail | None:
    """The incident with its reports (identities masked), steps, escalations and history; None when unknown."""
    rows = incidents(desk, [incident])
    if not rows:
        return None
    with desk.store.read() as connection:
        driver = connection.connection.driver_connection
        names = {id_text(key): name for key, name in people_names(connection).items()}
        facts = facts_of(driver, id_bytes(incident))
        state = fold_incident(facts, desk.rulebook_level_ids)
        if state is None:
            return None
        reports = [(report, fold_report(facts_of(driver, id_bytes(report)))) for report in state.reports]
        folded = (fold_escalation(facts_of(driver, id_bytes(item))) for item in state.escalations)
        # in the order sent, as the queue's row holds them
        escalations = sorted((item for item in folded if item), key=lambda item: item.sent_order)
        contended = [
            head.fact for _, report in reports if report for one in report.conflicts for head in one.heads
        ]
        letters = letters_of(
            desk, driver, [id_bytes(one) for one in (*(fact.id for fact in facts), *contended)]
        )
        withheld = {report.id for _, report in reports if report and narrative_is_withheld(driver, report)}
        ties = {
            report.id: _ties(driver, names, letters, report)
            for _, report in reports
            if report and len(report.incidents) > 1
        }
    found = sorted((report for _, report in reports if report), key=lambda one: one.logged_at)
    again = _calls_again(found)
    old = replaced([(item.agency, item.state, item.first_answer) for item in escalations])
    return IncidentDetail(
        row=rows[0],
        state=state,
        reports=tuple(
            _report_row(
                desk.rulebook, names, report, again=report.id in again, withheld=report.id in withheld
            )._replace(
                links=ties.get(report.id, ()),
                shared=_identity(report) if desk.agency is not None else "",
                erased=report.id in state.erased_callers and not (report.phone or report.name),
            )
            for report in found
        ),
        steps=tuple(_steps(desk.rulebook, names, state, found)),
        escalations=tuple(
            _escalation_row(desk.rulebook, names, item, gone=gone)
            for item, gone in zip(escalations, old, strict=True)
        ),
        timeline=tuple(_timeline(facts, names, letters)),
        closing=state.closing,
        people=names,
        desks={id_text(fact): letter for fact, letter in letters.items()},
    )


def narrative_is_withheld(driver: Any, report: ReportState) -> bool:
    """Whether this copy lacks what the caller said: erased, or not held here; False where nothing was written down.

    A fact names the parts it was made with by their hashes, and keeps the hash of one that is gone.
    """
    if report.narrative is not None:
        return False
    sql = (
        "SELECT EXISTS (SELECT 1 FROM fact WHERE sub = ? AND type IN ('report_logged', 'report_amended') "
        "AND body IS NULL AND json_extract(fact, '$.c.body') IS NOT NULL)"
    )
    return bool(driver.execute(sql, (bytearray(id_bytes(report.id)),)).fetchone()[0])


def _ties(
    driver: Any, names: Mapping[str, str], letters: Mapping[bytes, str], report: ReportState
) -> tuple[LinkRow, ...]:
    """The incidents that a report is tied to, with who tied it when."""
    found: dict[str, LinkRow] = {}
    for fact in sorted(facts_of(driver, id_bytes(report.id)), key=lambda one: one.order):
        if fact.id in report.link_facts and fact.also is not None:
            row = driver.execute(
                "SELECT number FROM incident WHERE id = ?", (bytearray(id_bytes(fact.also)),)
            ).fetchone()
            found[fact.also] = LinkRow(
                fact.also,
                row[0] if row else "",
                fact.at,
                names.get(fact.actor, ""),
                letters.get(id_bytes(fact.id), ""),
            )
    return tuple(found.values())


def _timeline(
    facts: Sequence[Logged], names: Mapping[str, str], letters: Mapping[bytes, str]
) -> list[TimelineRow]:
    ordered = sorted(facts, key=lambda fact: fact.order, reverse=True)
    return [
        TimelineRow(fact, names.get(fact.actor, ""), letters.get(id_bytes(fact.id), "")) for fact in ordered
    ]


def unanswered(rulebook: Rulebook, report: ReportState) -> tuple[str, ...]:
    """Fields of the required core questions that this report leaves open; they are asked later, never insisted on."""
    filled = {
        "location_text": report.unit or report.address or report.landmark,
        "narrative": report.narrative,
    }
    return tuple(
        question.field
        for question in rulebook.core_questions
        if question.required and not (filled.get(question.field) or report.answers.get(question.field))
    )


def _calls_again(reports: Iterable[ReportState]) -> set[str]:
    """Reports (ids), given as they were logged, whose number told of this incident before.

    Whoever asks how it stands is not to be asked everything again: what is open is open at that caller's first report.
    """
    known: set[str] = set()
    found = set()
    for report in reports:
        if report.phone in known:
            found.add(report.id)
        elif report.phone:
            known.add(report.phone)
    return found


def _report_row(
    rulebook: Rulebook, names: Mapping[str, str], report: ReportState, *, again: bool, withheld: bool
) -> ReportRow:
    return ReportRow(
        id=report.id,
        logged_at=report.logged_at,
        occurred=report.occurred,
        channel=report.channel,
        desk=report.desk,
        actor_name=names.get(report.actor, ""),
        kind_id=report.kind_id,
        narrative=report.narrative or "",
        told=report.told,
        answers=report.answers,
        unanswered=() if again else unanswered(rulebook, report),
        address=" · ".join(filter(None, (report.address, report.landmark))),
        masked_phone=phone.masked(report.phone) if report.phone else "",
        has_identity=bool(report.phone or report.name or report.home),
        anonymous=report.anonymous,
        protected=report.protected,
        groups=report.groups or "",
        remarks=report.remarks or "",
        reveals=len(report.reveals),
        withheld=withheld,
        conflicts=report.conflicts,
    )


def _identity(report: ReportState) -> str:
    """Who called, in full: a copy at an agency's desk holds it only where it was shared with it."""
    shown = phone.display(report.phone) if report.phone else ""
    return " · ".join(part for part in (report.name, shown, report.home) if part)


def _steps(
    rulebook: Rulebook, names: Mapping[str, str], state: IncidentState, reports: Sequence[ReportState]
) -> list[StepRow]:
    factors = set(state.factors).union(*(report.factors for report in reports))
    found = []
    for step in steps_for(rulebook, state.level, factors, state.kind_id):
        ticked = state.steps.get(step.id)
        seconds = seconds_until_due(step.due, local_time(state.opened_at)) if step.due else None
        due = state.opened_at + seconds * 1000 if seconds is not None else None
        done = ticked if ticked and ticked.done else None
        found.append(StepRow(step, done, names.get(done.actor, "") if done else "", due))
    # Due first; a tick moves nothing, so that no step jumps away from under the hand.
    return sorted(
        found, key=lambda row: (row.due is None, row.due or 0, -rulebook.level_rank(row.step.level))
    )


def _escalation_row(
    rulebook: Rulebook, names: Mapping[str, str], state: EscalationState, *, gone: bool
) -> EscalationRow:
    recipient = rulebook.find_recipient(state.agency)
    seconds = target_seconds(rulebook, state.level, "agency_ack")
    waiting = not gone and is_awaited(state.state, state.first_answer)
    rung = next_rung(rulebook, state.agency)
    return EscalationRow(
        id=state.id,
        agency=state.agency,
        name=recipient.name if recipient else state.agency,
        short=recipient.short if recipient else state.agency,
        agency_kind=recipient.agency.kind if recipient else "",
        verb=recipient.verb if recipient else "",
        level=state.level,
        state=state.state,
        sent=state.sent,
        channel=state.channel,
        message=state.message or "",
        by_name=names.get(state.sent_by, ""),
        first_answer=state.first_answer,
        due=state.sent + seconds * 1000 if waiting and seconds is not None else None,
        answers=tuple(
            AnswerRow(
                item.state,
                item.occurred,
                item.channel,
                item.role or "",
                item.note or "",
                names.get(item.actor, ""),
            )
            for item in state.answers
        ),
        next_rung=rung.address if rung else None,
        rung_of=state.rung_of,
        notes=tuple(
            AgencyNoteRow(one.at, one.text, names.get(one.actor, "")) for one in state.notes if one.text
        ),
        replaced=gone,
    )
