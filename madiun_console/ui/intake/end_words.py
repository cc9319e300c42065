"""What is said when a call has ended: the number of its incident, or how often such a call was counted today."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject

from madiun_console.actions.calls import ABANDONED, owes_callback
from madiun_console.domain.incident_number import spoken_number
from madiun_console.queries.rows import IncidentRow
from madiun_console.ui.workplace import Workplace


class EndWords(QObject):
    """Translated sentences."""

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace

    def saved(self, row: IncidentRow | None) -> str:
        """A report was saved; the row is None when its incident could not be looked at."""
        number = spoken_number(row.number, self._workplace.ticker.wall_ms()) if row else ""
        return self.tr("{number} saved").format(number=number) if number else self.tr("The report is saved")

    def counted(self, outcome: str, counts: Mapping[str, int], number: str = "") -> str:
        """A call was no incident; `counts` are today's, `number` is the caller's."""
        place = self._workplace
        label = place.desk.rulebook.outcomes_by_id[outcome].label(place.language)
        count = place.formats.number(counts.get(outcome, 0))
        if outcome == ABANDONED and not owes_callback(outcome, number):
            text = self.tr("{outcome}: counted, {count} today. Without a number nobody can be called back.")
        else:
            text = self.tr("{outcome}: counted, {count} today")
        return text.format(outcome=label, count=count)
