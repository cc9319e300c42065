"""A button that opens a short menu, such as Kecamatan or Instansi lain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QAction, QColor, QPainter, QPen

from madiun_console.ui.widgets.key_button import KeyButton, key_text
from madiun_console.ui.widgets.letter_menu import LetterMenu

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

CHEVRON = 18


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One line of a menu; an entry without an id is a separator. The key is shown, not bound."""

    id: str
    label: str = ""
    key: str = ""
    checkable: bool = False
    checked: bool = False
    enabled: bool = True


class MenuButton(KeyButton):
    """Space or Enter opens the menu; letters go to its lines."""

    picked = Signal(str)

    def __init__(
        self,
        text: str = "",
        key: str = "",
        *,
        role: str = "",
        bound: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, key, role=role, bound=bound, parent=parent)
        self._menu = LetterMenu(self)
        self.setMenu(self._menu)
        self._actions: dict[str, QAction] = {}

    def set_entries(self, entries: Sequence[MenuEntry]) -> None:
        """Replace the menu."""
        self._menu.clear()
        self._actions.clear()
        for entry in entries:
            if not entry.id:
                self._menu.addSeparator()
                continue
            self._actions[entry.id] = self._add(entry)

    def checked_ids(self) -> tuple[str, ...]:
        """The ids of the ticked entries, in their order."""
        return tuple(key for key, action in self._actions.items() if action.isChecked())

    def _add(self, entry: MenuEntry) -> QAction:
        # The key is only told: its owner binds it, and an action that bound it, too, would make Qt call it ambiguous.
        label = f"{entry.label}\t{key_text(entry.key)}" if entry.key else entry.label
        action = QAction(label, self._menu)
        action.setCheckable(entry.checkable)
        action.setChecked(entry.checked)
        action.setEnabled(entry.enabled)
        action.triggered.connect(lambda: self.picked.emit(entry.id))
        self._menu.addAction(action)
        return action

    def _tail_width(self) -> int:
        return super()._tail_width() + CHEVRON

    def _paint_tail(self, painter: QPainter, left: int, ink: QColor) -> None:
        super()._paint_tail(painter, left, ink)
        pen = QPen(ink, 1.6)
        painter.setPen(pen)
        x, y = left + self._tail_width() - CHEVRON / 2 + 3, self.height() / 2 + 0.5
        painter.drawPolyline([QPointF(x - 3.5, y - 2), QPointF(x, y + 1.5), QPointF(x + 3.5, y - 2)])
