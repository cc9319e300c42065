"""The questions for every call, as segments; hinted answers are dashed until a key confirms them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from madiun_console.domain.report_form import ReportForm
from madiun_console.domain.rulebook import CoreQuestion
from madiun_console.ui.intake.field import Field
from madiun_console.ui.intake.key_cap import KeyCap
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import Choice, Section, SegmentedChoice
from madiun_console.ui.workplace import Workplace


class QuestionsSection(Retranslated, QWidget):
    """An unanswered required question is marked and asked later; it never keeps a report from being saved."""

    edited = Signal()
    next_wanted = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._hinted: Mapping[str, str] = {}
        self._kept: dict[str, str] = {}
        self._marking = False
        self._head = Section(parent=self)
        self.next = KeyCap("", "F8", role="link", parent=self)
        self.next.clicked.connect(self.next_wanted)
        head = QHBoxLayout()
        head.addWidget(self._head, 1)
        head.addWidget(self.next)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addLayout(head)
        self.choices: dict[str, SegmentedChoice] = {}
        self._fields: dict[str, Field] = {}
        self._build()
        self.retranslate()

    def _build(self) -> None:
        for field in self._fields.values():
            self._column.removeWidget(field)
            field.hide()
            field.deleteLater()
        self.choices, self._fields = {}, {}
        for question in self._workplace.desk.rulebook.core_questions:
            if question.options:
                choice = SegmentedChoice([], self._workplace.appearance, parent=self)
                choice.value_changed.connect(self._on_answered)
                self.choices[question.field] = choice
                self._fields[question.field] = Field(choice, wrap=True)
                self._column.addWidget(self._fields[question.field])

    def follow_rules(self) -> None:
        """Other questions are asked: what was answered stays, also to a question that is asked no more."""
        asked = [one.field for one in self._workplace.desk.rulebook.core_questions if one.options]
        if asked == list(self.choices):
            return
        given = {**self._kept, **self._answers()}
        self._build()
        self.retranslate()
        for field, choice in self.choices.items():
            choice.set_value(given.get(field))
        shown = self._answers()
        self._kept = {field: code for field, code in given.items() if field not in shown}
        self._remark()

    def values(self) -> dict[str, object]:
        """The coded answers; those that this version of the tables does not ask for stay as they were."""
        return {"answers": {**self._kept, **self._answers()}}

    def show_form(self, form: ReportForm) -> None:
        """Fill in without telling anyone."""
        for field, choice in self.choices.items():
            choice.set_value(form.answers.get(field))
        shown = self._answers()
        self._kept = {field: code for field, code in form.answers.items() if field not in shown}
        self.suggest({})

    def suggest(self, answers: Mapping[str, str]) -> None:
        """Mark what the narrative hints at."""
        self._hinted = answers
        for field, choice in self.choices.items():
            choice.set_suggested(answers.get(field))
        self._remark()

    def confirm(self) -> bool:
        """Take every hinted answer that is still open; whether there was one."""
        taken = False
        for field, choice in self.choices.items():
            if choice.value() is None and field in self._hinted:
                choice.set_value(self._hinted[field])
                taken = taken or choice.value() is not None
        self._remark()
        return taken

    def mark_open(self, marking: bool) -> None:
        """Mark open required questions only once something was said: an empty form is no list of faults."""
        if marking != self._marking:
            self._marking = marking
            self._remark()

    def open_questions(self) -> list[SegmentedChoice]:
        """The required questions without an answer, in the order of the call."""
        required = [question.field for question in self._questions() if question.required]
        return [self.choices[field] for field in required if self.choices[field].value() is None]

    def retranslate(self) -> None:
        language = self._workplace.language
        self._head.set_text(self.tr("Ask"))
        for question in self._questions():
            options = [Choice(option.id, option.label(language)) for option in question.options]
            self.choices[question.field].set_choices(options)
            self._fields[question.field].set_text(question.label(language))
        self.suggest(self._hinted)

    def _questions(self) -> list[CoreQuestion]:
        """Those that have a field here: between a change of the rules and `follow_rules` others may be asked."""
        asked = self._workplace.desk.rulebook.core_questions
        return [question for question in asked if question.field in self.choices]

    def _answers(self) -> dict[str, str]:
        given = {field: choice.value() for field, choice in self.choices.items()}
        return {field: code for field, code in given.items() if code is not None}

    def _on_answered(self, _code: object) -> None:
        self._remark()
        self.edited.emit()

    def _remark(self) -> None:
        for question in self._questions():
            field = self._fields[question.field]
            choice = self.choices[question.field]
            if choice.value() is not None:
                field.set_note("")
            elif question.field in self._hinted:
                field.set_note(self.tr("suggested"), "info")
            elif question.required and self._marking:
                field.set_note(self.tr("not asked"), "warning")
            else:
                field.set_note("")
        count = len(self.open_questions())
        self.next.setVisible(count > 0)
        self.next.set_label(self.tr("{count} open, next").format(count=count))
