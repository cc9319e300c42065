"""An intake pane on a real store, shown at the size it has on an office screen and driven by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from madiun_console.queries.desk_lists import drafts
from madiun_console.queries.queue import open_incidents
from madiun_console.ui.intake.intake_pane import IntakePane

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from madiun_console.queries.rows import DraftRow, IncidentRow
    from madiun_console.ui.workplace import Workplace

STORY = "Ada sekitar 40 orang kumpul di Jalan Gajah Mada, bawa kayu, mulai teriak-teriak ke rombongan lain"


class Operator:
    """Types at the pane and counts the keys."""

    def __init__(self, qtbot: QtBot, pane: IntakePane, workplace: Workplace) -> None:
        self.qtbot = qtbot
        self.pane = pane
        self.workplace = workplace
        self.keys = 0
        self.told: list[tuple[str, str]] = []
        workplace.told.connect(lambda tone, text: self.told.append((tone, text)))

    def focus(self) -> QWidget:
        return QApplication.focusWidget() or self.pane

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.keys += 1
        self.qtbot.keyClick(self.focus(), key, held)

    def ctrl(self, key: Qt.Key) -> None:
        self.press(key, Qt.KeyboardModifier.ControlModifier)

    def alt(self, key: Qt.Key) -> None:
        self.press(key, Qt.KeyboardModifier.AltModifier)

    def write(self, text: str) -> None:
        self.qtbot.keyClicks(self.focus(), text)

    def call(self, number: str = "0812 3456 7890", story: str = STORY) -> None:
        """Take a call down as far as a number and a story go."""
        self.pane.begin()
        self.settle()
        self.write(number)
        self.press(Qt.Key.Key_Return)
        self.write(story)
        self.settle()

    def bring_back(self) -> None:
        """Ctrl+Z after a call was thrown away; Qt presses a button for 100 ms when its key is used."""
        self.ctrl(Qt.Key.Key_Z)
        self.qtbot.waitUntil(self.pane.is_busy)
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is stored, asked or about to be."""

        def quiet() -> bool:
            keeper, live = self.pane.keeper, self.pane.live
            timers = (keeper._pause, keeper._longest, live._pause)
            return self.workplace.jobs.is_idle() and not any(timer.isActive() for timer in timers)

        self.qtbot.waitUntil(quiet)

    def queue(self) -> list[IncidentRow]:
        return open_incidents(self.workplace.desk)

    def drafts(self) -> list[DraftRow]:
        return drafts(self.workplace.desk, self.workplace.session)


@pytest.fixture
def new_pane(workplace: Workplace, shown: Callable[..., QWidget]) -> Callable[[], IntakePane]:
    """Make and show panes; each hears of changes as in the main window."""

    def made() -> IntakePane:
        pane = IntakePane(workplace)
        workplace.jobs.changed.connect(pane.apply)
        shown(pane, 451, 724)
        return pane

    return made


@pytest.fixture
def operator(new_pane: Callable[[], IntakePane], workplace: Workplace, qtbot: QtBot) -> Operator:
    return Operator(qtbot, new_pane(), workplace)
