"""The strip above the queue while the sheet of the previous shift waits to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from madiun_console.domain.changes import Changes
from madiun_console.queries.shift_sheet import ShiftRow, unread_handover
from madiun_console.ui.shift.shift_words import ShiftWords
from madiun_console.ui.workplace import Workplace

if TYPE_CHECKING:
    from madiun_console.ui.shell import ShellFrame

BANNER, KEY = "handover", "Ctrl+B"


class ShiftBanner(QObject):
    """Shown over one page, `where`: during a call the form needs the room. Looks again when shifts or people change."""

    wanted = Signal()
    """Somebody wants to read the sheet."""

    def __init__(self, workplace: Workplace, frame: ShellFrame, where: str) -> None:
        super().__init__(frame)
        self._workplace = workplace
        self._frame = frame
        self._where = where
        self._words = ShiftWords(workplace, self)
        self._row: ShiftRow | None = None
        frame.page_shown.connect(lambda _page: self.refresh())
        frame.banners.acted.connect(self._on_acted)
        workplace.jobs.changed.connect(self._on_changed)
        workplace.session_changed.connect(self.look)
        workplace.translator.language_changed.connect(self.refresh)
        self.look()

    def look(self) -> None:
        """Ask whether a sheet waits for whoever is signed in."""
        if self._workplace.signed_in:
            person = self._workplace.session.person
            self._workplace.ask(unread_handover, person, done=self._on_row, latest="unread_handover")

    def _on_row(self, row: ShiftRow | None) -> None:
        self._row = row
        self.refresh()

    def _on_changed(self, changes: Changes) -> None:
        if changes.shifts:
            self.look()

    def refresh(self) -> None:
        """Show or hide the strip on the page that is shown now."""
        banners = self._frame.banners
        if self._row is None or self._frame.current_page() != self._where:
            banners.hide_banner(BANNER)
            return
        text = self.tr("the sheet of the shift {shift} waits to be read").format(
            shift=self._words.name(self._row)
        )
        banners.show_banner(BANNER, "info", text, self.tr("Read it"), lead=self.tr("Handover:"), key=KEY)

    def _on_acted(self, banner: str) -> None:
        if banner == BANNER:
            self.wanted.emit()
