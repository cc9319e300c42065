"""A small framed state such as "POLRI · tiba" or "TNI · 02:13", painted in a row or shown as a widget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from madiun_console.ui.theme.fonts import sized
from madiun_console.ui.widgets.themed import Themed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from madiun_console.ui.theme import Appearance, Theme

HEIGHT, SIDE, GAP = 19, 6, 4
_END = Qt.TextElideMode.ElideRight
FILLED = ("danger", "warning", "info")
STRONG = ("danger",)


@dataclass(frozen=True, slots=True)
class Chip:
    """What a chip says: who or what, in which tone, and the clock that runs (already as text)."""

    text: str
    tone: str = "neutral"
    clock: str = ""

    @property
    def full_text(self) -> str:
        """The text with its clock."""
        return f"{self.text} · {self.clock}" if self.clock else self.text


def state_chip_size(chip: Chip, theme: Theme, font: QFont) -> QSize:
    """The size of the painted chip; `font` is the font of the row or widget around it."""
    metrics = QFontMetrics(sized(font, theme.font.caption, strong=chip.tone in STRONG))
    return QSize(2 * SIDE + metrics.horizontalAdvance(chip.full_text) + 1, HEIGHT)


def paint_state_chip(painter: QPainter, rect: QRect, chip: Chip, theme: Theme) -> int:
    """Paint one chip at the left of `rect`, vertically in its middle; returns its width, elided to fit."""
    painter.save()
    tone = theme.tone(chip.tone)
    width = min(state_chip_size(chip, theme, painter.font()).width(), rect.width())
    frame = QRectF(rect.left(), rect.top() + (rect.height() - HEIGHT) // 2, width, HEIGHT)
    frame.adjust(0.5, 0.5, -0.5, -0.5)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(tone.line))
    painter.setBrush(QColor(tone.ground if chip.tone in FILLED else theme.colour.panel))
    painter.drawRoundedRect(frame, theme.size.radius_small, theme.size.radius_small)
    font = sized(painter.font(), theme.font.caption, strong=chip.tone in STRONG)
    painter.setFont(font)
    painter.setPen(QColor(tone.ink))
    text = fitted(chip, QFontMetrics(font), width - 2 * SIDE + 2)
    painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
    return width


def fitted(chip: Chip, metrics: QFontMetrics, room: int) -> str:
    """What a chip says in so many pixels: the words give way to the clock, which nobody could guess."""
    if chip.clock and metrics.horizontalAdvance(chip.full_text) > room:
        tail = f" · {chip.clock}"
        words = metrics.elidedText(chip.text, _END, room - metrics.horizontalAdvance(tail))
        if len(words) > 1:
            return words + tail
        return metrics.elidedText(chip.clock, _END, room)
    return metrics.elidedText(chip.full_text, _END, room)


def paint_state_chips(painter: QPainter, rect: QRect, chips: Sequence[Chip], theme: Theme) -> None:
    """Paint chips side by side; those that do not fit are counted as "+2"."""
    left = rect.left()
    for index, chip in enumerate(chips):
        waiting = len(chips) - index - 1
        rest = Chip(f"+{waiting + 1}")
        rest_room = GAP + state_chip_size(rest, theme, painter.font()).width() if waiting else 0
        needed = state_chip_size(chip, theme, painter.font()).width() + rest_room
        here = QRect(left, rect.top(), max(0, rect.right() - left + 1), rect.height())
        if needed > here.width():
            if index > 0:
                paint_state_chip(painter, here, rest, theme)
                return
            # The first chip gives way, so that the count of the others is never squeezed out.
            here.setWidth(max(0, here.width() - rest_room))
        left += paint_state_chip(painter, here, chip, theme) + GAP


class StateChip(Themed, QWidget):
    """One chip as a widget of its own."""

    def __init__(self, chip: Chip, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.follow(appearance)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._chip = chip
        self.set_chip(chip)

    @property
    def chip(self) -> Chip:
        """What is shown."""
        return self._chip

    def set_chip(self, chip: Chip) -> None:
        """Show another state."""
        self._chip = chip
        self.setAccessibleName(chip.full_text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return state_chip_size(self._chip, self.theme, self.font())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_state_chip(painter, self.rect(), self._chip, self.theme)
