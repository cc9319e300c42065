"""The page of a supervisor on a real store: three closings that wait, the window's road of a change."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from madiun_console.actions.take_call import save_report
from madiun_console.actions.work_incident import close_incident
from madiun_console.ui.review.review_page import ReviewPage

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from madiun_console.domain.report_form import ReportForm
    from madiun_console.ui.workplace import Workplace
    from tests.desk_fixtures import MovedClock, People

NO, ALT, CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
)


class Office:
    """What a test works with; every key goes to whoever has the keyboard."""

    def __init__(
        self,
        page: ReviewPage,
        workplace: Workplace,
        people: People,
        form: Callable[..., ReportForm],
        clock: MovedClock,
        qtbot: QtBot,
    ) -> None:
        self.page, self.workplace, self.people = page, workplace, people
        self.form, self.clock, self.qtbot = form, clock, qtbot
        self.opened: list[str] = []
        page.incident_wanted.connect(self.opened.append)

    def settle(self) -> None:
        """Wait for the store, and for buttons: a key holds one down for 100 ms, and what it does comes after that."""
        self.qtbot.waitUntil(self._is_quiet)

    def _is_quiet(self) -> bool:
        pressed = any(button.isDown() for button in self.page.findChildren(QAbstractButton))
        return self.workplace.jobs.is_idle() and not pressed

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = NO) -> None:
        self.qtbot.keyClick(QApplication.focusWidget() or self.page, key, held)
        self.settle()

    def write(self, text: str) -> None:
        self.qtbot.keyClicks(QApplication.focusWidget(), text)

    def closed(self, code: str = "handled", note: str = "") -> str:
        """An incident that the operator closed just now."""
        desk, op = self.workplace.desk, self.people.operator
        made = save_report(desk, op, self.form(answers={})).created["incident"]
        close_incident(desk, op, made, code, note)
        return made

    def colleague(self, action: Callable[..., Any], *arguments: Any, by: str = "supervisor") -> None:
        """What somebody else does; the page hears of it as of any change."""
        self.workplace.jobs.act(action, self.workplace.desk, getattr(self.people, by), *arguments)
        self.settle()

    def tab(self, name: str) -> Any:
        """Go to a tab; gives its list."""
        self.page.tabs.set_current(name)
        self.settle()
        return self.page._view()

    def enter(self) -> None:
        """Go to the page, as the window does."""
        self.page.entered()
        self.settle()


@pytest.fixture
def office(
    workplace: Workplace,
    people: People,
    form: Callable[..., ReportForm],
    clock: MovedClock,
    shown: Callable[..., QWidget],
    qtbot: QtBot,
) -> Office:
    workplace.set_session(people.supervisor)
    page = ReviewPage(workplace)
    workplace.jobs.changed.connect(page.apply)
    shown(page, 1300, 700)
    return Office(page, workplace, people, form, clock, qtbot)


@pytest.fixture
def waiting(office: Office) -> list[str]:
    """Three closings, ten minutes apart, oldest first; the page is shown."""
    made = []
    for number in range(3):
        office.clock.pass_minutes(10)
        made.append(office.closed(note=f"catatan {number}"))
    office.enter()
    return made


@pytest.fixture
def sampling(office: Office) -> Office:
    """The same with a sample of all calls."""
    desk = office.workplace.desk
    desk.rulebook = replace(desk.rulebook, quality=replace(desk.rulebook.quality, share_percent=100))
    return office
