"""The tabs above a list, joined like segments, each with its count: Terbuka 27."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QSizePolicy, QTabBar

from madiun_console.ui.theme.fonts import sized

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

SIDE, SIDE_COMPACT = 22, 12
"""Room beside the words of a tab, both sides together (pixels)."""


class TabStrip(QTabBar):
    """Tabs have ids; arrows change the tab while the strip has the focus."""

    current_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ids: list[str] = []
        self._labels: dict[str, str] = {}
        self._counts: dict[str, str] = {}
        self._side = SIDE
        self.setProperty("role", "segments")
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setUsesScrollButtons(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.currentChanged.connect(self._on_changed)

    def set_tabs(self, tabs: Sequence[tuple[str, str]]) -> None:
        """(id, label) of each tab; the same ids in another language keep the current tab and tell nobody."""
        current = self.current_id()
        self.blockSignals(True)
        while self.count():
            self.removeTab(0)
        self._ids = [tab_id for tab_id, _ in tabs]
        self._labels = dict(tabs)
        for tab_id in self._ids:
            self.addTab(self._text(tab_id))
        if current in self._ids:
            self.setCurrentIndex(self._ids.index(current))
        self.blockSignals(False)
        self.updateGeometry()  # Qt does not while the strip is out of sight: the last tab was cut off afterwards

    def set_count(self, tab_id: str, count: int | None, most: int | None = None) -> None:
        """The number behind a tab's label; None takes it away; from `most` on only "999+" is known."""
        if count is None:
            self._counts.pop(tab_id, None)
        else:
            self._counts[tab_id] = f"{most - 1}+" if most is not None and count >= most else str(count)
        if tab_id in self._ids:
            place, text = self._ids.index(tab_id), self._text(tab_id)
            if self.tabText(place) != text:  # even the same text would lay out all tabs, 0.6 ms
                self.setTabText(place, text)
                self.updateGeometry()

    def current_id(self) -> str:
        """The id of the current tab, empty when there is none."""
        return self._ids[self.currentIndex()] if 0 <= self.currentIndex() < len(self._ids) else ""

    def set_current(self, tab_id: str) -> None:
        """Go to a tab."""
        if tab_id in self._ids:
            self.setCurrentIndex(self._ids.index(tab_id))

    def set_compact(self, *, compact: bool) -> None:
        """Take less room at the sides of the words, where the strip has little."""
        side = SIDE_COMPACT if compact else SIDE
        if side != self._side:
            self._side = side
            self.setProperty("compact", compact)
            self.style().unpolish(self)
            self.style().polish(self)
            self.setUsesScrollButtons(compact)  # large counts must not make the window wider than the screen
            self.updateGeometry()

    def compact_width(self) -> int:
        """The width it needs when it is compact, whether it is now or not."""
        return self.sizeHint().width() - self.count() * (self._side - SIDE_COMPACT)

    def _text(self, tab_id: str) -> str:
        label = self._labels[tab_id].replace("&", "&&")
        return f"{label} {self._counts[tab_id]}" if tab_id in self._counts else label

    def _on_changed(self, index: int) -> None:
        if 0 <= index < len(self._ids):
            self.current_changed.emit(self._ids[index])

    def tabSizeHint(self, index: int) -> QSize:
        # Width of the half-bold text, so that the current tab never cuts its own words.
        metrics = QFontMetrics(sized(self.font(), self.font().pixelSize(), strong=True))
        return QSize(
            metrics.horizontalAdvance(self.tabText(index)) + self._side, super().tabSizeHint(index).height()
        )

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)
