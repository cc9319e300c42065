"""Puts top bar, banners, rail and pages together, and shrinks the rail on small or strongly scaled screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from madiun_console.ui.shell.rail import NavigationRail, RailEntry
from madiun_console.ui.shell.top_bar import TopBar
from madiun_console.ui.widgets.banner import BannerArea
from madiun_console.ui.widgets.page_stack import PageStack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from madiun_console.ui.theme import Appearance
    from madiun_console.ui.widgets.ticker import Ticker

# 1366 x 768 at 150% leaves 911 x 512 logical pixels: words beside the icons would cost the pages too much.
NARROW_BELOW_WIDTH, NARROW_BELOW_HEIGHT = 1100, 600


class ShellFrame(QWidget):
    """`top_bar`, `banners` and `rail` are for whoever fills them; pages are added here."""

    page_shown = Signal(str)

    def __init__(self, appearance: Appearance, ticker: Ticker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.top_bar = TopBar(appearance, ticker, self)
        self.banners = BannerArea(self)
        self.rail = NavigationRail(appearance, self)
        self._stack = PageStack(self)
        self._pages: dict[str, QWidget] = {}
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.rail)
        body.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(self.banners)
        column.addLayout(body, 1)
        self.rail.page_chosen.connect(self.show_page)

    def add_page(self, page_id: str, page: QWidget) -> None:
        """Add a page; the same page may stand under two ids (queue and intake)."""
        self._pages[page_id] = page
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)

    def set_entries(self, entries: Sequence[RailEntry]) -> None:
        """The rail's entries; an entry whose page was never added is not shown."""
        self.rail.set_entries([entry for entry in entries if entry.id in self._pages])

    def show_page(self, page_id: str) -> None:
        """Go to a page. Raises KeyError for one that was never added."""
        self._stack.setCurrentWidget(self._pages[page_id])
        self.rail.set_current(page_id)
        self.page_shown.emit(page_id)

    def current_page(self) -> str:
        """The id of the page that is shown, empty at the start."""
        return self.rail.current()

    def set_chrome_visible(self, *, visible: bool) -> None:
        """Hide the rail for pages that stand alone (first start, sign-in, locked)."""
        self.rail.setVisible(visible)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        small = self.width() < NARROW_BELOW_WIDTH or self.height() < NARROW_BELOW_HEIGHT
        self.banners.set_low(low=self.height() < NARROW_BELOW_HEIGHT)
        if small != self.rail.is_narrow():
            self.rail.set_narrow(narrow=small)
