"""A button that narrows the queue by one thing; what is chosen stands on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from madiun_console.ui.widgets import MenuButton
from madiun_console.ui.widgets.letter_menu import LetterMenu
from madiun_console.ui.widgets.plain_tip import plain_tip

MOST_LETTERS = 22


@dataclass(frozen=True, slots=True)
class FilterChoice:
    """A line of the menu: the field of the filter that it sets, to what, and the words."""

    field: str
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class FilterGroup:
    """Lines that stand in a menu of their own under `label`; without a label they stand in the first menu."""

    label: str
    choices: tuple[FilterChoice, ...]


class FilterMenu(MenuButton):
    """`picked` tells "field:value"; ":" alone when everything is to be shown again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._heading = ""

    def set_choices(
        self, heading: str, everything: str, groups: Sequence[FilterGroup], chosen: tuple[str, str]
    ) -> None:
        """Replace the menu; `chosen` is (field, value) of the line that holds now, or two empty texts."""
        # A menu of its own each time: the old one may be the one whose line was just picked.
        old, menu = self._menu, LetterMenu(self)
        self._menu = menu
        self.setMenu(menu)
        old.deleteLater()
        self._heading = heading
        self._add_line(menu, FilterChoice("", "", everything), chosen)
        menu.addSeparator()
        current = ""
        for group in groups:
            place = menu
            if group.label:
                place = LetterMenu(_plain(group.label), menu)
                menu.addMenu(place)
            for choice in group.choices:
                self._add_line(place, choice, chosen)
                if (choice.field, choice.value) == chosen:
                    current = choice.label
        self._show(current)

    def _add_line(self, menu: LetterMenu, choice: FilterChoice, chosen: tuple[str, str]) -> None:
        action = QAction(_plain(choice.label), menu)
        action.setCheckable(True)
        action.setChecked((choice.field, choice.value) == chosen)
        action.triggered.connect(lambda: self.picked.emit(f"{choice.field}:{choice.value}"))
        menu.addAction(action)

    def _show(self, current: str) -> None:
        shown = current if len(current) <= MOST_LETTERS else current[: MOST_LETTERS - 1].rstrip() + "…"
        self.set_label(_plain(shown or self._heading))
        self.set_role("chosen" if current else "")
        self.setToolTip(plain_tip(f"{self._heading}: {current}" if current else ""))
        self.setAccessibleName(f"{self._heading}: {current}" if current else self._heading)


def _plain(text: str) -> str:
    """No letter of a table is a mnemonic."""
    return text.replace("&", "&&")
