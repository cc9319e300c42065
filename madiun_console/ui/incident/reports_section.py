"""The citizens' reports of the incident, the first one first; parting one can be undone."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from madiun_console.actions.link_reports import link_report, unlink_report
from madiun_console.domain.changes import Changes
from madiun_console.queries.detail_rows import ReportRow
from madiun_console.ui.incident import keys
from madiun_console.ui.incident.incident_page import IncidentPage
from madiun_console.ui.incident.inplace_form import scroll_to
from madiun_console.ui.incident.keyed_column import KeyedColumn
from madiun_console.ui.incident.pane_clock import PaneClock
from madiun_console.ui.incident.pane_section import PaneSection
from madiun_console.ui.incident.report_card import ReportCard
from madiun_console.ui.widgets import InlineMessage, MessageAction, Section
from madiun_console.ui.widgets.inline_message import UNDO
from madiun_console.ui.workplace import Workplace

OPEN = "open"


class ReportsSection(PaneSection):
    """Identities stay masked; whoever reads one says why."""

    call_wanted = Signal(str)
    incident_wanted = Signal(str)

    def __init__(self, workplace: Workplace, clock: PaneClock, parent: QWidget | None = None) -> None:
        super().__init__(workplace, clock, parent)
        self._parted: tuple[str, str, str] | None = None
        self._heading = Section(parent=self)
        self.message = InlineMessage(workplace.appearance, self)
        self.message.action_triggered.connect(self._on_action)
        self.cards: KeyedColumn[ReportRow, ReportCard] = KeyedColumn(
            self._make_card, self._fill_card, 6, self
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self._heading, self.message, self.cards):
            column.addWidget(widget)
        shortcut = QShortcut(QKeySequence(keys.REPORTS), self)
        shortcut.activated.connect(self.go_to_reports)
        self.retranslate()

    def set_words(self) -> None:
        self._heading.set_text(self.tr("Citizens' reports"))

    def begin_anew(self) -> None:
        self.message.clear()
        self._parted = None

    def fill(self, page: IncidentPage) -> None:
        reports = page.detail.reports
        text = self.tr("{reports} reports, {callers} different callers · {key}")
        if self.workplace.at_agency:  # it cannot tell callers apart
            text = self.tr("{reports} reports · {key}")
        if len(reports) == 1:
            text = self.tr("1 report · {key}")
        self._heading.set_trailing(
            text.format(reports=len(reports), callers=page.detail.row.callers, key=keys.REPORTS)
        )
        self.cards.show_rows([(row.id, row) for row in reports])

    def go_to_reports(self) -> None:
        """Bring the reports into sight and put the focus on the first link of the first report."""
        scroll_to(self)
        for card in self.cards.widgets:
            if card.focus_first():
                scroll_to(card)
                return

    def _make_card(self) -> ReportCard:
        card = ReportCard(self.workplace, self.clock, self)
        card.call_wanted.connect(self.call_wanted)
        card.unlink_wanted.connect(self._on_unlink)
        card.promised.connect(self._on_promised)
        return card

    def _fill_card(self, card: ReportCard, row: ReportRow) -> None:
        card.show_row(row, alone=self.page is None or len(self.page.detail.reports) == 1)

    def _on_promised(self) -> None:
        self.message.show_message("success", self.tr("Promised; it stands in the call-back list."))

    def _on_unlink(self, report: str) -> None:
        if self.page is not None:
            incident = self.page.id
            self.act(
                unlink_report, report, incident, done=lambda made: self._on_parted(report, incident, made)
            )

    def _on_parted(self, report: str, incident: str, changes: Changes) -> None:
        made = changes.created.get("incident", "")
        self._parted = (report, incident, made)
        actions = [MessageAction(OPEN, self.tr("Open it"))] if made else []
        text = self.tr("The report was parted and is an incident of its own now.")
        self.message.show_message("success", text, actions=actions, undo=True)
        self.message.focus_undo()

    def _on_action(self, action: str) -> None:
        if self._parted is None:
            return
        report, incident, made = self._parted
        if action == UNDO:
            self.act(link_report, report, incident)
            self.message.clear()
            self._parted = None
        elif action == OPEN:
            self.incident_wanted.emit(made)
