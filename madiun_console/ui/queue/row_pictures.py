"""Keeps the painted rows of the queue as pictures, so that a row that did not change is copied and not painted again."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor

from PySide6.QtCore import QPointF, QRect, QSize
from PySide6.QtGui import QPainter, QPixmap, QTransform

from madiun_console.queries.rows import IncidentRow
from madiun_console.ui.queue.row_painter import Mark, RowPainter

MOST = 60
"""More than ever stand on a screen; 156 kB each at 850 pixels width and 100 %."""


@dataclass(frozen=True, slots=True)
class _Grid:
    """How a row lies on the screen's own pixels: at 150 % it may begin in the middle of one."""

    ratio: float
    size: QSize
    """Pixels of the screen."""
    shift_x: float
    shift_y: float
    """From the first pixel to where the row begins (pixels of the screen)."""


@dataclass(slots=True)
class _Picture:
    """A painted row, with everything that made it look so."""

    row: IncidentRow
    mark: Mark
    grid: _Grid
    pixmap: QPixmap
    said: object
    beat: int


class RowPictures:
    """Painting a row costs 0.6 ms, copying it 0.02. Running times are compared once for each `beat`, not for each painting."""

    def __init__(self, painter: RowPainter) -> None:
        self._painter = painter
        self._held: dict[str, _Picture] = {}
        self._beat = 0
        self.in_haste = False
        """Whether clocks may stay as they were painted last, until the next beat."""

    def forget(self) -> None:
        """Layout, font, language or theme changed: every row looks different now."""
        self._held.clear()

    def drop(self, incident: str) -> None:
        """One row looks different now, though nothing in it changed."""
        self._held.pop(incident, None)

    def beat(self) -> None:
        """A second has passed."""
        self._beat += 1

    def draw(self, painter: QPainter, rect: QRect, row: IncidentRow, mark: Mark) -> None:
        """Draw a row at its place."""
        to_screen = painter.deviceTransform()
        ratio = to_screen.m11()
        begin = to_screen.map(QPointF(rect.topLeft()))
        # Rounded as Qt rounds the edges of a filled rectangle, so that neighbours neither overlap nor leave a gap.
        left, top = floor(begin.x() + 0.5), floor(begin.y() + 0.5)
        width = floor(begin.x() + rect.width() * ratio + 0.5) - left
        height = floor(begin.y() + rect.height() * ratio + 0.5) - top
        grid = _Grid(ratio, QSize(width, height), begin.x() - left, begin.y() - top)
        picture = self._picture(rect.size(), grid, row, mark)
        at = QPointF(rect.left() - grid.shift_x / ratio, rect.top() - grid.shift_y / ratio)
        painter.drawPixmap(at, picture.pixmap)

    def _picture(self, size: QSize, grid: _Grid, row: IncidentRow, mark: Mark) -> _Picture:
        held = self._held.get(row.id)
        if held is None or held.row is not row or held.mark is not mark or held.grid != grid:
            self._held.pop(row.id, None)
            if len(self._held) >= MOST:
                del self._held[next(iter(self._held))]
            held = self._held[row.id] = self._painted(size, grid, row, mark)
        elif held.beat != self._beat and not self.in_haste:
            said = self._painter.said(row)
            if said != held.said:
                painter = _on(held.pixmap, grid)
                self._painter.paint_ticking(painter, QRect(0, 0, size.width(), size.height()), row, mark)
                painter.end()
                held.said = said
            held.beat = self._beat
        return held

    def _painted(self, size: QSize, grid: _Grid, row: IncidentRow, mark: Mark) -> _Picture:
        pixmap = QPixmap(grid.size)
        pixmap.setDevicePixelRatio(grid.ratio)
        painter = _on(pixmap, grid)
        self._painter.paint(painter, QRect(0, 0, size.width(), size.height()), row, mark)
        painter.end()
        return _Picture(row, mark, grid, pixmap, self._painter.said(row), self._beat)


def _on(pixmap: QPixmap, grid: _Grid) -> QPainter:
    painter = QPainter(pixmap)
    shift = QTransform.fromTranslate(grid.shift_x / grid.ratio, grid.shift_y / grid.ratio)
    painter.setWorldTransform(shift)
    return painter
