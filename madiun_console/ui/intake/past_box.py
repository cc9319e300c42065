"""What happened here before, while a call is taken: one line, which unfolds into the list of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from madiun_console.queries.past_rows import Past
from madiun_console.ui.intake.field import FoldButton
from madiun_console.ui.past.past_view import PastView
from madiun_console.ui.past.past_words import PastWords
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import ElidedLabel
from madiun_console.ui.workplace import Workplace

PAST_KEY = "Alt+W"


class PastBox(Retranslated, QWidget):
    """Hidden while nothing was recorded before at this place or of this kind here; the number has its own line."""

    incident_wanted = Signal(str)
    opened = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._past: Past | None = None
        self._words = PastWords(workplace, self)
        self._workplace = workplace
        self.line = ElidedLabel("", "muted", self)
        self.fold = FoldButton(self, PAST_KEY)
        self.fold.clicked.connect(self._on_folded)
        self.view = PastView(workplace, self)
        self.view.incident_wanted.connect(self.incident_wanted)
        self.view.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.line, 1)
        head.addWidget(self.fold)
        column.addLayout(head)
        column.addWidget(self.view)
        self.retranslate()

    def show_past(self, past: Past | None) -> None:
        """Other answers to what happened before; None for another call."""
        if past is None:
            self.view.begin_anew()
            self.fold.setChecked(False)
            self.view.hide()
        self._past = past
        self.view.show_past(past)
        self.retranslate()

    def toggle(self) -> None:
        """Unfold the list and go into it, or fold it away."""
        if not self.isHidden():
            self.fold.click()

    def retranslate(self) -> None:
        line = self._line()
        self.setVisible(bool(line))
        self.line.set_full_text(line)
        self.fold.set_label(self.tr("Before"))

    def _line(self) -> str:
        past = self._past
        if past is None:
            return ""
        number = self._workplace.formats.number
        if past.place is not None and past.place.rows:
            text = self.tr("Here before: {count} in a year, last {latest}")
            return text.format(
                count=number(past.place.counts.year), latest=self._words.latest(past.place.rows[0])
            )
        if past.kind is not None and past.kind.rows:
            text = self.tr("Of this kind in the kelurahan: {count} in a year")
            return text.format(count=number(past.kind.counts.year))
        return ""

    def _on_folded(self) -> None:
        unfolded = self.fold.isChecked()
        self.view.setVisible(unfolded)
        if unfolded:
            self.view.focus_list()
            self.opened.emit()
        else:
            self.fold.setFocus()
