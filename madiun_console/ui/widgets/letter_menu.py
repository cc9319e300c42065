"""A menu in which a letter goes to the next line that begins with it; Enter picks, as ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from madiun_console.ui.widgets.key_button import BARE

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QShowEvent


class LetterMenu(QMenu):
    """Qt's own menus know mnemonics only, and words from the tables have none. A letter never picks by itself."""

    def showEvent(self, event: QShowEvent) -> None:
        """The first line is marked, so that Enter picks it: what is typed next is for the form that it opens."""
        super().showEvent(event)
        if self.activeAction() is None:
            lines = (line for line in self.actions() if line.isEnabled() and not line.isSeparator())
            if (first := next(lines, None)) is not None and first.menu() is None:
                self.setActiveAction(first)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text()
        if event.modifiers() not in BARE or not letter.strip() or not letter.isprintable():
            super().keyPressEvent(event)
            return
        lines = [line for line in self.actions() if line.isVisible() and line.isEnabled()]
        at = lines.index(self.activeAction()) + 1 if self.activeAction() in lines else 0
        order = lines[at:] + lines[:at]
        # A line with a menu of its own would open it: those are walked to.
        found = (line for line in order if line.menu() is None and _begins(line.text(), letter))
        wanted = next(found, None)
        if wanted is not None:
            self.setActiveAction(wanted)


def _begins(text: str, letter: str) -> bool:
    return text.replace("&&", "&").lower().startswith(letter.lower())
