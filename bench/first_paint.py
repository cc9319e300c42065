"""Runs inside a measured process: tells the parent when a table has been painted, then how much memory is in use."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication

SETTLE_MS = 1500


class FirstPaint(QObject):
    """Watches a view's viewport; the first paint while `usable()` holds is the moment a person can begin."""

    def __init__(self, view: QAbstractItemView, usable: Callable[[], bool], *, settle: bool) -> None:
        super().__init__(view)
        self._usable = usable
        self._settle = settle
        self._viewport = view.viewport()
        self._viewport.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002, N802 - Qt's own
        """Wait for a paint; what it draws is on the screen when the next timer fires."""
        if event.type() == QEvent.Type.Paint and self._usable():
            self._viewport.removeEventFilter(self)
            QTimer.singleShot(0, self._painted)
        return False

    def _painted(self) -> None:
        tell({"painted": True})
        QTimer.singleShot(SETTLE_MS if self._settle else 0, self._end)

    def _end(self) -> None:
        tell(memory())
        for window in QApplication.topLevelWidgets():
            window.close()
        QApplication.quit()


def tell(value: dict[str, object]) -> None:
    """One line of JSON for the parent, at once."""
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


def memory() -> dict[str, object]:
    """Resident and peak megabytes of this process; empty where the system has no /proc."""
    status = Path("/proc/self/status")
    if not status.exists():
        return {}
    lines = dict(
        line.split(":", 1) for line in status.read_text(encoding="ascii").splitlines() if ":" in line
    )
    return {name: int(lines[key].split()[0]) / 1024 for name, key in (("rss", "VmRSS"), ("peak", "VmHWM"))}
