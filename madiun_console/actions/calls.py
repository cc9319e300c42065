"""Calls that are no incident, and the call-backs that are owed."""

from __future__ import annotations

from dataclasses import replace

from madiun_console.actions.desk import Desk, Session, may, require
from madiun_console.actions.drafts import DISCARDED, store_draft
from madiun_console.actions.subjects import the_report
from madiun_console.db.writer import Writer
from madiun_console.domain import phone
from madiun_console.domain.call import CallbackState, fold_call, fold_callback
from madiun_console.domain.changes import Changes
from madiun_console.domain.events import catalogue as ev
from madiun_console.domain.ids import id_bytes, id_text, is_id
from madiun_console.domain.report import fold_report
from madiun_console.domain.report_form import ReportForm, plausible_start
from madiun_console.domain.shift import shift_start_ms
from madiun_console.domain.strict_json import clean_text
from madiun_console.errors import InvalidInput, NotAllowed

ABANDONED = "abandoned"
"""The outcome of `call_outcome` in sop.toml that owes the caller a call-back, where there is a number to call."""
ABANDONED_DUE_MS = 5 * 60 * 1000
"""A caller who was cut off is called within five minutes (our proposal; the tables set no target)."""
LATEST_DUE_MS = 365 * 24 * 60 * 60 * 1000
"""A call-back is due within a year; what lies further off is a mistake in typing."""
TRY_OUTCOMES = ("reached", "no_answer", "not_needed")


def owes_callback(outcome: str, number: str) -> bool:
    """Whether the caller is to be called back; a number in no form we know may still be dialled by somebody."""
    return outcome == ABANDONED and bool(clean_text(number).strip())


def log_call(
    desk: Desk,
    by: Session,
    outcome: str,
    *,
    channel: str = "",
    number: str = "",
    note: str = "",
    started: int | None = None,
    draft: tuple[str, ReportForm] | None = None,
) -> Changes:
    """Count a call that yielded no report; an abandoned one with a number goes to the call-back list.

    Without any number nobody could keep the promise, and it would stand red on the list until somebody cleared it away.
    In the same transaction its `draft` (identifier, what was typed) is thrown away, so that no kill brings a call back
    that is counted already, and it remembers this call if it is brought back by hand; an empty form leaves nothing.
    """
    if outcome not in desk.rulebook.outcomes_by_id:
        raise InvalidInput(
            "outcome_unknown", "Hasil panggilan itu tidak dikenal.", "That outcome is unknown."
        )
    channel = channel or desk.rulebook.channels[0].id
    with desk.store.write(by.person) as (writer, result):
        require(desk, writer, "log")
        call = writer.new_subject("call")
        happened = ev.CallLogged(
            outcome=outcome,
            channel=channel,
            desk=desk.letter,
            started=writer.now if started is None else plausible_start(started, writer.now),
            phone=phone.normalise(number) or clean_text(number).strip() or None,
            note=clean_text(note).strip() or None,
        )
        writer.append(call, happened)
        if owes_callback(outcome, number):
            promised = ev.CallbackPromised(due=writer.now + ABANDONED_DUE_MS, call=call)
            writer.append(writer.new_subject("callback"), promised)
        if draft is not None:
            name, form = draft
            settle_counted(writer, form)
            store_draft(
                writer.cursor,
                by.person,
                name,
                replace(form, counted=(*form.counted, call)),
                DISCARDED,
                writer.now,
            )
    return replace(result.changes, drafts=True) if draft is not None else result.changes


def settle_counted(writer: Writer, form: ReportForm) -> None:
    """Take off the list whoever was counted as cut off by mistake, inside a transaction: the same call goes on in `form`."""
    for call in filter(is_id, form.counted):
        owed = writer.cursor.execute(
            "SELECT id FROM callback WHERE call = ? AND settled = 0", (id_bytes(call),)
        ).fetchall()
        for (callback,) in owed:
            happened = ev.CallbackTried(outcome="not_needed", settled=True, note=None)
            writer.append(id_text(callback), happened)


