"""The font of the program: Segoe UI on Windows, a good sans elsewhere, always with figures of one width."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontDatabase

if TYPE_CHECKING:
    from collections.abc import Callable

    from madiun_console.ui.theme.tokens import Theme

FAMILIES = ("Inter", "Noto Sans", "DejaVu Sans")


def choose_family(platform: str, has_family: Callable[[str], bool]) -> str | None:
    """The family to use on a platform (`sys.platform`), or None for the system's own sans."""
    wanted = ("Segoe UI", *FAMILIES) if platform == "win32" else FAMILIES
    return next((family for family in wanted if has_family(family)), None)


def application_font(theme: Theme) -> QFont:
    """The base font; every other one derives from it by size and weight, so clocks never jump sideways."""
    family = choose_family(sys.platform, QFontDatabase.hasFamily)
    if family is None:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        font.setStyleHint(QFont.StyleHint.SansSerif)
    else:
        font = QFont(family)
    font.setPixelSize(theme.font.base)
    # Inter's figures are proportional by default: a running clock would tremble.
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def sized(base: QFont, pixels: int, *, strong: bool = False) -> QFont:
    """A copy of `base` in that pixel size, in half-bold when `strong`."""
    font = QFont(base)
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return font
