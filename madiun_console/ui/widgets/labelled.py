"""A field under its small label; the label is the field's buddy and its name for a screen reader."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget


class Labelled(QWidget):
    """Label above, field below, and a hint under both when there is one.

    No focus proxy: this stands behind its field in the Tab order, and Qt would go from here back into the field.
    """

    def __init__(self, field: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._label = QLabel(self)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setProperty("role", "field")
        self._label.setBuddy(field)
        self._hint = QLabel(self)
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self._hint.setProperty("role", "caption")
        self._hint.setWordWrap(True)
        self._hint.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self._label)
        column.addWidget(field)
        column.addWidget(self._hint)

    def set_text(self, text: str, hint: str = "") -> None:
        """Change the label and the hint; an empty hint takes no room."""
        self._label.setText(text)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.field.setAccessibleName(text)
        self.field.setAccessibleDescription(hint)
