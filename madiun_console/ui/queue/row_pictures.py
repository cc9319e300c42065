"""Keeps the painted rows of the queue as pictures, so that a row that did not change is copied and not painted again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import floor
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QSize
from PySide6.QtGui import QPainter, QPixmap, QTransform

from madiun_console.queries.rows import IncidentRow
from madiun_console.ui.queue.row_painter import Mark, RowPainter

MOST = 80
"""More than ever stand on a screen; 156 kB each at 850 pixels width and 100 %."""


class _Grid(NamedTuple):
    """How a row lies on the screen's own pixels: at 150 % it may begin in the middle of one."""

    ratio: float
    width: int
    """Pixels of the screen."""
    height: int
    shift_x: float
    """From the first pixel to where the row begins (pixels of the screen)."""
    shift_y: float


@dataclass(slots=True)
class _Picture:
    """A painted row, with everything that made it look so."""

    row: IncidentRow
    grid: _Grid
    pixmap: QPixmap
    said: object
    beat: int


class RowPictures:
    """Painting a row costs 0.6 ms, copying it 0.02. Running times are compared once for each `beat`, not for each painting.

    A row is kept with each of its marks, so that moving on in the list paints it once and not at each coming and going.
    """

    def __init__(self, painter: RowPainter) -> None:
        self._painter = painter
        self._held: dict[tuple[str, Mark], _Picture] = {}
        self._last: tuple[QSize, _Grid] | None = None
        """How the last row lay on the screen."""
        self._beat = 0
        self.in_haste = False
        """Whether clocks may stay as they were painted a second ago, until the next beat."""

    def forget(self) -> None:
        """Layout, font, language or theme changed: every row looks different now."""
        self._held.clear()
        self._last = None

    def drop(self, incident: str) -> None:
        """One row looks different now, though nothing in it changed."""
        for mark in Mark:
            self._held.pop((incident, mark), None)

    def beat(self) -> None:
        """A second has passed."""
        self._beat += 1

    def prepare(self, row: IncidentRow, mark: Mark) -> None:
        """Paint a row that may be drawn soon, as large as the last one was; nothing is shown by this."""
        if self._last is not None:
            self._picture(*self._last, row, mark)

    def draw(self, painter: QPainter, first: QRect, rows: Iterable[tuple[IncidentRow, Mark]]) -> None:
        """Draw rows of one size below one another; `first` is the place of the first of them."""
        to_screen = painter.deviceTransform()
        ratio = to_screen.m11()
        begin = to_screen.map(QPointF(first.topLeft()))
        size, x, y = first.size(), begin.x(), begin.y()
        step = size.height() * ratio
        # Rounded as Qt rounds the edges of a filled rectangle, so that neighbours neither overlap nor leave a gap.
        left = floor(x + 0.5)
        width = floor(x + size.width() * ratio + 0.5) - left
        at = QPointF(first.left() - (x - left) / ratio, 0)
        for place, (row, mark) in enumerate(rows):
            above = y + place * step
            top = floor(above + 0.5)
            grid = _Grid(ratio, width, floor(above + step + 0.5) - top, x - left, above - top)
            at.setY(first.top() + place * size.height() - grid.shift_y / ratio)
            painter.drawPixmap(at, self._picture(size, grid, row, mark).pixmap)
            self._last = size, grid

    def _picture(self, size: QSize, grid: _Grid, row: IncidentRow, mark: Mark) -> _Picture:
        key = row.id, mark
        held = self._held.pop(key, None)
        if held is None or held.row is not row or held.grid != grid:
            if len(self._held) >= MOST:
                del self._held[next(iter(self._held))]
            held = self._painted(size, grid, row, mark)
        elif held.beat < (self._beat - 1 if self.in_haste else self._beat):
            said = self._painter.said(row)
            if said != held.said:
                painter = _on(held.pixmap, grid)
                self._painter.paint_ticking(painter, QRect(0, 0, size.width(), size.height()), row, mark)
                painter.end()
                held.said = said
            held.beat = self._beat
        self._held[key] = held  # behind all others: what was drawn longest ago is let go of first
        return held

    def _painted(self, size: QSize, grid: _Grid, row: IncidentRow, mark: Mark) -> _Picture:
        pixmap = QPixmap(grid.width, grid.height)
        pixmap.setDevicePixelRatio(grid.ratio)
        painter = _on(pixmap, grid)
        self._painter.paint(painter, QRect(0, 0, size.width(), size.height()), row, mark)
        painter.end()
        return _Picture(row, grid, pixmap, self._painter.said(row), self._beat)


def _on(pixmap: QPixmap, grid: _Grid) -> QPainter:
    painter = QPainter(pixmap)
    shift = QTransform.fromTranslate(grid.shift_x / grid.ratio, grid.shift_y / grid.ratio)
    painter.setWorldTransform(shift)
    return painter
