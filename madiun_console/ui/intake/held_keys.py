"""Holds keys and clicks back for the few milliseconds in which a call is being stored.

Disabling the form would repaint every field in it twice, which takes longer than storing the report.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QWidget

_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
    }
)


class HeldKeys(QObject):
    """Swallows input to the window of a widget between `hold` and `let_go`; both may be called again and again."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._window: QWindow | None = None

    def hold(self) -> None:
        """From now on nothing typed arrives."""
        self.let_go()
        self._window = self._widget.window().windowHandle()
        if self._window is not None:
            self._window.installEventFilter(self)

    def let_go(self) -> None:
        """Typing arrives again."""
        if self._window is not None:
            self._window.removeEventFilter(self)
            self._window = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return event.type() in _INPUT
