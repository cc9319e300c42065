"""The right pane of the queue: shows one incident from top to bottom and keeps it as it is now."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from madiun_console.domain.changes import Changes
from madiun_console.ui.incident import keys
from madiun_console.ui.incident.closing_forms import CloseForm, ReopenForm
from madiun_console.ui.incident.conflicts_box import ConflictsBox
from madiun_console.ui.incident.escalation_section import EscalationSection
from madiun_console.ui.incident.header_line import HeaderLine
from madiun_console.ui.incident.header_section import HeaderSection
from madiun_console.ui.incident.held_box import HeldBox
from madiun_console.ui.incident.incident_page import IncidentPage, incident_page
from madiun_console.ui.incident.labels import WrapLabel
from madiun_console.ui.incident.note_foot import NoteFoot
from madiun_console.ui.incident.pane_clock import PaneClock
from madiun_console.ui.incident.pane_section import PaneSection
from madiun_console.ui.incident.past_section import PastSection
from madiun_console.ui.incident.presence_line import PresenceLine, Watched
from madiun_console.ui.incident.reports_section import ReportsSection
from madiun_console.ui.incident.steps_section import StepsSection
from madiun_console.ui.incident.timeline_section import TimelineSection
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import InlineMessage
from madiun_console.ui.workplace import Workplace

PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class IncidentPane(Retranslated, QWidget):
    """Header and note field stay, what is between them scrolls. Nothing is rebuilt when the incident changes."""

    call_wanted = Signal(str)
    """A report whose caller is to be called."""
    incident_wanted = Signal(str)
    review_wanted = Signal(str)
    decide_wanted = Signal()
    """Somebody wants to decide about acts that the server holds."""
    left = Signal()
    """Esc: the person wants to go back to the list; what is half typed stays."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._wanted: str | None = None
        self._page: IncidentPage | None = None
        self._escalate_to = ""
        self.setProperty("role", "pane-left-edge")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        clock = self._clock = PaneClock(workplace.ticker)
        self.header_line = HeaderLine(workplace, clock)
        self.present = PresenceLine(workplace, clock)
        self.header = HeaderSection(workplace, clock)
        self.conflicts = ConflictsBox(workplace, clock)
        self.held = HeldBox(workplace, clock)
        self.escalations = EscalationSection(workplace, clock)
        self.steps = StepsSection(workplace, clock)
        self.reports = ReportsSection(workplace, clock)
        self.past = PastSection(workplace, clock)
        self.timeline = TimelineSection(workplace, clock)
        self.message = InlineMessage(workplace.appearance)
        self.foot = NoteFoot(workplace, clock)
        self._nothing = WrapLabel("title")
        self._nothing_hint = WrapLabel("muted")
        self._set_out()
        self._connect()
        self.retranslate()

    def _set_out(self) -> None:
        inner = QWidget()
        inner.setProperty("role", "panel")
        inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        middle = QVBoxLayout(inner)
        middle.setContentsMargins(16, 8, 10, 12)  # 10 and the room of the scroll bar
        middle.setSpacing(10)
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
        hints.setSpacing(6)
        hints.addStretch(2)
        for label in (self._nothing, self._nothing_hint):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            hints.addWidget(label)
        hints.addStretch(3)
        self._stack = QStackedWidget(self)
        edge = QVBoxLayout(self)
        edge.setContentsMargins(1, 0, 0, 0)  # the line at the left
        edge.addWidget(self._stack)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._shown)

    def _middle(self) -> tuple[PaneSection, ...]:
        return (
            self.header,
            self.conflicts,
            self.held,
            self.escalations,
            self.steps,
            self.reports,
            self.past,
            self.timeline,
        )

    def _sections(self) -> tuple[PaneSection, ...]:
        return (self.header_line, self.present, *self._middle(), self.foot)

    def _connect(self) -> None:
        for section in self._sections():
            section.refused.connect(self._on_refused)
        self.header.review_wanted.connect(self.review_wanted)
        self.held.decide_wanted.connect(self.decide_wanted)
        self.escalations.escalated.connect(self._on_escalated)
        self.reports.call_wanted.connect(self.call_wanted)
        self.reports.incident_wanted.connect(self.incident_wanted)
        self.past.incident_wanted.connect(self.incident_wanted)
        self.foot.close_wanted.connect(self._on_close)
        self.foot.reopen_wanted.connect(self._on_reopen)
        self._workplace.ticker.ticked.connect(self._on_tick)
        self._workplace.session_changed.connect(self._on_session)
        for kind in self._workplace.desk.rulebook.agency_kinds:
            if kind.key:
                # Only while the focus is in the pane: the queue beside it listens for the same keys.
                shortcut = QShortcut(QKeySequence(kind.key), self)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(lambda kind_id=kind.id: self.open_escalation(kind_id))

    @property
    def page(self) -> IncidentPage | None:
        """What is shown."""
        return self._page

    def show_incident(self, incident: str | None) -> None:
        """Show an incident, or nothing."""
        if incident == self._wanted and incident is not None:
            self._read()
            return
        self._wanted = incident
        self._escalate_to = ""
        self.message.clear()
        if incident is None:
            self.foot.keep()
            self._show_nothing()
        else:
            self._read()

    def open_escalation(self, agency_kind: str) -> None:
        """Open the escalation panel for a kind of agency, as soon as the chosen incident is shown."""
        if self._page is not None and self._page.id == self._wanted:
            self.escalations.open_panel(agency_kind)
        elif self._wanted is not None:
            self._escalate_to = agency_kind

    def apply(self, changes: Changes) -> None:
        """Read the incident again when it is among the changes; focus, scroll and half-typed text stay."""
        if self._wanted is not None and self._wanted in changes.incidents:
            self._read()

    def follow_rules(self) -> None:
        """Other rules hold: steps, clocks and recipients of the incident are read anew."""
        if self._wanted is not None:
            self._read()

    def focus_note(self) -> None:
        """Go into the note field."""
        self.foot.focus_note()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Incident"))
        self._word_nothing(missing=self._wanted is not None and self._page is None)

    def _word_nothing(self, *, missing: bool) -> None:
        if missing:
            self._nothing.show_text(self.tr("This incident is not known on this PC"))
            self._nothing_hint.show_text("")
            return
        self._nothing.show_text(self.tr("No incident chosen"))
        self._nothing_hint.show_text(
            self.tr("Choose one in the list with the arrow keys. F2 takes a new call.")
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
            self._show_nothing(missing=self._wanted is not None)
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
        if self._escalate_to:
            kind, self._escalate_to = self._escalate_to, ""
            self.escalations.open_panel(kind)

    def _show_nothing(self, *, missing: bool = False) -> None:
        self._page = None
        self._word_nothing(missing=missing)
        self._stack.setCurrentWidget(self._empty)

    def _on_tick(self) -> None:
        if self._page is not None and self.isVisible():
            for section in self._sections():
                section.tick()

    def _on_session(self, session: object) -> None:
        self.foot.forget_all()
        for section in self._sections():
            section.begin_anew()
        if session is not None and self._wanted is not None:
            self._read()

    def _on_refused(self, text: str) -> None:
        self.message.show_message("danger", text)

    def _on_escalated(self, address: str) -> None:
        self.message.clear()
        self.steps.offer_step(address)

    def _on_close(self) -> None:
        if self._page is not None:
            self.header.open_form(CloseForm(self._workplace, self._page))

    def _on_reopen(self) -> None:
        if self._page is not None:
            self.header.open_form(ReopenForm(self._workplace, self._page))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() in PLAIN and QKeySequence(event.key()).toString() == keys.CLAIM:
            self.header.claim_now()
            return
        if event.modifiers() in PLAIN and event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
