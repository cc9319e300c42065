"""Whether Qt starts here and paints a widget with letters in it; for `--selftest` and `doctor`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ScreenFindings:
    """What Qt said."""

    qt: str
    platform: str
    family: str
    """The font the program chose."""
    families: int
    """How many font families there are."""
    painted: bool
    """A word in it left dark pixels on a light ground."""


def check_screen() -> ScreenFindings:
    """Start Qt on the platform that the environment names and paint one word."""
    from PySide6.QtCore import qVersion
    from PySide6.QtGui import QFontDatabase, QFontInfo
    from PySide6.QtWidgets import QLabel

    from madiun_console.app.parts import make_application
    from madiun_console.ui.theme import Appearance
    from madiun_console.ui.theme.fonts import application_font

    application = make_application()
    font = application_font(Appearance("light").theme)
    label = QLabel("Konsol Madiun")
    label.setFont(font)
    label.resize(label.sizeHint())
    image = label.grab().toImage()
    shades = {
        image.pixelColor(x, y).lightness() // 64 for x in range(image.width()) for y in range(image.height())
    }
    return ScreenFindings(
        qVersion(),
        application.platformName(),
        QFontInfo(font).family(),
        len(QFontDatabase.families()),
        len(shades) > 1,
    )
