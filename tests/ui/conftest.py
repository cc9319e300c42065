"""What the tests of the screen share: the application dressed as at work, an appearance, a clock held by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from madiun_console.settings import Preferences
from madiun_console.ui.jobs import Jobs
from madiun_console.ui.theme import Appearance, dress
from madiun_console.ui.translation import Translator
from madiun_console.ui.widgets import Ticker
from madiun_console.ui.workplace import Workplace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from madiun_console.actions.desk import Desk
    from tests.desk_fixtures import People


class HeldClock:
    """Monotonic seconds and wall milliseconds that move only when a test says so."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.ms = 1_795_419_128_000  # 23 Nov 2026 14.32.08 WIB

    def pass_time(self, ticker: Ticker, seconds: float) -> None:
        self.seconds += seconds
        self.ms += int(seconds * 1000)
        ticker.ticked.emit()


@pytest.fixture
def look(qapp: QApplication) -> Appearance:
    appearance = Appearance()
    if not qapp.styleSheet():
        dress(qapp, appearance.theme)
    return appearance


@pytest.fixture
def held() -> HeldClock:
    return HeldClock()


@pytest.fixture
def ticker(qapp: QApplication, held: HeldClock) -> Ticker:
    return Ticker(monotonic=lambda: held.seconds, wall_ms=lambda: held.ms)


@pytest.fixture
def workplace(
    desk: Desk,
    people: People,
    data_dir: Path,
    look: Appearance,
    ticker: Ticker,
    qapp: QApplication,
    qtbot: QtBot,
) -> Iterator[Workplace]:
    """A place of work on a real store, the operator "Op" signed in; wait with `workplace.jobs.is_idle`."""
    bugs: list[BaseException] = []
    jobs = Jobs(bugs.append)
    place = Workplace(
        desk, jobs, look, Translator(qapp), ticker, Preferences(), lambda _: None, data_dir / "log"
    )
    place.set_session(people.operator)
    yield place
    qtbot.waitUntil(jobs.is_idle)
    jobs.close()
    assert not bugs, bugs


@pytest.fixture
def tab_to(qtbot: QtBot) -> Callable[[QWidget], None]:
    """Press Tab until a widget has the keyboard, and fail when Tab only goes round on the way."""

    def walk(wanted: QWidget) -> None:
        seen: list[QWidget] = []
        while not wanted.hasFocus():
            focus = QApplication.focusWidget()
            assert focus is not None
            assert focus not in seen, f"Tab goes round in {seen}"
            seen.append(focus)
            qtbot.keyClick(focus, Qt.Key.Key_Tab)

    return walk


@pytest.fixture
def shown(qtbot: QtBot) -> Callable[..., QWidget]:
    """Show a widget and wait until it is there and active."""

    def show(widget: QWidget, width: int = 480, height: int = 360) -> QWidget:
        qtbot.addWidget(widget)
        widget.resize(width, height)
        with qtbot.waitExposed(widget):
            widget.show()
        widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)
        return widget

    return show
