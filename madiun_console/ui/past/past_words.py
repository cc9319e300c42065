"""What a line of the past says, in the language of the screen."""

from __future__ import annotations

from PySide6.QtCore import QObject

from madiun_console.domain.incident_number import spoken_number
from madiun_console.queries.past_rows import Counts, PastRow
from madiun_console.ui.intake.words import kind_word, level_look, place_short
from madiun_console.ui.widgets import ListRow
from madiun_console.ui.workplace import Workplace


class PastWords(QObject):
    """Asked anew whenever the past or the language changes."""

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace

    def row(self, row: PastRow) -> ListRow:
        """One line: what and which, when and how it ended, how far away."""
        place, now = self._workplace, self._workplace.ticker.wall_ms()
        rulebook, language = place.desk.rulebook, place.language
        moment = place.formats.moment(row.at, now)
        if row.incident is None:
            outcome = rulebook.outcomes_by_id.get(row.outcome)
            return ListRow(row.id, outcome.label(language) if outcome else row.outcome, moment)
        level = rulebook.levels_by_id.get(row.level)
        kind = kind_word(rulebook, row.kind_id, language) or self.tr("Not classified yet")
        where = row.address or (place_short(rulebook, row.unit) if row.unit else "")
        away = (
            self.tr("{metres} m").format(metres=place.formats.number(row.metres))
            if row.metres is not None
            else ""
        )
        return ListRow(
            row.id,
            f"{spoken_number(row.number, now)} {kind}",
            " · ".join(part for part in (moment, self.ending(row), where) if part),
            away,
            level_look(level, language) if level else None,
        )

    def ending(self, row: PastRow) -> str:
        """How it was closed, or how it stands."""
        rulebook, language = self._workplace.desk.rulebook, self._workplace.language
        closing = rulebook.closings_by_id.get(row.outcome) if not row.is_open else None
        return closing.label(language) if closing else rulebook.states.label(row.status, language)

    def counts(self, counts: Counts) -> str:
        """How often, in three spans of time."""
        number = self._workplace.formats.number
        return self.tr("30 days: {month} · 1 year: {year} · all: {all}").format(
            month=number(counts.month), year=number(counts.year), all=number(counts.all)
        )

    def latest(self, row: PastRow) -> str:
        """The latest thing of the past in a few words."""
        place = self._workplace
        kind = kind_word(place.desk.rulebook, row.kind_id, place.language)
        moment = place.formats.moment(row.at, place.ticker.wall_ms())
        parts = (moment, kind, self.ending(row) if row.incident else "")
        return ", ".join(part for part in parts if part)
