"""The right pane at an agency's desk: one incident that was given to it, its own acts, what the call center tells."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from madiun_console.domain.changes import Changes
from madiun_console.ui.agency.acts_section import ActsSection
from madiun_console.ui.agency.agency_foot import AgencyFoot
from madiun_console.ui.agency.facts_section import FactsSection
from madiun_console.ui.incident.header_line import HeaderLine
from madiun_console.ui.incident.incident_page import IncidentPage, incident_page
from madiun_console.ui.incident.labels import WrapLabel
from madiun_console.ui.incident.pane_clock import PaneClock
from madiun_console.ui.incident.pane_section import PaneSection
from madiun_console.ui.incident.presence_line import PresenceLine, Watched
from madiun_console.ui.incident.reports_section import ReportsSection
from madiun_console.ui.incident.timeline_section import TimelineSection
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import InlineMessage
from madiun_console.ui.workplace import Workplace


class AgencyPane(Retranslated, QWidget):
    """Stands where the call center has its own pane, and is told the same things."""

    incident_wanted = Signal(str)
    left = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._wanted: str | None = None
        self._page: IncidentPage | None = None
        self.setProperty("role", "pane-left-edge")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        clock = self._clock = PaneClock(workplace.ticker)
        self.header_line = HeaderLine(workplace, clock)
        self.present = PresenceLine(workplace, clock)
        self.facts = FactsSection(workplace, clock)
        self.acts = ActsSection(workplace, clock)
        self.reports = ReportsSection(workplace, clock)
        self.timeline = TimelineSection(workplace, clock)
        self.message = InlineMessage(workplace.appearance)
        self.foot = AgencyFoot(workplace, clock, lambda: self.acts.escalation)
        self._nothing = WrapLabel("title")
        self._set_out()
        for section in self._sections():
            section.refused.connect(self._on_refused)
        workplace.ticker.ticked.connect(self._on_tick)
        workplace.session_changed.connect(self._on_session)
        self.retranslate()

    def _set_out(self) -> None:
        inner = QWidget()
        inner.setProperty("role", "panel")
        inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        middle = QVBoxLayout(inner)
        middle.setContentsMargins(16, 8, 10, 12)  # 10 and the room of the scroll bar
        middle.setSpacing(12)
        for section in self._middle():
            middle.addWidget(section)
        middle.addStretch(1)
        self.scroll_area = QScrollArea()
        self.scroll_area.setWidget(inner)
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        message = QVBoxLayout()
        message.setContentsMargins(16, 0, 16, 8)
        message.addWidget(self.message)
        self._shown = Watched(self._workplace)
        column = QVBoxLayout(self._shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header_line)
        column.addWidget(self.present)
        column.addWidget(self.scroll_area, 1)
        column.addLayout(message)
        column.addWidget(self.foot)
        self._empty = QWidget()
        hints = QVBoxLayout(self._empty)
        hints.setContentsMargins(32, 0, 32, 0)
        hints.addStretch(2)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        hints.addWidget(self._nothing)
        hints.addStretch(3)
        self._stack = QStackedWidget(self)
        edge = QVBoxLayout(self)
        edge.setContentsMargins(1, 0, 0, 0)  # the line at the left
        edge.addWidget(self._stack)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._shown)

    def _middle(self) -> tuple[PaneSection, ...]:
        return (self.facts, self.acts, self.reports, self.timeline)

    def _sections(self) -> tuple[PaneSection, ...]:
        return (self.header_line, self.present, *self._middle(), self.foot)

    @property
    def page(self) -> IncidentPage | None:
        """What is shown."""
        return self._page

    def show_incident(self, incident: str | None) -> None:
        """Show an incident, or nothing."""
        self._wanted = incident
        self.message.clear()
        if incident is None:
            self._show_nothing()
        else:
            self._read()

    def apply(self, changes: Changes) -> None:
        """Read the incident again when it is among the changes."""
        if self._wanted is not None and self._wanted in changes.incidents:
            self._read()

    def follow_rules(self) -> None:
        """Other rules hold: names and limits are read anew."""
        if self._wanted is not None:
            self._read()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Incident"))
        gone = self._wanted is not None and self._page is None
        self._nothing.show_text(
            self.tr("The call center has taken this back") if gone else self.tr("No incident chosen")
        )

    def _read(self) -> None:
        self._workplace.ask(
            incident_page,
            self._wanted,
            done=self._on_page,
            failed=lambda error: self._on_refused(error.text(self._workplace.language)),
            latest="incident-page",
        )

    def _on_page(self, page: IncidentPage | None) -> None:
        if page is None:
            self._show_nothing()
            return
        if page.id != self._wanted:
            return
        other = self._page is None or self._page.id != page.id
        self._page = page
        self._clock.anchor()
        for section in self._sections():
            section.show_page(page)
        self._shown.set_incident(page.id)
        self._stack.setCurrentWidget(self._shown)
        if other:
            self.scroll_area.verticalScrollBar().setValue(0)

    def _show_nothing(self) -> None:
        self._page = None
        self.retranslate()
        self._stack.setCurrentWidget(self._empty)

    def _on_tick(self) -> None:
        if self._page is not None and self.isVisible():
            for section in self._sections():
                section.tick()

    def _on_session(self, session: object) -> None:
        for section in self._sections():
            section.begin_anew()
        if session is not None and self._wanted is not None:
            self._read()

    def _on_refused(self, text: str) -> None:
        self.message.show_message("danger", text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
