"""A desk at night: the real program on a real store, its window on the offscreen screen, and somebody who has only keys."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from madiun_console.actions.desk import Desk
from madiun_console.actions.people import add_person
from madiun_console.app.console import Console
from madiun_console.domain.rulebook import Rulebook
from madiun_console.opening import found
from madiun_console.queries.desk_lists import drafts
from madiun_console.queries.detail_rows import IncidentDetail
from madiun_console.queries.incident_detail import incident_detail
from madiun_console.queries.queue import open_incidents
from madiun_console.queries.rows import DraftRow, IncidentRow
from madiun_console.ui.main_window import MainWindow
from madiun_console.ui.theme import Appearance, dress
from madiun_console.window_options import WindowOptions
from tests.desk_fixtures import NIGHT_CALL_MS, PASSWORD

PATIENCE_MS = 20_000
MOST_TABS = 60
CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
STORY = "Ada warga ribut adu mulut soal batas tanah di Winongo dekat balai, sekitar 20 orang"


class RunningClock:
    """A clock that was set to an afternoon in November and goes on from there, so that no test depends on the hour."""

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self.added_ms = 0

    def now_ms(self) -> int:
        """Milliseconds since 1970 UTC."""
        return NIGHT_CALL_MS + self.added_ms + int((time.monotonic() - self._begun) * 1000)


class Sitter:
    """Somebody at the desk. Every key goes to the window, and Qt finds who gets it, as with a real keyboard."""

    def __init__(self, qtbot: QtBot, application: QApplication, folder: Path, clock: RunningClock) -> None:
        self.qtbot, self.application, self.folder, self.clock = qtbot, application, folder, clock
        self.console: Console | None = None

    # ------------------------------------------------------------------------------------------ the program

    def start(self) -> None:
        """Start the program and wait until its window is there and has the keyboard."""
        self.console = Console(self.application, WindowOptions(self.folder), self.clock)
        self.console.start()
        self.wait_for(self.screen().isActiveWindow)
        self.settle()

    def screen(self) -> QWidget:
        """The window that is shown now."""
        assert self.console is not None
        beginning = self.console._beginning
        shown = beginning.page if beginning is not None else self.console.window
        assert shown is not None
        return shown

    @property
    def window(self) -> MainWindow:
        """The window of an open desk."""
        assert self.console is not None
        assert self.console.window is not None
        return self.console.window

    @property
    def desk(self) -> Desk:
        """The desk that is open."""
        return self.window._workplace.desk

    def stop(self) -> None:
        """Close the window as its owner does, and let the program end."""
        if self.console is None:
            return
        if self.console.window is not None:
            self.settle()
        self.screen().close()
        self._end()

    def kill(self) -> None:
        """End without a word to anybody: what is not on the disk by now is gone."""
        assert self.console is not None
        self.window.queue_page.intake.keeper._pause.stop()
        self.window.queue_page.intake.keeper._longest.stop()
        self.window.queue_page.intake.keeper._dirty = False
        self._end()

    def _end(self) -> None:
        console, self.console = self.console, None
        assert console is not None
        console.close()
        for window in self.application.topLevelWidgets():
            window.hide()
            window.deleteLater()
        console.deleteLater()
        self.application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    # ------------------------------------------------------------------------------------------ keys

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key, and wait until everything that follows from it is there."""
        handle = self.screen().windowHandle()
        assert handle is not None
        QTest.keyClick(handle, key, held)
        self.settle()

    def ctrl(self, key: Qt.Key) -> None:
        self.key(key, CTRL)

    def alt(self, key: Qt.Key) -> None:
        self.key(key, ALT)

    def write(self, text: str) -> None:
        """Type a text, letter by letter."""
        handle = self.screen().windowHandle()
        assert handle is not None
        for letter in text:
            QTest.keyClick(handle, letter)  # type: ignore[call-overload]  # the stubs know it for widgets only
        self.settle()

    def enter(self, text: str = "") -> None:
        """Type a text and press Enter."""
        self.write(text)
        self.key(Qt.Key.Key_Return)

    def focus(self) -> QWidget:
        """Who has the keyboard."""
        focus = self.application.focusWidget()
        assert focus is not None, "nobody has the keyboard"
        return focus

    def tab_to(self, widget: QWidget, *, back: bool = False) -> None:
        """Press Tab, or Shift+Tab, until a widget, or something in it, has the keyboard."""
        for _ in range(MOST_TABS):
            if self.focus() is widget or widget.isAncestorOf(self.focus()):
                return
            if back:
                self.key(Qt.Key.Key_Tab, SHIFT)
            else:
                self.key(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never comes to {widget}")

    # ------------------------------------------------------------------------------------------ waiting

    def wait_for(self, what: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(what()), timeout=PATIENCE_MS)

    def settle(self) -> None:
        """Wait until nothing is under way and no draft, suggestion or search waits for its pause."""
        self.wait_for(self._is_quiet)

    def _is_quiet(self) -> bool:
        assert self.console is not None
        if self.console.window is None:
            return self.console._beginning is None or self.console._beginning.jobs.is_idle()
        if not isValid(self.console.window):
            return True
        intake = self.window.queue_page.intake
        timers = (intake.keeper._pause, intake.keeper._longest, intake.live._pause)
        if any(timer.isActive() for timer in timers):
            return False
        # A key on a button holds the button down for 100 ms, as a finger does; what it does comes after that.
        pressed = any(button.isDown() for button in self.window.findChildren(QAbstractButton))
        return self.window._workplace.jobs.is_idle() and not pressed

    # ------------------------------------------------------------------------------------------ what comes again and again

    def sign_in(self, name: str, password: str = PASSWORD) -> None:
        """Type a name and a password on the sign-in page."""
        self.enter(name[:2])
        self.enter(password)
        self.wait_for(lambda: self.session() == name)

    def session(self) -> str:
        """Who is signed in."""
        place = self.window._workplace
        return place.session.name if place.signed_in else ""

    def call(self, number: str = "0812 3456 7890", story: str = STORY) -> None:
        """Take a call down as far as number and story go."""
        self.key(Qt.Key.Key_F2)
        self.enter(number)
        self.write(story)

    def queue(self) -> list[IncidentRow]:
        """The open incidents in the store."""
        return open_incidents(self.desk)

    def detail(self) -> IncidentDetail:
        """What the store knows of the incident that is chosen."""
        chosen = self.window.queue_page.queue.current_incident()
        assert chosen
        found_detail = incident_detail(self.desk, chosen)
        assert found_detail is not None
        return found_detail

    def drafts(self) -> list[DraftRow]:
        """The drafts of whoever is signed in."""
        return drafts(self.desk, self.window._workplace.session)


@dataclass(frozen=True)
class Founded:
    """A closed data folder with three people: Sari (administrator), Bima (supervisor), Op (operator)."""

    folder: Path
    operator: str


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory, rulebook: Rulebook) -> Founded:
    folder = tmp_path_factory.mktemp("founded") / "data"
    center = found(folder, "B", "Sari", PASSWORD, clock=RunningClock(), rulebook=rulebook)
    add_person(center.desk, center.session, "Bima", "supervisor", PASSWORD)
    operator = add_person(center.desk, center.session, "Op", "operator", PASSWORD).created["person"]
    center.desk.store.close()
    return Founded(folder, operator)


@pytest.fixture
def newcomer(qtbot: QtBot, qapp: QApplication, data_dir: Path) -> Iterator[Sitter]:
    """At a computer on which the program never ran."""
    sitter = Sitter(qtbot, qapp, data_dir, RunningClock())
    yield sitter
    sitter.stop()
    dress(qapp, Appearance().theme)


@pytest.fixture
def sitter(newcomer: Sitter, founded: Founded) -> Sitter:
    """At a desk of a center; the program is started."""
    shutil.copytree(founded.folder, newcomer.folder)
    newcomer.start()
    return newcomer


@pytest.fixture
def operator(sitter: Sitter) -> Sitter:
    """Op, signed in."""
    sitter.sign_in("Op")
    return sitter
