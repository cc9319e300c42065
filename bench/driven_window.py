"""The real window in this process, driven by keys as a person would, for what is measured inside it."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from bench.big_store import NAME, PASSWORD, keep_keys_in_files
from bench.real_window import queue_view
from madiun_console.app.console import Console
from madiun_console.app.parts import make_application
from madiun_console.app.upkeep import Upkeep
from madiun_console.queries.rows import IncidentRow
from madiun_console.ui.intake.intake_pane import IntakePane
from madiun_console.ui.main_window import MainWindow
from madiun_console.ui.workplace import Workplace
from madiun_console.window_options import WindowOptions

QUIET_MS = 30
"""Nothing is under way when nothing was for this long."""
PATIENCE_MS = 60_000


class DrivenWindow:
    """A window of the program on a store, signed in; `close` when done."""

    def __init__(self, folder: Path, *, rows: bool = True) -> None:
        keep_keys_in_files()
        gc.disable()
        self.application = make_application()
        self._console = Console(self.application, WindowOptions(folder, "id", NAME, PASSWORD))
        self._console.start()
        gc.freeze()
        gc.enable()
        if self._console.window is None:
            raise RuntimeError("the store could not be opened")
        self.window: MainWindow = self._console.window
        for upkeep in self.place.findChildren(Upkeep):
            upkeep.stop()  # the first minute's backup of a great store takes another minute
        self.view: QAbstractItemView = queue_view(self.window)
        self.intake: IntakePane = self.window.queue_page.intake
        self.keys = 0
        if rows:
            self.wait(lambda: self.view.model().rowCount() > 0)
        self.window.activateWindow()
        self.wait(self.window.isActiveWindow)
        self.settle()

    @property
    def place(self) -> Workplace:
        """What the window's pages are handed."""
        return self.window._workplace  # noqa: SLF001 - the window hands it to its pages only

    def close(self) -> None:
        """As a person closes it."""
        self.settle()
        self.window.close()
        self._console.close()

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key, to whatever has the focus."""
        self.keys += 1
        QTest.keyClick(QApplication.focusWidget() or self.window, key, held)

    def write(self, text: str) -> None:
        """Letters, to whatever has the focus."""
        QTest.keyClicks(QApplication.focusWidget() or self.window, text)

    def paste(self, text: str) -> None:
        """A text at once: typing it is not what is measured."""
        QApplication.clipboard().setText(text)
        QTest.keyClick(
            QApplication.focusWidget() or self.window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier
        )

    def wait(self, until: Callable[[], bool]) -> None:
        """Let Qt work until something holds."""
        patience = QElapsedTimer()
        patience.start()
        while not until():
            self.application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            if patience.elapsed() > PATIENCE_MS:
                raise TimeoutError("the window did not come so far")

    def settle(self) -> None:
        """Let Qt work until nothing is asked, stored, or about to be, for a little while."""
        quiet = QElapsedTimer()
        quiet.start()

        def still() -> bool:
            waiting = any(
                timer.isActive() and timer.isSingleShot() for timer in self.intake.findChildren(QTimer)
            )
            if waiting or not self.place.jobs.is_idle():
                quiet.restart()
            return quiet.elapsed() > QUIET_MS

        self.wait(still)

    def seconds_until_painted(self, press: Callable[[], None], *shown: Callable[[], bool]) -> list[float]:
        """Seconds from a key press to the end of the first painting of the window in which each `shown` holds."""
        watches = [_PaintWatch(self.window, item) for item in shown]
        started = time.perf_counter()
        press()
        while any(watch.painted_at is None for watch in watches):
            self.application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if time.perf_counter() - started > PATIENCE_MS / 1000:
                raise TimeoutError("what was saved is not shown")
        return [watch.painted_at - started for watch in watches if watch.painted_at is not None]

    def row_watch(self) -> RowWatch:
        """Says when the list has painted a row that was just saved."""
        return RowWatch(self)

    def stands_in_sight(self, incident: str) -> bool:
        """Whether an incident's row stands in the part of the queue that is in sight."""
        model = self.window.queue_page.queue._model  # noqa: SLF001
        place = model.row_of(incident)
        seen = self.view.visualRect(model.index(place, 0))
        return place >= 0 and self.view.viewport().rect().contains(seen)

    def is_opened(self, incident: str) -> bool:
        """Whether an incident is shown at the right."""
        page = self.window.queue_page.incident.page
        return page is not None and page.id == incident


class RowWatch(QObject):
    """The pane tells the list of a saved row before it does anything else, and the list paints it at once."""

    def __init__(self, driven: DrivenWindow) -> None:
        super().__init__(driven.window)
        self.painted_at: float | None = None
        self._driven = driven
        self._rows_painted = -1
        self._viewport = driven.window.queue_page.queue._view.viewport()  # noqa: SLF001
        self._viewport.installEventFilter(self)
        driven.intake.row_saved.connect(self._on_saved)

    def _on_saved(self, row: IncidentRow) -> None:
        """Runs after the list's own slot, which was connected first."""
        now = time.perf_counter()
        if (
            self._driven.stands_in_sight(row.id)
            and self._rows_painted == self._driven.view.model().rowCount()
        ):
            self.painted_at = now

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002, N802 - Qt's own
        """Note how many rows stood in the list when it was painted last: with one less, the new one was not among them."""
        if event.type() == QEvent.Type.Paint:
            self._rows_painted = self._driven.view.model().rowCount()
        return False

    def end(self) -> None:
        """Watch no more."""
        self._viewport.removeEventFilter(self)
        self._driven.intake.row_saved.disconnect(self._on_saved)


class _PaintWatch(QObject):
    """An UpdateRequest paints everything in the window that has changed."""

    def __init__(self, window: QWidget, shown: Callable[[], bool]) -> None:
        super().__init__(window)
        self.painted_at: float | None = None
        self._window = window
        self._shown = shown
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002, N802 - Qt's own
        """Note when the painting that this event asks for is over."""
        if event.type() == QEvent.Type.UpdateRequest and self._shown():
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, self._on_painted)
        return False

    def _on_painted(self) -> None:
        self.painted_at = time.perf_counter()
