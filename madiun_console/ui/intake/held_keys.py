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
    """Swallows input to the window of a form between `hold` and `let_go`; both may be called again and again."""

    def __init__(self, form: QWidget) -> None:
        super().__init__(form)
        self._form = form
        self._window: QWindow | None = None
        self._focus: QWidget | None = None
        self.holding = False

    def hold(self) -> None:
        """From now on nothing typed arrives."""
        self.let_go()
        self.holding = True
        self._focus = self._form.focusWidget()
        self._window = self._form.window().windowHandle()
        if self._window is not None:
            self._window.installEventFilter(self)

    def let_go(self, *, keyboard_too: bool = False) -> None:
        """Typing arrives again, with `keyboard_too` in the field where it was."""
        self.holding = False
        if self._window is not None:
            self._window.removeEventFilter(self)
            self._window = None
        if keyboard_too and self._focus is not None and self._form.isVisible():
            self._focus.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return event.type() in _INPUT
