"""The screen is locked, or left to somebody else, while the disk still stores what was done before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.desk_fixtures import PASSWORD

from .conftest import CTRL, SHIFT

if TYPE_CHECKING:
    from .conftest import Sitter

NOTHING = Qt.KeyboardModifier.NoModifier


@pytest.mark.parametrize(
    "leaves", [(Qt.Key.Key_L, CTRL), (Qt.Key.Key_P, CTRL | SHIFT)], ids=["lock", "change"]
)
@pytest.mark.parametrize(
    "act",
    [
        (Qt.Key.Key_F2, NOTHING), (Qt.Key.Key_P, CTRL), (Qt.Key.Key_Escape, NOTHING), (Qt.Key.Key_D, CTRL),
        (Qt.Key.Key_Return, CTRL),
        (Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier), (Qt.Key.Key_K, CTRL | SHIFT),
    ],
    ids=["next call", "park", "leave", "discard", "save", "prank", "paper"],
)  # fmt: skip
def test_the_keyboard_stays_on_the_page_that_is_shown(
    operator: Sitter, act: tuple[Qt.Key, Qt.KeyboardModifier], leaves: tuple[Qt.Key, Qt.KeyboardModifier]
) -> None:
    operator.call(story="cerita satu")
    handle = operator.window.windowHandle()
    for key, held in (act, leaves):
        QTest.keyClick(handle, key, held)
    operator.settle()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert not operator.window.frame.isAncestorOf(focus)
    operator.write(PASSWORD)
    operator.settle()
    form = operator.window.queue_page.intake.view.form()
    assert PASSWORD not in form.number + form.narrative
    assert not [row for row in operator.drafts() if PASSWORD in row.data]


def test_the_next_call_that_was_begun_before_the_lock_begins_at_its_number(operator: Sitter) -> None:
    operator.call(story="cerita satu")
    handle = operator.window.windowHandle()
    QTest.keyClick(handle, Qt.Key.Key_F2)
    QTest.keyClick(handle, Qt.Key.Key_L, CTRL)
    operator.settle()
    operator.enter(PASSWORD)
    operator.wait_for(operator.window.frame.isVisible)
    operator.write("0815")
    assert operator.window.queue_page.intake.view.form().number == "0815"
