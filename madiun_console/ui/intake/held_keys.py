"""Holds keys and clicks back for the few milliseconds in which a call is being stored, on a slow disk for longer.

Disabling the form would repaint every field in it twice, which takes longer than storing the report.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QWidget

_TYPING = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.KeypadModifier,
)
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
    """Swallows input to the window of a form between `hold` and `let_go`; both may be called again and again.

    Where another form follows at once, what was typed meanwhile is typed into that: its first digits are not lost.
    """

    def __init__(self, form: QWidget) -> None:
        super().__init__(form)
        self._form = form
        self._window: QWindow | None = None
        self._focus: QWidget | None = None
        self.holding = False
        self._keeps = False
        self._typed: list[QKeyEvent] = []

    def hold(self, *, keeps: bool = False) -> None:
        """From now on nothing typed arrives; with `keeps` it arrives when this lets go. Keys that do something never do."""
        self.let_go()
        self.holding, self._keeps = True, keeps
        self._focus = self._form.focusWidget()
        self._window = self._form.window().windowHandle()
        if self._window is not None:
            self._window.installEventFilter(self)

    def let_go(self, *, keyboard_too: bool = False) -> None:
        """Typing arrives again, with `keyboard_too` in the field where it was, since no other form follows."""
        self.holding = False
        typed, self._typed = ([] if keyboard_too else self._typed), []
        if self._window is not None:
            self._window.removeEventFilter(self)
            if (
                self._form.isVisible()
            ):  # else it was locked meanwhile, and they would be typed into the password
                for event in typed:  # posted: whoever comes next has the focus by then
                    QCoreApplication.postEvent(self._window, event)
            self._window = None
        if keyboard_too and self._focus is not None and self._form.isVisible():
            self._focus.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._keeps and isinstance(event, QKeyEvent) and _is_typed(event):
            self._typed.append(
                QKeyEvent(event.type(), event.key(), event.modifiers(), event.text(), event.isAutoRepeat())
            )
        return event.type() in _INPUT


def _is_typed(event: QKeyEvent) -> bool:
    """Whether it writes a sign, which no key does that stands for something else."""
    return event.modifiers() in _TYPING and bool(event.text()) and event.text().isprintable()
