"""What the quality sample says of the work of all: the share of yes for each criterion, this month and the last."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHeaderView, QTableView, QVBoxLayout, QWidget

from madiun_console.domain.changes import Changes
from madiun_console.errors import ConsoleError
from madiun_console.queries.quality import QualitySample, quality_sample
from madiun_console.ui.entry.entry_card import text_label
from madiun_console.ui.review.results_model import CRITERION, ResultsModel
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets.row_table import make_row_table
from madiun_console.ui.workplace import Workplace

ROW = 32


class ResultsView(Retranslated, QWidget):
    """A table, walked with the arrows."""

    incident_wanted = Signal(str)
    due_changed = Signal(int)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._sample: QualitySample | None = None
        self.model = ResultsModel(workplace, self)
        self.table = QTableView(self)
        self.words = text_label(self)
        self._set_out()
        self.retranslate()

    def _set_out(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setProperty("role", "roomy")
        make_row_table(table, ROW)
        table.horizontalHeader().setSectionsClickable(False)
        frame = QFrame(self)
        frame.setProperty("role", "card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.words)
        column.addWidget(frame, 1)

    def reload(self) -> None:
        """Ask for the results."""
        self._workplace.ask(
            quality_sample, done=self._on_sample, failed=self._on_failed, latest="review.results"
        )

    def apply(self, changes: Changes) -> None:
        """Read again when something was scored."""
        if changes.scores:
            self.reload()

    def focus(self) -> None:
        """Put the keyboard where the work begins."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        self.table.setAccessibleName(self.tr("Results of the quality sample"))
        self.model.words_changed()
        self._word()

    def _word(self) -> None:
        if self._sample is None:
            self.words.setText(self.tr("Reading …"))
            return
        formats, now = self._workplace.formats, self._sample.results[0]
        text = self.tr(
            "{scored} calls scored in {month}. How the work of all is done, never of one person: small numbers say little."
        )
        self.words.setText(text.format(scored=formats.number(now.scored), month=self.model.month(0)))

    def _on_sample(self, sample: QualitySample) -> None:
        self._sample = sample
        self.model.show(sample.results)
        self.table.ensurePolished()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(CRITERION, QHeaderView.ResizeMode.Stretch)
        header.resizeSections()
        if not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        self._word()
        self.due_changed.emit(sample.due)

    def _on_failed(self, error: ConsoleError) -> None:
        self.words.setText(error.text(self._workplace.language))
