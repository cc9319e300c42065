"""SegmentedChoice and CheckChips are used by keys alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget

from madiun_console.ui.widgets import CheckChips, Choice, SegmentedChoice

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from madiun_console.ui.theme import Appearance

ANSWERS = [Choice("no", "Tidak"), Choice("yes", "Ya"), Choice("unknown", "Tidak tahu")]


class Form(QWidget):
    """A field, the row under test, a field."""

    def __init__(self, row: QWidget) -> None:
        super().__init__()
        self.before, self.row, self.after = QLineEdit(), row, QLineEdit()
        column = QVBoxLayout(self)
        for widget in (self.before, self.row, self.after):
            column.addWidget(widget)
        self.before.setFocus()


def press(qtbot: QtBot, *keys: Qt.Key | str) -> None:
    for key in keys:
        for one in key if isinstance(key, str) else (key,):
            target = QApplication.focusWidget()
            assert target is not None
            qtbot.keyClick(target, one)


@pytest.fixture
def choice(look: Appearance) -> SegmentedChoice:
    return SegmentedChoice(ANSWERS, look, "Ada korban?")


@pytest.fixture
def form(choice: SegmentedChoice, shown: Callable[..., QWidget]) -> Form:
    made = Form(choice)
    shown(made)
    return made


def test_tab_enters_and_leaves_without_choosing(qtbot: QtBot, form: Form, choice: SegmentedChoice) -> None:
    press(qtbot, Qt.Key.Key_Tab)
    assert choice.buttons[0].hasFocus()
    press(qtbot, Qt.Key.Key_Tab)
    assert form.after.hasFocus()
    assert choice.value() is None
    press(qtbot, Qt.Key.Key_Backtab)
    assert choice.buttons[0].hasFocus()
    press(qtbot, Qt.Key.Key_Backtab)
    assert form.before.hasFocus()


def test_one_arrow_answers_and_the_next_walks_on(qtbot: QtBot, form: Form, choice: SegmentedChoice) -> None:
    press(qtbot, Qt.Key.Key_Tab)
    for key, value in (
        (Qt.Key.Key_Right, "no"),
        (Qt.Key.Key_Right, "yes"),
        (Qt.Key.Key_Left, "no"),
        (Qt.Key.Key_Left, "unknown"),
        (Qt.Key.Key_Home, "no"),
        (Qt.Key.Key_End, "unknown"),
    ):
        with qtbot.waitSignal(choice.value_changed) as told:
            press(qtbot, key)
        assert told.args == [value]
        assert choice.value() == value
    press(qtbot, Qt.Key.Key_Tab)
    assert form.after.hasFocus()
    press(qtbot, Qt.Key.Key_Backtab)
    assert choice.buttons[2].hasFocus(), "Tab comes back to what is chosen"


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        ("1", "no"),
        ("3", "unknown"),
        ("13", "unknown"),
        ("y", None),
        ("2t", "yes"),
        ("2Tidak tahu", "yes"),
    ],
)
def test_digits_choose_and_letters_never(
    qtbot: QtBot, form: Form, choice: SegmentedChoice, keys: str, value: str | None
) -> None:
    press(qtbot, Qt.Key.Key_Tab, keys)
    assert choice.value() == value


def test_keys_of_nobody_pass(qtbot: QtBot, form: Form, choice: SegmentedChoice) -> None:
    press(qtbot, Qt.Key.Key_Tab, "9", "q")
    assert choice.value() is None


def test_backspace_empties(qtbot: QtBot, form: Form, choice: SegmentedChoice) -> None:
    press(qtbot, Qt.Key.Key_Tab, "2")
    with qtbot.waitSignal(choice.value_changed) as told:
        press(qtbot, Qt.Key.Key_Backspace)
    assert told.args == [None]
    assert choice.value() is None
    with qtbot.assertNotEmitted(choice.value_changed):
        press(qtbot, Qt.Key.Key_Delete)


def test_what_is_answered_goes_on_to_the_field_that_follows(
    qtbot: QtBot, form: Form, choice: SegmentedChoice
) -> None:
    choice.lead_to(form.after)
    press(qtbot, Qt.Key.Key_Tab, Qt.Key.Key_Return)
    assert choice.buttons[0].hasFocus(), "nothing is chosen yet"
    press(qtbot, "9")
    assert choice.buttons[0].hasFocus(), "there is no ninth"
    press(qtbot, "2", "tidak")
    assert (choice.value(), form.after.text()) == ("yes", "tidak")
    press(qtbot, Qt.Key.Key_Backtab, Qt.Key.Key_Left)
    assert choice.buttons[0].hasFocus(), "arrows look around"
    press(qtbot, Qt.Key.Key_Return)
    assert form.after.hasFocus()
    assert choice.value() == "no"


def test_a_suggestion_is_no_value_until_taken(qtbot: QtBot, form: Form, choice: SegmentedChoice) -> None:
    choice.set_suggested("yes")
    assert choice.value() is None
    press(qtbot, Qt.Key.Key_Tab)
    assert choice.buttons[1].hasFocus()
    press(qtbot, Qt.Key.Key_Space)
    assert choice.value() == "yes"


def test_setting_is_silent_and_clicking_is_not(qtbot: QtBot, form: Form, choice: SegmentedChoice) -> None:
    with qtbot.assertNotEmitted(choice.value_changed):
        choice.set_value("yes")
    assert [button.isChecked() for button in choice.buttons] == [False, True, False]
    with qtbot.waitSignal(choice.value_changed):
        qtbot.mouseClick(choice.buttons[2], Qt.MouseButton.LeftButton)
    with qtbot.assertNotEmitted(choice.value_changed):
        qtbot.mouseClick(choice.buttons[2], Qt.MouseButton.LeftButton)
    assert choice.buttons[2].isChecked()


def test_other_words_keep_the_value(form: Form, choice: SegmentedChoice) -> None:
    choice.set_value("yes")
    choice.set_choices([Choice("no", "No"), Choice("yes", "Yes")])
    assert (choice.value(), len(choice.buttons)) == ("yes", 2)
    choice.set_choices([Choice("no", "No")])
    assert choice.value() is None


def test_other_words_keep_the_place_in_the_tab_order(
    qtbot: QtBot, form: Form, choice: SegmentedChoice
) -> None:
    choice.set_choices(ANSWERS[:2])
    press(qtbot, Qt.Key.Key_Tab)
    assert choice.buttons[0].hasFocus()
    press(qtbot, Qt.Key.Key_Tab)
    assert form.after.hasFocus()


def test_a_label_as_buddy_leads_to_the_row(
    qtbot: QtBot, choice: SegmentedChoice, shown: Callable[..., QWidget]
) -> None:
    form = Form(choice)
    label = QLabel("&Korban")
    label.setBuddy(choice)
    layout = form.layout()
    assert layout is not None
    layout.addWidget(label)
    shown(form)
    qtbot.keyClick(form.before, Qt.Key.Key_K, Qt.KeyboardModifier.AltModifier)
    assert choice.buttons[0].hasFocus()


def test_segments_wrap_where_it_is_narrow(choice: SegmentedChoice, shown: Callable[..., QWidget]) -> None:
    shown(choice, 500, 40)
    assert {button.y() for button in choice.buttons} == {choice.buttons[0].y()}
    narrow = choice.heightForWidth(130)
    assert narrow > choice.heightForWidth(500)


def test_chips_toggle_by_space_and_digit(
    qtbot: QtBot, look: Appearance, shown: Callable[..., QWidget]
) -> None:
    chips = CheckChips([Choice("a", "Jalan ditutup"), Choice("b", "Anak-anak"), Choice("c", "Senjata")], look)
    form = Form(chips)
    shown(form)
    with qtbot.waitSignal(chips.values_changed) as told:
        press(qtbot, Qt.Key.Key_Tab, Qt.Key.Key_Space)
    assert told.args == [("a",)]
    press(qtbot, "3")
    assert chips.values() == ("a", "c")
    press(qtbot, Qt.Key.Key_Left, Qt.Key.Key_Space)
    assert chips.values() == ("a", "b", "c")
    press(qtbot, Qt.Key.Key_Backspace)
    assert chips.values() == ("a", "c")
    press(qtbot, "j")
    assert chips.values() == ("a", "c"), "letters toggle nothing"
    press(qtbot, Qt.Key.Key_Tab)
    assert form.after.hasFocus()


def test_chips_set_silently(qtbot: QtBot, look: Appearance) -> None:
    chips = CheckChips(ANSWERS, look)
    qtbot.addWidget(chips)
    with qtbot.assertNotEmitted(chips.values_changed):
        chips.set_values({"yes", "nothing such"})
        chips.set_suggested({"no"})
    assert chips.values() == ("yes",)
    chips.set_choices(ANSWERS[1:])
    assert chips.values() == ("yes",)
