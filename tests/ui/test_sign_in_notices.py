"""Whoever signs in is told of a recovery code that nobody has kept: an administrator, until it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from madiun_console.actions.recovery_code import confirm_recovery_code, renew_recovery_code
from madiun_console.opening import found
from madiun_console.queries.desk_lists import code_is_unconfirmed
from madiun_console.ui.sign_in_notices import SignInNotices
from tests.desk_fixtures import PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from madiun_console.ui.workplace import Workplace
    from tests.desk_fixtures import People


@pytest.fixture
def told(workplace: Workplace) -> list[str]:
    texts: list[str] = []
    workplace.told.connect(lambda _tone, text: texts.append(text))
    return texts


def test_an_administrator_is_told_until_the_code_is_kept(
    qtbot: QtBot, workplace: Workplace, people: People, told: list[str]
) -> None:
    notices = SignInNotices(workplace, workplace)

    def look() -> list[str]:
        told.clear()
        notices.look()
        qtbot.waitUntil(workplace.jobs.is_idle)
        return told

    workplace.set_session(people.administrator)
    assert look() == [], "a store of before is not asked about"
    renew_recovery_code(workplace.desk, people.administrator, PASSWORD)  # and the window is killed
    assert len(look()) == 1
    assert "Settings" in told[0]
    workplace.set_session(people.operator)
    assert look() == []
    workplace.set_session(people.administrator)
    confirm_recovery_code(workplace.desk)
    assert look() == []


def test_a_code_that_the_command_line_prints_is_not_asked_about(tmp_path: Path) -> None:
    desk = found(tmp_path / "new", "A", "Sari", PASSWORD).desk
    asked = code_is_unconfirmed(desk)
    desk.store.close()
    assert not asked
