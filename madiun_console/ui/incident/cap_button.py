"""A button that shows a key which somebody else listens for: its form, or the pane while the focus is in it."""

from __future__ import annotations

from madiun_console.ui.widgets import KeyButton


class CapButton(KeyButton):
    """Binds nothing itself: two forms may show Esc at once, and F9 is the queue's too."""

    def set_key(self, key: str) -> None:
        self._key = key
        self.updateGeometry()
        self.update()

    def set_label(self, text: str) -> None:
        if text != self.text():
            self.setText(text)
            self.updateGeometry()
