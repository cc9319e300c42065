"""The shapes that stand for a level beside its word: circle, triangle, octagon; never colour alone."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

if TYPE_CHECKING:
    from PySide6.QtCore import QRect


def shape_path(shape: str, rect: QRectF) -> QPainterPath:
    """The outline of a shape named in `levels.toml` inside `rect`; an unknown one is a circle."""
    path = QPainterPath()
    if shape == "triangle":
        corners = [
            QPointF(rect.center().x(), rect.top()),
            QPointF(rect.right(), rect.bottom()),
            QPointF(rect.left(), rect.bottom()),
        ]
        path.addPolygon(QPolygonF(corners))
        path.closeSubpath()
    elif shape == "octagon":
        half = rect.width() / 2
        corners = [
            QPointF(
                rect.center().x() + half * 1.06 * math.cos(math.pi / 8 + turn * math.pi / 4),
                rect.center().y() + half * 1.06 * math.sin(math.pi / 8 + turn * math.pi / 4),
            )
            for turn in range(8)
        ]
        path.addPolygon(QPolygonF(corners))
        path.closeSubpath()
    else:
        inset = rect.width() * 0.06
        path.addEllipse(rect.adjusted(inset, inset, -inset, -inset))
    return path


def crisp(rect: QRect) -> QRectF:
    """The rectangle moved by half a pixel, so that a line of 1 px is drawn sharp inside it."""
    return QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
