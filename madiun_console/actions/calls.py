"""Calls that are no incident, and the call-backs that are owed."""

from __future__ import annotations

from madiun_console.actions.desk import Desk, Session, require
from madiun_console.db.writer import Writer
from madiun_console.domain import phone
from madiun_console.domain.changes import Changes
from madiun_console.domain.events import catalogue as ev
from madiun_console.domain.strict_json import clean_text
from madiun_console.errors import InvalidInput

ABANDONED = "abandoned"
"""The outcome of `call_outcome` in sop.toml that owes the caller a call-back."""
ABANDONED_DUE_MS = 5 * 60 * 1000
"""A caller who was cut off is called within five minutes (our proposal; the tables set no target)."""
TRY_OUTCOMES = ("reached", "no_answer", "not_needed")


def log_call(
    desk: Desk, by: Session, outcome: str, *, channel: str = "", number: str = "", note: str = "", started: int | None = None
) -> Changes:
    """Count a call that yielded no report; an abandoned one goes to the call-back list."""
    if outcome not in desk.rulebook.outcomes_by_id:
        raise InvalidInput("outcome_unknown", "Hasil panggilan itu tidak dikenal.", "That outcome is unknown.")
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
    writer.append(writer.new_subject("callback"), ev.CallbackPromised(due=due, report=report, note=note or None))


def promise_callback(desk: Desk, by: Session, report: str, due: int, note: str = "") -> Changes:
    """Promise the reporter a call by `due` (milliseconds)."""
    with desk.store.write(by.person) as (writer, result):
        require(desk, writer, "log")
        promise(writer, report, due, clean_text(note).strip())
    return result.changes


def try_callback(desk: Desk, by: Session, callback: str, outcome: str, note: str = "") -> Changes:
    """Note an attempt: reached and not_needed take it off the list, no_answer keeps it there."""
    if outcome not in TRY_OUTCOMES:
        raise InvalidInput("callback_outcome", "Hasil panggilan balik itu tidak dikenal.", "That outcome is unknown.")
    with desk.store.write(by.person) as (writer, result):
        require(desk, writer, "log")
        happened = ev.CallbackTried(
            outcome=outcome, settled=outcome != "no_answer", note=clean_text(note).strip() or None
        )
        writer.append(callback, happened)
    return result.changes
