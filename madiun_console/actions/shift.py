"""A shift (piket): beginning it, noting things for the next one, signing the handover sheet, ending, acknowledging."""

from __future__ import annotations

from madiun_console.actions.desk import Desk, Session, require
from madiun_console.actions.subjects import needed_text
from madiun_console.db.duty_reading import read_duty, typed_place
from madiun_console.db.writer import Writer
from madiun_console.domain.changes import Changes
from madiun_console.domain.duty import DutyState, Handover, fold_duty
from madiun_console.domain.duty_times import duty_at, duty_span
from madiun_console.domain.events import office_catalogue as ev
from madiun_console.domain.handover_composing import compose
from madiun_console.domain.handover_sheet import HandoverSheet, sheet_json
from madiun_console.domain.strict_json import clean_text
from madiun_console.errors import InvalidInput, NotAllowed

NOTE_LENGTH, ADDITION_LENGTH = 1000, 8000
"""So much goes into one note, and into what is added to the sheet by hand."""


def start_shift(desk: Desk, by: Session) -> Changes:
    """Begin the period of shifts.toml that runs now; at a desk that has begun it already nothing happens."""
    with desk.store.write(by.person) as (writer, result):
        require(desk, writer, "handover")
        _running(desk, writer)
    return result.changes


def add_shift_note(desk: Desk, by: Session, text: str, shift: str | None = None) -> Changes:
    """Note something for the next shift. Without `shift` it goes to the running one, which it begins if need be."""
    with desk.store.write(by.person) as (writer, result):
        require(desk, writer, "handover")
        said = needed_text(text, "Catatan", "A note")[:NOTE_LENGTH]
        subject = _the_shift(writer, shift).id if shift else _running(desk, writer)
        writer.append(subject, ev.ShiftNoteAdded(text=said))
        writer.cursor.execute("DELETE FROM meta WHERE k = ?", (typed_place("note", by.person, subject),))
    return result.changes


def write_handover(desk: Desk, by: Session, shift: str, notes: str = "") -> Changes:
    """Sign the sheet as the store is at this moment, with what was added by hand; a later sheet replaces it.

    Refused once the incoming shift has read it: what they took over must stay what they read.
    """
    with desk.store.write(by.person) as (writer, result):
        require(desk, writer, "handover")
        state = _the_shift(writer, shift)
        if state.acknowledged_at is not None:
            raise InvalidInput(
                "handover_read",
                "Lembar ini sudah dibaca sif berikutnya. Tulis yang masih perlu sebagai catatan sif sekarang.",
                "The next shift has read this sheet. Write what is still needed as a note of the running shift.",
            )
        sheet = _composed(desk, writer, state)
        added = clean_text(notes).strip()[:ADDITION_LENGTH]
        writer.append(shift, ev.HandoverWritten(sheet=sheet_json(sheet), notes=added or None))
        writer.cursor.execute("DELETE FROM meta WHERE k = ?", (typed_place("addition", by.person, shift),))
    return result.changes


def keep_addition(desk: Desk, by: Session, shift: str, text: str) -> None:
    """Keep what a person is adding to a sheet by hand, at every pause in typing; it is not logged until they sign."""
    _keep(desk, typed_place("addition", by.person, shift), text[:ADDITION_LENGTH])


def keep_note(desk: Desk, by: Session, shift: str, text: str) -> None:
    """Keep a note that is being typed for a shift, at every pause; it is not logged until it is entered."""
    _keep(desk, typed_place("note", by.person, shift), text[:NOTE_LENGTH])


def end_shift(desk: Desk, by: Session, shift: str) -> Changes:
    """End the period of duty; its sheet has to be written. Ending it again does nothing."""
    with desk.store.write(by.person) as (writer, result):
        require(desk, writer, "handover")
        state = _the_shift(writer, shift)
        _the_handover(state)
        if state.ended_at is None:
            writer.append(shift, ev.ShiftEnded())
    return result.changes


def acknowledge_handover(desk: Desk, by: Session, shift: str, handover: str) -> Changes:
    """Say that the sheet `handover` (the fact that wrote it) was read; nobody acknowledges what they wrote themselves.

    Doing it again does nothing.
    """
    with desk.store.write(by.person) as (writer, result):
        require(desk, writer, "handover")
        state = _the_shift(writer, shift)
        written = _the_handover(state)
        if written.fact != handover:
            raise InvalidInput(
                "handover_replaced",
                "Lembar ini baru saja ditulis ulang. Baca yang baru, lalu tekan lagi.",
                "This sheet was just written anew. Read the new one, then press again.",
            )
        if written.actor == by.person:
            raise NotAllowed(
                "handover_own",
                "Anda sendiri yang menulis lembar ini. Yang membacanya petugas sif berikutnya.",
                "You wrote this sheet yourself. Somebody of the next shift has to read it.",
            )
        if state.acknowledged_at is None:
            writer.append(shift, ev.HandoverAcknowledged(handover=handover))
    return result.changes


def _keep(desk: Desk, place: str, text: str) -> None:
    with desk.store.own() as cursor:
        if text.strip():
            cursor.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (place, clean_text(text)))
        else:
            cursor.execute("DELETE FROM meta WHERE k = ?", (place,))


def _running(desk: Desk, writer: Writer) -> str:
    """The shift that runs now, begun at this desk."""
    duty = duty_at(desk.rulebook, writer.center, writer.now)
    if duty is None:
        raise InvalidInput(
            "no_shift_now",
            "Pada jam ini tidak ada sif menurut shifts.toml. Minta supervisor memeriksa jam sif.",
            "There is no shift at this hour in shifts.toml. Ask a supervisor to look at the periods.",
        )
    state = fold_duty(writer.facts(duty.id))
    if state is None or desk.letter not in state.desks:
        writer.append(duty.id, ev.ShiftStarted(period=duty.period, date=duty.date, desk=desk.letter))
    return duty.id


def _composed(desk: Desk, writer: Writer, state: DutyState) -> HandoverSheet:
    since, end = duty_span(desk.rulebook, state.id, state.period)
    until = min(writer.now + 1, end)  # what was logged in this very moment counts
    found = read_duty(writer.cursor.execute, desk.rulebook, now=writer.now, since=since, until=until)
    return compose(desk.rulebook, found, now=writer.now, since=since, until=until)


def _the_shift(writer: Writer, shift: str) -> DutyState:
    state = fold_duty(writer.facts(shift))
    if state is None:
        raise InvalidInput(
            "shift_not_started",
            "Sif ini belum dimulai. Tekan Mulai sif lebih dahulu.",
            "This shift has not begun. Start it first.",
        )
    return state


def _the_handover(state: DutyState) -> Handover:
    if state.handover is None:
        raise InvalidInput(
            "handover_missing",
            "Lembar serah terima sif ini belum ditulis. Tulis dahulu.",
            "The handover sheet of this shift is not written yet. Write it first.",
        )
    return state.handover
