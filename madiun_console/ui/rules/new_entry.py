"""Adding a step or a closing code of the call center's own: its text first, everything else in the list afterwards."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from madiun_console.domain.rulebook.values import LONGEST_TEXT
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import KeyButton

STEP, CLOSING = "step", "closing"
STEP_KEY, CLOSING_KEY = "Alt+L", "Alt+T"


class NewEntry(Retranslated, QWidget):
    """Two buttons; pressed, a line takes their place until Enter or Esc."""

    wanted = Signal(str, str)
    """(list, text)."""
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = STEP
        self.step = KeyButton("", STEP_KEY, role="link", parent=self)
        self.closing = KeyButton("", CLOSING_KEY, role="link", parent=self)
        self.text = QLineEdit(self)
        self.text.setMaxLength(LONGEST_TEXT)
        self.text.setMinimumWidth(220)
        self.text.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.step)
        row.addWidget(self.closing)
        row.addWidget(self.text, 1)
        self.step.clicked.connect(lambda: self._open(STEP))
        self.closing.clicked.connect(lambda: self._open(CLOSING))
        self.retranslate()

    def retranslate(self) -> None:
        self.step.set_label(self.tr("New step"))
        self.closing.set_label(self.tr("New closing code"))
        self._word_line()

    def _word_line(self) -> None:
        words = self.tr("Text of the new step")
        if self._list == CLOSING:
            words = self.tr("Text of the new closing code")
        self.text.setPlaceholderText(words)
        self.text.setAccessibleName(words)

    def _open(self, entries: str) -> None:
        self._list = entries
        self._word_line()
        self._show_line(shown=True)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_line(self, *, shown: bool) -> None:
        self.text.clear()
        self.text.setVisible(shown)
        self.step.setVisible(not shown)
        self.closing.setVisible(not shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.text.isVisible() or event.key() not in (
            Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape,
        ):  # fmt: skip
            super().keyPressEvent(event)
            return
        text = " ".join(self.text.text().split())
        if event.key() == Qt.Key.Key_Escape or text:
            self._show_line(shown=False)
            self.left.emit()
        if event.key() != Qt.Key.Key_Escape and text:
            self.wanted.emit(self._list, text)
