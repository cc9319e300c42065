"""What a supervisor says of work that is done: closings approved, returned or corrected, and calls scored."""

from __future__ import annotations

from collections.abc import Mapping

from madiun_console.actions.desk import Desk, Session, require
from madiun_console.actions.subjects import needed_text, the_incident
from madiun_console.db.writer import Writer, base_of
from madiun_console.domain.call import fold_call
from madiun_console.domain.changes import Changes
from madiun_console.domain.events import office_catalogue as office
from madiun_console.domain.incident import OPEN, IncidentState
from madiun_console.domain.quality import ANSWERS
from madiun_console.domain.report import fold_report
from madiun_console.domain.score import score_id
from madiun_console.domain.strict_json import clean_text
from madiun_console.errors import InvalidInput

REVIEW = "review"
RETURN_WRITES = (REVIEW, OPEN, "status")


def code_register(closing: str) -> str:
    """The register that holds the corrected code of one closing."""
    return f"code:{closing}"


def approve_closing(desk: Desk, by: Session, incident: str, closing: str) -> Changes:
    """Agree with how an incident was closed; `closing` is the fact that closed it, as the reviewer saw it."""
    with desk.store.write(by.person) as (writer, result):
        require(desk, writer, "review")
        state = _waiting(desk, writer, incident, closing)
        writer.append(incident, office.ClosingApproved(closing=closing), base=base_of(state.heads, (REVIEW,)))
    return result.changes


def return_closing(desk: Desk, by: Session, incident: str, closing: str, reason: str) -> Changes:
    """Give a closed incident back to be worked on, with a reason; it is open again."""
    cleaned = needed_text(reason, "Alasan", "A reason")
    with desk.store.write(by.person) as (writer, result):
        require(desk, writer, "review")
        state = _waiting(desk, writer, incident, closing)
        happened = office.ClosingReturned(closing=closing, reason=cleaned)
        writer.append(incident, happened, base=base_of(state.heads, RETURN_WRITES))
    return result.changes


def correct_closing(desk: Desk, by: Session, incident: str, closing: str, code: str, reason: str) -> Changes:
    """Agree that it is over, but with another closing code; the original one stays in the log and is shown."""
    if code not in desk.rulebook.closings_by_id:
        raise InvalidInput(
            "closing_code", "Pilih kode penutupan lebih dahulu.", "Choose a closing code first."
        )
    cleaned = needed_text(reason, "Alasan", "A reason")
    with desk.store.write(by.person) as (writer, result):
        require(desk, writer, "review")
        state = _waiting(desk, writer, incident, closing)
        if state.closing is not None and state.closing.code == code:
            raise InvalidInput(
                "same_code",
                "Kode itu sudah dipakai pada penutupan ini. Pilih kode lain, atau setujui.",
                "This closing has that code already. Choose another one, or approve.",
            )
        happened = office.ClosingCorrected(closing=closing, code=code, reason=cleaned)
        writer.append(incident, happened, base=base_of(state.heads, (REVIEW, code_register(closing))))
    return result.changes


def score_call(desk: Desk, by: Session, subject: str, answers: Mapping[str, str], note: str = "") -> Changes:
    """Score a call of the sample: criterion of quality.toml -> "yes", "no" or "na"; a later score replaces it.

    `subject` is a report, or a call that was no incident. Whose call it was is not asked and not kept.
    """
    with desk.store.write(by.person) as (writer, result):
        require(desk, writer, "review")
        facts = writer.facts(subject)
        report, call = fold_report(facts), fold_call(facts)
        if report is None and call is None:
            raise InvalidInput("call_unknown", "Panggilan itu tidak ditemukan.", "That call was not found.")
        criteria = desk.rulebook.quality.criteria_for(report=report is not None)
        for criterion in criteria:
            if answers.get(criterion.id) not in ANSWERS:
                raise InvalidInput(
                    "score_incomplete",
                    f"Belum dijawab: {criterion.label('id')}. Jawab Ya, Tidak, atau Tidak berlaku.",
                    f"Not answered yet: {criterion.label('en')}. Answer Yes, No or Not applicable.",
                )
        logged_at = report.logged_at if report is not None else call.logged_at if call is not None else 0
        happened = office.CallScored(
            report=subject if report is not None else None,
            call=None if report is not None else subject,
            answers={criterion.id: answers[criterion.id] for criterion in criteria},
            note=clean_text(note).strip() or None,
        )
        writer.append(score_id(subject, logged_at), happened)
    return result.changes


def _waiting(desk: Desk, writer: Writer, incident: str, closing: str) -> IncidentState:
    """The incident, when the closing named is the one that stands and nobody has given a verdict on it."""
    state = the_incident(desk, writer, incident)
    if state.closing is None or state.closing.fact != closing:
        raise InvalidInput(
            "closing_gone",
            "Penutupan ini tidak berlaku lagi: kejadiannya dibuka kembali atau ditutup ulang. Lihat keadaan terbarunya.",
            "This closing stands no more: the incident was reopened or closed anew. Look at how it stands now.",
        )
    if not state.waits_for_review:
        raise InvalidInput(
            "already_reviewed",
            "Penutupan ini sudah ditinjau. Buka kejadiannya bila masih ada yang harus diubah.",
            "This closing was reviewed already. Open the incident if something still has to change.",
        )
    return state
