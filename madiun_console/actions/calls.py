"""Calls that are no incident, and the call-backs that are owed."""

from __future__ import annotations

from madiun_console.actions.desk import Desk, Session, may, require
from madiun_console.actions.subjects import the_report
from madiun_console.db.writer import Writer
from madiun_console.domain import phone
from madiun_console.domain.call import CallbackState, fold_call, fold_callback
from madiun_console.domain.changes import Changes
from madiun_console.domain.events import catalogue as ev
from madiun_console.domain.report import fold_report
from madiun_console.domain.shift import shift_start_ms
from madiun_console.domain.strict_json import clean_text
from madiun_console.errors import InvalidInput, NotAllowed

ABANDONED = "abandoned"
"""The outcome of `call_outcome` in sop.toml that owes the caller a call-back."""
ABANDONED_DUE_MS = 5 * 60 * 1000
"""A caller who was cut off is called within five minutes (our proposal; the tables set no target)."""
TRY_OUTCOMES = ("reached", "no_answer", "not_needed")


def log_call(
    desk: Desk,
    by: Session,
    outcome: str,
    *,
    channel: str = "",
    number: str = "",
    note: str = "",
    started: int | None = None,
) -> Changes:
    """Count a call that yielded no report; an abandoned one goes to the call-back list."""
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
            started=writer.now if started is None else started,
            phone=phone.normalise(number) or clean_text(number).strip() or None,
            note=clean_text(note).strip() or None,
        )
        writer.append(call, happened)
        if outcome == ABANDONED:
            promised = ev.CallbackPromised(due=writer.now + ABANDONED_DUE_MS, call=call)
            writer.append(writer.new_subject("callback"), promised)
    return result.changes


def promise(writer: Writer, report: str, due: int, note: str = "") -> None:
    """Promise a reporter a call by `due` (milliseconds), inside a transaction."""
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
        own_shift = owed.promised_at >= shift_start_ms(desk.rulebook, writer.now)
        if not own_shift and owed.settled and not may(desk, role, "reveal_identity"):
            raise NotAllowed(
                "not_own_shift", "Panggilan balik ini sudah selesai.", "This call-back is settled."
            )
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


def _the_callback(writer: Writer, callback: str) -> CallbackState:
    owed = fold_callback(writer.facts(callback))
    if owed is None:
        raise InvalidInput(
            "callback_unknown", "Panggilan balik itu tidak ditemukan.", "That call-back was not found."
        )
    return owed
