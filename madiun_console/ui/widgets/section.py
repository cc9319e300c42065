"""The small heading above a part of a pane, with a count or state behind it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget


class Section(QWidget):
    """`Langkah SOP` with `3 dari 5` behind it."""

    def __init__(self, text: str = "", trailing: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = QLabel(self)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setProperty("role", "section")
        self._trailing = QLabel(self)
        self._trailing.setTextFormat(Qt.TextFormat.PlainText)
        self._trailing.setProperty("role", "caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._text)
        row.addWidget(self._trailing)
        row.addStretch(1)
        self.set_text(text)
        self.set_trailing(trailing)

    def set_text(self, text: str) -> None:
        """Change the heading."""
        self._text.setText(text)
        self.setAccessibleName(text)

    def set_trailing(self, text: str) -> None:
        """Change what stands behind it; empty hides it."""
        self._trailing.setText(text)
        self._trailing.setVisible(bool(text))

    def set_buddy(self, field: QWidget) -> None:
        """Name the field this heading stands for."""
        self._text.setBuddy(field)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        field.setAccessibleName(self._text.text())
