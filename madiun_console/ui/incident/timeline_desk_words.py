"""Words for the facts that are not about an incident itself: center, people, calls, reports, shifts, rules."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from madiun_console.domain.events import Event
from madiun_console.domain.events import catalogue as ev
from madiun_console.domain.events import office_catalogue as office
from madiun_console.ui.workplace import Workplace


class DeskWords(QObject):
    """One function for each type."""

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._tellers: dict[type[Event], Callable[[Any], str]] = {
            ev.CenterFounded: self._founded,
            ev.PersonAdded: self._person_added,
            ev.RoleChanged: self._role_changed,
            ev.PersonDisabled: self._person_disabled,
            ev.PersonEnabled: self._person_enabled,
            ev.PasswordSet: self._password_set,
            ev.CallLogged: self._call_logged,
            ev.CallbackPromised: self._callback_promised,
            ev.CallbackTried: self._callback_tried,
            ev.CallerRevealed: self._caller_revealed,
            ev.ReportLogged: self._report_logged,
            ev.ReportAmended: self._report_amended,
            ev.IdentityRevealed: self._identity_revealed,
            office.CallScored: self._call_scored,
            office.ShiftStarted: self._shift_started,
            office.ShiftNoteAdded: self._shift_note_added,
            office.HandoverWritten: self._handover_written,
            office.ShiftEnded: self._shift_ended,
            office.HandoverAcknowledged: self._handover_acknowledged,
            office.RuleSet: self._rule_set,
            office.ImportFinished: self._import_finished,
            office.DataExported: self._data_exported,
            office.HeldSettled: self._held_settled,
        }

    def told_types(self) -> frozenset[type[Event]]:
        """The types that have words here."""
        return frozenset(self._tellers)

    def text(self, happened: Event) -> str:
        """The words of a fact; empty for a type that is told elsewhere."""
        teller = self._tellers.get(type(happened))
        return teller(happened) if teller else ""

    def _founded(self, e: ev.CenterFounded) -> str:
        return self.tr("Center founded at desk {desk}").format(desk=e.desk)

    def _person_added(self, e: ev.PersonAdded) -> str:
        return self.tr("{name} added as {role}").format(name=e.name or "?", role=e.role)

    def _role_changed(self, e: ev.RoleChanged) -> str:
        return self.tr("Role changed to {role}").format(role=e.role)

    def _person_disabled(self, _e: ev.PersonDisabled) -> str:
        return self.tr("Account disabled")

    def _person_enabled(self, _e: ev.PersonEnabled) -> str:
        return self.tr("Account enabled")

    def _password_set(self, _e: ev.PasswordSet) -> str:
        return self.tr("New password set")

    def _call_logged(self, e: ev.CallLogged) -> str:
        outcome = self._workplace.desk.rulebook.outcomes_by_id.get(e.outcome)
        word = outcome.label(self._workplace.language) if outcome else e.outcome
        return self.tr("Call without a report: {outcome}").format(outcome=word)

    def _callback_promised(self, _e: ev.CallbackPromised) -> str:
        return self.tr("Promised to call back")

    def _callback_tried(self, e: ev.CallbackTried) -> str:
        words = {
            "reached": self.tr("Called back: reached"),
            "no_answer": self.tr("Called back: no answer"),
            "not_needed": self.tr("Call back not needed any more"),
        }
        return words.get(e.outcome, e.outcome)

    def _caller_revealed(self, _e: ev.CallerRevealed) -> str:
        return self.tr("Number of a caller read")

    def _report_logged(self, _e: ev.ReportLogged) -> str:
        return self.tr("Report logged")

    def _report_amended(self, _e: ev.ReportAmended) -> str:
        return self.tr("Report amended")

    def _identity_revealed(self, e: ev.IdentityRevealed) -> str:
        text = self.tr("Identity of the caller read")
        return f"{text} · {e.reason}" if e.reason else text

    def _call_scored(self, _e: office.CallScored) -> str:
        return self.tr("Call reviewed for quality")

    def _shift_started(self, e: office.ShiftStarted) -> str:
        return self.tr("Shift started at desk {desk}").format(desk=e.desk)

    def _shift_note_added(self, e: office.ShiftNoteAdded) -> str:
        return e.text or self.tr("A note whose text is not held here")

    def _handover_written(self, _e: office.HandoverWritten) -> str:
        return self.tr("Handover sheet written")

    def _shift_ended(self, _e: office.ShiftEnded) -> str:
        return self.tr("Shift ended")

    def _handover_acknowledged(self, _e: office.HandoverAcknowledged) -> str:
        return self.tr("Handover acknowledged")

    def _rule_set(self, e: office.RuleSet) -> str:
        text = self.tr("Rule changed: {path}").format(path=f"{e.table} {e.path}")
        return f"{text} · {e.reason}" if e.reason else text

    def _import_finished(self, e: office.ImportFinished) -> str:
        return self.tr("{added} of {rows} rows imported").format(added=e.added, rows=e.rows)

    def _held_settled(self, e: office.HeldSettled) -> str:
        text = self.tr("Held change confirmed") if e.accepted else self.tr("Held change refused")
        return f"{text} · {e.reason}" if e.reason else text

    def _data_exported(self, e: office.DataExported) -> str:
        text = self.tr("Identities exported: {rows} rows").format(rows=e.rows)
        return f"{text} · {e.reason}" if e.reason else text
