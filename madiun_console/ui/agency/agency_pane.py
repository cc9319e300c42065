"""The right pane at an agency's desk: one incident that was given to it, its own acts, what the call center tells."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from madiun_console.ui.agency.acts_section import ActsSection
from madiun_console.ui.agency.agency_foot import AgencyFoot
from madiun_console.ui.agency.facts_section import FactsSection
from madiun_console.ui.incident.pane_frame import PaneFrame
from madiun_console.ui.incident.reports_section import ReportsSection
from madiun_console.ui.incident.timeline_section import TimelineSection
from madiun_console.ui.workplace import Workplace


class AgencyPane(PaneFrame):
    """Stands where the call center has its own pane, and is told the same things."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        clock = self._clock
        self.facts = FactsSection(workplace, clock)
        self.acts = ActsSection(workplace, clock)
        self.reports = ReportsSection(workplace, clock)
        self.timeline = TimelineSection(workplace, clock)
        self.foot = AgencyFoot(workplace, clock, lambda: self.acts.escalation)
        self.foot.added.connect(self.left)
        self.set_out((self.facts, self.acts, self.reports, self.timeline), self.foot)
        self.retranslate()

    def nothing_words(self, *, missing: bool) -> tuple[str, str]:
        if missing:
            return self.tr("The call center has taken this back"), ""
        return self.tr("No incident chosen"), ""
