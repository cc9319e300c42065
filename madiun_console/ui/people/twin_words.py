"""What tells two people of the same name apart: where and when each was added."""

from __future__ import annotations

from PySide6.QtCore import QObject

from madiun_console.queries.rows import PersonRow
from madiun_console.ui.workplace import Workplace


class TwinWords(QObject):
    """Words in the language that is on."""

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace

    def added(self, person: PersonRow) -> str:
        """`added at desk A on 24 Nov 2026`; empty for whoever has a name of their own."""
        if person.twin is None:
            return ""
        date = self._workplace.formats.date(person.added_at)
        if not person.twin:
            return self.tr("added on {date}").format(date=date)
        return self.tr("added at desk {letter} on {date}").format(letter=person.twin, date=date)
