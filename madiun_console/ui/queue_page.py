"""The page an operator works on: the live queue at the left, and at the right either an incident or the call being taken."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from madiun_console.domain.changes import Changes
from madiun_console.ui.queue.queue_panel import QueuePanel
from madiun_console.ui.workplace import Workplace

if TYPE_CHECKING:
    from madiun_console.ui.agency.agency_pane import AgencyPane
    from madiun_console.ui.help_panel import Keys
    from madiun_console.ui.incident.incident_pane import IncidentPane
    from madiun_console.ui.intake.intake_pane import IntakePane
    from madiun_console.ui.intake.story_reader import LevelAnswer

PANE_SHARE, PANE_LEAST, PANE_MOST = 0.346, 380, 560
"""Width of the right pane as a share of the page, and its limits (pixels)."""
QUEUE, INTAKE = "queue", "intake"


class QueuePage(QWidget):
    """Stands under two ids in the rail: `queue` shows an incident at the right, `intake` the call.

    The two panes at the right are made when they are first wanted: together they cost more than the queue itself, and
    an operator wants to see the queue at once.
    """

    side_changed = Signal(str)
    """QUEUE or INTAKE: which of the two the right side shows now."""

    parked_changed = Signal(int, str)
    """So many calls of this person wait to be taken up again, and the same in words."""

    review_wanted = Signal(str)
    """An incident whose closing a supervisor wants to review."""

    decide_wanted = Signal()
    """Somebody wants to decide about acts that the server holds."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self.queue = QueuePanel(workplace, read_now=workplace.signed_in)
        self._parked = 0
        self._side = QStackedWidget(self)
        self._side.setProperty("role", "panel")
        self._nothing = QWidget(self._side)
        """Until somebody wants a pane: the one that is made first must not count as shown."""
        self._side.addWidget(self._nothing)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.queue, 1)
        row.addWidget(self._side)
        self._connect()

    def _connect(self) -> None:
        self.queue.incident_chosen.connect(self._on_chosen)
        self.queue.incident_in_list.connect(self._on_in_list)
        self.queue.incident_opened.connect(self._on_opened)
        self.queue.new_report_wanted.connect(self.take_call)
        for key, kind in () if self._workplace.at_agency else (("F9", "polri"), ("F10", "tni")):
            shortcut = QShortcut(QKeySequence(key), self.queue)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda kind=kind: self._escalate(kind))

    @cached_property
    def agency(self) -> AgencyPane:
        """The detail of the chosen incident at an agency's desk."""
        from madiun_console.ui.agency.agency_pane import AgencyPane

        pane = AgencyPane(self._workplace)
        pane.incident_wanted.connect(self.open_incident)
        pane.left.connect(self.queue.focus_list)
        self._add(pane)
        return pane

    @property
    def detail(self) -> IncidentPane | AgencyPane:
        """The detail of the chosen incident, as this kind of desk shows it."""
        return self.agency if self._workplace.at_agency else self.incident

    @cached_property
    def incident(self) -> IncidentPane:
        """The detail of the chosen incident at the call center."""
        from madiun_console.ui.incident.incident_pane import IncidentPane

        pane = IncidentPane(self._workplace)
        pane.incident_wanted.connect(self.open_incident)
        pane.review_wanted.connect(self.review_wanted)
        pane.decide_wanted.connect(self.decide_wanted)
        pane.left.connect(self.queue.focus_list)
        self._add(pane)
        return pane

    def _add(self, pane: QWidget) -> None:
        self._side.addWidget(pane)
        if self._side.currentWidget() is self._nothing:
            self._side.setCurrentWidget(pane)

    @cached_property
    def intake(self) -> IntakePane:
        """The call being taken."""
        from madiun_console.ui.intake.intake_pane import IntakePane

        pane = IntakePane(self._workplace)
        pane.live.level_known.connect(self._foresee)
        pane.row_coming.connect(self.queue.saved.expect)
        pane.row_saved.connect(self.queue.saved.show)
        pane.saved.connect(self._on_saved)
        pane.left.connect(self.show_incident_side)
        pane.incident_wanted.connect(self.open_incident)
        pane.pane_wanted.connect(lambda: self._show(pane, INTAKE))
        pane.parked_changed.connect(self._on_parked)
        self._side.addWidget(pane)
        return pane

    def _on_parked(self, count: int) -> None:
        self._parked = count
        self.tell_parked()

    def tell_parked(self) -> None:
        """How many calls are parked, anew where the language has changed."""
        self.parked_changed.emit(self._parked, self.tr("{count} parked").format(count=self._parked))

    def _foresee(self, answer: LevelAnswer) -> None:
        self.queue.saved.foresee(self._workplace.desk.rulebook.level(answer.now.level).rank)

    def is_made(self, pane: str) -> bool:
        """Whether the pane "incident" or "intake" is there already."""
        return pane in self.__dict__ or (pane == "incident" and "agency" in self.__dict__)

    def apply(self, changes: Changes) -> None:
        """Hand a change on to the parts that are there; each reads only what concerns it."""
        self.queue.apply(changes)
        if self.is_made("incident"):
            self.detail.apply(changes)
        if self.is_made("intake"):
            self.intake.apply(changes)

    def follow_rules(self) -> None:
        """Other rules hold: clocks, steps, questions and suggestions are asked for anew; words followed already."""
        self.queue.follow_rules()
        if self.is_made("incident"):
            self.detail.follow_rules()
        if self.is_made("intake"):
            pane = self.intake
            pane.keys.bind_outcomes(self._workplace.desk.rulebook.call_outcomes, pane.count)
            for part in (pane.view, pane.resting.outcomes, pane.live):
                part.follow_rules()

    def take_call(self) -> None:
        """F2: show the call being taken; when it is shown already, park it and take another one."""
        if self.showing() == INTAKE:
            self.intake.begin()
        else:
            self.show_call()

    def show_call(self, *, parked_too: bool = False) -> None:
        """Go back to the field of the call being taken, with `parked_too` to one that waits, or begin one."""
        goes_on = self.intake.is_busy()
        if not goes_on and parked_too and self.intake.shelf.waiting:
            self.intake.show_parked()
        elif not goes_on:
            self.intake.begin()
        self._show(self.intake, INTAKE)
        if goes_on:
            # Else the keys that belong to the caller's words go to the queue, where letters act.
            field: QWidget | None = self.intake.view.focusWidget()
            if field is None or self.intake.view.is_blank():
                self.intake.view.begin_at()
            else:
                field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_incident_side(self) -> None:
        """Show the chosen incident at the right again."""
        self._show(self.detail, QUEUE)
        self.queue.focus_list()

    def open_incident(self, incident: str) -> None:
        """Choose an incident in the queue and show it."""
        self.queue.select(incident)
        self.detail.show_incident(incident)
        self._show(self.detail, QUEUE)

    def key_groups(self) -> tuple[Callable[[], Keys], ...]:
        """For F1: the keys of this page that stand on no button, or only on one that is hidden now."""
        if self._workplace.at_agency:
            return (self._agency_keys,)
        return self._list_keys, self._call_keys, self._outcome_keys

    def showing(self) -> str:
        """QUEUE or INTAKE."""
        return INTAKE if self.is_made("intake") and self._side.currentWidget() is self.intake else QUEUE

    def _list_keys(self) -> Keys:
        from madiun_console.ui.help_panel import Keys

        lines = (
            ("Ctrl+K", self.tr("Search for a number, a place or words")),
            ("Return", self.tr("Work in the detail of the chosen incident")),
            ("C", self.tr("Take care of the chosen incident")),
            ("Ctrl+C", self.tr("Copy its number")),
            ("Ctrl+S", self.tr("Export the list that is shown")),
            ("F9", self.tr("Tell POLRI")),
            ("F10", self.tr("Coordinate with TNI")),
        )
        return Keys(self.tr("In the queue"), lines)

    def _agency_keys(self) -> Keys:
        from madiun_console.ui.help_panel import Keys

        lines = (
            ("Ctrl+K", self.tr("Search for a number, a place or words")),
            ("Return", self.tr("Work in the detail of the chosen incident")),
            ("6", self.tr("Write a note to the call center")),
            ("Ctrl+C", self.tr("Copy its number")),
        )
        return Keys(self.tr("In the queue"), lines)

    def _call_keys(self) -> Keys:
        from madiun_console.ui.help_panel import Keys

        lines = (
            ("Ctrl+Space", self.tr("Accept what is suggested")),
            ("F8", self.tr("Go to what is still open")),
            ("Ctrl+G", self.tr("Join the incident that may be the same")),
            ("Ctrl+Return", self.tr("Save, from any field")),
            ("Esc", self.tr("Park the call")),
            ("Ctrl+P", self.tr("Go to the parked call")),
            ("Ctrl+Shift+K", self.tr("Type in paper forms, one after the other")),
            ("Ctrl+D", self.tr("Throw the call away; it can be brought back for a day")),
        )
        return Keys(self.tr("During a call"), lines)

    def _outcome_keys(self) -> Keys:
        from madiun_console.ui.help_panel import Keys

        place = self._workplace
        outcomes = place.desk.rulebook.call_outcomes
        lines = tuple((one.key, one.label(place.language)) for one in outcomes if one.key)
        return Keys(self.tr("A call that is no incident"), lines)

    def _show(self, pane: QWidget, side: str) -> None:
        self._side.setCurrentWidget(pane)
        self.side_changed.emit(side)

    def _on_chosen(self, incident: str) -> None:
        self.detail.show_incident(incident or None)
        if incident:
            self._show(self.detail, QUEUE)

    def _on_in_list(self, incident: str) -> None:
        """Another list stands at the left. The pane shows what is marked there, and never comes over a call for that."""
        if self.is_made("incident"):
            self.detail.show_incident(incident or None)

    def _on_opened(self, incident: str) -> None:
        self.open_incident(incident)
        self.detail.take_keyboard()

    def _on_saved(self, incident: str, agency_kind: str) -> None:
        self.open_incident(incident)
        if agency_kind:
            self._open_escalation(agency_kind)
        else:
            self.queue.focus_list()

    def _escalate(self, kind: str) -> None:
        incident = self.queue.incident_at_hand()
        if incident is None and self.showing() == QUEUE and self.detail.wanted is not None:
            # Just closed, it stands in no list any more but still beside it, with this key on its button.
            self._open_escalation(kind)
            return
        if incident is None:
            self._workplace.told.emit("info", self.tr("Choose an incident in the list first."))
            return
        self.open_incident(incident)
        self._open_escalation(kind)

    def _open_escalation(self, kind: str) -> None:
        if not self._workplace.at_agency:
            self.incident.open_escalation(kind)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setFixedWidth(min(PANE_MOST, max(PANE_LEAST, round(self.width() * PANE_SHARE))))
