"""The right pane of the queue: shows one incident from top to bottom and keeps it as it is now."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from madiun_console.ui.incident import keys
from madiun_console.ui.incident.closing_forms import CloseForm, ReopenForm
from madiun_console.ui.incident.conflicts_box import ConflictsBox
from madiun_console.ui.incident.escalation_section import EscalationSection
from madiun_console.ui.incident.header_section import HeaderSection
from madiun_console.ui.incident.held_box import HeldBox
from madiun_console.ui.incident.incident_page import IncidentPage
from madiun_console.ui.incident.note_foot import NoteFoot
from madiun_console.ui.incident.pane_frame import PLAIN, PaneFrame
from madiun_console.ui.incident.past_section import PastSection
from madiun_console.ui.incident.reports_section import ReportsSection
from madiun_console.ui.incident.steps_section import StepsSection
from madiun_console.ui.incident.timeline_section import TimelineSection
from madiun_console.ui.workplace import Workplace


class IncidentPane(PaneFrame):
    """The pane of the call center."""

    call_wanted = Signal(str)
    """A report whose caller is to be called."""
    review_wanted = Signal(str)
    decide_wanted = Signal()
    """Somebody wants to decide about acts that the server holds."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._escalate_to = ""
        clock = self._clock
        self.header = HeaderSection(workplace, clock)
        self.conflicts = ConflictsBox(workplace, clock)
        self.held = HeldBox(workplace, clock)
        self.escalations = EscalationSection(workplace, clock)
        self.steps = StepsSection(workplace, clock)
        self.reports = ReportsSection(workplace, clock)
        self.past = PastSection(workplace, clock)
        self.timeline = TimelineSection(workplace, clock)
        self.foot = NoteFoot(workplace, clock)
        self.set_out(
            (
                self.header,
                self.conflicts,
                self.held,
                self.escalations,
                self.steps,
                self.reports,
                self.past,
                self.timeline,
            ),
            self.foot,
        )
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        self.header.review_wanted.connect(self.review_wanted)
        self.held.decide_wanted.connect(self.decide_wanted)
        self.escalations.escalated.connect(self._on_escalated)
        self.reports.call_wanted.connect(self.call_wanted)
        self.reports.incident_wanted.connect(self.incident_wanted)
        self.past.incident_wanted.connect(self.incident_wanted)
        self.foot.close_wanted.connect(self._on_close)
        self.foot.reopen_wanted.connect(self._on_reopen)
        for kind in self._workplace.desk.rulebook.agency_kinds:
            if kind.key:
                # Only while the focus is in the pane: the queue beside it listens for the same keys.
                shortcut = QShortcut(QKeySequence(kind.key), self)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(lambda kind_id=kind.id: self.open_escalation(kind_id))

    def begin_other(self, incident: str | None) -> None:
        self._escalate_to = ""
        if incident is None:
            self.foot.keep()
        super().begin_other(incident)

    def open_escalation(self, agency_kind: str) -> None:
        """Open the escalation panel for a kind of agency, as soon as the chosen incident is shown."""
        if self._page is not None and self._page.id == self._wanted:
            self.escalations.open_panel(agency_kind)
        elif self._wanted is not None:
            self._escalate_to = agency_kind

    def focus_note(self) -> None:
        """Go into the note field, when an incident is shown."""
        if self._page is not None:
            self.foot.focus_note()

    def nothing_words(self, *, missing: bool) -> tuple[str, str]:
        if missing:
            return self.tr("This incident is not known on this PC"), ""
        hint = self.tr("Choose one in the list with the arrow keys. F2 takes a new call.")
        return self.tr("No incident chosen"), hint

    def _show(self, page: IncidentPage) -> None:
        super()._show(page)
        if self._escalate_to and self._page is not None:
            kind, self._escalate_to = self._escalate_to, ""
            self.escalations.open_panel(kind)

    def _on_session(self, session: object) -> None:
        self.foot.forget_all()
        super()._on_session(session)

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
            # Never the one that still stands there while another is being read.
            if self._page is not None and self._page.id == self._wanted:
                self.header.claim_now()
            return
        super().keyPressEvent(event)
