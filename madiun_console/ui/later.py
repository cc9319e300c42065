"""Making parts of the window later: when they are first shown, or one by one when the desk is idle after the start."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from madiun_console.ui.jobs import Jobs

LOOK_MS, QUIET_LOOKS = 50, 5
"""So often it is looked whether answers are still on their way, and so long nothing may be, before a part is made."""
Page = TypeVar("Page", bound=QWidget)


class PageSlot(QWidget):
    """Stands in the stack of pages until the page is made."""

    def put(self, page: Page) -> Page:
        """Show the page here from now on."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)
        page.show()  # at once: a layout would do it with the next events, and what is hidden takes no keyboard
        return page


class WarmUp(QObject):
    """Makes the parts one at a time; a key that comes in between waits for one part at most."""

    def __init__(self, parts: Sequence[Callable[[], object]], jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = list(parts)
        self._jobs = jobs
        self._quiet = 0
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._on_timeout)

    def start(self, first: Callable[[], object]) -> None:
        """Begin, or go on, with `first` before everything that is still to be made."""
        self._parts.insert(0, first)
        self._timer.start()

    def stop(self) -> None:
        """Make no more parts."""
        self._timer.stop()

    def is_running(self) -> bool:
        """Whether more parts come without anybody doing anything."""
        return self._timer.isActive()

    def is_done(self) -> bool:
        """Whether every part is made."""
        return not self._parts

    def _on_timeout(self) -> None:
        self._quiet = self._quiet + 1 if self._jobs.is_idle() else 0
        if self._quiet < QUIET_LOOKS:
            return
        self._quiet = QUIET_LOOKS - 1
        self._parts.pop(0)()
        if not self._parts:
            self._timer.stop()
