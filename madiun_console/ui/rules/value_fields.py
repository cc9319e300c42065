"""One editor for each kind of value; all of them tell `edited` when a person has settled on another value."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from madiun_console.domain import phone
from madiun_console.domain.rulebook import values as kinds
from madiun_console.domain.rulebook.editable_line import Editable
from madiun_console.ui.formats import DAY, HOUR, MINUTE
from madiun_console.ui.rules.rule_words import RuleWords, seconds_of
from madiun_console.ui.rules.word_spin import WordSpin
from madiun_console.ui.theme import Appearance
from madiun_console.ui.widgets import CheckChips, Choice, SegmentedChoice
from madiun_console.ui.widgets.plain_tip import plain_tip

YES, NO = "yes", "no"


class ValueField(QWidget):
    """`set_value` is silent."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)

    def value(self) -> Any:
        """What stands in the field."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a value."""
        raise NotImplementedError

    def _hold(self, field: QWidget, *, stretch: bool = True) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(field, 1 if stretch else 0)
        if not stretch:
            row.addStretch(1)
        self.field = field
        self.setFocusProxy(field)

    def take_keyboard(self) -> None:
        """Put the focus where the value is changed."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)


def _step_of(seconds: int) -> int:
    """So much one press of an arrow adds to a span of time."""
    for size, step in ((2 * DAY, DAY), (4 * HOUR, HOUR), (HOUR, 10 * MINUTE), (10 * MINUTE, 5 * MINUTE)):
        if seconds >= size:
            return step
    return MINUTE if seconds >= 2 * MINUTE else 10


class NumberField(ValueField):
    """Counts and spans of time; below the least number stands "none", where there may be none."""

    def __init__(self, line: Editable, words: RuleWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        kind = line.kind
        self._none = kind.least - 1 if kind.empty else None
        if kind.name == kinds.SECONDS:
            self.spin = WordSpin(words.span, seconds_of, _step_of, self)
        else:
            self.spin = WordSpin(
                lambda value: words.number(line, value),
                lambda text: _count_of(text, line, words),
                lambda _: 1,
                self,
            )
        self.spin.setRange(kind.least if self._none is None else self._none, kind.most)
        if self._none is not None:
            self.spin.setSpecialValueText(words.none(line))
        self.spin.setMinimumWidth(190)
        self._hold(self.spin, stretch=False)
        self.spin.valueChanged.connect(lambda _: self.edited.emit())

    def value(self) -> int | None:
        self.spin.interpretText()
        found = self.spin.value()
        return None if found == self._none else found

    def set_value(self, value: Any) -> None:
        self.spin.blockSignals(True)
        self.spin.setValue(self._none if value is None and self._none is not None else int(value or 0))
        self.spin.blockSignals(False)

    def take_keyboard(self) -> None:
        super().take_keyboard()
        self.spin.selectAll()


def _count_of(text: str, line: Editable, words: RuleWords) -> int | None:
    digits = "".join(char for char in text if char.isdecimal() and char.isascii())
    if digits:
        return int(digits[:9])
    return 0 if line.kind.zero is not None and text.strip() == words.say(line.kind.zero) else None


class ChoiceField(ValueField):
    """One of a few, or yes and no."""

    def __init__(
        self, line: Editable, words: RuleWords, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._flag = line.kind.name == kinds.FLAG
        if self._flag:
            choices = [Choice(YES, words.yes_no(True)), Choice(NO, words.yes_no(False))]
        else:
            choices = [Choice(one.id, words.say(one)) for one in words.choices(line)]
            if line.kind.empty:
                choices.insert(0, Choice("", words.none(line)))
        self._choice = SegmentedChoice(choices, appearance, parent=self)
        self._hold(self._choice)
        self._choice.value_changed.connect(self._on_changed)
        self._before: str | None = None

    def value(self) -> Any:
        chosen = self._choice.value()
        return chosen == YES if self._flag else chosen

    def set_value(self, value: Any) -> None:
        self._before = (YES if value else NO) if self._flag else value
        self._choice.set_value(self._before)

    def _on_changed(self, chosen: object) -> None:
        if chosen is None:  # Backspace empties a segmented choice: a rule always has a value
            self._choice.set_value(self._before)
            return
        self._before = str(chosen)
        self.edited.emit()


class ChoicesField(ValueField):
    """Any number of a few. Where their order counts it stays as it was, and what is ticked last comes last."""

    def __init__(
        self, line: Editable, words: RuleWords, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._order: list[str] | None = [] if line.kind.ordered else None
        chips = [Choice(one.id, words.say(one)) for one in words.choices(line)]
        self._chips = CheckChips(chips, appearance, parent=self)
        for button in self._chips.buttons:  # a long name is cut off rather than widening the card
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            button.setToolTip(plain_tip(button.text()))
        self._hold(self._chips)
        self._chips.values_changed.connect(lambda _: self.edited.emit())

    def value(self) -> list[str]:
        ticked = self._chips.values()
        if self._order is None:
            return list(ticked)
        self._order = [one for one in self._order if one in ticked]
        self._order += [one for one in ticked if one not in self._order]
        return list(self._order)

    def set_value(self, value: Any) -> None:
        if self._order is not None:
            self._order = list(value or ())
        self._chips.set_values(value or ())


class TextField(ValueField):
    """A line of text, a time of day, a telephone number."""

    def __init__(self, line: Editable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit(self)
        self._kind = line.kind.name
        self.line.setMaxLength(kinds.LONGEST_TEXT)
        if self._kind == kinds.CLOCK:
            self.line.setMaximumWidth(110)
        self._hold(self.line, stretch=self._kind != kinds.CLOCK)
        self.line.textEdited.connect(lambda _: self.edited.emit())

    def value(self) -> str:
        return self.line.text().strip()

    def set_value(self, value: Any) -> None:
        text = str(value or "")
        if self._kind == kinds.CLOCK:
            text = text.replace(":", ".")
        elif self._kind == kinds.PHONE and text:
            text = phone.display(text)
        self.line.setText(text)
        self.line.setCursorPosition(0)

    def take_keyboard(self) -> None:
        super().take_keyboard()
        self.line.selectAll()


def field_for(
    line: Editable, words: RuleWords, appearance: Appearance, parent: QWidget | None = None
) -> ValueField:
    """The right editor for a value."""
    match line.kind.name:
        case "number" | "seconds":
            return NumberField(line, words, parent)
        case "flag" | "choice":
            return ChoiceField(line, words, appearance, parent)
        case "choices":
            return ChoicesField(line, words, appearance, parent)
        case _:
            return TextField(line, parent)
