"""The state of the data in the bar: a mark whose shape differs with its meaning, and words that lead to the details."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from madiun_console.ui.widgets.key_button import BARE, ENTER
from madiun_console.ui.widgets.plain_tip import plain_tip
from madiun_console.ui.widgets.themed import Themed

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from madiun_console.ui.theme import Appearance

SIDE = 8
BIG_SIDE = 10
LEAST_WIDTH, PADDING = 350, 16
"""At 150% the words of the state come before those of desk and shift, which do not change."""
TRIANGLE, SQUARE = "warning", "danger"
"""Tones that have a shape of their own; all others are a circle."""


class Dot(Themed, QWidget):
    """The coloured point before a state; the words beside it say the same. With `shaped`, so does its shape."""

    def __init__(
        self, appearance: Appearance, parent: QWidget | None = None, *, shaped: bool = False
    ) -> None:
        super().__init__(parent)
        self.follow(appearance)
        self._tone = "neutral"
        self._shaped = shaped
        side = BIG_SIDE if shaped else SIDE
        self.setFixedSize(QSize(side, side))

    def set_tone(self, tone: str) -> None:
        """Change the meaning."""
        self._tone = tone
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = QColor(self.theme.tone(self._tone).bar)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        area = QRectF(self.rect())
        if self._shaped and self._tone == TRIANGLE:
            corners = [QPointF(area.center().x(), area.top()), area.bottomRight(), area.bottomLeft()]
            painter.drawPolygon(QPolygonF(corners))
        elif self._shaped and self._tone == SQUARE:
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        elif self._shaped and self._tone == "neutral":
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(ink, 1.5))
            painter.drawEllipse(area.adjusted(1.5, 1.5, -1.5, -1.5))
        else:
            painter.drawEllipse(area.adjusted(1, 1, -1, -1) if self._shaped else area)


class StateButton(QPushButton):
    """Words that end in … where there is no room; the tool tip and the screen reader have them whole, with the details."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._full = self._detail = ""
        self.setProperty("role", "bar")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def full_text(self) -> str:
        """The words without regard to the room there is."""
        return self._full

    def set_state(self, text: str, detail: str) -> None:
        """Say something else."""
        if (text, detail) == (self._full, self._detail):
            return
        self._full, self._detail = text, detail
        self.setAccessibleName(text)
        self.setAccessibleDescription(detail)
        self.setToolTip(plain_tip(detail or text))
        self.updateGeometry()
        self._fit()

    def _fit(self) -> None:
        room = self.width() - PADDING
        shown = QFontMetrics(self.font()).elidedText(self._full, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        return QSize(
            QFontMetrics(self.font()).horizontalAdvance(self._full) + PADDING + 2, super().sizeHint().height()
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(min(LEAST_WIDTH, self.sizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and event.modifiers() in BARE:
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)
