"""Where and when it is, how many reports tell of it, how far the call center says it has come."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from madiun_console.ui.incident.incident_page import IncidentPage
from madiun_console.ui.incident.labels import FlowRow, WrapLabel
from madiun_console.ui.incident.pane_clock import PaneClock
from madiun_console.ui.incident.pane_section import PaneSection
from madiun_console.ui.incident.words import place_words
from madiun_console.ui.widgets import Chip, StateChip
from madiun_console.ui.workplace import Workplace


class FactsSection(PaneSection):
    """Nothing here can be changed at an agency's desk."""

    def __init__(self, workplace: Workplace, clock: PaneClock, parent: QWidget | None = None) -> None:
        super().__init__(workplace, clock, parent)
        self._place = WrapLabel("", self)
        self._facts = WrapLabel("muted", self)
        self._status = StateChip(Chip(""), workplace.appearance, self)
        self._age = StateChip(Chip(""), workplace.appearance, self)
        row = FlowRow(8, self)
        row.add(self._status, self._age)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        for widget in (self._place, self._facts, row):
            column.addWidget(widget)
        self.retranslate()

    def fill(self, page: IncidentPage) -> None:
        detail = page.detail
        self._place.show_text(place_words(self.rulebook, detail.state.place, self.tr("Place not known yet")))
        # not callers: who they are is sent for shared reports only, so they cannot be told apart here
        text = self.tr("{reports} reports · told to the call center {time}")
        if detail.row.reports < 2:
            text = self.tr("1 report · told to the call center {time}")
        reports = self.workplace.formats.number(detail.row.reports)
        self._facts.show_text(text.format(reports=reports, time=self.moment(detail.state.opened_at)))
        self.tick()

    def tick(self) -> None:
        if self.page is None:
            return
        row = self.page.detail.row
        status = self.rulebook.states.label(row.status, self.workplace.language)
        self._status.set_chip(Chip(status, "info" if row.is_open else "neutral"))
        ended = self.clock.now_ms() if row.is_open else row.closed_at or row.last_at
        age = self.workplace.formats.span((ended - row.opened_at) / 1000)
        self._age.set_chip(Chip(self.tr("Age {span}").format(span=age)))
