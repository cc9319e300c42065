"""The row above the queue: tabs, search, filter and the one primary button; two rows where it is narrow."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from madiun_console.ui.queue.search_field import SearchField
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import KeyButton, TabStrip
from madiun_console.ui.workplace import Workplace

TABS_LEAST, GAP = 330, 8
ONE_ROW = 720
"""From which width everything stands in one row (pixels)."""
SEARCH_KEY, FILTER_KEY, SAVED_KEY, EXPORT_KEY, NEW_KEY = "Ctrl+K", "Ctrl+F", "Ctrl+Shift+F", "Ctrl+S", "F2"


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
        self.new.setVisible(not workplace.at_agency)
        self._above, self._below = QHBoxLayout(), QHBoxLayout()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(12, 6, 12, 7)
        self._rows.setSpacing(6)
        for row in (self._above, self._below):
            row.setSpacing(GAP)
            self._rows.addLayout(row)
        self._one_row: bool | None = None
        self._arrange(one_row=True)
        self.retranslate()

    def retranslate(self) -> None:
        """Every word of the row but the tabs."""
        self.tabs.setAccessibleName(self.tr("Lists of incidents"))
        self.search.set_hints(
            self.tr("Number, place, words …"), self.tr("Number, words …"), self.tr("Search …")
        )
        self.search.setAccessibleName(self.tr("Search incidents by number, place or words"))
        self.search.setToolTip(
            self.tr(
                "Search all incidents of all years (Ctrl+K). Ctrl+Shift+F opens a saved search. Esc clears."
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
        self.tabs.set_compact(compact=not one_row)
        widgets: tuple[QWidget, ...] = (self.tabs, self.search, self.filter, self.new)
        for row in (self._above, self._below):
            while row.count():
                row.takeAt(0)
        if one_row:
            for widget in widgets:
                self._above.addWidget(widget, 1 if widget is self.search else 0)
        else:
            widgets = (self.tabs, self.filter, self.search, self.new)
            self._above.addWidget(self.tabs)
            self._above.addStretch(1)
            self._above.addWidget(self.filter)
            self._below.addWidget(self.search, 1)
            self._below.addWidget(self.new)
        for before, after in pairwise(widgets):
            QWidget.setTabOrder(before, after)

    def minimumSizeHint(self) -> QSize:
        # Of two rows, whichever is shown: else one row would forbid the width at which it becomes two.
        margins = self._rows.contentsMargins()
        width = min(self.tabs.compact_width(), TABS_LEAST) + GAP + self.filter.sizeHint().width()
        return QSize(margins.left() + width + margins.right(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(one_row=self.width() >= ONE_ROW)
