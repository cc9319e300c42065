"""The guards around every test are able to fail it."""

from __future__ import annotations

import gc
import logging
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from tests.leaks import TimerWatch, threads_left
from tests.logfail import GuardHandler, LogGuard

if TYPE_CHECKING:
    import pytest
    from PySide6.QtWidgets import QApplication


def guarded(*texts: str, foreseen: str | None = None) -> list[str]:
    guard = LogGuard()
    if foreseen is not None:
        guard.expect(foreseen)
    handler = GuardHandler(guard)
    for text in texts:
        handler.handle(logging.LogRecord("madiun_console.x", logging.WARNING, "", 1, text, None, None))
    return guard.complaints()


def test_an_unforeseen_warning_is_a_complaint() -> None:
    assert guarded("store slow") == ["unexpected WARNING in madiun_console.x: store slow"]


def test_a_foreseen_warning_is_none() -> None:
    assert guarded("store slow", foreseen="^store") == []


def test_a_foreseen_warning_that_does_not_come_is_a_complaint() -> None:
    assert guarded(foreseen="^store") == ["expected in the log but it did not come: ^store"]


def test_a_thread_that_does_not_end_is_found() -> None:
    before, stop = set(threading.enumerate()), threading.Event()
    thread = threading.Thread(target=stop.wait, name="forgotten")
    thread.start()
    try:
        assert threads_left(before, grace=0.01) == ["thread left running: forgotten"]
    finally:
        stop.set()
    assert threads_left(before) == []


def test_a_timer_that_ticks_on_is_found_with_its_place(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = TimerWatch(monkeypatch)
    forgotten, stopped, deleted, dropped = QTimer(qapp), QTimer(qapp), QTimer(qapp), QTimer()
    for timer in (forgotten, stopped, deleted, dropped):
        timer.start(1000)
    stopped.stop()
    deleted.deleteLater()
    del timer, dropped
    gc.collect()
    (found,) = watch.left()
    assert __file__ in found
    assert not forgotten.isActive()
