"""The current state of a subject inside a transaction, or a clear refusal when it is not there."""

from __future__ import annotations

from madiun_console.actions.desk import Desk
from madiun_console.db.writer import Writer
from madiun_console.domain.escalation import EscalationState, fold_escalation
from madiun_console.domain.incident import IncidentState, fold_incident
from madiun_console.domain.report import ReportState, fold_report
from madiun_console.domain.strict_json import clean_text
from madiun_console.errors import InvalidInput


def the_incident(desk: Desk, writer: Writer, incident: str) -> IncidentState:
    """The incident's state; InvalidInput when this store does not know it."""
    state = fold_incident(writer.facts(incident), desk.rulebook_level_ids)
    if state is None:
        raise InvalidInput(
            "incident_unknown", "Kejadian itu tidak ditemukan.", "That incident was not found."
        )
    return state


def the_report(writer: Writer, report: str) -> ReportState:
    """The report's state; InvalidInput when this store does not know it."""
    state = fold_report(writer.facts(report))
    if state is None:
        raise InvalidInput("report_unknown", "Laporan itu tidak ditemukan.", "That report was not found.")
    return state


def the_escalation(writer: Writer, escalation: str) -> EscalationState:
    """The escalation's state; InvalidInput when this store does not know it."""
    state = fold_escalation(writer.facts(escalation))
    if state is None:
        raise InvalidInput(
            "escalation_unknown", "Eskalasi itu tidak ditemukan.", "That escalation was not found."
        )
    return state


def still_open(state: IncidentState) -> None:
    """Refuse work on a closed incident: it has to be reopened first."""
    if not state.is_open:
        raise InvalidInput(
            "incident_closed",
            "Kejadian ini sudah ditutup. Buka kembali lebih dahulu.",
            "This incident is closed. Reopen it first.",
        )


def needed_text(text: str, what_id: str, what_en: str) -> str:
    """A text that must not be empty, fit to be logged."""
    cleaned = clean_text(text).strip()
    if not any(char.isprintable() and not char.isspace() for char in cleaned):  # zero-width signs say nothing
        raise InvalidInput("text_needed", f"{what_id} harus diisi.", f"{what_en} is needed.")
    return cleaned
