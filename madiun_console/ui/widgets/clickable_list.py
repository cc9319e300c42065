"""A short list to choose from by keys or mouse: two lines a row, a level or a text at the right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from madiun_console.ui.theme.fonts import sized
from madiun_console.ui.widgets.keyed_rows import Index, KeyedRows
from madiun_console.ui.widgets.level_badge import LevelLook, level_badge_size, paint_level_badge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from madiun_console.ui.theme import Appearance

ROW_ONE, ROW_TWO, SIDE, GAP = 32, 46, 12, 8


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row: title, a grey second line, a text at the right, a level in front."""

    id: str
    title: str
    detail: str = ""
    trailing: str = ""
    level: LevelLook | None = None
    tone: str = ""

    @property
    def spoken(self) -> str:
        """The row for a screen reader."""
        level = self.level.word if self.level else ""
        return ", ".join(part for part in (level, self.title, self.detail, self.trailing) if part)


class ListDelegate(QStyledItemDelegate):
    """Paints a ListRow from tokens."""

    def __init__(self, appearance: Appearance, view: QListView) -> None:
        super().__init__(view)
        self._appearance = appearance
        self._view = view
        self.looks: frozenset[LevelLook] = frozenset()
        """All levels in the list: titles stand below each other, behind the widest."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, ROW_TWO if index.data(Qt.ItemDataRole.UserRole).detail else ROW_ONE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: ListRow = index.data(Qt.ItemDataRole.UserRole)
        theme = self._appearance.theme
        colour = theme.colour
        rect: QRect = option.rect
        state = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colour.selection))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(colour.head))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(colour.line))
        if self._view.hasFocus() and index == self._view.currentIndex():
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height() - 1), QColor(colour.accent))
        area = rect.adjusted(SIDE, 0, -SIDE, -1)
        base = sized(self._view.font(), theme.font.base)
        painter.setFont(base)
        if row.level is not None:
            paint_level_badge(painter, area, row.level, theme)
            room = max(level_badge_size(look, theme, base).width() for look in {row.level, *self.looks})
            area.setLeft(area.left() + room + GAP)
        if row.trailing:
            painter.setPen(QColor(theme.tone(row.tone).ink if row.tone else colour.muted))
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, row.trailing)
            area.setRight(area.right() - QFontMetrics(base).horizontalAdvance(row.trailing) - GAP)
        top = area if not row.detail else QRect(area.left(), area.top() + 5, area.width(), 18)
        bottom = QRect(area.left(), area.top() + 23, area.width(), 17)
        strong = sized(base, theme.font.base, strong=bool(row.detail))
        _draw_elided(painter, top, row.title, strong, colour.ink)
        if row.detail:
            _draw_elided(painter, bottom, row.detail, sized(base, theme.font.caption + 1), colour.muted)
        painter.restore()


def _draw_elided(painter: QPainter, area: QRect, text: str, font: QFont, ink: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(ink))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class ClickableList(QListView):
    """Up/Down selects, Enter or a click activates."""

    row_activated = Signal(str)
    row_selected = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: KeyedRows[ListRow] = KeyedRows(self)
        self.setModel(self._rows)
        self._delegate = ListDelegate(appearance, self)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._on_clicked)
        appearance.theme_changed.connect(self._on_theme_changed)

    def rows_model(self) -> KeyedRows[ListRow]:
        """The model, for tests and accessibility."""
        return self._rows

    def set_rows(self, rows: Sequence[ListRow]) -> None:
        """Show these; the selected row stays selected while it is among them."""
        self._delegate.looks = frozenset(row.level for row in rows if row.level)
        self._rows.replace(rows)

    def select_row(self, row_id: str) -> None:
        """Select a row and scroll to it."""
        at = self._rows.row_of(row_id)
        if at >= 0:
            self.setCurrentIndex(self._rows.index(at))

    def selected_id(self) -> str:
        """The id of the selected row, empty when none is."""
        row = self._rows.row(self.currentIndex())
        return row.id if row else ""

    def is_selected(self, row_id: str) -> bool:
        """Whether a row is the current one and selected; Qt makes the first one current that nobody has selected."""
        at = self.currentIndex()
        return self.selected_id() == row_id and self.selectionModel().isSelected(at)

    def _on_clicked(self, index: QModelIndex) -> None:
        row = self._rows.row(index)
        if row is not None:
            self.row_activated.emit(row.id)

    def _on_theme_changed(self, _theme: object) -> None:
        self.viewport().update()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if not selected.isEmpty():
            row = self._rows.row(selected.indexes()[0])
            if row is not None:
                self.row_selected.emit(row.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.selected_id():
            self.row_activated.emit(self.selected_id())
            return
        super().keyPressEvent(event)
