"""Which theme is on, told to everything that paints itself, and how an application is dressed in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from madiun_console.ui.theme.fonts import application_font
from madiun_console.ui.theme.stylesheet import palette, stylesheet
from madiun_console.ui.theme.tokens import Theme, load_theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

NAMES = ("light", "dark")


class Appearance(QObject):
    """Holds the current theme; one is made in `app` and handed to every widget that paints with tokens."""

    theme_changed = Signal(object)  # Theme

    def __init__(self, name: str = NAMES[0], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = load_theme(name)

    @property
    def theme(self) -> Theme:
        """The theme that is on now."""
        return self._theme

    def use(self, name: str) -> None:
        """Switch to a theme by name; nothing happens when it is on already."""
        if name == self._theme.name:
            return
        self._theme = load_theme(name)
        self.theme_changed.emit(self._theme)

    def toggle(self) -> None:
        """Switch between light and dark (Ctrl+Shift+L)."""
        self.use(NAMES[1] if self._theme.name == NAMES[0] else NAMES[0])


def dress(application: QApplication, theme: Theme) -> None:
    """Give the whole application the style, font, palette and stylesheet of a theme.

    Fusion on every system: the native Windows styles draw half of a styled control themselves.
    """
    if application.style().objectName().lower() != "fusion":
        application.setStyle("Fusion")
    application.setFont(application_font(theme))
    application.setPalette(palette(theme))
    application.setStyleSheet(stylesheet(theme))
