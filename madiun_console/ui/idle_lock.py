"""Notices that nobody has touched keyboard or mouse for some minutes, and asks for the lock."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QApplication

from madiun_console.ui.workplace import Workplace

TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)
MINUTE_S = 60


class IdleLock(QObject):
    """Minutes come from the preferences (0: never) and hold at once when they change.

    A filter on the application sees every event of the program, which costs microseconds each: so it takes itself
    off at the first touch and comes back with the next tick. A second is exact enough for minutes.
    """

    lock_wanted = Signal()

    def __init__(
        self, application: QApplication, workplace: Workplace, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._application = application
        self._workplace = workplace
        self._touched_at = workplace.ticker.monotonic()
        self._watching = False
        self._asked = False
        workplace.ticker.ticked.connect(self._on_tick)
        workplace.session_changed.connect(self._on_touched)
        workplace.preferences_changed.connect(self._on_touched)

    def _on_touched(self, _what: object = None) -> None:
        self._touched_at = self._workplace.ticker.monotonic()
        self._asked = False

    def _on_tick(self) -> None:
        minutes = self._workplace.preferences.idle_lock_minutes
        self._watch(on=bool(minutes))
        if not minutes or not self._workplace.signed_in or self._asked:
            return
        if self._workplace.ticker.monotonic() - self._touched_at >= minutes * MINUTE_S:
            self._asked = True
            self.lock_wanted.emit()

    def _watch(self, *, on: bool) -> None:
        if on == self._watching:
            return
        self._watching = on
        if on:
            self._application.installEventFilter(self)
        else:
            self._application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in TOUCHES and event.spontaneous():
            self._on_touched()
            self._watch(on=False)
        return False
