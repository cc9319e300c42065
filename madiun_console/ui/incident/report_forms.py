"""The forms of a report: what was not asked yet, a promise to call back, the reason for reading who called."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from madiun_console.actions.calls import promise_callback
from madiun_console.actions.identity import reveal_identity
from madiun_console.actions.take_call import amend_report
from madiun_console.domain.events.catalogue import ReportAmended
from madiun_console.domain.rulebook import CoreQuestion
from madiun_console.queries.detail_rows import ReportRow
from madiun_console.ui.incident.inplace_form import InPlaceForm, ReasonForm
from madiun_console.ui.incident.pane_clock import PaneClock
from madiun_console.ui.widgets import Choice, SegmentedChoice
from madiun_console.ui.workplace import Workplace

PROMISES = (15, 30, 60, 180)
"""Minutes that can be promised with one key."""


class QuestionsForm(InPlaceForm):
    """The required questions that the call left open; what is answered is kept, the rest stays open."""

    def __init__(self, workplace: Workplace, row: ReportRow, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._row = row
        book = workplace.desk.rulebook
        self._questions = [
            book.core_by_field[field] for field in row.unanswered if field in book.core_by_field
        ]
        self.fields: dict[str, SegmentedChoice | QLineEdit] = {}
        self._labels = []
        for question in self._questions:
            field = (
                SegmentedChoice([], workplace.appearance, "", self) if question.options else QLineEdit(self)
            )
            self.fields[question.field] = field
            label = self.add_field(field)
            label.setWordWrap(True)
            self._labels.append(label)
        self.finish_layout()

    def confirm(self) -> None:
        change = self._change()
        if change == ReportAmended():
            self.complain(self.tr("Nothing is answered yet."))
        else:
            self.send(amend_report, self._row.id, change)

    def focus_first(self) -> None:
        first = next(iter(self.fields.values()), None)
        if first is not None:
            first.setFocus()

    def retranslate(self) -> None:
        super().retranslate()
        language = self.workplace.language
        self.title.show_text(self.tr("Still to be asked"))
        self.confirm_button.set_label(self.tr("Save answers"))
        for question, label in zip(self._questions, self._labels, strict=True):
            self.name_field(label, question.label(language))
            field = self.fields[question.field]
            if isinstance(field, SegmentedChoice):
                field.set_choices([Choice(option.id, option.label(language)) for option in question.options])

    def _change(self) -> ReportAmended:
        answers: dict[str, str] = {}
        texts: dict[str, str] = {}
        told = dict(self._row.told)
        for question in self._questions:
            field = self.fields[question.field]
            if isinstance(field, SegmentedChoice):
                if field.value() is not None:
                    answers[question.field] = str(field.value())
            elif field.text().strip():
                self._take_text(question, field.text().strip(), texts, told)
        return ReportAmended(
            answers=answers,
            narrative=texts.get("narrative"),
            address=texts.get("location_text"),
            told=told if told != dict(self._row.told) else None,
        )

    @staticmethod
    def _take_text(question: CoreQuestion, text: str, texts: dict[str, str], told: dict[str, str]) -> None:
        if question.field in ("narrative", "location_text"):
            texts[question.field] = text
        else:
            told[question.label()] = text


class CallbackForm(InPlaceForm):
    """A promise to call the reporter by a time; it goes to the call-back list."""

    def __init__(
        self, workplace: Workplace, clock: PaneClock, row: ReportRow, parent: QWidget | None = None
    ) -> None:
        super().__init__(workplace, parent)
        self._row = row
        self._clock = clock
        self.within = SegmentedChoice([], workplace.appearance, "", self)
        self.note = QLineEdit(self)
        self._labels = [self.add_field(self.within), self.add_field(self.note)]
        self.finish_layout()
        self.within.set_value(str(PROMISES[1]))
        self.within.lead_to(self.note)

    def confirm(self) -> None:
        minutes = int(self.within.value() or PROMISES[1])
        due = self._clock.now_ms() + minutes * 60_000
        self.send(promise_callback, self._row.id, due, self.note.text())

    def focus_first(self) -> None:
        self.within.setFocus()

    def retranslate(self) -> None:
        super().retranslate()
        formats = self.workplace.formats
        self.title.show_text(self.tr("Promise to call back"))
        self.name_field(self._labels[0], self.tr("Within"))
        self.name_field(self._labels[1], self.tr("What about (may stay empty)"))
        self.within.set_choices(
            [Choice(str(minutes), formats.spoken_span(minutes * 60)) for minutes in PROMISES]
        )
        self.confirm_button.set_label(self.tr("Promise"))


class RevealForm(ReasonForm):
    """Reading who called is a fact in the log, so it says why."""

    def __init__(self, workplace: Workplace, row: ReportRow, parent: QWidget | None = None) -> None:
        self._row = row
        super().__init__(workplace, parent)

    def confirm(self) -> None:
        self.send(reveal_identity, self._row.id, self.reason.text())

    def retranslate(self) -> None:
        super().retranslate()
        self.title.show_text(self.tr("Who called? Your reason and your name are logged."))
        self.reason.setPlaceholderText(self.tr("such as: call back for the exact place"))
        self.confirm_button.set_label(self.tr("Show for 30 seconds"))
