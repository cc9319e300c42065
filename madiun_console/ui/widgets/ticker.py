"""One heartbeat a second for every clock on the screen."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

SECOND_MS = 1_000


def _wall_ms() -> int:
    return time.time_ns() // 1_000_000


class Ticker(QObject):
    """One timer for all: a hundred clocks must not mean a hundred timers that drift apart.

    Deadlines read `monotonic()` (seconds), which no change of the PC's clock moves; only the time of day reads
    `wall_ms()` (epoch milliseconds).
    """

    ticked = Signal()

    def __init__(
        self,
        monotonic: Callable[[], float] = time.monotonic,
        wall_ms: Callable[[], int] = _wall_ms,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.monotonic = monotonic
        self.wall_ms = wall_ms
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_timeout)

    def start(self) -> None:
        """Beat at each full second of the wall clock, so that the clock never skips one."""
        self._timer.start(SECOND_MS - self.wall_ms() % SECOND_MS)

    def stop(self) -> None:
        """Rest (locked screen, end of the program)."""
        self._timer.stop()

    def _on_timeout(self) -> None:
        self.start()
        self.ticked.emit()
