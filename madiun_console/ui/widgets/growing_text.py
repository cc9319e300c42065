"""A text field of several lines that grows with what is written in it and lets Tab and Ctrl+Enter pass."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class GrowingText(QPlainTextEdit):
    """From `least` to `most` lines high, then it scrolls. Pasted text loses its formats and NULs."""

    def __init__(self, least: int = 3, most: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least = least
        self._most = most
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(2)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def lines(self) -> int:
        """How many lines the field is high now."""
        # A QPlainTextEdit measures its document in lines, wrapped ones included.
        needed = math.ceil(self.document().size().height())
        return min(max(needed, self._least), self._most)

    def _wanted_height(self) -> int:
        text = math.ceil(self.lines() * QFontMetricsF(self.font()).lineSpacing())
        frame = self.height() - self.viewport().height() if self.isVisible() else 2 * 5
        margins = 4 * math.ceil(
            self.document().documentMargin()
        )  # Qt scrolls a line early without some air below
        return text + margins + max(frame, 10)

    def _fit(self) -> None:
        wanted = self._wanted_height()
        if self.height() != wanted or self.minimumHeight() != wanted:
            self.setFixedHeight(wanted)

    def sizeHint(self) -> QSize:
        return QSize(240, self._wanted_height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Ctrl+Enter saves the form from anywhere, Esc parks it: neither is text.
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if (
            event.key() in ENTER and held == Qt.KeyboardModifier.ControlModifier
        ) or event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()
