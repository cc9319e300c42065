"""What every painted widget does with the theme: reads tokens from it and paints again when it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from madiun_console.ui.theme import Appearance, Theme


class Themed:
    """Mixin for widgets that paint with tokens; call `follow(appearance)` in the constructor."""

    _appearance: Appearance

    def follow(self, appearance: Appearance) -> None:
        """Use this appearance from now on."""
        self._appearance = appearance
        appearance.theme_changed.connect(self._on_theme_changed)

    @property
    def theme(self) -> Theme:
        """The tokens to paint with."""
        return self._appearance.theme

    def _on_theme_changed(self, _theme: object) -> None:
        self.update()  # type: ignore[attr-defined]  # QWidget follows in the bases
