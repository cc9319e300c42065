"""A window on the sample data whose clock stands still, driven by keys: the same pictures whenever they are drawn."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QEventLoop, QPoint, QRect, QTimer
from PySide6.QtGui import QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from madiun_console.actions.desk import Desk
from madiun_console.actions.sign_in import sign_in
from madiun_console.app.beginning import Beginning
from madiun_console.app.parts import make_application, make_workplace
from madiun_console.demo import PASSWORD, PERSON, MovableClock, make_demo
from madiun_console.opening import open_desk
from madiun_console.queries.queue import open_incidents
from madiun_console.settings import Preferences
from madiun_console.ui.main_window import MainWindow
from madiun_console.ui.sounds import Sounds
from tools.small_png import save_small

if TYPE_CHECKING:
    from madiun_console.queries.rows import IncidentRow
    from madiun_console.ui.jobs import Jobs
    from madiun_console.ui.workplace import Workplace

NOW_MS = 1_795_419_128_000
"""23 Nov 2026 14.32.08 WIB: an afternoon on which no factor of the night or of a date takes part."""
WIDTH, HEIGHT = 1366, 768
ABOVE_MIDDLE = 0.056
"""The cards of the entry pages stand a little above the middle, as a share of the height."""
PATIENCE_MS, ROUND_MS, QUIET_ROUNDS = 60_000, 10, 80


class Stage:
    """One window (or the first page) at a time; `press` and `write` go where the focus is, as for a person."""

    def __init__(self, folder: Path, to: Path, scale: float = 1.0) -> None:
        os.environ["MADIUN_CONSOLE_KEYRING"] = "file"
        self._folder, self._to, self._scale = folder, to, scale
        self._application = make_application(scale)
        self._application.setCursorFlashTime(0)
        self._clock = MovableClock(NOW_MS)
        self._number = 0
        self.drawn: list[str] = []
        self._page: QWidget | None = None
        self._jobs: Jobs | None = None
        self._leave: Callable[[], None] = lambda: None
        self.window: MainWindow
        self._place: Workplace

    # ------------------------------------------------------------------------------------------ what is shown

    def open(
        self,
        person: str | None = PERSON,
        theme: str = "light",
        language: str = "id",
        prepare: Callable[[Desk], None] | None = None,
    ) -> MainWindow:
        """The window on sample data of its own, made afresh and `prepare`d; None: nobody is signed in."""
        self.leave()
        self._clock.now = NOW_MS
        data = self._new_folder()
        make_demo(data, NOW_MS)
        desk = open_desk(data, clock=self._clock)
        if prepare is not None:
            prepare(desk)
        preferences = replace(Preferences(), theme=theme, language=language)
        place = make_workplace(self._application, desk, data, preferences)
        self._place = place
        place.ticker.wall_ms = self._clock.now_ms
        place.ticker.monotonic = lambda: self._clock.now / 1000
        place.set_session(sign_in(desk, person, PASSWORD) if person else None)
        self.window = MainWindow(place, Sounds(place), self._application)
        self._jobs, self._page = place.jobs, self.window

        def close() -> None:
            place.translator.use("en")  # else its words would speak in the next window, too
            place.jobs.close()
            desk.store.close()

        self._leave = close
        self._show()
        self.window.begin()
        self.settle()
        return self.window

    def begin(self, error: Exception | None = None) -> QWidget:
        """The page of the first start, or of a store that does not open."""
        self.leave()
        beginning = Beginning(self._application, self._new_folder(), Preferences(), error)
        self._jobs, self._page = beginning.jobs, beginning.page

        def close() -> None:
            beginning.translator.use("en")
            beginning.close()

        self._leave = close
        self._show()
        return beginning.page

    @property
    def place(self) -> Workplace:
        """What the pages of the window are handed."""
        return self._place

    def leave(self) -> None:
        """Close what is shown."""
        if self._page is not None:
            self._page.hide()
            self._leave()
            self._page.deleteLater()
        self._page = self._jobs = None

    def row(self, words: str) -> IncidentRow:
        """The open incident whose summary begins so."""
        return next(row for row in open_incidents(self._place.desk) if row.summary.startswith(words))

    # ------------------------------------------------------------------------------------------ what a person does

    def press(self, *keys: str) -> None:
        """Press keys such as "Ctrl+G", one after the other."""
        for key in keys:
            pressed = QKeySequence(key)[0]  # type: ignore[index]  # PySide tells no item access
            QTest.keyClick(self._focus(), pressed.key(), pressed.keyboardModifiers())
            self.settle()

    def write(self, text: str) -> None:
        """Type."""
        QTest.keyClicks(self._focus(), text)
        self.settle()

    def pass_time(self, seconds: int) -> None:
        """Let the clocks of the window go on."""
        self._clock.now += seconds * 1000
        self._place.ticker.ticked.emit()
        self.settle()

    def settle(self) -> None:
        """Wait until every answer has arrived and layouts have come to rest."""
        loop, timer, clock = QEventLoop(), QTimer(), QElapsedTimer()
        clock.start()
        quiet = 0

        def look() -> None:
            nonlocal quiet
            quiet = quiet + 1 if self._jobs is None or self._jobs.is_idle() else 0
            if quiet > QUIET_ROUNDS or clock.elapsed() > PATIENCE_MS:
                loop.quit()

        timer.timeout.connect(look)
        timer.start(ROUND_MS)
        loop.exec()
        timer.stop()
        if clock.elapsed() > PATIENCE_MS:
            raise TimeoutError("the window does not come to rest")

    # ------------------------------------------------------------------------------------------ pictures

    def draw(self, name: str, part: QWidget | None = None) -> None:
        """Save the whole page, or one part of it, as NAME.png."""
        page = self._shown()
        area = page.rect()
        if part is not None:
            area = QRect(part.mapTo(page, part.rect().topLeft()), part.size())
        self._save(name, area)

    def draw_middle(self, name: str, width: int, height: int) -> None:
        """Save what stands in the middle of the page."""
        area = QRect(0, 0, width, height)
        centre = self._shown().rect().center()
        area.moveCenter(centre - QPoint(0, round(ABOVE_MIDDLE * self._shown().height())))
        self._save(name, area)

    # ------------------------------------------------------------------------------------------ inside

    def _save(self, name: str, area: QRect) -> None:
        picture = self._shown().grab(area).toImage().convertToFormat(QImage.Format.Format_RGB32)
        file = self._to / f"{name}.png"
        size = save_small(picture, file)
        self.drawn.append(name)
        print(f"{file.name}  {size // 1024} kB")

    def _new_folder(self) -> Path:
        self._number += 1
        return self._folder / f"data-{self._number}"

    def _show(self) -> None:
        page = self._shown()
        page.resize(round(WIDTH / self._scale), round(HEIGHT / self._scale))
        page.show()
        page.activateWindow()
        QTest.qWaitForWindowActive(page)
        self.settle()

    def _shown(self) -> QWidget:
        if self._page is None:
            raise RuntimeError("nothing is shown")
        return self._page

    def _focus(self) -> QWidget:
        focus = QApplication.focusWidget()
        return focus if focus is not None and self._shown().isAncestorOf(focus) else self._shown()


def scroll_to(part: QWidget, area: QScrollArea) -> None:
    """Bring a part to the upper edge of what is in sight of a scroll area."""
    inner = area.widget()
    if inner is not None:
        area.verticalScrollBar().setValue(part.mapTo(inner, part.rect().topLeft()).y() - 4)
