"""The score sheet of one call: what is known of it, and a question after the other, answered by keys."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from madiun_console.domain.quality import NO, NOT_APPLICABLE, YES
from madiun_console.domain.rulebook import Criterion
from madiun_console.queries.quality import SampledCall
from madiun_console.ui.incident.inplace_form import ENTER, scroll_to
from madiun_console.ui.incident.labels import WrapLabel
from madiun_console.ui.review.call_words import CallWords
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import Choice, InlineMessage, Labelled, Section, SegmentedChoice
from madiun_console.ui.widgets.tab_order import follow_in_tab_order
from madiun_console.ui.workplace import Workplace

BESIDE_FROM = 400
"""From which width the answers stand beside the questions (pixels)."""


class ScoreSheet(Retranslated, QWidget):
    """Enter goes on to the next question, behind the last one to the note, and there it saves."""

    save_wanted = Signal()

    def __init__(self, workplace: Workplace, words: CallWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._words = words
        self._call: SampledCall | None = None
        self._beside: bool | None = None
        self._kept: dict[str, tuple[Mapping[str, str], str]] = {}
        self._title, self._facts = WrapLabel("title", self), WrapLabel("muted", self)
        self._story, self._answers = WrapLabel("", self), WrapLabel("muted", self)
        self._told_head, self._told = Section(parent=self), WrapLabel("", self)
        self.message = InlineMessage(workplace.appearance, self)
        self.choices: dict[str, SegmentedChoice] = {}
        self._labels: dict[str, WrapLabel] = {}
        self._heads: dict[str, Section] = {}
        self.note = QLineEdit(self)
        self._note = Labelled(self.note, self)
        self._set_out()
        self.note.returnPressed.connect(self.save_wanted)
        self.retranslate()

    def _set_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self._title, self._facts, self._story, self._answers, self._told_head, self._told):
            column.addWidget(widget)
        grid = self._grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(5)
        for criterion in self._criteria():
            if criterion.part not in self._heads:
                self._heads[criterion.part] = Section(parent=self)
            choice = SegmentedChoice([], self._workplace.appearance, parent=self)
            label = WrapLabel("", self)
            label.setBuddy(choice)
            self.choices[criterion.id], self._labels[criterion.id] = choice, label
        self._arrange(beside=True)
        column.addLayout(grid)
        column.addWidget(self._note)
        column.addWidget(self.message)
        column.addStretch(1)

    def _arrange(self, *, beside: bool) -> None:
        """Answers beside the questions, or below them where it is narrow."""
        if beside == self._beside:
            return
        self._beside = beside
        grid, row, part = self._grid, 0, ""
        while grid.count():
            grid.takeAt(0)
        for criterion in self._criteria():
            if criterion.part != part:
                part = criterion.part
                grid.addWidget(self._heads[part], row, 0, 1, 2)
                row += 1
            label, choice = self._labels[criterion.id], self.choices[criterion.id]
            grid.addWidget(label, row, 0, 1, 1 if beside else 2)
            row += not beside
            if beside:
                grid.addWidget(choice, row, 1, Qt.AlignmentFlag.AlignTop)
            else:
                grid.addWidget(choice, row, 0, 1, 2)
            row += 1

    # ------------------------------------------------------------------------------------------ for the view

    def show_call(self, call: SampledCall) -> None:
        """Show a call; what was half filled in for another one is kept until it comes back."""
        if self._call is not None and self._call.id != call.id:
            self._kept[self._call.id] = (self.answers(), self.note.text())
        other = self._call is None or self._call.id != call.id
        self._call = call
        if other:
            given, note = self._kept.pop(call.id, ({}, ""))
            if not given and call.score is not None:
                given, note = call.score.answers, call.score.note or ""
            for name, choice in self.choices.items():
                choice.set_value(given.get(name))
            self.note.setText(note)
            self.message.clear()
        self.retranslate()

    def call_id(self) -> str:
        """The call that is shown, empty when none is."""
        return self._call.id if self._call else ""

    def answers(self) -> dict[str, str]:
        """Criterion -> answer, as far as they are given."""
        found = {one.id: self.choices[one.id].value() for one in self._asked()}
        return {name: value for name, value in found.items() if value is not None}

    def forget(self, call: str) -> None:
        """It was saved: nothing of it is half filled in any more."""
        self._kept.pop(call, None)

    def forget_all(self) -> None:
        """Somebody else signs in."""
        self._kept.clear()
        self._call = None

    def say(self, tone: str, text: str) -> None:
        """What came of saving, in sight."""
        self.message.show_message(tone, text)
        scroll_to(self.message)

    def focus_first(self) -> None:
        """Go to the first question without an answer, or to the first one."""
        asked = [self.choices[one.id] for one in self._asked()]
        open_ = next((one for one in asked if one.value() is None), asked[0] if asked else None)
        if open_ is not None:
            self._go(open_)

    # ------------------------------------------------------------------------------------------ words

    def retranslate(self) -> None:
        texts = {
            "call": self.tr("The call"),
            "intake": self.tr("Taking it down"),
            "escalation": self.tr("Telling the agencies"),
        }
        for part, head in self._heads.items():
            head.set_text(texts.get(part, part))
        self._told_head.set_text(self.tr("Agencies"))
        self._note.set_text(self.tr("Remark (may stay empty)"))
        choices = [
            Choice(YES, self.tr("Yes")),
            Choice(NO, self.tr("No")),
            Choice(NOT_APPLICABLE, self.tr("Not applicable")),
        ]
        asked = {one.id for one in self._asked()}
        for criterion in self._criteria():
            text = criterion.label(self._workplace.language)
            self.choices[criterion.id].set_choices(choices)
            self.choices[criterion.id].setAccessibleName(text)
            self._labels[criterion.id].show_text(text)
            self._labels[criterion.id].setVisible(criterion.id in asked)
            self.choices[criterion.id].setVisible(criterion.id in asked)
        for part, head in self._heads.items():
            head.setVisible(any(one.part == part for one in self._asked()))
        follow_in_tab_order(self, [*(self.choices[one.id] for one in self._asked()), self.note])
        self._word_call()

    def _word_call(self) -> None:
        call, words = self._call, self._words
        if call is None:
            return
        self._title.show_text(words.title(call))
        self._facts.show_text(words.facts(call))
        self._story.show_text(words.story(call))
        self._answers.show_text(words.answers(call))
        told = words.told(call)
        self._told_head.setVisible(bool(told))
        self._told.show_text(told)

    # ------------------------------------------------------------------------------------------ inside

    def _criteria(self) -> tuple[Criterion, ...]:
        return self._workplace.desk.rulebook.quality.criteria

    def _asked(self) -> tuple[Criterion, ...]:
        return self._call.criteria if self._call else self._criteria()

    def _go(self, widget: QWidget) -> None:
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        scroll_to(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(beside=self.width() >= BESIDE_FROM)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if not (plain and event.key() in ENTER):
            super().keyPressEvent(event)
            return
        stops: list[QWidget] = [self.choices[one.id] for one in self._asked()]
        focus: QWidget | None = self.window().focusWidget()
        at = next(
            (at for at, stop in enumerate(stops) if focus is not None and stop.isAncestorOf(focus)), None
        )
        if at is not None:
            self._go([*stops, self.note][at + 1])
