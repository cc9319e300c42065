"""The top line of the pane, always in sight: level, kind and number of the incident."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from madiun_console.domain.incident_number import spoken_number
from madiun_console.ui.incident.incident_page import IncidentPage
from madiun_console.ui.incident.labels import WrapLabel
from madiun_console.ui.incident.pane_clock import PaneClock
from madiun_console.ui.incident.pane_section import PaneSection
from madiun_console.ui.incident.words import kind_word, level_look
from madiun_console.ui.widgets import LevelBadge, LevelLook
from madiun_console.ui.widgets.plain_tip import plain_tip
from madiun_console.ui.workplace import Workplace


class HeaderLine(PaneSection):
    """Stays while the rest scrolls, so that nobody acts on another incident than the one in mind."""

    def __init__(self, workplace: Workplace, clock: PaneClock, parent: QWidget | None = None) -> None:
        super().__init__(workplace, clock, parent)
        self.setProperty("role", "pane-head")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._badge = LevelBadge(LevelLook("", "circle", ""), workplace.appearance, self)
        self._kind = WrapLabel("title", self)
        self._number = QLabel(self)
        self._number.setProperty("role", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 8)
        row.setSpacing(9)
        row.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._kind, 1)
        row.addWidget(self._number, 0, Qt.AlignmentFlag.AlignTop)

    def number_text(self) -> str:
        """The number as it is shown."""
        return self._number.text()

    def kind_text(self) -> str:
        """The kind as it is shown."""
        return self._kind.text()

    def level(self) -> LevelLook:
        """The level as it is shown."""
        return self._badge.look

    def fill(self, page: IncidentPage) -> None:
        row, language = page.detail.row, self.workplace.language
        look = level_look(self.rulebook, row.level, language)
        if look != self._badge.look:
            self._badge.set_look(look)
        self._kind.show_text(kind_word(self.rulebook, row.kind_id, language, self.tr("Not classified yet")))
        self._number.setText(spoken_number(row.number, self.clock.now_ms()))
        self._number.setToolTip(plain_tip(row.number))
        spoken = self.tr("Incident {number}, level {level}")
        self.setAccessibleName(spoken.format(number=row.number, level=look.word))
