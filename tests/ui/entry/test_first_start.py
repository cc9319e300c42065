"""The first start: a center is founded for real, its code is kept before going on, and what is wrong is said in place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from madiun_console.actions.desk import Desk, Session
from madiun_console.actions.recovery_code import confirm_recovery_code
from madiun_console.domain.rulebook import Rulebook
from madiun_console.errors import DiskFull
from madiun_console.opening import found
from madiun_console.queries.desk_lists import code_is_unconfirmed
from madiun_console.ui.entry.first_start import FirstStartPage
from madiun_console.ui.jobs import Jobs
from madiun_console.ui.theme import Appearance
from madiun_console.ui.translation import Translator
from tests.desk_fixtures import PASSWORD


class RealStart:
    """Founds in a temporary folder; the sample data is a small center, so that the test is quick."""

    def __init__(
        self, jobs: Jobs, look: Appearance, qapp: QApplication, folder: Path, rulebook: Rulebook
    ) -> None:
        self.jobs, self.appearance, self.translator = jobs, look, Translator(qapp)
        self.folder, self.rulebook = folder, rulebook
        self.desks: list[Desk] = []
        self.fault: Exception | None = None

    def found(self, letter: str, name: str, password: str) -> tuple[Desk, Session, str]:
        if self.fault is not None:
            raise self.fault
        center = found(self.folder, letter, name, password, to_confirm=True, rulebook=self.rulebook)
        self.desks.append(center.desk)
        return center.desk, center.session, center.recovery_code

    def join(self, code: str, progress: Callable[[int, int], None]) -> tuple[Desk, str]:
        raise NotImplementedError  # tests/app/test_joining.py joins a real server

    def confirm_code(self, desk: Desk) -> None:
        confirm_recovery_code(desk)

    def try_demo(self, progress: Callable[[int, int], None]) -> tuple[Desk, Session]:
        progress(1, 4)
        desk, session, _ = self.found("B", "demo", PASSWORD)
        progress(4, 4)
        return desk, session


@pytest.fixture
def start(
    look: Appearance, qapp: QApplication, qtbot: QtBot, data_dir: Path, rulebook: Rulebook
) -> Iterator[RealStart]:
    bugs: list[BaseException] = []
    made = RealStart(Jobs(bugs.append), look, qapp, data_dir, rulebook)
    yield made
    qtbot.waitUntil(made.jobs.is_idle)
    made.jobs.close()
    for desk in made.desks:
        desk.store.close()
    assert [type(bug) for bug in bugs] in ([], [RuntimeError])


@pytest.fixture
def page(start: RealStart, shown: Callable[..., QWidget]) -> FirstStartPage:
    made = FirstStartPage(start)
    shown(made, 911, 512)
    return made


def fill(page: FirstStartPage, letter: str = "B", name: str = "Sari", again: str = PASSWORD) -> None:
    page.letter.setText(letter)
    page.name.setText(name)
    page.password.first.set_text(PASSWORD)
    page.password.second.set_text(again)


def test_a_center_begins_by_keys_and_only_a_kept_code_lets_go_on(
    qtbot: QtBot, page: FirstStartPage, start: RealStart
) -> None:
    assert page.name.hasFocus()
    for field, text in (
        (page.name, "Sari"),
        (page.password.first.line, PASSWORD),
        (page.password.second.line, PASSWORD),
    ):
        assert field.hasFocus()
        qtbot.keyClicks(field, text)
        qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(page.code.isVisible)
    assert len(page.code.line.text().replace("-", "")) == 25
    assert not page.password.text()
    with qtbot.assertNotEmitted(page.finished):
        page.code.go_on.click()
    assert code_is_unconfirmed(start.desks[0]), "a kill here is told at the next sign-in"
    page.code.copy.click()
    assert QGuiApplication.clipboard().text() == page.code.line.text()
    page.code.saved.setChecked(True)
    with qtbot.waitSignal(page.finished) as told:
        page.code.go_on.click()
    assert told.args == [start.desks[0], told.args[1], PASSWORD]
    qtbot.waitUntil(start.jobs.is_idle)
    assert not code_is_unconfirmed(start.desks[0])
    assert told.args[1].role == "administrator"
    assert start.desks[0].letter == "A"
    assert not QGuiApplication.clipboard().text(), "the code does not stay in the clipboard"
    assert not page.code.line.text()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": " "}, "name"),
        ({"again": "lain"}, "password"),
        ({"letter": "7"}, "letter"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    qtbot: QtBot, page: FirstStartPage, start: RealStart, values: dict[str, str], field: str
) -> None:
    fill(page, **values)
    page.submit()
    qtbot.waitUntil(page.message.isVisible)
    focus = page.focusWidget()
    wanted: QWidget = getattr(page, field)
    assert focus is not None
    assert focus is wanted or wanted.isAncestorOf(focus)
    assert page.password.text() == PASSWORD
    assert not start.desks


def test_tab_reaches_every_button(page: FirstStartPage, tab_to: Callable[[QWidget], None]) -> None:
    page.letter.setFocus()
    for wanted in (page.password.second.line, page.begin, page.join, page.demo, page.language):
        tab_to(wanted)


def test_tab_and_shift_tab_go_as_the_buttons_stand_on_the_screen(page: FirstStartPage, qtbot: QtBot) -> None:
    buttons = [page.begin, page.join, page.demo, page.language]
    assert page.join.y() < page.demo.y()
    for order, key in ((buttons, Qt.Key.Key_Tab), (buttons[::-1], Qt.Key.Key_Backtab)):
        order[0].setFocus()
        for wanted in order[1:]:
            qtbot.keyClick(QApplication.focusWidget(), key)
            assert wanted.hasFocus()


@pytest.mark.parametrize("fault", [DiskFull(Path("disk")), RuntimeError("ours")])
def test_a_fault_lets_try_again(
    qtbot: QtBot, page: FirstStartPage, start: RealStart, fault: Exception
) -> None:
    start.fault = fault
    fill(page)
    page.submit()
    qtbot.waitUntil(page.message.isVisible)
    start.fault = None
    page.submit()
    qtbot.waitUntil(page.code.isVisible)


def test_the_sample_data_shows_its_progress(qtbot: QtBot, page: FirstStartPage) -> None:
    with qtbot.waitSignal(page.finished):
        page.demo.click()
        assert page.bar.isVisible()
    assert (page.bar.value(), page.bar.maximum()) == (4, 4)


def test_the_other_language_is_one_click_away(page: FirstStartPage, start: RealStart) -> None:
    before = start.translator.language
    page.language.click()
    assert {before, start.translator.language} == {"id", "en"}
    page.language.click()
    assert start.translator.language == before
