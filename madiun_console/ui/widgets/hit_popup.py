"""The list of hits under a TypeAhead field: two texts a row, never takes the focus, goes away by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from madiun_console.ui.theme.fonts import sized

if TYPE_CHECKING:
    from collections.abc import Sequence

    from madiun_console.ui.theme import Appearance

ROW, MOST_ROWS, LEAST_WIDTH, MOST_WIDTH, SIDE, GAP = 28, 8, 260, 560, 10, 10
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that can be chosen: coded value, the text the field shows, and a second text in grey."""

    value: str
    label: str
    detail: str = ""


class HitModel(QAbstractListModel):
    """The hits of the last search; a new search replaces them all."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: tuple[Hit, ...] = ()

    @property
    def hits(self) -> tuple[Hit, ...]:
        """The hits, best first."""
        return self._hits

    def replace(self, hits: Sequence[Hit]) -> None:
        """Show other hits."""
        self.beginResetModel()
        self._hits = tuple(hits)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._hits):
            return None
        hit = self._hits[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{hit.label}, {hit.detail}" if hit.detail else hit.label
        if role == Qt.ItemDataRole.UserRole:
            return hit
        return None


class HitDelegate(QStyledItemDelegate):
    """Paints label and grey detail on one line."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        hit = index.data(Qt.ItemDataRole.UserRole)
        theme = self._appearance.theme
        painter.save()
        rect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(theme.colour.selection))
        area = rect.adjusted(SIDE, 0, -SIDE, 0)
        font = sized(painter.font(), theme.font.base)
        painter.setFont(font)
        painter.setPen(QColor(theme.colour.ink))
        metrics = QFontMetrics(font)
        label = metrics.elidedText(hit.label, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, label)
        used = metrics.horizontalAdvance(label) + GAP
        if hit.detail and used < area.width():
            small = sized(painter.font(), theme.font.caption)
            painter.setFont(small)
            painter.setPen(QColor(theme.colour.muted))
            rest = area.adjusted(used, 0, 0, 0)
            detail = QFontMetrics(small).elidedText(hit.detail, Qt.TextElideMode.ElideRight, rest.width())
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, detail)
        painter.restore()

    def width_of(self, hit: Hit, font: QFont) -> int:
        """How wide a row must be for both texts."""
        sizes = self._appearance.theme.font
        label = QFontMetrics(sized(font, sizes.base)).horizontalAdvance(hit.label)
        detail = QFontMetrics(sized(font, sizes.caption)).horizontalAdvance(hit.detail)
        return 2 * SIDE + label + (GAP + detail if hit.detail else 0)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(LEAST_WIDTH, ROW)


class HitPopup(QListView):
    """A child of the window, not a window: no platform lets it steal the focus or land on another screen."""

    hit_clicked = Signal(object)  # Hit

    def __init__(self, appearance: Appearance, field: QWidget) -> None:
        super().__init__(field)
        self._field = field
        self._rows = HitModel(self)
        self.setModel(self._rows)
        self._delegate = HitDelegate(appearance, self)
        self.setItemDelegate(self._delegate)
        self.setProperty("role", "popup")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._on_clicked)
        self._watched: list[QWidget] = []
        self._opened_at = (QPoint(), QSize())
        self.hide()

    def hits(self) -> tuple[Hit, ...]:
        """The hits as last given."""
        return self._rows.hits

    def set_hits(self, hits: Sequence[Hit]) -> None:
        """Show other hits, the best one marked."""
        self._rows.replace(hits)
        if hits:
            self.setCurrentIndex(self._rows.index(0))

    def marked(self) -> Hit | None:
        """The hit that Enter would take."""
        hit = self.currentIndex().data(Qt.ItemDataRole.UserRole)
        return hit if isinstance(hit, Hit) else None

    def walk(self, step: int) -> None:
        """Move the mark; it stops at the ends."""
        row = min(max(self.currentIndex().row() + step, 0), self._rows.rowCount() - 1)
        self.setCurrentIndex(self._rows.index(row))

    def open_below(self, field: QWidget) -> None:
        """Show under the field, or above it where there is no room below."""
        window = field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        height = min(self._rows.rowCount(), MOST_ROWS) * ROW + 4
        corner = field.mapTo(window, QPoint(0, field.height() + 2))
        room_below = window.height() - corner.y() - 4
        room_above = field.mapTo(window, QPoint(0, 0)).y() - 6
        if height > room_below and room_above > room_below:
            height = min(height, room_above)
            corner.setY(field.mapTo(window, QPoint(0, 0)).y() - height - 2)
        else:
            height = min(height, max(ROW + 4, room_below))
        width = min(max(field.width(), LEAST_WIDTH, self._needed()), window.width() - 8)
        corner.setX(max(4, min(corner.x(), window.width() - width - 4)))
        self.setGeometry(corner.x(), corner.y(), width, height)
        self._watch(window)
        self._opened_at = self._field_place()
        self.show()
        self.raise_()

    def _needed(self) -> int:
        """As wide as the widest hit, within bounds: fields are narrow, and two places may differ at their ends only."""
        widths = (self._delegate.width_of(hit, self.font()) for hit in self.hits())
        bar = self.verticalScrollBar().sizeHint().width() if self._rows.rowCount() > MOST_ROWS else 0
        return min(MOST_WIDTH, max(widths, default=0) + bar + 2 * self.frameWidth() + 4)

    def _watch(self, window: QWidget) -> None:
        """Close when the window is resized or something around the field scrolls: the list would hang in the air."""
        if self._watched:
            return
        self._watched = [window]
        parent = self._field.parentWidget()
        while parent is not None and parent is not window:
            # A scroll area moves its content: that widget's Move is the sign.
            self._watched.append(parent)
            parent = parent.parentWidget()
        for widget in self._watched:
            widget.installEventFilter(self)

    def _field_place(self) -> tuple[QPoint, QSize]:
        window = self._field.window()
        return self._field.mapTo(window, QPoint(0, 0)), window.size()

    def _on_clicked(self, index: QModelIndex) -> None:
        self.hit_clicked.emit(index.data(Qt.ItemDataRole.UserRole))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        changed = event.type() in (QEvent.Type.Move, QEvent.Type.Resize)
        # Qt repeats a Resize without any change (QWidget.grab does): look whether the field has really moved.
        if changed and self.isVisible() and self._field_place() != self._opened_at:
            self.hide()
        return super().eventFilter(watched, event)
