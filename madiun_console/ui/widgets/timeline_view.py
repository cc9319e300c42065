"""What happened, newest first: time, text, who, on a thin line with a dot for each entry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from madiun_console.ui.theme.fonts import sized
from madiun_console.ui.widgets.keyed_rows import Index, KeyedRows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFont, QResizeEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

    from madiun_console.ui.theme import Appearance

LEFT, PADDING, DOT = 22, 3, 4.0


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One line: id of the fact, time as text, what happened, who and which desk, tone of its dot."""

    id: str
    time: str
    text: str
    who: str = ""
    tone: str = "neutral"

    @property
    def line(self) -> str:
        """Time, text and who in one line."""
        return " ".join(part for part in (self.time, self.text, self.who) if part)

    @property
    def spoken(self) -> str:
        """The entry for a screen reader."""
        return ", ".join(part for part in (self.time, self.text, self.who) if part)


class TimelineDelegate(QStyledItemDelegate):
    """Wraps the text of an entry to the width of the view; who stands behind it in grey."""

    def __init__(self, appearance: Appearance, view: QListView) -> None:
        super().__init__(view)
        self._appearance = appearance
        self._view = view

    def _layout(self, entry: TimelineEntry, font: QFont, width: int) -> tuple[QTextLayout, int]:
        layout = QTextLayout(entry.line, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(40, width))
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        return layout, int(height + 0.5)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        entry = index.data(Qt.ItemDataRole.UserRole)
        width = self._view.viewport().width()
        font = sized(self._view.font(), self._appearance.theme.font.base)
        if QFontMetrics(font).horizontalAdvance(entry.line) < width - LEFT - 4:
            return QSize(width, QFontMetrics(font).height() + 2 * PADDING + 2)
        _, height = self._layout(entry, font, width - LEFT - 2)
        return QSize(width, height + 2 * PADDING + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = index.data(Qt.ItemDataRole.UserRole)
        theme = self._appearance.theme
        rect: QRect = option.rect
        font = sized(self._view.font(), theme.font.base)
        layout, _ = self._layout(entry, font, rect.width() - LEFT - 2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = rect.top() + PADDING + 1 + QFontMetrics(font).height() / 2
        last = index.row() == index.model().rowCount() - 1
        top = middle if index.row() == 0 else rect.top()
        painter.setPen(QColor(theme.colour.edge))
        painter.drawLine(QPointF(7.5, top), QPointF(7.5, middle if last else rect.bottom() + 1))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.tone(entry.tone).solid))
        painter.drawEllipse(QPointF(7.5, middle), DOT, DOT)
        self._draw_text(painter, layout, entry, QPointF(rect.left() + LEFT, rect.top() + PADDING + 1))
        painter.restore()

    def _draw_text(self, painter: QPainter, layout: QTextLayout, entry: TimelineEntry, at: QPointF) -> None:
        colour = self._appearance.theme.colour
        ranges = []
        for length, start, ink in (
            (len(entry.time), 0, colour.muted),
            (len(entry.who), len(entry.line) - len(entry.who), colour.muted),
        ):
            if length:
                part = QTextLayout.FormatRange()
                part.start, part.length = start, length
                text_format = part.format
                text_format.setForeground(QColor(ink))
                part.format = text_format
                ranges.append(part)
        painter.setPen(QColor(colour.ink))
        layout.draw(painter, at, ranges)


class TimelineView(QListView):
    """With `grows` it is as high as its entries (inside a scrolling pane), else it scrolls itself."""

    def __init__(self, appearance: Appearance, *, grows: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grows = grows
        self._rows: KeyedRows[TimelineEntry] = KeyedRows(self)
        self.setModel(self._rows)
        self.setItemDelegate(TimelineDelegate(appearance, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if grows else Qt.FocusPolicy.StrongFocus)
        if grows:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.theme_changed.connect(self._on_theme_changed)

    def rows_model(self) -> KeyedRows[TimelineEntry]:
        """The model, for tests and accessibility."""
        return self._rows

    def set_entries(self, entries: Sequence[TimelineEntry]) -> None:
        """Show these, newest first; only what is new or changed is touched."""
        self._rows.replace(entries)
        self._fit()

    def _fit(self) -> None:
        if not self._grows:
            return
        self.doItemsLayout()
        height = sum(self.sizeHintForRow(at) for at in range(self._rows.rowCount()))
        self.setFixedHeight(max(1, height + 2 * self.frameWidth()))

    def _on_theme_changed(self, _theme: object) -> None:
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._grows:
            event.ignore()  # the pane around it scrolls
            return
        super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()
