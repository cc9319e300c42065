"""The table of shared rules: arrows choose, Enter goes into the editor, and an empty one says why it is empty."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QLabel, QTableView, QWidget

from madiun_console.ui.widgets.row_table import make_row_table

ROW, SIDE, TOP = 32, 15, 12


class RulesView(QTableView):
    """Up and Down choose a value; Enter goes into its editor."""

    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        make_row_table(self, ROW)
        self.setProperty("role", "figures")
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.nothing = QLabel(self.viewport())
        self.nothing.setTextFormat(Qt.TextFormat.PlainText)
        self.nothing.setProperty("role", "muted")
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.nothing.setContentsMargins(SIDE, TOP, SIDE, TOP)
        self.nothing.hide()

    def say_nothing_found(self, words: str) -> None:
        """Why there are no rows, and what to do; empty when there are some."""
        self.nothing.setText(words)
        self.nothing.setVisible(bool(words))
        self.setAccessibleDescription(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.nothing.setGeometry(self.viewport().rect())
        self.scrollTo(self.currentIndex())  # the foot that comes up must not hide what was chosen
