"""Draws one line of text with its found words marked: a ground and a line below them, so that colour is not all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from madiun_console.domain.found_words import Span
from madiun_console.ui.theme import Theme

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
LINE = 2


def draw_marked(
    painter: QPainter, area: QRect, shown: str, spans: Sequence[Span], metrics: QFontMetrics, theme: Theme
) -> None:
    """Draw `shown`, as it fits into `area`, in the painter's font and pen; `spans` count in it and may end behind it."""
    tone = theme.tone("warning")
    height = metrics.height()
    top = area.top() + (area.height() - height) // 2
    for begin, end in spans:
        if begin >= len(shown):
            break
        left = metrics.horizontalAdvance(shown[:begin])
        width = metrics.horizontalAdvance(shown[: min(end, len(shown))]) - left
        painter.fillRect(area.left() + left, top, width, height, QColor(tone.ground))
        painter.fillRect(area.left() + left, top + height - LINE, width, LINE, QColor(tone.solid))
    painter.drawText(area, _LEFT, shown)
