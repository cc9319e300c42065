"""The row above the queue: tabs, search, filter and the one primary button; two rows where it is narrow."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from madiun_console.ui.queue.search_field import SearchField
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import KeyButton, TabStrip
from madiun_console.ui.workplace import Workplace

ONE_ROW = 720
"""From which width everything stands in one row (pixels)."""
SEARCH_KEY, FILTER_KEY, SAVED_KEY, NEW_KEY = "Ctrl+K", "Ctrl+F", "Ctrl+Shift+K", "F2"


class ToolRow(Retranslated, QFrame):
    """Only the widgets and their places; the panel knows what they do."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "tool-row")
        self.tabs = TabStrip(self)
        self.search = SearchField(SEARCH_KEY, workplace.appearance, self)
        self.filter = KeyButton("", FILTER_KEY, bound=False, parent=self)
        # The window owns F2, which works on every page; here it is only shown.
        self.new = KeyButton("", NEW_KEY, role="primary", bound=False, parent=self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 6, 12, 7)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._one_row: bool | None = None
        self._arrange(one_row=True)
        self.retranslate()

    def retranslate(self) -> None:
        """Every word of the row but the tabs."""
        self.tabs.setAccessibleName(self.tr("Lists of incidents"))
        self.search.setPlaceholderText(self.tr("Number, place, words …"))
        self.search.setAccessibleName(self.tr("Search incidents by number, place or words"))
        self.search.setToolTip(
            self.tr(
                "Search all incidents of all years (Ctrl+K). Ctrl+Shift+K opens a saved search. Esc clears."
            )
        )
        self.filter.set_label(self.tr("Filter"))
        self.filter.setToolTip(self.tr("Show or hide the filters (Ctrl+F)"))
        self.new.set_label(self.tr("New report"))
        self.new.setToolTip(self.tr("Take down a new call (F2)"))

    def _arrange(self, *, one_row: bool) -> None:
        if one_row == self._one_row:
            return
        self._one_row = one_row
        grid = self._grid
        widgets: tuple[QWidget, ...] = (self.tabs, self.search, self.filter, self.new)
        for widget in widgets:
            grid.removeWidget(widget)
        if one_row:
            for column, widget in enumerate(widgets):
                grid.addWidget(widget, 0, column)
        else:
            grid.addWidget(self.tabs, 0, 0)
            grid.addWidget(self.new, 0, 2, 1, 2)
            grid.addWidget(self.search, 1, 0, 1, 3)
            grid.addWidget(self.filter, 1, 3)
        for column in range(4):
            grid.setColumnStretch(column, 1 if column == 1 else 0)
        for before, after in pairwise(widgets):
            QWidget.setTabOrder(before, after)

    def minimumSizeHint(self) -> QSize:
        # Of two rows, whichever is shown: else one row would forbid the width at which it becomes two.
        margins, gap = self._grid.contentsMargins(), self._grid.horizontalSpacing()
        width = self.tabs.sizeHint().width() + gap + self.new.sizeHint().width()
        return QSize(margins.left() + width + margins.right(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(one_row=self.width() >= ONE_ROW)
