"""The list itself: keys, the layout of its columns, and the repainting of what ticks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from madiun_console.queries.rows import IncidentRow
from madiun_console.ui.queue.columns import MIDDLE, TICKING, Column, layout_for
from madiun_console.ui.queue.headings import Headings
from madiun_console.ui.queue.incident_model import IncidentModel, Index
from madiun_console.ui.queue.row_painter import Mark, RowPainter
from madiun_console.ui.queue.row_pictures import RowPictures
from madiun_console.ui.queue.row_words import RowWords
from madiun_console.ui.queue.rows_in_sight import RowsInSight
from madiun_console.ui.theme import Appearance, Theme

if TYPE_CHECKING:
    from madiun_console.ui.queue.found_marks import FoundMarks

_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_Move = QAbstractItemView.CursorAction


class IncidentView(QTableView):
    """Chooses one row at a time. Rows that come and go never choose: only a key, a click or `select` does."""

    chosen = Signal(str)
    """The incident that a person moved to."""
    opened = Signal(str)
    """Enter or a double click: the person wants to work in it."""
    key_wanted = Signal(str)
    """A key that acts on the chosen incident or on the list: "claim", "copy" or "escape"."""

    def __init__(
        self, model: IncidentModel, words: RowWords, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        # Before anything asks the style: rules found without the role would stay with the heading.
        self.setProperty("role", "queue")
        self._model = model
        self._own_move = False  # a key of the person is at work
        self._cover: QWidget | None = None
        self._left_at = 0  # where the current row stood when it left
        self._closed = False  # whether it is laid out for closed incidents
        self._same_layout = False  # whether rows have at most moved since it was laid out
        self._stays = False  # whether the bar moves and what is painted does not
        self.setHorizontalHeader(Headings(self))
        self.setModel(model)
        model.patched.connect(self._on_patched)
        model.modelReset.connect(self._on_reset)
        for other_rows in (model.rowsInserted, model.rowsRemoved, model.modelReset, model.layoutChanged):
            other_rows.connect(self._on_other_rows)
        self._bar = self.verticalScrollBar()
        self.sight = RowsInSight(model, self._bar, self.viewport())
        self._painter = RowPainter(words, appearance, self)
        self._pictures = RowPictures(self._painter)
        self._hovered = -1
        self._behave()
        appearance.theme_changed.connect(self._on_theme_changed)
        self._on_theme_changed(appearance.theme)

    def _behave(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        # Rows and ground are painted without a hole: Qt need not paint the seven widgets below first, 0.7 ms.
        self.setAutoFillBackground(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        rows, head = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        # It marks no columns: with the list's own selection it would be painted anew at each move, 0.7 ms.
        head.setSelectionModel(QItemSelectionModel(self._model, head))

    # ------------------------------------------------------------------------------------------ for the panel

    def current_id(self) -> str:
        """The incident of the marked row, empty when there is none."""
        row = self.current_row()
        return row.id if row else ""

    def current_row(self) -> IncidentRow | None:
        """The marked row; a row that is only current for Qt is not chosen."""
        index = self.currentIndex()
        return self._model.row(index) if self.selectionModel().isSelected(index) else None

    def show_current(self, incident: str) -> bool:
        """Mark an incident's row without telling anybody; False when it is not in the list."""
        place = self._model.row_of(incident)
        if place < 0:
            self._unmark()
            return False
        index = self._model.index(place, Column.LEVEL)
        self.selectionModel().setCurrentIndex(
            index,
            QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
        )
        self.scrollTo(index)
        return True

    def begin_at_top(self) -> None:
        """Another list, in which nothing is marked: the first key goes to its first row."""
        self._left_at = 0
        self.scrollToTop()

    def set_cover(self, cover: QWidget) -> None:
        """A widget that can lie over the rows; the list keeps the focus and its keys below it."""
        self._cover = cover
        cover.setParent(self)
        cover.setGeometry(self.viewport().geometry())

    def forget_pictures(self) -> None:
        """What was found is explained better now: paint the rows anew."""
        self._pictures.forget()
        self.viewport().update()

    def repaint_rows(self, incidents: Iterable[str]) -> None:
        """Paint these rows anew, and no other: who has them open changed."""
        for incident in incidents:
            self._pictures.drop(incident)
            self.sight.forget(self._model.row_of(incident))
        self._model.retell_rows(incidents)

    def mark_found(self, found: FoundMarks | None) -> None:
        """Mark in every row what a search found, or nothing any more."""
        if found is not self._painter.found:
            self._painter.found = found
            self.forget_pictures()

    def first_row(self) -> None:
        """Choose the first row, unless one is chosen already."""
        if self._model.rowCount() and self.current_row() is None:
            self.show_current(self._model.row_at(0).id)
            self._tell()

    def tick(self) -> None:
        """A second has passed: paint the cells that show a running time again."""
        self._pictures.beat()
        height = self.viewport().height()
        for column in TICKING:
            if not self.isColumnHidden(column):
                left = self.columnViewportPosition(column)
                self.viewport().update(QRect(left, 0, self.columnWidth(column), height))

    def prepare(self, row: IncidentRow) -> None:
        """Paint, unseen, a row that is about to be marked, and what is to be seen of the one that is marked now."""
        self._pictures.prepare(row, self._marked())
        if row.id != self.current_id():
            self.prepare_unmarked()

    def prepare_plain(self, row: IncidentRow) -> None:
        """Paint, unseen, a row that nothing marks."""
        self._pictures.prepare(row, Mark.NONE)

    def prepare_unmarked(self) -> None:
        """Paint, unseen, the marked row as it looks without its mark."""
        marked = self.current_row()
        if marked is not None:
            self._pictures.prepare(marked, Mark.NONE)

    def paint_at_once(self) -> None:
        """Show what has just changed before anything else happens; clocks that are due wait for their next second."""
        self._pictures.in_haste = True
        self.viewport().repaint()
        self._pictures.in_haste = False

    def refit(self) -> None:
        """Lay out the columns for the present width, font and language."""
        width = self.viewport().width()
        needs = self._painter.needs(closed=self._closed, narrow=width < MIDDLE)
        layout = layout_for(width, needs)
        self._painter.set_layout(layout)
        self._pictures.forget()
        for column in Column:
            self.setColumnHidden(column, not layout.shows(column))
            if layout.shows(column):
                self.setColumnWidth(column, layout.widths[column])
        # Else the hidden sideways scroll bar keeps the range of the old widths until the next event.
        self.updateGeometries()
        self.viewport().update()

    # ------------------------------------------------------------------------------------------ inside

    def _unmark(self) -> None:
        self.selectionModel().clear()

    def _tell(self) -> None:
        if self.current_id():
            self.chosen.emit(self.current_id())

    def _on_theme_changed(self, theme: Theme) -> None:
        self._painter.set_theme(theme)
        self.sight.height = theme.size.row
        self.verticalHeader().setMinimumSectionSize(theme.size.row)
        self.verticalHeader().setDefaultSectionSize(theme.size.row)
        self.refit()

    def _on_reset(self) -> None:
        if self._closed != self._model.holds_past():
            self._closed = self._model.holds_past()
            self.refit()

    def _on_other_rows(self) -> None:
        self._same_layout = False

    def _on_patched(self) -> None:
        """Whoever has scrolled goes on reading the same rows, whatever came, went or moved above them."""
        if self._bar.value():
            if not self._same_layout:
                self.executeDelayedItemsLayout()
            if shift := self.sight.shift():
                self._follow(shift)
        self.viewport().update(self.sight.others(0, self._model.rowCount() - 1))

    def _follow(self, shift: int) -> None:
        """Scroll with what is in sight: it stays where it is painted, the bar moves alone."""
        wanted = self._bar.value() + shift * self.sight.height
        self._stays = 0 < wanted <= self._bar.maximum()
        self._bar.setValue(wanted)
        if self._stays:
            self._stays = False
            self.sight.moved(shift)
            if self._hovered >= 0:
                self._hovered += shift

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.viewport().update()

    def _marked(self) -> Mark:
        return Mark.FRAMED if self.hasFocus() else Mark.SELECTED

    def _mark(self, row: int, selected: int) -> Mark:
        if row == selected:
            return self._marked()
        return Mark.HOVERED if row == self._hovered else Mark.NONE

    # ------------------------------------------------------------------------------------------ Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        """Row by row instead of Qt's cell by cell: 7 calls of Python and as many of the style less for each row."""
        painter = QPainter(self.viewport())
        height, top = self.sight.height, -self._bar.value()
        first = max(0, (event.rect().top() - top) // height)
        last = min(self._model.rowCount() - 1, (event.rect().bottom() - top) // height)
        selected = next((index.row() for index in self.selectionModel().selectedRows()), -1)
        now = {place: self._model.row_at(place) for place in range(first, last + 1)}
        rows = ((row, self._mark(place, selected)) for place, row in now.items())
        at = QRect(0, top + first * height, self.viewport().width(), height)
        self._pictures.draw(painter, at, rows)
        below = event.rect()
        below.setTop(max(below.top(), top + (last + 1) * height))
        painter.fillRect(below, self.viewport().palette().base())
        painter.end()
        self.sight.painted(now)

    def dataChanged(self, first: Index, last: Index, roles: Iterable[int] = ()) -> None:
        """Qt would paint all that is in sight between the two."""
        if QAccessible.isActive():  # a screen reader is told by Qt alone
            super().dataChanged(first, last, list(roles))
        if not self._model.is_patching:
            self.viewport().update(self.sight.others(first.row(), last.row()))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Not what stays where it is painted while the rows above it become more or fewer."""
        if self._stays:
            self.verticalHeader().setOffset(self._bar.value())
        else:
            super().scrollContentsBy(dx, dy)

    def doItemsLayout(self) -> None:
        """Not for rows that have moved, for which Qt would lay out and paint everything: see `_on_patched`."""
        if not self._same_layout:
            super().doItemsLayout()
            self._same_layout = True

    def changeEvent(self, event: QEvent) -> None:
        self._same_layout = False
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in _PLAIN
        key = event.key()
        if plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.current_id():
                self.opened.emit(self.current_id())
        elif plain and key == Qt.Key.Key_C:
            self.key_wanted.emit("claim")
        elif plain and key == Qt.Key.Key_Escape:
            self.key_wanted.emit("escape")
        elif event.modifiers() == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_C:
            self.key_wanted.emit("copy")
        elif event.modifiers() == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_A:
            event.ignore()
        else:
            self._own_move = True
            super().keyPressEvent(event)
            self._own_move = False

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of the queue; a list that jumps at them loses the operator's place."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if self.indexAt(event.position().toPoint()).isValid():
            # A click on the row that is marked already must bring its detail back too.
            self._tell()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.indexAt(event.position().toPoint()).isValid() and self.current_id():
            self.opened.emit(self.current_id())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        # Without the button: dragging over the list must not run through incidents.
        self._hover(self.rowAt(int(event.position().y())))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        if self._model.rowCount() == 0:
            return QModelIndex()
        last = self._model.rowCount() - 1
        marked = self.current_row() is not None
        page = max(1, self.viewport().height() // self.sight.height - 1)
        at = self.currentIndex().row()
        steps = {_Move.MoveUp: -1, _Move.MovePrevious: -1, _Move.MoveDown: 1, _Move.MoveNext: 1}
        pages = {_Move.MovePageUp: -page, _Move.MovePageDown: page}
        if action == _Move.MoveHome:
            at = 0
        elif action == _Move.MoveEnd:
            at = last
        elif not marked:
            # The row that was current has left; the first key goes to the one that took its place.
            at = self._left_at
        else:
            at += steps.get(action, 0) + pages.get(action, 0)
        return self._model.index(min(max(at, 0), last), Column.LEVEL)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if self._own_move and not selected.isEmpty():
            self._tell()

    def rowsAboutToBeRemoved(self, parent: Index, start: int, end: int) -> None:
        current = self.currentIndex().row()
        if start <= current <= end:
            # Qt would move on to the neighbour, and the next key would act on an incident nobody chose.
            self._left_at = start
            self._unmark()
        super().rowsAboutToBeRemoved(parent, start, end)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.current_row() is None:
            # Qt makes the first row current now; with it the first Down would choose the second.
            self.selectionModel().clearCurrentIndex()

    def resizeEvent(self, event: QResizeEvent) -> None:
        marked = self.currentIndex().row() if self.current_row() else -1
        was_seen = self.sight.holds(marked, event.oldSize().height())
        super().resizeEvent(event)
        self.refit()
        if was_seen:  # a message that comes up below must not hide it
            self.scrollTo(self.currentIndex())
        if self._cover is not None:
            self._cover.setGeometry(self.viewport().geometry())
