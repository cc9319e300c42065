"""The keys of the intake pane, bound once: most work inside the pane, the call outcomes wherever the pane's place shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from madiun_console.domain.rulebook import CallOutcome
from madiun_console.ui.intake.earlier_message import JOIN_KEY, LOOK_KEY

if TYPE_CHECKING:
    from madiun_console.ui.intake.intake_pane import IntakePane

PAPER_KEY = "Ctrl+Shift+K"
"""Kertas: begins the entry of a stack of paper forms."""


def keys_of(pane: IntakePane, outcomes: Sequence[CallOutcome]) -> PaneKeys:
    """What each key of the intake pane does."""
    inside: dict[str, Callable[[], object]] = {
        "Ctrl+Return": pane.save,
        "Ctrl+Enter": pane.save,
        "Esc": pane.park,
        "Ctrl+D": pane.discard,
        "Ctrl+G": pane.view.duplicates.toggle,
        "Ctrl+Space": pane.view.confirm,
        "F8": pane.view.go_on,
        "Alt+Up": pane.view.level.raise_level,
        "Alt+Down": pane.view.level.take_back,
    }
    for kind, button in pane.view.foot.escalate.items():
        inside[button.key] = partial(pane.save, kind)
    keys = PaneKeys(pane, inside, {"Ctrl+P": pane.show_parked, PAPER_KEY: pane.begin_paper})
    keys.bind_outcomes(outcomes, pane.count)
    keys.watch(pane.view.text_fields())
    return keys


class PaneKeys(QObject):
    """`inside` are keys for whoever works in the pane; `around` also while the queue or an incident has the focus.

    The keys around belong to the pane's parent (the side of the queue page), which is shown with either of its panes
    and hidden with the page: on the lock page Alt+1 counts no call.
    """

    field_left = Signal()
    """A watched text field has lost the focus."""

    def __init__(
        self,
        pane: QWidget,
        inside: Mapping[str, Callable[[], object]],
        around: Mapping[str, Callable[[], object]],
    ) -> None:
        super().__init__(pane)
        self._pane = pane
        self._taken = {QKeySequence(key) for key in (*inside, *around, LOOK_KEY, JOIN_KEY)}
        for key, act in inside.items():
            shortcut = QShortcut(QKeySequence(key), pane)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        self._outcomes: list[QShortcut] = []
        self._around = [self._bound(key, act) for key, act in around.items()]

    def bind_outcomes(self, outcomes: Sequence[CallOutcome], count: Callable[[str], object]) -> None:
        """Let these keys, and no others, count calls; they belong to those around."""
        for shortcut in self._outcomes:
            shortcut.setEnabled(False)  # it goes at the next turn of the event loop only
            shortcut.deleteLater()
        self._outcomes = [self._bound(one.key, partial(count, one.id)) for one in outcomes]
        self.settle()

    def _bound(self, key: str, act: Callable[[], object]) -> QShortcut:
        shortcut = QShortcut(QKeySequence(key), self._pane)
        shortcut.activated.connect(act)
        return shortcut

    def settle(self) -> None:
        """The pane was put somewhere: the keys around go there, too."""
        place = self._pane.parentWidget() or self._pane
        for shortcut in (*self._around, *self._outcomes):
            if shortcut.parent() is not place:
                shortcut.setParent(place)

    def watch(self, fields: Sequence[QWidget]) -> None:
        """See when text fields are left, and keep them from taking a key of the pane (on X11 Ctrl+E is the end of a line)."""
        for field in fields:
            field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            pressed = QKeySequence(event.keyCombination())
            # Esc is the fields' own while they show hits; Enter on the number pad comes with its own modifier.
            if pressed in self._taken and event.key() != Qt.Key.Key_Escape:
                event.ignore()
                return True
        if event.type() == QEvent.Type.FocusOut:
            self.field_left.emit()
        return super().eventFilter(watched, event)
