"""The quality sample: the calls that were drawn, those to be scored first, and the score sheet beside them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from madiun_console.actions.review import score_call
from madiun_console.domain.changes import Changes
from madiun_console.domain.ids import id_bytes
from madiun_console.domain.quality import is_drawn
from madiun_console.errors import ConsoleError
from madiun_console.queries.quality import QualitySample, SampledCall, quality_sample, sampled_call
from madiun_console.ui.incident.labels import FlowRow
from madiun_console.ui.review.call_words import CallWords
from madiun_console.ui.review.closing_card import OPEN
from madiun_console.ui.review.list_and_side import ListAndSide
from madiun_console.ui.review.score_sheet import ScoreSheet
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import KeyButton
from madiun_console.ui.workplace import Workplace

SAVE = "Ctrl+Return"


def touches_sample(workplace: Workplace, changes: Changes) -> bool:
    """Whether a change can alter the sample: a score, or a call that is drawn (the others cost no question)."""
    share = workplace.desk.rulebook.quality.share_percent
    calls = changes.reports | changes.calls
    return bool(changes.scores) or any(is_drawn(id_bytes(call), share) for call in calls)


class SampleView(Retranslated, QWidget):
    """Saving a score chooses the next call that has none."""

    incident_wanted = Signal(str)
    due_changed = Signal(int)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._sample: QualitySample | None = None
        self._call: SampledCall | None = None
        self._go_on = False
        self._words = CallWords(workplace, self)
        self.sheet = ScoreSheet(workplace, self._words)
        foot = QWidget()
        foot.setProperty("role", "foot")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.save = KeyButton("", SAVE, role="primary", parent=foot)
        self.open = KeyButton("", OPEN, role="quiet", parent=foot)
        row = FlowRow(8, foot)
        row.add(self.save, self.open)
        below = QVBoxLayout(foot)
        below.setContentsMargins(16, 8, 10, 10)
        below.addWidget(row)
        self.body = ListAndSide(workplace.appearance, self.sheet, foot, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.body)
        self.body.chosen.connect(self._on_chosen)
        self.body.list.row_activated.connect(lambda _id: self.sheet.focus_first())
        self.sheet.save_wanted.connect(self._on_save)
        self.save.clicked.connect(self._on_save)
        self.open.clicked.connect(self._on_open)
        workplace.session_changed.connect(lambda _session: self.sheet.forget_all())
        workplace.jobs.broke.connect(lambda _error: self.save.setEnabled(True))
        for button in (self.save, self.open):
            button.setAutoDefault(True)
        self.retranslate()

    def reload(self) -> None:
        """Ask for the sample."""
        self._workplace.ask(
            quality_sample, done=self._on_sample, failed=self._on_failed, latest="review.sample"
        )

    def apply(self, changes: Changes) -> None:
        """Read again when something was scored, or a new call may have been drawn."""
        if touches_sample(self._workplace, changes):
            self.reload()

    def focus(self) -> None:
        """Put the keyboard where the work begins."""
        self.body.focus_list()

    def retranslate(self) -> None:
        self.save.set_label(self.tr("Save the score"))
        self.open.set_label(self.tr("Open the incident"))
        self.body.list.setAccessibleName(self.tr("Calls of the quality sample"))
        share = self._workplace.desk.rulebook.quality.share_percent
        nothing = self.tr(
            "No call was drawn yet. {share}% of all calls of this month and the last are drawn by themselves."
        )
        self.body.say_empty(
            nothing.format(share=self._workplace.formats.number(share))
            if self._sample is not None
            else self.tr("Reading …")
        )
        self._fill()

    # ------------------------------------------------------------------------------------------ inside

    def _on_sample(self, sample: QualitySample) -> None:
        self._sample = sample
        if self._go_on:
            self._go_on = False
            following = next((row.id for row in sample.rows if row.scored_at is None), "")
            if following:
                self.body.select(following)
        self.retranslate()
        self.due_changed.emit(sample.due)

    def _fill(self) -> None:
        rows = self._sample.rows if self._sample else ()
        self.body.set_rows([self._words.list_row(row) for row in rows])

    def _on_failed(self, error: ConsoleError) -> None:
        self.body.say_empty(error.text(self._workplace.language))

    def _on_chosen(self, call: str) -> None:
        self._call = None
        self._allow()
        if call:
            self._workplace.ask(sampled_call, call, done=self._on_call, latest="review.sampled")

    def _on_call(self, call: SampledCall | None) -> None:
        if call is None or call.id != self.body.shown():
            return
        self._call = call
        self.sheet.show_call(call)
        self._allow()

    def _allow(self) -> None:
        self.save.setEnabled(self._call is not None)
        self.open.setEnabled(self._call is not None and self._call.incident is not None)

    def _on_save(self) -> None:
        if self._call is None or not self.save.isEnabled():
            return
        call = self._call.id

        def saved(_changes: Changes) -> None:
            self.sheet.forget(call)
            self._go_on = True
            self.reload()
            self._allow()
            if self.isVisible():
                self.body.focus_list()
            self._workplace.told.emit("success", self.tr("The score is saved."))

        def refused(error: ConsoleError) -> None:
            self._allow()
            if self.sheet.call_id() == call:
                self.sheet.say("danger", error.text(self._workplace.language))
                self.sheet.focus_first()

        self.save.setEnabled(False)
        answers, note = self.sheet.answers(), self.sheet.note.text()
        self._workplace.act(score_call, call, answers, note, done=saved, failed=refused)

    def _on_open(self) -> None:
        if self._call is not None and self._call.incident:
            self.incident_wanted.emit(self._call.incident)
