"""The base of every section of the pane: it is shown a page, fills itself, ticks, and tells what was refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from madiun_console.domain.rulebook import Rulebook
from madiun_console.errors import ConsoleError
from madiun_console.ui.incident.incident_page import IncidentPage
from madiun_console.ui.incident.pane_clock import PaneClock
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.workplace import Workplace


class PaneSection(Retranslated, QWidget):
    """Subclasses set fixed words in `set_words` and everything of the incident in `fill`."""

    refused = Signal(str)
    """The text of an error that has no place of its own."""

    def __init__(self, workplace: Workplace, clock: PaneClock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workplace = workplace
        self.clock = clock
        self.page: IncidentPage | None = None

    @property
    def rulebook(self) -> Rulebook:
        """The domain tables."""
        return self.workplace.desk.rulebook

    def show_page(self, page: IncidentPage) -> None:
        """Show another incident, or the same one as it is now."""
        other = self.page is not None and self.page.id != page.id
        self.page = page
        if other:
            self.begin_anew()
        self.fill(page)

    def begin_anew(self) -> None:
        """Another incident: close what was open for the one before."""

    def fill(self, page: IncidentPage) -> None:
        """Show what the page holds."""
        raise NotImplementedError

    def tick(self) -> None:
        """A second has passed: move clocks on, read nothing."""

    def set_words(self) -> None:
        """Set the words that do not depend on the incident."""

    def retranslate(self) -> None:
        self.set_words()
        if self.page is not None:
            self.fill(self.page)

    def act(self, action: Callable[..., Any], *arguments: Any, **more: Any) -> None:
        """Run an action; what it refuses is told in the pane."""
        more.setdefault("failed", self._on_refused)
        self.workplace.act(action, *arguments, **more)

    def moment(self, ms: int) -> str:
        """A time of day, with its date when it was not today."""
        return self.workplace.formats.moment(ms, self.clock.now_ms())

    def _on_refused(self, error: ConsoleError) -> None:
        self.refused.emit(error.text(self.workplace.language))
