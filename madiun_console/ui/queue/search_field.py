"""The search field of the queue, with its key shown inside as long as nothing is typed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame, QWidget

from madiun_console.ui.theme import Appearance
from madiun_console.ui.theme.fonts import sized
from madiun_console.ui.widgets import key_text

CAP_HEIGHT, CAP_SIDE, EDGE = 16, 5, 8
QT_SIDE = 2
"""What QLineEdit itself leaves free at either side of its text."""


class SearchField(QLineEdit):
    """Down goes to the first that was found, Enter opens it, Esc empties the field and leaves it."""

    left = Signal()
    went_down = Signal()
    entered = Signal()
    copy_wanted = Signal()
    """Ctrl+C while nothing is marked in the field."""

    def __init__(self, key: str, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._key = key_text(key)
        self._hints: tuple[str, ...] = ()
        appearance.theme_changed.connect(self._on_theme_changed)
        self.textChanged.connect(self.make_room)
        self.make_room()

    def _on_theme_changed(self, _theme: object) -> None:
        self.update()

    def _cap_width(self) -> int:
        metrics = QFontMetrics(sized(self.font(), self._appearance.theme.font.caption))
        return metrics.horizontalAdvance(self._key) + 2 * CAP_SIDE

    def make_room(self) -> None:
        """Keep the cap of the key free while nothing is typed; also after a text that was set silently."""
        self.setTextMargins(0, 0, 0 if self.text() else self._cap_width() + 2, 0)

        self._fit_hint()

    def set_hints(self, *hints: str) -> None:
        """What may be typed here, the longest words first: those are shown that fit beside the key."""
        self._hints = hints
        self._fit_hint()

    def _fit_hint(self) -> None:
        if not self._hints:
            return
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        inside = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        room = inside.marginsRemoved(self.textMargins()).width() - 2 * QT_SIDE
        metrics = self.fontMetrics()
        fitting = (hint for hint in self._hints if metrics.horizontalAdvance(hint) <= room)
        self.setPlaceholderText(next(fitting, self._hints[-1]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_hint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape:
                if self.text():
                    self.clear()
                self.left.emit()
            case Qt.Key.Key_Down:
                self.went_down.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.entered.emit()
            case _ if event.matches(QKeySequence.StandardKey.Copy) and not self.hasSelectedText():
                self.copy_wanted.emit()
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.ShortcutFocusReason:
            self.selectAll()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.text():
            return
        theme = self._appearance.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self._cap_width()
        cap = QRectF(
            self.width() - width - EDGE + 0.5,
            (self.height() - CAP_HEIGHT) / 2 + 0.5,
            width - 1,
            CAP_HEIGHT - 1,
        )
        painter.setPen(QColor(theme.colour.edge))
        painter.drawRoundedRect(cap, theme.size.radius_small, theme.size.radius_small)
        painter.setFont(sized(self.font(), theme.font.caption))
        painter.setPen(QColor(theme.colour.muted))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)
