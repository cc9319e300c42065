"""The history of the incident from the log, newest first; a long one is unfolded on demand."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from madiun_console.ui.incident.incident_page import IncidentPage
from madiun_console.ui.incident.labels import FlowRow
from madiun_console.ui.incident.pane_clock import PaneClock
from madiun_console.ui.incident.pane_section import PaneSection
from madiun_console.ui.incident.timeline_words import TimelineWords
from madiun_console.ui.widgets import KeyButton, Section, TimelineView
from madiun_console.ui.workplace import Workplace

FIRST = 40
"""Lines that are laid out at once; an incident of a whole night has some hundred."""


class TimelineSection(PaneSection):
    """Each line with who and which desk."""

    def __init__(self, workplace: Workplace, clock: PaneClock, parent: QWidget | None = None) -> None:
        super().__init__(workplace, clock, parent)
        self._words = TimelineWords(workplace, self)
        self._all = False
        self._heading = Section(parent=self)
        self.view = TimelineView(workplace.appearance, parent=self)
        self.more = KeyButton("", role="link", parent=self)
        self.more.clicked.connect(self._on_more)
        foot = FlowRow(0, self)
        foot.add(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self._heading, self.view, foot):
            column.addWidget(widget)
        self.retranslate()

    def set_words(self) -> None:
        self._heading.set_text(self.tr("History"))
        self.view.setAccessibleName(self.tr("History"))

    def begin_anew(self) -> None:
        self._all = False

    def fill(self, page: IncidentPage) -> None:
        rows = page.detail.timeline
        shown = rows if self._all else rows[:FIRST]
        now = self.clock.now_ms()
        self.view.set_entries([self._words.entry(row, page.detail, now) for row in shown])
        self.more.setVisible(len(rows) > len(shown))
        self.more.set_label(self.tr("{count} earlier lines").format(count=len(rows) - len(shown)))
        unknown = page.detail.state.unknown
        newer = self.tr("{count} changes from a newer version").format(count=unknown)
        self._heading.set_trailing(newer if unknown else "")

    def _on_more(self) -> None:
        self._all = True
        if self.page is not None:
            self.fill(self.page)
