"""What the program does by itself while a desk is open: move the WAL into the file and merge the search indexes when
idle, forget what was thrown away a day ago, and back up every night.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from madiun_console.actions.drafts import drop_old_drafts
from madiun_console.errors import ConsoleError
from madiun_console.ui.workplace import Workplace

EVERY_MS = 60_000
BACKUP_EVERY = 30
"""Rounds between two looks whether a backup is due; one a day is made (db/backup.py)."""


class Upkeep(QObject):
    """Only when nothing else waits; a backup runs aside, because it takes seconds and reads only."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._place = place
        self._round = 0
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._on_timeout)

    def start(self) -> None:
        """Begin; the first look at the backup comes a minute after the start."""
        self._timer.start()

    def stop(self) -> None:
        """No more rounds."""
        self._timer.stop()

    def _on_timeout(self) -> None:
        jobs, desk = self._place.jobs, self._place.desk
        if not jobs.is_idle():
            return
        self._merge()
        jobs.act(desk.store.checkpoint, failed=self._tell)
        jobs.act(drop_old_drafts, desk, failed=self._tell)
        jobs.act(desk.store.scrub, failed=self._tell)  # nearly always nothing to do
        if self._round % BACKUP_EVERY == 0 and not desk.demo:
            from madiun_console.actions.keep_store import back_up_if_due

            jobs.aside(back_up_if_due, desk, done=lambda _: None, failed=self._tell)
        self._round += 1

    def _merge(self, more: object = True) -> None:
        """Step by step, so that whatever is clicked meanwhile comes in between."""
        if more:
            self._place.jobs.act(self._place.desk.store.merge_indexes, done=self._merge, failed=self._tell)

    def _tell(self, error: ConsoleError) -> None:
        self._place.told.emit("danger", error.text(self._place.language))
