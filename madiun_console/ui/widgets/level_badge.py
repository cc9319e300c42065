"""The level of an incident as a word, a shape and a colour, painted in a row or shown as a widget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from madiun_console.ui.theme.fonts import sized
from madiun_console.ui.widgets.shapes import shape_path
from madiun_console.ui.widgets.themed import Themed

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from madiun_console.ui.theme import Appearance, Theme

HEIGHT, SIDE, SHAPE, GAP = 20, 8, 11, 4


@dataclass(frozen=True, slots=True)
class LevelLook:
    """How a level is shown; `shape` and `colour` are the words of that level in `levels.toml`."""

    word: str
    shape: str
    colour: str


def level_badge_size(look: LevelLook, theme: Theme, font: QFont) -> QSize:
    """The size of the painted badge; `font` is the font of the row or widget around it."""
    metrics = QFontMetrics(sized(font, theme.font.caption, strong=True))
    return QSize(2 * SIDE + SHAPE + GAP + metrics.horizontalAdvance(look.word), HEIGHT)


def paint_level_badge(painter: QPainter, rect: QRect, look: LevelLook, theme: Theme) -> int:
    """Paint the badge at the left of `rect`, vertically in its middle; returns its width."""
    painter.save()
    tone = theme.level_tone(look.colour)
    size = level_badge_size(look, theme, painter.font())
    width = min(size.width(), rect.width())
    badge = QRectF(rect.left(), rect.top() + (rect.height() - HEIGHT) // 2, width, HEIGHT)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tone.ground))
    painter.drawRoundedRect(badge, HEIGHT / 2, HEIGHT / 2)
    painter.setBrush(QColor(tone.solid))
    top = badge.top() + (HEIGHT - SHAPE) / 2
    painter.drawPath(shape_path(look.shape, QRectF(badge.left() + SIDE, top, SHAPE, SHAPE)))
    painter.setFont(sized(painter.font(), theme.font.caption, strong=True))
    painter.setPen(QColor(tone.ink))
    text = badge.adjusted(SIDE + SHAPE + GAP, 0, -SIDE / 2, 0)
    painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, look.word)
    painter.restore()
    return width


class LevelBadge(Themed, QWidget):
    """The badge as a widget of its own."""

    def __init__(self, look: LevelLook, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.follow(appearance)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._look = look
        self.set_look(look)

    @property
    def look(self) -> LevelLook:
        """What is shown."""
        return self._look

    def set_look(self, look: LevelLook) -> None:
        """Show another level."""
        self._look = look
        self.setAccessibleName(look.word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return level_badge_size(self._look, self.theme, self.font())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_level_badge(painter, self.rect(), self._look, self.theme)
