"""What happened before the incident: at its place, by its callers' numbers, of its kind; so that it is not repeated."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from madiun_console.queries.past import past_of_incident
from madiun_console.queries.past_rows import Past
from madiun_console.ui.incident import keys
from madiun_console.ui.incident.incident_page import IncidentPage
from madiun_console.ui.incident.inplace_form import scroll_to
from madiun_console.ui.incident.pane_clock import PaneClock
from madiun_console.ui.incident.pane_section import PaneSection
from madiun_console.ui.past.past_view import PastView
from madiun_console.ui.widgets import Section
from madiun_console.ui.workplace import Workplace


class PastSection(PaneSection):
    """Asked for after the incident itself is shown: nobody waits for it."""

    incident_wanted = Signal(str)

    def __init__(self, workplace: Workplace, clock: PaneClock, parent: QWidget | None = None) -> None:
        super().__init__(workplace, clock, parent)
        self._heading = Section(parent=self)
        self.view = PastView(workplace, self)
        self.view.incident_wanted.connect(self.incident_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._heading)
        column.addWidget(self.view)
        QShortcut(QKeySequence(keys.PAST), self).activated.connect(self.go_to_past)
        self.retranslate()

    def set_words(self) -> None:
        self._heading.set_text(self.tr("Before"))
        self._heading.set_trailing(keys.PAST)

    def begin_anew(self) -> None:
        self.view.begin_anew()

    def fill(self, page: IncidentPage) -> None:
        if self.workplace.signed_in:
            incident = page.id
            self.workplace.ask(
                past_of_incident,
                self.workplace.session,
                incident,
                done=lambda past: self._on_past(incident, past),
                failed=self._on_refused,
                latest="incident-past",
            )

    def go_to_past(self) -> None:
        """Put the keyboard into the list."""
        scroll_to(self)
        self.view.focus_list()

    def _on_past(self, incident: str, past: Past | None) -> None:
        if self.page is not None and self.page.id == incident:
            self.view.show_past(past)
