"""GrowingText grows and lets keys pass; buttons answer to the key they show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from madiun_console.ui.widgets import (
    ElidedLabel,
    GrowingText,
    KeyButton,
    MenuButton,
    MenuEntry,
    TabStrip,
    key_text,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from madiun_console.ui.theme import Appearance


@pytest.fixture
def page(look: Appearance, shown: Callable[..., QWidget]) -> QWidget:
    """A page with a text, a field after it, and a button that saves."""
    made = QWidget()
    column = QVBoxLayout(made)
    made.text = GrowingText()
    made.after = QLineEdit()
    made.save = KeyButton("Simpan", "Ctrl+Return", role="primary")
    for widget in (made.text, made.after, made.save):
        column.addWidget(widget)
    column.addStretch(1)
    shown(made)
    made.text.setFocus()
    return made


def test_it_grows_from_three_lines_to_eight_and_shrinks(page: QWidget) -> None:
    text: GrowingText = page.text
    heights = []
    for lines in (1, 3, 5, 8, 20):
        text.setPlainText("\n".join(["kata"] * lines))
        heights.append(text.height())
    assert heights[0] == heights[1] < heights[2] < heights[3] == heights[4]
    text.setPlainText("kata " * 80)
    assert text.lines() > 3, "wrapped lines count"
    text.clear()
    assert text.height() == heights[0]


def test_no_line_is_hidden_while_it_grows(page: QWidget) -> None:
    text: GrowingText = page.text
    for lines in range(1, 9):
        text.setPlainText("\n".join(["kata"] * lines))
        assert text.verticalScrollBar().maximum() == 0, lines


def test_tab_leaves_and_types_nothing(qtbot: QtBot, page: QWidget) -> None:
    qtbot.keyClick(page.text, Qt.Key.Key_Tab)
    assert page.after.hasFocus()
    assert page.text.toPlainText() == ""


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_ctrl_enter_reaches_the_button(qtbot: QtBot, page: QWidget, key: Qt.Key) -> None:
    qtbot.keyClicks(page.text, "ada")
    with qtbot.waitSignal(page.save.clicked):
        qtbot.keyClick(page.text, key, Qt.KeyboardModifier.ControlModifier)
    assert page.text.toPlainText() == "ada"
    qtbot.keyClick(page.text, key)
    assert page.text.toPlainText() == "ada\n"


def test_esc_reaches_the_page(qtbot: QtBot, page: QWidget) -> None:
    parked = QShortcut(QKeySequence("Esc"), page)
    with qtbot.waitSignal(parked.activated):
        qtbot.keyClick(page.text, Qt.Key.Key_Escape)


def test_a_disabled_button_does_not_answer(qtbot: QtBot, page: QWidget) -> None:
    page.save.setEnabled(False)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        with qtbot.assertNotEmitted(page.save.clicked):
            qtbot.keyClick(page.text, key, Qt.KeyboardModifier.ControlModifier)


def test_other_words_keep_the_key(qtbot: QtBot, page: QWidget) -> None:
    page.save.set_label("Save")
    with qtbot.waitSignal(page.save.clicked):
        qtbot.keyClick(page.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_another_key_replaces_the_first(qtbot: QtBot, page: QWidget) -> None:
    page.save.set_key("F9")
    with qtbot.assertNotEmitted(page.save.clicked):
        qtbot.keyClick(page.text, Qt.Key.Key_Enter, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(page.save.clicked):
        qtbot.keyClick(page.text, Qt.Key.Key_F9)


def test_the_cap_has_room_and_says_enter(look: Appearance, qtbot: QtBot) -> None:
    bare, capped = KeyButton("Simpan"), KeyButton("Simpan", "Ctrl+Return")
    for button in (bare, capped):
        qtbot.addWidget(button)
    assert capped.sizeHint().width() > bare.sizeHint().width() + 40
    assert key_text("Ctrl+Return") == "Ctrl+Enter"
    assert (key_text("F9"), key_text("")) == ("F9", "")
    assert key_text("Alt+Up") == "Alt+↑"


def test_a_menu_tells_what_was_picked(look: Appearance, qtbot: QtBot) -> None:
    button = MenuButton("Kecamatan")
    qtbot.addWidget(button)
    button.set_entries(
        [
            MenuEntry("a", "Taman", checkable=True, checked=True),
            MenuEntry(""),
            MenuEntry("b", "Kartoharjo", checkable=True),
        ]
    )
    assert button.checked_ids() == ("a",)
    with qtbot.waitSignal(button.picked) as told:
        button.menu().actions()[2].trigger()
    assert told.args == ["b"]
    assert button.checked_ids() == ("a", "b")


def test_a_key_in_a_menu_is_left_to_its_owner(
    look: Appearance, qtbot: QtBot, shown: Callable[..., QWidget]
) -> None:
    window = QWidget()
    button = MenuButton("Petugas", parent=window)
    button.set_entries([MenuEntry("lock", "Kunci", "Ctrl+L")])
    owner = QShortcut(QKeySequence("Ctrl+L"), window)
    shown(window)
    with qtbot.waitSignal(owner.activated):
        qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


def test_a_label_too_long_ends_in_dots_and_keeps_its_text(
    look: Appearance, qtbot: QtBot, shown: Callable[..., QWidget]
) -> None:
    label = ElidedLabel("Depan GOR,\nRT 12 RW 04, Winongo")
    shown(label, 60, 20)
    assert label.text().endswith("…")
    assert label.full_text() == "Depan GOR, RT 12 RW 04, Winongo"
    assert label.toolTip() == label.accessibleName() == label.full_text()
    label.resize(400, 20)
    assert label.text() == label.full_text()
    assert label.toolTip() == ""


def test_tabs_count_and_keep_their_place(look: Appearance, qtbot: QtBot) -> None:
    tabs = TabStrip()
    qtbot.addWidget(tabs)
    with qtbot.assertNotEmitted(tabs.current_changed):
        tabs.set_tabs([("open", "Terbuka"), ("mine", "Milik saya")])
    tabs.set_count("open", 27)
    assert [tabs.tabText(at) for at in range(2)] == ["Terbuka 27", "Milik saya"]
    with qtbot.waitSignal(tabs.current_changed) as told:
        qtbot.keyClick(tabs, Qt.Key.Key_Right)
    assert told.args == ["mine"]
    with qtbot.assertNotEmitted(tabs.current_changed):
        tabs.set_tabs([("open", "Open"), ("mine", "Mine")])
    assert (tabs.current_id(), tabs.tabText(0)) == ("mine", "Open 27")
    tabs.set_count("open", None)
    assert tabs.tabText(0) == "Open"


def test_enter_presses_the_button_that_has_the_focus_once(qtbot: QtBot, page: QWidget) -> None:
    pressed: list[str] = []
    page.save.clicked.connect(lambda: pressed.append("save"))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        qtbot.keyClick(page.after, key)
    assert pressed == [], "it is nobody's default"
    page.save.setFocus()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        qtbot.keyClick(page.save, key)
    assert pressed == ["save", "save"]
    page.save.setAutoDefault(True)
    qtbot.keyClick(page.save, Qt.Key.Key_Return)
    assert pressed == ["save", "save", "save"]


def test_an_enter_that_is_held_down_presses_nothing(page: QWidget) -> None:
    pressed: list[bool] = []
    page.save.clicked.connect(lambda: pressed.append(True))
    page.save.setFocus()
    held = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=True
    )
    QApplication.sendEvent(page.save, held)
    assert pressed == []


@pytest.mark.qt_log_ignore("does not support (raise|grabbing the keyboard)", extend=True)
def test_enter_opens_a_menu_and_a_letter_goes_to_its_line(
    qtbot: QtBot, look: Appearance, shown: Callable[..., QWidget]
) -> None:
    button = MenuButton("Status")
    shown(button)
    names = ("Baru", "Ditangani", "Ditutup", "Selesai")
    button.set_entries([MenuEntry(name, name, enabled=name != "Selesai") for name in names])
    menu = button.menu()
    lines: list[str] = []

    def walk() -> None:
        for letter in ("d", "d", "d", "s"):
            qtbot.keyClick(menu, letter)
            active: QAction | None = menu.activeAction()
            lines.append("" if active is None else active.text())
        qtbot.keyClick(menu, Qt.Key.Key_Return)

    menu.aboutToShow.connect(lambda: QTimer.singleShot(0, walk))
    button.setFocus()
    with qtbot.waitSignal(button.picked) as told:
        qtbot.keyClick(button, Qt.Key.Key_Return)
    assert lines == ["Ditangani", "Ditutup", "Ditangani", "Ditangani"]
    assert told.args == ["Ditangani"]


@pytest.mark.qt_log_ignore("does not support (raise|grabbing the keyboard)", extend=True)
def test_enter_and_enter_pick_the_first_line_that_can_be_picked(
    qtbot: QtBot, look: Appearance, shown: Callable[..., QWidget]
) -> None:
    button = MenuButton("Status")
    shown(button)
    button.set_entries([MenuEntry("Baru", "Baru", enabled=False), MenuEntry("Buka", "Buka kembali …")])
    menu = button.menu()
    menu.aboutToShow.connect(lambda: QTimer.singleShot(0, lambda: qtbot.keyClick(menu, Qt.Key.Key_Return)))
    button.setFocus()
    with qtbot.waitSignal(button.picked) as told:
        qtbot.keyClick(button, Qt.Key.Key_Return)
    assert told.args == ["Buka"]
