"""The frame around one group of settings: a heading, rows with a label each, and a message in place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from madiun_console.ui.entry.entry_card import text_label, title_label
from madiun_console.ui.theme import Appearance
from madiun_console.ui.widgets import InlineMessage

LABEL_WIDTH = 168


class SettingsCard(QFrame):
    """`column` holds the rows; `message` stands at the end of them."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.title = title_label(self)
        self.words = text_label(self)
        self.message = InlineMessage(appearance, self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 14)
        whole.setSpacing(10)
        whole.addWidget(self.title)
        whole.addWidget(self.words)
        self.column = QVBoxLayout()
        self.column.setSpacing(10)
        whole.addLayout(self.column)
        whole.addWidget(self.message)
        self.words.hide()

    def set_heading(self, title: str, words: str = "") -> None:
        """The heading, and a sentence under it when one is needed."""
        self.title.setText(title)
        self.words.setText(words)
        self.words.setVisible(bool(words))

    def add_row(self, label: QLabel, *fields: QWidget) -> None:
        """A label with its fields at the right of it; the first field is the label's buddy."""
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setMinimumWidth(LABEL_WIDTH)
        label.setBuddy(fields[0])
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label)
        for at, field in enumerate(fields):
            row.addWidget(field, 1 if at == 0 else 0)
        self.column.addLayout(row)

    def add_buttons(self, *buttons: QWidget) -> None:
        """Buttons side by side, from the left."""
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)
