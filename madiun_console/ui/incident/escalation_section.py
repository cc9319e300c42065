"""Everything about the agencies: the bar, the next step when nobody answers, the open panel, and each escalation."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from madiun_console.queries.detail_rows import EscalationRow
from madiun_console.sync.link_state import LinkState
from madiun_console.ui.dialler import Dialler
from madiun_console.ui.incident.agency_phone import agency_link, shown_number
from madiun_console.ui.incident.escalation_bar import EscalationBar
from madiun_console.ui.incident.escalation_line import EscalationLine
from madiun_console.ui.incident.escalation_panel import EscalationPanel, Wanted
from madiun_console.ui.incident.escalation_state import DECLINED, is_live, to_answer
from madiun_console.ui.incident.incident_page import IncidentPage
from madiun_console.ui.incident.inplace_form import FormSlot
from madiun_console.ui.incident.keyed_column import KeyedColumn
from madiun_console.ui.incident.next_step import NextStep
from madiun_console.ui.incident.pane_clock import PaneClock
from madiun_console.ui.incident.pane_section import PaneSection
from madiun_console.ui.workplace import Workplace


class EscalationSection(PaneSection):
    """A second escalation is a line of its own and never touches the first."""

    escalated = Signal(str)
    """Address, once a new escalation is recorded."""

    def __init__(self, workplace: Workplace, clock: PaneClock, parent: QWidget | None = None) -> None:
        super().__init__(workplace, clock, parent)
        self._first: str = ""
        self._shares: str = ""
        self._dialler = Dialler(workplace, self)
        self.bar = EscalationBar(workplace, clock, self)
        self.next_step = NextStep(workplace, clock, self)
        self.slot = FormSlot(self)
        self.lines: KeyedColumn[EscalationRow, EscalationLine] = KeyedColumn(
            lambda: EscalationLine(workplace, clock, self), self._fill_line, 8, self
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.bar, self.next_step, self.slot, self.lines):
            column.addWidget(widget)
        self.bar.kind_wanted.connect(self.open_panel)
        self._sharing = workplace.link.state.sharing
        workplace.link_changed.connect(self._on_link)
        self.next_step.rung_wanted.connect(self._on_rung)
        self.next_step.again_wanted.connect(self._on_again)
        self.next_step.call_wanted.connect(self._on_call)
        self.retranslate()

    @property
    def panel(self) -> EscalationPanel | None:
        """The panel, while it is open."""
        form = self.slot.form
        return form if isinstance(form, EscalationPanel) else None

    def open_panel(self, kind: str) -> None:
        """Propose recipients of a kind of agency; asked twice for the same kind, only go back into the panel."""
        self._open(Wanted(kind))

    def begin_anew(self) -> None:
        self.slot.empty()

    def fill(self, page: IncidentPage) -> None:
        self.bar.show_page(page)
        self.next_step.show_page(page)
        if self.panel is not None:
            self.panel.follow(page)
        rows = sorted(page.detail.escalations, key=lambda row: row.sent)
        first = to_answer(rows)
        self._first = first.id if first else ""
        self._shares = self._to_share(rows)
        self.lines.show_rows([(row.id, row) for row in rows])

    def tick(self) -> None:
        self.bar.tick()
        self.next_step.tick()
        for line in self.lines.widgets:
            line.tick()

    def _on_link(self, state: LinkState) -> None:
        if state.sharing != self._sharing:
            self._sharing = state.sharing
            if self.page is not None:
                self.fill(self.page)
            for line in self.lines.widgets:
                line.retranslate()

    def _fill_line(self, line: EscalationLine, row: EscalationRow) -> None:
        reports = self.page.detail.reports if self.page else ()
        line.show_row(row, reports, first=row.id == self._first, shares=row.id == self._shares)

    def _to_share(self, rows: Sequence[EscalationRow]) -> str:
        """The escalation that the key for sharing identities is meant for: the first to an agency that can read them."""
        return next((row.id for row in rows if is_live(row) and self._reads(row)), "")

    def _reads(self, row: EscalationRow) -> bool:
        recipient = self.rulebook.find_recipient(row.agency)
        return recipient is not None and self.workplace.may_share_with(recipient.agency.id)

    def _open(self, wanted: Wanted) -> None:
        if self.page is None:
            return
        if self.panel is not None and self.panel.wanted == wanted:
            self.panel.focus_first()
            return
        panel = EscalationPanel(self.workplace, self.clock, self.page, wanted)
        panel.sent.connect(self.escalated)
        self.slot.put(panel)

    def _on_rung(self, escalation: str) -> None:
        row = self.page.escalation(escalation) if self.page else None
        rung = self.rulebook.find_recipient(row.next_rung) if row and row.next_rung else None
        if row is not None and rung is not None:
            self._open(Wanted(rung.agency.kind, rung.address, row.id))

    def _on_again(self, escalation: str) -> None:
        row = self.page.escalation(escalation) if self.page else None
        if row is not None:
            # Whoever declined is not asked again: the others of the kind stand first in the panel.
            self._open(Wanted(row.agency_kind, "" if row.state == DECLINED else row.agency, row.id))

    def _on_call(self, escalation: str) -> None:
        row = self.page.escalation(escalation) if self.page else None
        recipient = self.rulebook.find_recipient(row.agency) if row else None
        link = agency_link(recipient) if recipient else None
        line = self.lines.widget(escalation)
        if recipient is not None and link is not None and line is not None:
            self._dialler.dial(link, shown_number(recipient))
            line.open_answer()
