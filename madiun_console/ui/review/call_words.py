"""How a call of the quality sample is told: in the list, and above its score sheet. Nobody's name stands here."""

from __future__ import annotations

from PySide6.QtCore import QObject

from madiun_console.domain.incident_number import spoken_number
from madiun_console.queries.quality import SampledCall, SampleRow
from madiun_console.ui.incident.words import kind_word, level_word
from madiun_console.ui.widgets import ListRow
from madiun_console.ui.workplace import Workplace

SECOND = 1000
STORY_CHARS = 1200


class CallWords(QObject):
    """Translated words."""

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace

    def list_row(self, row: SampleRow) -> ListRow:
        """What it was; when it came in; whether it is scored."""
        title = self.what(row.kind_id, row.outcome, is_report=row.is_report)
        parts = (self.moment(row.logged_at), self.channel(row.channel), self.number(row.number))
        detail = " · ".join(part for part in parts if part)
        if row.scored_at is not None:
            return ListRow(row.id, title, detail, self.tr("scored"), tone="success")
        return ListRow(row.id, title, detail, self.tr("to be scored"))

    def title(self, call: SampledCall) -> str:
        """The kind of incident, or the outcome of a call that was none."""
        return self.what(call.kind_id, call.outcome, is_report=not call.outcome)

    def facts(self, call: SampledCall) -> str:
        """When, how, how long the taking of it took, at which level."""
        parts = [self.moment(call.logged_at), self.channel(call.channel)]
        if call.logged_at > call.started:
            span = self._workplace.formats.span((call.logged_at - call.started) / SECOND)
            parts.append(self.tr("taken in {span}").format(span=span))
        if call.level:
            level = level_word(self._workplace.desk.rulebook, call.level, self._workplace.language)
            parts.append(self.tr("level {level}").format(level=level))
        parts.append(self.number(call.number))
        return " · ".join(part for part in parts if part)

    def story(self, call: SampledCall) -> str:
        """What was written down, with the place."""
        if call.withheld:
            return self.tr("The texts were erased, or are not held by this PC.")
        text = " ".join(call.narrative[: STORY_CHARS + 1].split())
        if len(call.narrative) > STORY_CHARS:
            text = f"{text} …"
        text = text or self.tr("Nothing was written down.")
        return f"{call.address}\n{text}" if call.address else text

    def answers(self, call: SampledCall) -> str:
        """The questions of every call with what was answered, and those that were not asked."""
        if call.outcome:
            return ""
        language, lines = self._workplace.language, []
        for question in self._workplace.desk.rulebook.core_questions:
            if not question.options:
                continue
            option = question.option(call.answers.get(question.field, ""))
            answer = option.label(language) if option else self.tr("not asked")
            lines.append(f"{question.label(language)} {answer}")
        return "\n".join(lines)

    def told(self, call: SampledCall) -> str:
        """Which agencies were told, how long after the call, and when they answered."""
        if call.outcome:
            return ""
        lines = []
        for row in call.escalations:
            formats = self._workplace.formats
            sent = formats.span((row.sent - call.logged_at) / SECOND)
            text = self.tr("{agency}: told {span} after the call").format(agency=row.name, span=sent)
            if row.first_answer is not None:
                answered = formats.span((row.first_answer - row.sent) / SECOND)
                text = self.tr("{text}, answered after {span}").format(text=text, span=answered)
            lines.append(text)
            if row.message:
                lines.append(f"“{' '.join(row.message.split())}”")
        return "\n".join(lines) or self.tr("No agency was told")

    def what(self, kind_id: str, outcome: str, *, is_report: bool) -> str:
        """A kind of incident or an outcome."""
        book, language = self._workplace.desk.rulebook, self._workplace.language
        if is_report:
            return kind_word(book, kind_id, language, self.tr("Not classified yet"))
        found = book.outcomes_by_id.get(outcome)
        return found.label(language) if found else outcome

    def channel(self, channel: str) -> str:
        """The name of a channel."""
        found = self._workplace.desk.rulebook.channels_by_id.get(channel)
        return found.label(self._workplace.language) if found else channel

    def number(self, number: str) -> str:
        """The number of an incident as it is said now; empty stays empty."""
        return spoken_number(number, self._workplace.ticker.wall_ms()) if number else ""

    def moment(self, ms: int) -> str:
        """A time of day, with its date when it was not today."""
        return self._workplace.formats.moment(ms, self._workplace.ticker.wall_ms())
