"""One stylesheet and one palette for the whole application, both built from the tokens of a theme."""

from __future__ import annotations

from dataclasses import asdict
from string import Template

from PySide6.QtGui import QColor, QPalette

from madiun_console.resources import resource_path
from madiun_console.ui.theme.tokens import Theme


def stylesheet(theme: Theme) -> str:
    """The application stylesheet. Raises KeyError when `console.qss` names a token that does not exist."""
    template = resource_path("theme", "console.qss").read_text(encoding="utf-8")
    return Template(template).substitute(_flat_tokens(theme))


def _flat_tokens(theme: Theme) -> dict[str, str]:
    tokens: dict[str, str] = {
        "icons": resource_path("icons").as_posix(),
        # Qt's stylesheets cannot colour an image: the small marks exist once per kind of theme.
        "on": "dark" if theme.dark else "light",
    }
    for group in ("colour", "space", "size", "font"):
        tokens |= {f"{group}_{key}": str(value) for key, value in asdict(getattr(theme, group)).items()}
    for tone, colours in asdict(theme.tones).items():
        tokens |= {f"{tone}_{key}": value for key, value in colours.items()}
    return tokens


def palette(theme: Theme) -> QPalette:
    """The palette for what the stylesheet does not reach: native dialogs, menus, the text cursor, links."""
    c = theme.colour
    role = QPalette.ColorRole
    colours = {
        role.Window: c.page,
        role.WindowText: c.ink,
        role.Base: c.panel,
        role.AlternateBase: c.head,
        role.Text: c.ink,
        role.PlaceholderText: c.muted,
        role.Button: c.panel,
        role.ButtonText: c.ink,
        role.BrightText: c.alarm,
        role.Highlight: c.accent,
        role.HighlightedText: c.on_accent,
        role.Link: c.accent,
        role.LinkVisited: c.accent,
        role.ToolTipBase: c.panel,
        role.ToolTipText: c.ink,
        role.Accent: c.accent,
        role.Light: c.head,
        role.Midlight: c.line,
        role.Mid: c.edge,
        role.Dark: c.edge,
        role.Shadow: c.line,
    }
    made = QPalette()
    for key, colour in colours.items():
        made.setColor(key, QColor(colour))
    for key in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, key, QColor(c.muted))
    return made
