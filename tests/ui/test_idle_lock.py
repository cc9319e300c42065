"""The lock comes after idle minutes, not before, not twice, and not when it is switched off."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from madiun_console.ui.idle_lock import IdleLock
from madiun_console.ui.workplace import Workplace
from tests.ui.conftest import HeldClock


@pytest.fixture
def asked(qapp: QApplication, workplace: Workplace) -> list[bool]:
    lock = IdleLock(qapp, workplace, workplace)
    found: list[bool] = []
    lock.lock_wanted.connect(lambda: found.append(True))
    return found


def test_after_the_minutes_and_once(workplace: Workplace, held: HeldClock, asked: list[bool]) -> None:
    held.pass_time(workplace.ticker, 10 * 60 - 1)
    assert asked == []
    held.pass_time(workplace.ticker, 1)
    held.pass_time(workplace.ticker, 600)
    assert asked == [True]


def test_zero_is_never(workplace: Workplace, held: HeldClock, asked: list[bool]) -> None:
    workplace.prefer(idle_lock_minutes=0)
    held.pass_time(workplace.ticker, 100_000)
    assert asked == []


def test_other_minutes_hold_at_once(workplace: Workplace, held: HeldClock, asked: list[bool]) -> None:
    workplace.prefer(idle_lock_minutes=1)
    held.pass_time(workplace.ticker, 60)
    assert asked == [True]


@pytest.mark.parametrize("touch", ["key", "mouse"])
def test_every_touch_begins_the_minutes_anew(
    qtbot: QtBot,
    workplace: Workplace,
    held: HeldClock,
    asked: list[bool],
    shown: Callable[..., QWidget],
    touch: str,
) -> None:
    field = QLineEdit()
    shown(field)
    for _ in range(3):
        held.pass_time(workplace.ticker, 9 * 60)
        if touch == "key":
            qtbot.keyClick(field, Qt.Key.Key_A)
        else:
            qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
        held.pass_time(workplace.ticker, 30)
    assert asked == []
    held.pass_time(workplace.ticker, 10 * 60)
    assert asked == [True]


def test_nobody_signed_in_needs_no_lock(workplace: Workplace, held: HeldClock, asked: list[bool]) -> None:
    workplace.set_session(None)
    held.pass_time(workplace.ticker, 3600)
    assert asked == []
