"""A box to tick, or one of several to choose, with words that wrap and a short text at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QRadioButton, QWidget

from madiun_console.ui.incident.labels import WrapLabel, retone

WALK = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class WalkingCheckBox(QCheckBox):
    """A box in a list of boxes: Up and Down ask to go to the next one."""

    walked = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in WALK:
            self.walked.emit(WALK[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)


class TickLine(QWidget):
    """Qt's own check boxes and radio buttons cannot wrap their words; a click on the words ticks as well."""

    def __init__(self, button: WalkingCheckBox | QRadioButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = button
        button.setParent(self)
        self._words = WrapLabel("", self)
        self._trailing = QLabel(self)
        self._trailing.setTextFormat(Qt.TextFormat.PlainText)
        self._trailing.setProperty("role", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 1, 0, 1)
        row.setSpacing(0)  # the button brings its own distance to the words
        self._words.setContentsMargins(0, 0, 8, 0)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        row.addWidget(self._trailing, 0, Qt.AlignmentFlag.AlignTop)

    def text(self) -> str:
        """The words."""
        return self.button.accessibleName()

    def trailing(self) -> str:
        """The text at the right."""
        return self._trailing.text()

    def set_text(self, text: str) -> None:
        """Word the line."""
        self._words.show_text(text)
        self.button.setAccessibleName(text)

    def set_trailing(self, text: str, tone: str = "") -> None:
        """Say something at the right, in a tone."""
        if text != self._trailing.text():
            self._trailing.setText(text)
            self.button.setAccessibleDescription(text)
        self._trailing.setVisible(bool(text))
        retone(self._trailing, tone)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.button.isEnabled():
            self.button.setFocus(Qt.FocusReason.MouseFocusReason)
            self.button.click()
            return
        super().mousePressEvent(event)
