"""The words of the lists that are only looked through: levels lowered, identities read, promises that are late."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import QObject

from madiun_console.domain.incident_number import spoken_number
from madiun_console.queries.review import LoweredRow, RevealRow
from madiun_console.queries.rows import CallbackRow
from madiun_console.ui.callbacks.callback_words import CallbackWords
from madiun_console.ui.incident.words import kind_word, level_word
from madiun_console.ui.widgets import ListRow
from madiun_console.ui.workplace import Workplace

Row = TypeVar("Row")
Side = tuple[str, tuple[str, ...], str]
"""Title, lines and reason."""


class LookWords(QObject, Generic[Row]):
    """What a list says of its rows."""

    name = ""
    has_callbacks = False

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace = workplace

    def title(self) -> str:
        """The name of the list for a screen reader."""
        raise NotImplementedError

    def nothing(self) -> str:
        """What stands there when it is empty."""
        raise NotImplementedError

    def list_row(self, row: Row) -> ListRow:
        """One line of the list."""
        raise NotImplementedError

    def side(self, row: Row) -> Side:
        """Everything about it."""
        raise NotImplementedError

    def moment(self, ms: int) -> str:
        """A time of day, with its date when it was not today."""
        return self.workplace.formats.moment(ms, self.workplace.ticker.wall_ms())

    def number(self, number: str) -> str:
        """The number of an incident as it is said now."""
        return spoken_number(number, self.workplace.ticker.wall_ms())


class LoweredWords(LookWords[LoweredRow]):
    """Levels that were lowered."""

    name = "lowered"

    def title(self) -> str:
        return self.tr("Levels that were lowered")

    def nothing(self) -> str:
        return self.tr("No level was lowered yet.")

    def list_row(self, row: LoweredRow) -> ListRow:
        change = f"{self._level(row.before)} → {self._level(row.after)}"
        detail = " · ".join(part for part in (self.number(row.number), row.by_name, row.reason) if part)
        return ListRow(row.id, f"{self._kind(row)} · {change}", detail, self.moment(row.at))

    def side(self, row: LoweredRow) -> Side:
        change = self.tr("From {before} to {after}").format(
            before=self._level(row.before), after=self._level(row.after)
        )
        by = self.tr("{time} by {name}").format(time=self.moment(row.at), name=row.by_name)
        now = self.tr("Level now: {level}").format(level=self._level(row.level_now))
        lines = (self.number(row.number), change, by, now)
        return self._kind(row), lines, row.reason or self.tr("The reason is not held by this PC.")

    def _level(self, level: str) -> str:
        return level_word(self.workplace.desk.rulebook, level, self.workplace.language)

    def _kind(self, row: LoweredRow) -> str:
        otherwise = self.tr("Not classified yet")
        return kind_word(self.workplace.desk.rulebook, row.kind_id, self.workplace.language, otherwise)


class RevealWords(LookWords[RevealRow]):
    """Identities that were read; who they are never stands here."""

    name = "revealed"

    def title(self) -> str:
        return self.tr("Identities that were read")

    def nothing(self) -> str:
        return self.tr("No identity was read yet.")

    def list_row(self, row: RevealRow) -> ListRow:
        detail = " · ".join(part for part in (row.by_name, row.reason) if part)
        return ListRow(row.id, self._what(row), detail, self.moment(row.at))

    def side(self, row: RevealRow) -> Side:
        by = self.tr("{time} by {name}").format(time=self.moment(row.at), name=row.by_name)
        called = ""
        if row.called_at is not None:
            called = self.tr("The call came in {time}").format(time=self.moment(row.called_at))
        return self._what(row), (by, called), row.reason or self.tr("The reason is not held by this PC.")

    def _what(self, row: RevealRow) -> str:
        if row.format:
            rows = self.workplace.formats.number(row.rows)
            return self.tr("Export with identities: {rows} rows, {format}").format(
                rows=rows, format=row.format.upper()
            )
        if row.outcome:
            outcome = self.workplace.desk.rulebook.outcomes_by_id.get(row.outcome)
            word = outcome.label(self.workplace.language) if outcome else row.outcome
            return self.tr("Number of a call: {outcome}").format(outcome=word)
        if row.number:
            return self.tr("Reporter of {number}").format(number=self.number(row.number))
        return self.tr("Reporter of a report")


class LateWords(LookWords[CallbackRow]):
    """Promises to call back that are past their time."""

    name = "late"
    has_callbacks = True

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._words = CallbackWords(self)

    def title(self) -> str:
        return self.tr("Promises to call back that are late")

    def nothing(self) -> str:
        return self.tr("Every promise to call back was kept so far.")

    def list_row(self, row: CallbackRow) -> ListRow:
        return self._words.list_row(row, self.workplace.formats, self.workplace.ticker.wall_ms())

    def side(self, row: CallbackRow) -> Side:
        now, formats = self.workplace.ticker.wall_ms(), self.workplace.formats
        due = self.tr("Due {time}, {late}").format(
            time=self.moment(row.due), late=self._words.due((row.due - now) / 1000, formats)
        )
        promised = self.tr("Noted by {name}").format(name=row.promised_by)
        lines = (
            due,
            self._words.why(row, formats, now),
            promised if row.call else "",
            self._words.tries(row),
        )
        return self._words.title(row, now), lines, ""
