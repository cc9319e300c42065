"""When the alarms of the queue sound: at once, but the past that a desk loads alarms nobody."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from madiun_console.sync.link_state import LinkState
from madiun_console.ui.sounds import Sounds
from madiun_console.ui.workplace import Workplace


class Alarm(QObject):
    """`ring` what the queue asks for."""

    def __init__(self, workplace: Workplace, sounds: Sounds, window: QWidget) -> None:
        super().__init__(window)
        self._workplace = workplace
        self._sounds = sounds
        self._window = window
        self._late = ""
        workplace.link_changed.connect(self._on_link)

    def ring(self, kind: str) -> None:
        """Sound `kind`: new_high or unanswered."""
        state = self._workplace.link.state
        if state.loading is None:
            # not before what it is about is painted: making the sound as loud as wanted takes 10 ms
            QTimer.singleShot(0, self, lambda: self._sounds.alarm(kind, self._window))
        elif state.pos:  # a new desk never had all of it; after days offline one sound, at the end, is enough
            self._late = kind

    def _on_link(self, state: LinkState) -> None:
        if state.loading is None and self._late:
            late, self._late = self._late, ""
            self._sounds.alarm(late, self._window)
