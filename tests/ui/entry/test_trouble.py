"""A store that does not open: the best way out is offered first, and each way really opens it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from madiun_console.actions.desk import Desk
from madiun_console.domain.rulebook import RuleTableError
from madiun_console.errors import ConsoleError, KeyMissing, NotAllowed, StoreDamaged, StoreInUse
from madiun_console.ui.entry.trouble import TroublePage
from madiun_console.ui.jobs import Jobs
from madiun_console.ui.theme import Appearance
from madiun_console.ui.translation import Translator

PLACE = Path("data")
CODE = "7K2QF"


class FakeRescue:
    """Opens for one code; the real ways are tested where they live (tests/db, tests/test_opening)."""

    def __init__(self, jobs: Jobs, look: Appearance, qapp: QApplication, desk: Desk) -> None:
        self.jobs, self.appearance, self.translator = jobs, look, Translator(qapp)
        self.folder, self.desk = PLACE, desk
        self.backup = "23 Nov 2026"
        self.fault: Exception | None = None
        self.restored = False

    def latest_backup(self) -> str:
        return self.backup

    def reopen(self) -> Desk:
        if self.fault is not None:
            raise self.fault
        return self.desk

    def reopen_with_code(self, code: str) -> Desk:
        if code != CODE:
            raise NotAllowed("recovery_code_wrong", "Kode pemulihan tidak cocok.", "The code does not fit.")
        return self.desk

    def restore_latest(self, code: str) -> Desk:
        self.restored = True
        return self.reopen_with_code(code)


@pytest.fixture
def rescue(look: Appearance, qapp: QApplication, qtbot: QtBot, desk: Desk) -> Iterator[FakeRescue]:
    made = FakeRescue(Jobs(lambda _: None), look, qapp, desk)
    yield made
    qtbot.waitUntil(made.jobs.is_idle)
    made.jobs.close()


@pytest.fixture
def opened(rescue: FakeRescue, shown: Callable[..., QWidget]) -> Callable[[Exception], TroublePage]:
    def open_page(error: Exception) -> TroublePage:
        page = TroublePage(rescue, error)
        shown(page, 911, 512)
        return page

    return open_page


@pytest.mark.parametrize(
    ("error", "best"),
    [(StoreInUse(PLACE), "again"), (KeyMissing(PLACE), "use_code"), (StoreDamaged(PLACE), "restore")],
)
def test_the_likeliest_way_out_is_the_primary_button(
    opened: Callable[[Exception], TroublePage], error: ConsoleError, best: str
) -> None:
    page = opened(error)
    assert error.text_en in page.message.accessibleName()
    primary = [
        name for name in ("again", "use_code", "restore") if getattr(page, name).property("role") == "primary"
    ]
    assert primary == [best]


def test_data_that_are_open_elsewhere_are_neither_restored_nor_opened_with_a_code(
    qtbot: QtBot, opened: Callable[[Exception], TroublePage], rescue: FakeRescue
) -> None:
    page = opened(StoreInUse(PLACE))
    ways = (page.again, page.leave, page.use_code, page.restore)
    assert [way.isVisible() for way in ways] == [True, True, False, False]
    rescue.fault = StoreDamaged(PLACE)
    page.again.click()
    qtbot.waitUntil(rescue.jobs.is_idle)
    assert [way.isVisible() for way in ways] == [True, True, True, True]
    page.use_code.click()
    rescue.fault = StoreInUse(PLACE)
    page.again.click()
    qtbot.waitUntil(rescue.jobs.is_idle)
    assert not page.code.isVisible()
    assert page.again.hasFocus()


def test_without_a_backup_no_restoring_is_offered(
    opened: Callable[[Exception], TroublePage], rescue: FakeRescue
) -> None:
    rescue.backup = ""
    assert not opened(StoreDamaged(PLACE)).restore.isVisible()


def test_a_fault_in_a_table_names_file_and_line(opened: Callable[[Exception], TroublePage]) -> None:
    page = opened(RuleTableError("levels.toml", 12, "salah ketik"))
    assert "levels.toml" in page.message.accessibleName()


@pytest.mark.parametrize(
    "fault", [StoreInUse(PLACE), RuleTableError("sop.toml", 3, "x"), ZeroDivisionError()]
)
def test_trying_again_says_why_it_still_fails_and_then_opens(
    qtbot: QtBot, opened: Callable[[Exception], TroublePage], rescue: FakeRescue, fault: Exception
) -> None:
    page = opened(KeyMissing(PLACE))
    before = page.message.accessibleName()
    rescue.fault = fault
    page.again.click()
    qtbot.waitUntil(rescue.jobs.is_idle)
    assert page.again.isEnabled()
    assert page.message.accessibleName() != before
    rescue.fault = None
    with qtbot.waitSignal(page.opened) as told:
        page.again.click()
    assert told.args == [rescue.desk]


@pytest.mark.parametrize("way", ["use_code", "restore"])
def test_the_code_opens_after_a_wrong_one_was_told(
    qtbot: QtBot, opened: Callable[[Exception], TroublePage], rescue: FakeRescue, way: str
) -> None:
    page = opened(KeyMissing(PLACE))
    getattr(page, way).click()
    assert page.code.hasFocus()
    page.code.setText("salah")
    page.go_on.click()
    qtbot.waitUntil(page.go_on.isEnabled)
    assert page.code.text() == "salah", "so that one wrong sign can be mended"
    page.code.setText(CODE)
    with qtbot.waitSignal(page.opened):
        page.go_on.click()
    assert rescue.restored == (way == "restore")
    assert not page.code.text()


def test_quitting_is_always_possible(qtbot: QtBot, opened: Callable[[Exception], TroublePage]) -> None:
    page = opened(StoreInUse(PLACE))
    with qtbot.waitSignal(page.quit_wanted):
        page.leave.click()
