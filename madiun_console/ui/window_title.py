"""Tells windows apart in the task bar: training or not, which desk, and who works there."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget, QWidget

from madiun_console.ui.names import PRODUCT, TRAINING
from madiun_console.ui.workplace import Workplace


class WindowTitle(QObject):
    """The name of the program stands last: the task bar cuts there, and Qt writes it behind every other ending."""

    def __init__(self, workplace: Workplace, stack: QStackedWidget, frame: QWidget, window: QWidget) -> None:
        super().__init__(window)
        self._workplace = workplace
        self._stack = stack
        self._frame = frame
        self._window = window
        stack.currentChanged.connect(self.say)
        workplace.letter_changed.connect(self.say)

    def say(self, _page: int = 0) -> None:
        """Another desk, language or page; behind the lock and the sign-in nobody is named."""
        place = self._workplace
        working = place.signed_in and self._stack.currentWidget() is self._frame
        person = place.session.name if working else ""
        training = TRAINING if place.desk.demo else ""
        self._window.setWindowTitle(" · ".join(filter(None, (training, place.desk_name, person, PRODUCT))))
