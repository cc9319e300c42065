"""Closings that wait, oldest first: look, give a verdict by one key, and the next one is there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from madiun_console.actions.review import approve_closing
from madiun_console.domain.changes import Changes
from madiun_console.errors import ConsoleError
from madiun_console.queries.detail_rows import IncidentDetail
from madiun_console.queries.incident_detail import incident_detail
from madiun_console.queries.rows import IncidentRow
from madiun_console.queries.waiting import closings_with
from madiun_console.ui.incident.inplace_form import InPlaceForm
from madiun_console.ui.review.closing_card import ClosingCard, VerdictBar
from madiun_console.ui.review.closing_words import ClosingWords
from madiun_console.ui.review.list_and_side import ListAndSide
from madiun_console.ui.review.verdict_forms import CorrectForm, ReturnForm
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.workplace import Workplace


class ClosingsView(Retranslated, QWidget):
    """`reload` when it is shown, `apply` for every change after that."""

    incident_wanted = Signal(str)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._rows: Sequence[IncidentRow] = ()
        self._detail: IncidentDetail | None = None
        self._loaded = False
        self._also = ""
        self._words = ClosingWords(workplace, self)
        self.card = ClosingCard(workplace, self._words)
        self.bar = VerdictBar()
        self.body = ListAndSide(workplace.appearance, self.card, self.bar, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.body)
        self.body.chosen.connect(self._on_chosen)
        self.body.list.row_activated.connect(lambda _id: self.body.focus_list())
        self.bar.approve.clicked.connect(self._on_approve)
        self.bar.give_back.clicked.connect(lambda: self._open(ReturnForm))
        self.bar.correct.clicked.connect(lambda: self._open(CorrectForm))
        self.bar.open.clicked.connect(lambda: self.incident_wanted.emit(self.body.shown()))
        workplace.jobs.broke.connect(lambda _error: self._allow())
        self._allow()
        self.retranslate()

    def reload(self) -> None:
        """Ask for what waits."""
        self._workplace.ask(
            closings_with, self._also, done=self._on_rows, failed=self._on_failed, latest="review.closings"
        )

    def apply(self, changes: Changes) -> None:
        """Read again what a change may concern."""
        if changes.incidents:
            self.reload()
            if self.body.shown() in changes.incidents:
                self._read(self.body.shown())

    def focus(self) -> None:
        """Put the keyboard where the work begins."""
        self.body.focus_list()

    def show_closing(self, incident: str) -> None:
        """Choose one closing, now or when the list is here; one that waits far down is put at its end."""
        self._also = incident
        self.body.select(incident)
        self.reload()

    def retranslate(self) -> None:
        self.body.list.setAccessibleName(self.tr("Closings that wait for a review"))
        if self._loaded:
            self.body.say_empty(self.tr("No closing waits for a review. New ones appear here by themselves."))
        else:
            self.body.say_empty(self.tr("Reading …"))
        self._fill()

    # ------------------------------------------------------------------------------------------ inside

    def _on_rows(self, rows: Sequence[IncidentRow]) -> None:
        self._rows, self._loaded = rows, True
        self.retranslate()

    def _on_failed(self, error: ConsoleError) -> None:
        self.body.say_empty(error.text(self._workplace.language))

    def _fill(self) -> None:
        self.body.set_rows([self._words.list_row(row) for row in self._rows])

    def _on_chosen(self, incident: str) -> None:
        self._detail = None
        self._allow()
        if incident:
            self._read(incident)

    def _read(self, incident: str) -> None:
        self._workplace.ask(incident_detail, incident, done=self._on_detail, latest="review.closing")

    def _on_detail(self, detail: IncidentDetail | None) -> None:
        if detail is None or detail.row.id != self.body.shown():
            return
        self._detail = detail
        self.card.show_detail(detail)
        self._allow()

    def _allow(self) -> None:
        """A verdict at a time; while a form is open its own two buttons are all there is to press."""
        waits = self._detail is not None and self._detail.state.waits_for_review
        self.bar.allow(waits)
        self.bar.setVisible(self.card.slot.form is None)

    def _on_approve(self) -> None:
        detail = self._detail
        if detail is None or detail.closing is None:
            return
        self.bar.allow(False)
        self._workplace.act(
            approve_closing, detail.row.id, detail.closing.fact, done=self._on_done, failed=self._on_refused
        )

    def _open(self, kind: type[ReturnForm | CorrectForm]) -> None:
        detail = self._detail
        if detail is None or detail.closing is None:
            return
        form: InPlaceForm = kind(self._workplace, detail.row.id, detail.closing)
        form.finished.connect(self._on_done)
        self.card.slot.put(form)
        form.cancelled.connect(self._on_cancelled)  # after the slot has closed it
        self._allow()

    def _on_done(self, _changes: object) -> None:
        # The next one is chosen by the change itself.
        self.bar.show()
        if self.isVisible():
            self.body.focus_list()

    def _on_cancelled(self) -> None:
        self._allow()
        self.body.focus_list()

    def _on_refused(self, error: ConsoleError) -> None:
        self._allow()
        self.card.say("danger", error.text(self._workplace.language))
        self.reload()
