"""One button per kind of agency with its state and running clock; the kinds without a key stand in a menu."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from madiun_console.domain.recipients import agency_kinds
from madiun_console.domain.rulebook import AgencyKind
from madiun_console.ui.incident import keys
from madiun_console.ui.incident.cap_button import CapButton
from madiun_console.ui.incident.escalation_state import (
    UNREACHABLE,
    KindState,
    deadline,
    is_waiting,
    kind_states,
    last_said,
)
from madiun_console.ui.incident.incident_page import IncidentPage
from madiun_console.ui.incident.labels import FlowRow
from madiun_console.ui.incident.pane_clock import PaneClock
from madiun_console.ui.incident.pane_section import PaneSection
from madiun_console.ui.widgets import MenuButton, MenuEntry
from madiun_console.ui.workplace import Workplace

ROLE_OF_DEADLINE = {"over": "danger", "soon": "warning", "ok": ""}


class EscalationBar(PaneSection):
    """Tells which kind was asked for; opens nothing itself."""

    kind_wanted = Signal(str)

    def __init__(self, workplace: Workplace, clock: PaneClock, parent: QWidget | None = None) -> None:
        super().__init__(workplace, clock, parent)
        book = self.rulebook
        self._kinds = [book.agency_kinds_by_id[kind] for kind in agency_kinds(book)]
        self.buttons: dict[str, CapButton] = {}
        row = FlowRow(6, self)
        for kind in self._kinds:
            self.buttons[kind.id] = self._button(kind)
            row.add(self.buttons[kind.id])
        self.others = MenuButton("", parent=self)
        self.others.set_key(keys.OTHER_AGENCIES)
        self.others.picked.connect(self.kind_wanted)
        row.add(self.others)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(row)
        self.retranslate()

    def _button(self, kind: AgencyKind) -> CapButton:
        button = CapButton("", kind.key or "", parent=self)
        button.clicked.connect(lambda: self.kind_wanted.emit(kind.id))
        return button

    def set_words(self) -> None:
        self.others.set_label(self.tr("Other agencies"))
        language = self.workplace.language
        for kind in self._kinds:
            self.buttons[kind.id].purpose = self._purpose(kind)
        self.others.set_entries(
            [MenuEntry(kind.id, kind.label(language)) for kind in self._kinds if not kind.key]
        )

    def fill(self, page: IncidentPage) -> None:
        self.tick()

    def tick(self) -> None:
        if self.page is None:
            return
        states = kind_states(self.page.detail.escalations)
        for kind in self._kinds:
            button, state = self.buttons[kind.id], states.get(kind.id)
            text, role = self._face(kind, state)
            button.set_label(text)
            if button.property("role") != role:
                button.set_role(role)
            shown = bool(kind.key) or state is not None
            if button.isVisibleTo(self) != shown:
                button.setVisible(shown)

    def _purpose(self, kind: AgencyKind) -> str:
        """What the key does, whatever state the button tells."""
        name, verb = kind.label(self.workplace.language), self.rulebook.verbs_by_id.get(kind.verb or "")
        if verb is None:
            return self.tr("Escalate to {agency}").format(agency=name)
        asked = verb.label(self.workplace.language)
        return self.tr("{verb} {agency}").format(verb=asked, agency=name)

    def _face(self, kind: AgencyKind, state: KindState | None) -> tuple[str, str]:
        name = kind.label(self.workplace.language)
        if state is None:
            return name, ""
        row = state.row
        if is_waiting(row) and row.state != UNREACHABLE:
            span = self.workplace.formats.span(self.clock.seconds_since(row.sent))
            text = self.tr("{agency} no answer {clock}").format(agency=name, clock=span)
            return text, ROLE_OF_DEADLINE[deadline(row, self.clock.now_ms()) or "ok"]
        said = self.rulebook.states.label(row.state, self.workplace.language).lower()
        text = self.tr("{agency} {state} {time}").format(
            agency=name, state=said, time=self.moment(last_said(row))
        )
        if row.state in (UNREACHABLE, "declined"):
            return text, "warning"
        return text, "success"
