"""Acts upon the shown incident that the server holds: what, by whom, why, and the way to the page that decides."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from madiun_console.ui.held.held_words import HeldWords
from madiun_console.ui.incident.incident_page import IncidentPage
from madiun_console.ui.incident.labels import FlowRow, WrapLabel
from madiun_console.ui.incident.pane_clock import PaneClock
from madiun_console.ui.incident.pane_section import PaneSection
from madiun_console.ui.widgets import KeyButton
from madiun_console.ui.workplace import OWN_LOGIN, Workplace

MOST_TOLD = 3


class HeldBox(PaneSection):
    """Hidden while nothing waits."""

    decide_wanted = Signal()

    def __init__(self, workplace: Workplace, clock: PaneClock, parent: QWidget | None = None) -> None:
        super().__init__(workplace, clock, parent)
        self._words = HeldWords(workplace, self)
        self.frame = QFrame(self)
        self.frame.setProperty("role", "message")
        self.frame.setProperty("tone", "warning")
        self.head = WrapLabel("strong", self.frame)
        self.lines = WrapLabel("", self.frame)
        self.to_do = WrapLabel("muted", self.frame)
        """Why the first of them waits, and what to do."""
        self.decide = KeyButton("", role="link", parent=self.frame)
        self.decide.clicked.connect(self.decide_wanted)
        links = FlowRow(0, self.frame)
        links.add(self.decide)
        inside = QVBoxLayout(self.frame)
        inside.setContentsMargins(10, 7, 10, 7)
        inside.setSpacing(3)
        for widget in (self.head, self.lines, self.to_do, links):
            inside.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.frame)
        self.retranslate()

    def set_words(self) -> None:
        self.decide.set_label(self.tr("Confirm or refuse"))

    def fill(self, page: IncidentPage) -> None:
        rows = page.held
        self.setVisible(bool(rows))
        if not rows:
            return
        words = self._words
        self.head.show_text(words.count(len(rows)))
        told = [
            f"{words.what(row._replace(detail=page.detail))}\n"
            f"{words.who(row)} · {words.when(row)} · {words.short_reason(row.reason)}"
            for row in rows[:MOST_TOLD]
        ]
        if len(rows) > MOST_TOLD:
            told.append(self.tr("and {count} more").format(count=len(rows) - MOST_TOLD))
        self.lines.show_text("\n".join(told))
        first, place = rows[0], self.workplace
        mine = place.signed_in and first.logged.actor == place.session.person
        self.to_do.show_text(words.told(first.reason, mine=mine))
        self.decide.setVisible(self.workplace.may(OWN_LOGIN) and self.workplace.link.joined)
