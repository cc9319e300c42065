"""The stylesheet is built from tokens alone, and dressing the application takes it without a warning."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor, QFontMetrics, QPalette
from PySide6.QtWidgets import QLabel, QPushButton

from madiun_console.resources import read_text, resource_path
from madiun_console.ui.theme import Appearance, dress, load_theme, palette, stylesheet
from madiun_console.ui.theme.fonts import choose_family
from madiun_console.ui.theme.icons import icon_pixmap

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

ICONS = sorted(path.stem for path in resource_path("icons").glob("*.svg"))


def test_no_colour_stands_in_the_template() -> None:
    assert re.findall(r"#[0-9a-fA-F]{6}", read_text("theme", "console.qss")) == []


@pytest.mark.parametrize("name", ["light", "dark"])
def test_every_image_of_the_stylesheet_exists(name: str) -> None:
    built = stylesheet(load_theme(name))
    images = re.findall(r'url\("([^"]+)"\)', built)
    assert images
    assert [image for image in images if not Path(image).is_file()] == []
    assert "$" not in built


@pytest.mark.parametrize("name", ["dark", "light"])
def test_a_dressed_button_has_the_colour_of_its_role(qapp: QApplication, qtbot: QtBot, name: str) -> None:
    theme = load_theme(name)
    dress(qapp, theme)  # a stylesheet that Qt cannot parse warns, and a warning fails the test
    button = QPushButton("     ")
    button.setProperty("role", "primary")
    qtbot.addWidget(button)
    button.resize(80, 30)
    assert button.grab().toImage().pixelColor(40, 15) == QColor(theme.colour.accent)


def test_figures_have_one_width_at_every_size(look: Appearance, qtbot: QtBot) -> None:
    for role in ("", "caption", "clock"):
        label = QLabel("11:11")
        qtbot.addWidget(label)
        label.setProperty("role", role)
        label.ensurePolished()
        metrics = QFontMetrics(label.font())
        assert metrics.horizontalAdvance("11:11") == metrics.horizontalAdvance("00:00")


def test_the_palette_follows(qapp: QApplication) -> None:
    theme = load_theme("dark")
    made = palette(theme)
    assert made.color(QPalette.ColorRole.Base) == QColor(theme.colour.panel)
    assert made.color(QPalette.ColorRole.Link) == QColor(theme.colour.accent)


@pytest.mark.parametrize(
    ("platform", "installed", "chosen"),
    [
        ("win32", {"Segoe UI", "Inter"}, "Segoe UI"),
        ("win32", {"DejaVu Sans"}, "DejaVu Sans"),
        ("linux", {"Segoe UI", "Inter", "DejaVu Sans"}, "Inter"),
        ("linux", {"DejaVu Sans"}, "DejaVu Sans"),
        ("linux", set(), None),
    ],
)
def test_the_font_of_a_system(platform: str, installed: set[str], chosen: str | None) -> None:
    assert choose_family(platform, installed.__contains__) == chosen


@pytest.mark.parametrize("name", ICONS)
@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5])
def test_an_icon_is_drawn_at_the_resolution_of_the_screen(
    qapp: QApplication, name: str, ratio: float
) -> None:
    pixmap = icon_pixmap(name, "#0f5fa8", 20, ratio)
    assert (pixmap.width(), pixmap.devicePixelRatio()) == (round(20 * ratio), ratio)
    image = pixmap.toImage()
    inked = [
        (x, y) for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y).alpha()
    ]
    assert inked


def test_an_appearance_tells_when_it_changes(qtbot: QtBot) -> None:
    look = Appearance("light")
    with qtbot.waitSignal(look.theme_changed) as told:
        look.toggle()
    assert told.args == [look.theme]
    assert look.theme.name == "dark"
    with qtbot.assertNotEmitted(look.theme_changed):
        look.use("dark")
