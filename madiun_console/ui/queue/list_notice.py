"""What stands in place of the list when it has no rows: that it is being read, that it failed, or that there is nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from madiun_console.ui.widgets import KeyButton

SIDE = 40


class ListNotice(QWidget):
    """A sentence, one more, and at most one thing to do about it."""

    acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = QLabel(self)
        self._title.setProperty("role", "strong")
        self._detail = QLabel(self)
        self._detail.setProperty("role", "muted")
        self._act = KeyButton(parent=self)
        self._act.clicked.connect(self.acted)
        column = QVBoxLayout(self)
        column.setContentsMargins(SIDE, 0, SIDE, 0)
        column.setSpacing(8)
        column.addStretch(2)
        for label in (self._title, self._detail):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addWidget(self._act, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def say(self, title: str, detail: str = "", act: str = "") -> None:
        """Show these words; without words for the button there is none."""
        self._title.setText(title)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self._act.set_label(act)
        self._act.setVisible(bool(act))

    def title(self) -> str:
        """The sentence that stands there."""
        return self._title.text()
