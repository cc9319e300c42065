"""A row of buttons that is one stop for Tab: arrows walk inside it, Tab leaves it, digits find a button."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from madiun_console.ui.widgets.flow_layout import FlowLayout
from madiun_console.ui.widgets.tab_order import follow_in_tab_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)
ON = (Qt.Key.Key_Right, Qt.Key.Key_Down)
CLEAR = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
PLAIN = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.KeypadModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: the coded value and its label."""

    value: str
    label: str


class ChoiceButton(QAbstractButton):
    """A button of a OneStop row; it hands its keys to the row first."""

    def __init__(self, choice: Choice, row: OneStop) -> None:
        super().__init__(row)
        self.choice = choice
        self.suggested = False
        self._row = row
        self.setText(choice.label)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self._row.button_clicked(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._row.take_key(self, event):
            super().keyPressEvent(event)


class OneStop(QWidget):
    """Base of SegmentedChoice and CheckChips: one tab stop that walks, and wraps over lines.

    Letters choose nothing: they are the beginning of a word that was meant for the field after this one.
    """

    def __init__(self, name: str, spacing: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: list[ChoiceButton] = []
        self._flow = FlowLayout(self, spacing=spacing, line_spacing=4)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)

    @property
    def buttons(self) -> tuple[ChoiceButton, ...]:
        """The buttons in their order."""
        return tuple(self._buttons)

    def _replace_buttons(self, buttons: Sequence[ChoiceButton]) -> None:
        self.setFocusProxy(None)  # type: ignore[arg-type]  # Qt takes a null pointer here
        for old in self._buttons:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = list(buttons)
        for button in self._buttons:
            self._flow.addWidget(button)
            button.setAccessibleDescription(self.accessibleName())
            button.show()
        follow_in_tab_order(self, self._buttons)
        self._settle_stop()
        self.updateGeometry()

    def _settle_stop(self, stop: ChoiceButton | None = None) -> None:
        """Let Tab reach exactly one button: the given one, else the checked, suggested or first one."""
        if not self._buttons:
            return
        if stop is None:
            ranked = [*self._checked(), *(b for b in self._buttons if b.suggested), *self._buttons]
            stop = ranked[0]
        for button in self._buttons:
            wanted = Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(wanted)
        self.setFocusProxy(stop)

    def _checked(self) -> list[ChoiceButton]:
        return [button for button in self._buttons if button.isChecked()]

    def take_key(self, button: ChoiceButton, event: QKeyEvent) -> bool:
        """Handle a key pressed on a button of this row; False when it is none of ours."""
        if event.modifiers() not in PLAIN:
            return False
        key = event.key()
        if key in BACK or key in ON:
            self._walk(button, -1 if key in BACK else 1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(self._buttons[0 if key == Qt.Key.Key_Home else -1])
        elif key in CLEAR:
            self._clear(button)
        else:
            found = self._find(event.text())
            if found is None:
                return False
            self._pick(found)
        return True

    def _find(self, text: str) -> ChoiceButton | None:
        """The button that a digit stands for, counted from 1."""
        if not (text.isdigit() and text.isascii()):
            return None
        place = int(text) - 1
        return self._buttons[place] if 0 <= place < len(self._buttons) else None

    def _walk(self, button: ChoiceButton, step: int) -> None:
        self._go(self._buttons[(self._buttons.index(button) + step) % len(self._buttons)])

    def _go(self, button: ChoiceButton) -> None:
        self._settle_stop(button)
        button.setFocus(Qt.FocusReason.OtherFocusReason)

    def button_clicked(self, button: ChoiceButton) -> None:
        """A button of this row was clicked, by mouse or by Space."""
        raise NotImplementedError

    def _pick(self, button: ChoiceButton) -> None:
        raise NotImplementedError

    def _clear(self, button: ChoiceButton) -> None:
        raise NotImplementedError

    def line_ends(self, button: ChoiceButton) -> tuple[bool, bool]:
        """Whether the button stands first, and last, on its line."""
        at = self._buttons.index(button)
        top = button.y()
        first = at == 0 or self._buttons[at - 1].y() != top
        last = at == len(self._buttons) - 1 or self._buttons[at + 1].y() != top
        return first, last

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for button in self._buttons:
            button.update()