def promise(writer: Writer, report: str, due: int, note: str = "") -> None:
    """Promise a reporter a call by `due` (milliseconds), inside a transaction."""
    if not writer.now - LATEST_DUE_MS <= due <= writer.now + LATEST_DUE_MS:
        raise InvalidInput(
            "time_impossible",
            "Waktu panggilan balik tidak masuk akal. Periksa tanggal dan jamnya.",
            "The time of the call-back is not possible. Check date and time.",
        )
    writer.append(
        writer.new_subject("callback"), ev.CallbackPromised(due=due, report=report, note=note or None)
    )


def promise_callback(desk: Desk, by: Session, report: str, due: int, note: str = "") -> Changes:
    """Promise the reporter a call by `due` (milliseconds)."""
    with desk.store.write(by.person) as (writer, result):
        require(desk, writer, "log")
        the_report(writer, report)
        promise(writer, report, due, clean_text(note).strip())
    return result.changes


def try_callback(desk: Desk, by: Session, callback: str, outcome: str, note: str = "") -> Changes:
    """Note an attempt: reached and not_needed take it off the list, no_answer keeps it there."""
    if outcome not in TRY_OUTCOMES:
        raise InvalidInput(
            "callback_outcome", "Hasil panggilan balik itu tidak dikenal.", "That outcome is unknown."
        )
    with desk.store.write(by.person) as (writer, result):
        require(desk, writer, "log")
        _the_callback(writer, callback)
        happened = ev.CallbackTried(
            outcome=outcome, settled=outcome != "no_answer", note=clean_text(note).strip() or None
        )
        writer.append(callback, happened)
    return result.changes


def reveal_callback_number(desk: Desk, by: Session, callback: str, reason: str = "") -> tuple[str, Changes]:
    """The number to call back, in full; reading it is a fact, on the report or on the call that was cut off."""
    with desk.store.write(by.person) as (writer, result):
        role = require(desk, writer, "reveal_own_calls")
        owed = _the_callback(writer, callback)
        if not may(desk, role, "reveal_identity"):
            _owed_to_a_caller_of_the_shift(desk, writer, owed)
        said = clean_text(reason).strip() or "menghubungi kembali"
        if owed.report:
            state = fold_report(writer.facts(owed.report))
            number = state.phone if state else None
            writer.append(owed.report, ev.IdentityRevealed(reason=said))
        else:
            call = fold_call(writer.facts(owed.call)) if owed.call else None
            number = call.phone if call else None
            if owed.call:
                writer.append(owed.call, ev.CallerRevealed(reason=said))
    return number or "", result.changes


def _owed_to_a_caller_of_the_shift(desk: Desk, writer: Writer, owed: CallbackState) -> None:
    """Refuse an operator what `reveal_identity` would refuse too: a promise made later must be no way around it.

    What was promised in the shift that took the call may be kept by the shifts after it.
    """
    if owed.settled and owed.promised_at < shift_start_ms(desk.rulebook, writer.now):
        raise NotAllowed(
            "not_own_shift", "Penelepon ini sudah selesai dihubungi kembali.", "This call-back is settled."
        )
    report = fold_report(writer.facts(owed.report)) if owed.report else None
    if report is not None and report.logged_at < shift_start_ms(desk.rulebook, owed.promised_at):
        raise NotAllowed(
            "not_own_shift",
            "Laporan ini bukan dari sif saat panggilan balik dijanjikan. Minta supervisor membuka nomornya.",
            "This report is not of the shift that promised the call-back. Ask a supervisor to reveal the number.",
        )


def _the_callback(writer: Writer, callback: str) -> CallbackState:
    owed = fold_callback(writer.facts(callback))
    if owed is None:
        raise InvalidInput(
            "callback_unknown",
            "Janji menghubungi kembali itu tidak ditemukan.",
            "That call-back was not found.",
        )
    return owed
