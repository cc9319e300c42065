"""The part of the settings with the shared rules on a real store, and a supervisor with keys before it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from madiun_console.actions.set_rules import RuleEdit, set_rules
from madiun_console.ui.rules.rules_section import RulesSection
from madiun_console.ui.workplace import Workplace
from tests.desk_fixtures import People

ACK = "levels.toml:targets.high.agency_ack"
THRESHOLD = "levels.toml:scoring.middle_from"
PHONE = "agencies.toml:agency[polsek_taman].phone"


class Supervisor:
    """Somebody with keys before the section."""

    def __init__(self, qtbot: QtBot, place: Workplace, section: RulesSection) -> None:
        self.qtbot, self.place, self.section = qtbot, place, section

    def wait(self) -> None:
        self.qtbot.waitUntil(self.place.jobs.is_idle)

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        self.qtbot.keyClick(focus, key, held)
        self.wait()

    def write(self, text: str) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        self.qtbot.keyClicks(focus, text)

    def choose(self, rule: str) -> None:
        self.section.choose(rule)
        self.wait()
        assert self.section.card.rule_id() == rule

    def cell(self, rule: str, column: int) -> str:
        model = self.section.model
        return str(model.index(model.row_of(rule), column).data())

    def save(self, reason: str = "uji") -> None:
        self.section.foot.reason.setText(reason)
        self.section.foot.submit()
        self.wait()

    def rulebook_seconds(self) -> int:
        target = self.place.desk.rulebook.targets.get("high", "agency_ack")
        assert target is not None
        return target.amount

    def elsewhere(self, by: Any, path: str, value: Any) -> None:
        """A change at another window of this store."""
        self.place.jobs.act(set_rules, self.place.desk, by, [RuleEdit("levels.toml", path, value)], "lain")
        self.wait()


@pytest.fixture
def section(
    workplace: Workplace, people: People, shown: Callable[..., QWidget], qtbot: QtBot
) -> RulesSection:
    workplace.set_session(people.supervisor)
    made = RulesSection(workplace)
    shown(made, 1286, 680)
    made.entered()
    qtbot.waitUntil(workplace.jobs.is_idle)
    return made


@pytest.fixture
def bima(qtbot: QtBot, workplace: Workplace, section: RulesSection) -> Supervisor:
    return Supervisor(qtbot, workplace, section)
