"""A list at the left and, beside it, what there is to say and do about the row that is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from madiun_console.ui.entry.entry_card import text_label
from madiun_console.ui.theme import Appearance
from madiun_console.ui.widgets import ClickableList, ListRow

SIDE_SHARE, SIDE_LEAST, SIDE_MOST = 0.4, 350, 520
"""Width of the side as a share of the whole, and its limits (pixels)."""


class ListAndSide(QWidget):
    """When the chosen row is gone its neighbour is chosen: what was dealt with makes room for the next."""

    chosen = Signal(str)
    """The row that is shown at the side now; empty when there is none."""

    def __init__(
        self,
        appearance: Appearance,
        side: QWidget,
        foot: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.list = ClickableList(appearance, self)
        self._nothing = QWidget(self)
        self._empty = text_label(self._nothing)
        self._left = QStackedWidget(self)
        self._side = QFrame(self)
        self._wanted = ""
        self._shown = ""
        self._filling = False
        self._set_out(side, foot)
        self.list.row_selected.connect(self._on_selected)
        self._side.hide()

    def _set_out(self, side: QWidget, foot: QWidget | None) -> None:
        # The stylesheet's padding takes the place of a label's own margins: the distance is the layout's.
        self._empty.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        around_empty = QVBoxLayout(self._nothing)
        around_empty.setContentsMargins(16, 40, 16, 16)
        around_empty.addWidget(self._empty)
        around_empty.addStretch(1)
        self._left.addWidget(self._nothing)
        self._left.addWidget(self.list)
        frame = QFrame(self)
        frame.setProperty("role", "card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self._left)
        holder = QWidget(self)
        holder.setProperty("role", "panel")
        around = QVBoxLayout(holder)
        around.setContentsMargins(16, 12, 10, 12)  # 10 and the room of the scroll bar
        around.addWidget(side)
        self.scroller = QScrollArea(self)
        self.scroller.setWidgetResizable(True)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setWidget(holder)
        self._side.setProperty("role", "card")
        beside = QVBoxLayout(self._side)
        beside.setContentsMargins(1, 1, 1, 1)
        beside.setSpacing(0)
        beside.addWidget(self.scroller, 1)
        if foot is not None:
            beside.addWidget(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(frame, 1)
        row.addWidget(self._side)

    def set_rows(self, rows: Sequence[ListRow]) -> None:
        """Show these rows; the chosen one stays chosen, or its neighbour takes its place."""
        model = self.list.rows_model()
        before = [row.id for row in (model.row(model.index(at)) for at in range(model.rowCount())) if row]
        wanted = self._wanted or self._shown
        self._filling = True  # Qt chooses something as soon as the chosen row is gone
        self.list.set_rows(rows)
        self._filling = False
        ids = [row.id for row in rows]
        self._left.setCurrentWidget(self.list if rows else self._nothing)
        self._side.setVisible(bool(rows))
        if not rows:
            self._tell("")
            return
        if wanted in ids:
            self._wanted = ""
        else:
            # the first that is still there behind the one that is gone, else the last before it
            behind = before[before.index(wanted) :] if wanted in before else []
            wanted = next((one for one in behind if one in ids), ids[-1] if behind else ids[0])
        if not self.list.is_selected(wanted):  # else what is chosen beside it would be left
            self.list.select_row(wanted)
        self._tell(self.list.selected_id())

    def say_empty(self, text: str) -> None:
        """What stands in the place of the list when there are no rows."""
        self._empty.setText(text)

    def select(self, row_id: str) -> None:
        """Choose a row, now or as soon as it is there."""
        self._wanted = row_id
        self.list.select_row(row_id)
        if self.list.selected_id() == row_id:
            self._wanted = ""

    def shown(self) -> str:
        """The row that is shown at the side."""
        return self._shown

    def focus_list(self) -> None:
        """Put the keyboard into the list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_selected(self, row_id: str) -> None:
        if not self._filling:
            self._tell(row_id)

    def _tell(self, row_id: str) -> None:
        if row_id != self._shown:
            self._shown = row_id
            self.scroller.verticalScrollBar().setValue(0)
            self.chosen.emit(row_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = min(SIDE_MOST, max(SIDE_LEAST, round(self.width() * SIDE_SHARE)))
        self._side.setFixedWidth(width)
