"""Giving an incident to an agency and recording, on its behalf, what it answers."""

from __future__ import annotations

from collections.abc import Iterable

from madiun_console.actions.desk import Desk, Session, require
from madiun_console.actions.subjects import needed_text, the_escalation, the_incident
from madiun_console.db.agency_desks import sharing_agencies
from madiun_console.db.writer import base_of
from madiun_console.domain.changes import Changes
from madiun_console.domain.escalation_states import ENDED
from madiun_console.domain.events import catalogue as ev
from madiun_console.domain.incident import OPEN
from madiun_console.domain.strict_json import clean_text
from madiun_console.errors import InvalidInput

OWN_DESK = "desk"
"""The channel of what an agency says at a desk of its own, and of what arrives there by itself (`desk_channel` of sop.toml)."""
EARLY_MS = 10 * 60 * 1000
"""An agency that was told by telephone first may have answered before the escalation was written down."""


def escalate(
    desk: Desk,
    by: Session,
    incident: str,
    agency: str,
    message: str,
    channel: str,
    *,
    rung_of: str | None = None,
    decree: str = "",
) -> Changes:
    """Record that the incident was given to `agency` (an address of agencies.toml) by `channel`, with this message.

    Each escalation is a subject of its own, so a second one never touches the first.
    """
    recipient = desk.rulebook.find_recipient(agency)
    if recipient is None:
        raise InvalidInput("agency_unknown", "Instansi itu tidak dikenal.", "That agency is unknown.")
    _known_channel(desk, channel)
    with desk.store.write(by.person) as (writer, result):
        require(desk, writer, "escalate")
        state = the_incident(desk, writer, incident)
        happened = ev.IncidentEscalated(
            incident=incident,
            agency=agency,
            level=state.level,
            channel=channel,
            sent=writer.now,
            rung_of=rung_of,
            message=needed_text(message, "Pesan", "A message"),
            decree=clean_text(decree).strip() or None,
        )
        escalation = writer.new_subject("escalation")
        writer.append(escalation, happened, base=base_of(state.heads, (OPEN,)), to=(recipient.agency.id,))
    return result.changes


def record_answer(
    desk: Desk,
    by: Session,
    escalation: str,
    state: str,
    channel: str,
    *,
    role: str = "",
    note: str = "",
    occurred: int | None = None,
) -> Changes:
    """Record what the agency said: received, moving, on_scene, done, declined, unreachable; who answered is a role."""
    if state not in answer_states(desk):
        raise InvalidInput("answer_unknown", "Jawaban itu tidak dikenal.", "That answer is unknown.")
    _known_channel(desk, channel)
    if channel == OWN_DESK and desk.agency is None:
        raise InvalidInput(
            "channel_own_desk",
            "Jawaban lewat konsol hanya ditulis di meja instansi itu sendiri.",
            "An answer by console is only written at that agency's own desk.",
        )
    with desk.store.write(by.person) as (writer, result):
        require(desk, writer, "answer_for_agency")
        current = the_escalation(writer, escalation)
        if current.state in ENDED:
            raise InvalidInput(
                "escalation_ended", "Eskalasi ini sudah berakhir.", "This escalation has ended."
            )
        moment = writer.now if occurred is None else occurred
        if moment > writer.now:
            raise InvalidInput(
                "future", "Waktu jawaban tidak boleh di masa depan.", "The answer cannot lie in the future."
            )
        if moment < current.sent - EARLY_MS:
            raise InvalidInput(
                "time_impossible",
                "Jam jawaban itu sebelum pesan dikirim. Periksa jamnya.",
                "The answer lies before the message was sent. Check the time.",
            )
        happened = ev.EscalationAnswered(
            incident=current.incident,
            state=state,
            channel=channel,
            occurred=moment,
            role=clean_text(role).strip() or None,
            note=clean_text(note).strip() or None,
        )
        writer.append(escalation, happened)
    return result.changes


def note_for_agency(desk: Desk, by: Session, escalation: str, text: str) -> Changes:
    """A line of the agency about its work; changes no state."""
    with desk.store.write(by.person) as (writer, result):
        require(desk, writer, "answer_for_agency")
        current = the_escalation(writer, escalation)
        happened = ev.EscalationNoted(incident=current.incident, text=needed_text(text, "Catatan", "A note"))
        writer.append(escalation, happened)
    return result.changes


def share_identity(desk: Desk, by: Session, escalation: str, reports: Iterable[str], reason: str) -> Changes:
    """Let the agency read who called, for these reports of its incident and while this escalation stands.

    Refused where the agency has no desk that may: the log would tell of a sharing that reached nobody.
    """
    with desk.store.write(by.person) as (writer, result):
        require(desk, writer, "share_identity")
        current = the_escalation(writer, escalation)
        if current.state in ENDED:
            raise InvalidInput(
                "escalation_ended", "Eskalasi ini sudah berakhir.", "This escalation has ended."
            )
        recipient = desk.rulebook.find_recipient(current.agency)
        if recipient is None or recipient.agency.id not in sharing_agencies(desk.store):
            raise InvalidInput(
                "share_no_desk",
                "Instansi itu tidak mempunyai meja yang terdaftar dengan hak menerima identitas pelapor, jadi tidak ada yang "
                "dibagikan.",
                "That agency has no desk that is enrolled with the right to see who called, so nothing is shared.",
            )
        linked = set(the_incident(desk, writer, current.incident).reports)
        wanted = tuple(report for report in dict.fromkeys(reports) if report in linked)
        if not wanted:
            raise InvalidInput(
                "share_nothing",
                "Pilih paling sedikit satu laporan dari kejadian ini.",
                "Choose at least one report of this incident.",
            )
        happened = ev.IdentityShared(
            incident=current.incident, reports=wanted, reason=needed_text(reason, "Alasan", "A reason")
        )
        writer.append(escalation, happened)
    return result.changes


def answer_states(desk: Desk) -> tuple[str, ...]:
    """The states an agency can be in by its own word; the others come from sending and withdrawing."""
    return tuple(
        state for state in desk.rulebook.states.escalation if state not in ("draft", "sent", "cancelled")
    )


def withdraw(desk: Desk, by: Session, escalation: str, reason: str) -> Changes:
    """Take an escalation back; others for the same agency stand."""
    with desk.store.write(by.person) as (writer, result):
        require(desk, writer, "escalate")
        current = the_escalation(writer, escalation)
        if current.state in ENDED:
            raise InvalidInput(
                "escalation_ended", "Eskalasi ini sudah berakhir.", "This escalation has ended."
            )
        happened = ev.EscalationWithdrawn(
            incident=current.incident, reason=needed_text(reason, "Alasan", "A reason")
        )
        writer.append(escalation, happened, base=(current.sent_fact,))
    return result.changes


def _known_channel(desk: Desk, channel: str) -> None:
    if channel not in desk.rulebook.channels_by_id:
        raise InvalidInput("channel_unknown", "Saluran itu tidak dikenal.", "That channel is unknown.")
