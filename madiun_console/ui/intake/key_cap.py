"""A button that shows a key without binding it: the pane binds its keys once, for all its buttons."""

from __future__ import annotations

from typing import Any

from madiun_console.ui.widgets import KeyButton


class KeyCap(KeyButton):
    """Two buttons with the same key (call outcomes stand on two pages) would make Qt call the key ambiguous."""

    def setShortcut(self, *_arguments: Any) -> None:
        return

    def set_key(self, key: str) -> None:
        """Show another key; neither it nor its twin on the number pad is bound here."""
        super().set_key(key)
        self._keypad.setKey("")
