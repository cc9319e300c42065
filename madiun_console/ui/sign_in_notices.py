"""What whoever has just signed in is told once: drafts that cannot be read, a recovery code that nobody has kept."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from madiun_console.queries.desk_lists import code_is_unconfirmed, unreadable_drafts
from madiun_console.queries.rows import DraftRow
from madiun_console.ui.workplace import Workplace


class SignInNotices(QObject):
    """Asks when the window is at rest; the drafts come last, so that they are what stands there."""

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace

    def look(self) -> None:
        """Ask, and tell whoever is signed in."""
        place = self._workplace
        if not place.signed_in:
            return
        if place.may("people"):
            place.ask(code_is_unconfirmed, done=self._on_unconfirmed)
        place.ask(unreadable_drafts, place.session, done=self._on_unreadable)

    def _on_unconfirmed(self, unconfirmed: bool) -> None:
        if unconfirmed and self._workplace.may("people"):
            text = self.tr(
                "Nobody has said that the recovery code of this desk was kept, and it is not shown again: make a new one "
                "under Settings, Recovery code."
            )
            self._workplace.told.emit("warning", text)

    def _on_unreadable(self, rows: Sequence[DraftRow]) -> None:
        if rows:
            text = self.tr("{count} drafts cannot be read. They are kept; tell an administrator.")
            self._workplace.told.emit("warning", text.format(count=len(rows)))
