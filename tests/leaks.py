"""Finds what a test left running behind its back: threads, and timers of Qt."""

from __future__ import annotations

import threading
import time
import traceback
import weakref
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

GRACE_SECONDS = 2.0


def threads_left(before: set[threading.Thread], grace: float = GRACE_SECONDS) -> list[str]:
    """Name the threads that were started since `before` and do not end within `grace` seconds."""
    deadline = time.monotonic() + grace
    left = []
    for thread in threading.enumerate():
        # QThreads that run Python code appear as _DummyThread, which has no end of its own to wait for
        if thread in before or isinstance(thread, threading._DummyThread):
            continue
        thread.join(max(0.0, deadline - time.monotonic()))
        if thread.is_alive():
            left.append(f"thread left running: {thread.name}")
    return left


class TimerWatch:
    """Remembers every QTimer that is started, and where, so that a test which leaves one ticking can be named."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from PySide6.QtCore import QTimer

        self._started: dict[int, tuple[weakref.ref[QTimer], str]] = {}
        start = QTimer.start

        def start_and_remember(timer: QTimer, *arguments: int) -> None:
            caller = traceback.extract_stack(limit=2)[0]
            self._started[id(timer)] = (weakref.ref(timer), f"{caller.filename}:{caller.lineno}")
            start(timer, *arguments)

        monkeypatch.setattr(QTimer, "start", start_and_remember)

    def left(self) -> list[str]:
        """Name the timers that still tick, after the objects that waited for their deletion are gone."""
        from PySide6.QtCore import QCoreApplication, QEvent
        from shiboken6 import isValid

        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        ticking = []
        for reference, place in self._started.values():
            timer = reference()
            if timer is not None and isValid(timer) and timer.isActive():
                ticking.append(f"QTimer left ticking, started at {place}")
                timer.stop()
        return ticking
