"""Who else has the shown incident open, or is typing in it: a line that is there only while somebody is."""

from __future__ import annotations

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from madiun_console.ui.incident.incident_page import IncidentPage
from madiun_console.ui.incident.labels import WrapLabel, retone
from madiun_console.ui.incident.pane_clock import PaneClock
from madiun_console.ui.incident.pane_section import PaneSection
from madiun_console.ui.presence_words import PresenceWords
from madiun_console.ui.workplace import Workplace


class PresenceLine(PaneSection):
    """Stands below the top line; tells the other desks what is shown here while the pane is in sight."""

    def __init__(self, workplace: Workplace, clock: PaneClock, parent: QWidget | None = None) -> None:
        super().__init__(workplace, clock, parent)
        self._words = PresenceWords(workplace.presence, self)
        self._line = WrapLabel("strong", self)
        retone(self._line, "info")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 6, 16, 0)
        column.addWidget(self._line)
        workplace.presence.incidents_changed.connect(self._on_others)
        self.setVisible(False)
        self.retranslate()

    def text(self) -> str:
        """What it says, empty when nobody else is there."""
        return self._line.text()

    def fill(self, page: IncidentPage) -> None:
        words = self._words.at(page.id)
        self._line.show_text(words)
        self.setVisible(bool(words))

    def _on_others(self, incidents: frozenset[str]) -> None:
        if self.page is not None and self.page.id in incidents:
            self.fill(self.page)


class Watched(QWidget):
    """The part of the pane that shows an incident: while it is in sight, other desks are told which one."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presence = workplace.presence
        self._incident: str | None = None

    def set_incident(self, incident: str) -> None:
        """Another incident is shown, now or as soon as this is in sight."""
        self._incident = incident
        if self.isVisible():
            self._presence.show(incident)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._presence.show(self._incident)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._presence.show(None)
