"""The words of a recap on the screen, in the language that is on."""

from __future__ import annotations

from PySide6.QtCore import QObject

from madiun_console.ui.paper.recap_tables import RecapTeller
from madiun_console.ui.paper.recap_words import RecapWords
from madiun_console.ui.workplace import Workplace


class RecapScreenWords(QObject):
    """Asked anew whenever the language or the rules may have changed."""

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace

    def teller(self) -> RecapTeller:
        """Tells figures as this screen does now."""
        return RecapTeller(self._workplace.desk.rulebook, self._words(), self._workplace.formats)

    def _words(self) -> RecapWords:
        return RecapWords(
            shift=self.tr("{shift} shift, {day}"),
            incidents=self.tr("Incidents"),
            calls=self.tr("Calls"),
            by_kind=self.tr("By kind"),
            by_kelurahan=self.tr("By kelurahan"),
            outcomes=self.tr("How they ended"),
            answer_times=self.tr("Answer times of the agencies"),
            all_levels=self.tr("All"),
            count=self.tr("Count"),
            told=self.tr("Told"),
            answered=self.tr("Answered"),
            in_time=self.tr("In time"),
            median=self.tr("Median"),
            nine_of_ten=self.tr("9 of 10"),
            reports=self.tr("Reports"),
            callers=self.tr("Different callers, added up"),
            told_to_an_agency=self.tr("Told to an agency"),
            told_to_nobody=self.tr("Told to nobody"),
            unclassified=self.tr("Not classified"),
            outside=self.tr("Outside the city"),
            unknown_place=self.tr("Place not known"),
            still_open=self.tr("Still open"),
            without_code=self.tr("Without a code"),
        )
