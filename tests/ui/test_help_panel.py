"""F1 lists the keys that really work on the page that is shown, and switches the language."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from madiun_console.ui.help_panel import HelpPanel, Keys
from madiun_console.ui.widgets import KeyButton
from madiun_console.ui.workplace import Workplace


class Window(QWidget):
    """A field, a button with a key, one without, one that is hidden, and the panel."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.park = KeyButton("Park", "Esc")
        self.hidden = KeyButton("Hidden", "Ctrl+H")
        self.pressed = 0
        column = QVBoxLayout(self)
        for part in (
            self.field,
            KeyButton("Save && go", "Ctrl+Return"),
            KeyButton("Plain"),
            self.park,
            self.hidden,
        ):
            column.addWidget(part)
        self.hidden.hide()
        self.park.clicked.connect(self._on_park)
        self.help = HelpPanel(workplace, self)

    def _on_park(self) -> None:
        self.pressed += 1


@pytest.fixture
def window(workplace: Workplace, shown: Callable[..., QWidget]) -> Window:
    made = Window(workplace)
    shown(made, 911, 512)
    made.field.setFocus()
    return made


def test_it_lists_what_is_on_the_page(window: Window) -> None:
    page = window.help.groups()[1]
    assert page.lines == (("Ctrl+Return", "Save & go"), ("Esc", "Park"))


def test_keys_without_a_button_are_told_by_those_who_have_them(window: Window) -> None:
    window.help.add_keys(lambda: Keys("Queue", (("C", "Claim"),)))
    window.help.add_keys(lambda: Keys("Nothing", ()))
    assert [group.heading for group in window.help.groups()][-1] == "Queue"


def test_escape_closes_only_the_panel_and_the_focus_returns(qtbot: QtBot, window: Window) -> None:
    window.help.toggle()
    assert window.help.geometry().right() == window.rect().right()
    focus = window.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, Qt.Key.Key_Escape)
    assert not window.help.isVisible()
    assert window.field.hasFocus()
    assert window.pressed == 0, "the call was not parked by the way"


def test_f1_again_closes_it(window: Window) -> None:
    window.help.toggle()
    window.help.toggle()
    assert not window.help.isVisible()
    assert window.field.hasFocus()


def test_the_language_is_preferred_at_once(window: Window, workplace: Workplace) -> None:
    window.help.toggle()
    other = "id" if workplace.language == "en" else "en"
    button = next(button for button in window.help.language.buttons if button.choice.value == other)
    button.click()
    assert workplace.preferences.language == other


def test_it_follows_the_window(qtbot: QtBot, window: Window) -> None:
    window.help.toggle()
    window.resize(700, 600)
    qtbot.waitUntil(lambda: window.help.geometry().right() == window.rect().right())
    assert window.help.height() == 600


def test_a_key_is_listed_by_what_it_does_and_not_by_a_state(window: Window) -> None:
    window.park.setText("Parked 14.32")
    window.park.purpose = "Park the call"
    assert window.help.groups()[1].lines == (("Ctrl+Return", "Save & go"), ("Esc", "Park the call"))


def stop(window: Window) -> QWidget:
    focus = window.focusWidget()
    assert focus is not None
    return focus


@pytest.mark.parametrize("rounds", [1, 5, 12])
def test_tab_goes_round_inside_and_escape_closes_from_everywhere(
    qtbot: QtBot, window: Window, rounds: int
) -> None:
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        window.help.toggle()
        for _ in range(rounds):
            qtbot.keyClick(stop(window), key)
            assert window.help.isAncestorOf(stop(window))
        qtbot.keyClick(stop(window), Qt.Key.Key_Escape)
        assert not window.help.isVisible()
        assert window.field.hasFocus()
    assert window.pressed == 0


def test_the_first_tab_is_for_the_language_and_the_next_for_the_close_button(
    qtbot: QtBot, window: Window
) -> None:
    window.help.toggle()
    qtbot.keyClick(stop(window), Qt.Key.Key_Tab)
    assert stop(window) in window.help.language.buttons
    qtbot.keyClick(stop(window), Qt.Key.Key_Tab)
    assert stop(window) is window.help.close_button
    qtbot.keyClick(stop(window), Qt.Key.Key_Tab)
    assert stop(window) is window.help.scroller


def test_what_opens_behind_the_list_puts_it_away(qtbot: QtBot, window: Window) -> None:
    window.help.toggle()
    qtbot.mouseClick(window.field, Qt.MouseButton.LeftButton)
    assert not window.help.isVisible()
    assert window.field.hasFocus()
    qtbot.keyClick(window.field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.pressed == 1)  # Esc is the page's again
