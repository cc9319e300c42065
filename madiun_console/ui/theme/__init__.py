"""The look as tokens: one TOML file per theme feeds the stylesheet, the palette and whatever paints itself.

Rule: no colour, distance or font size stands in Python or in a widget; a widget names a role or a tone
(`role="primary"`, `tone="warning"`) and the application stylesheet decides. No widget calls setStyleSheet.
"""

from madiun_console.ui.theme.appearance import Appearance, dress
from madiun_console.ui.theme.stylesheet import palette, stylesheet
from madiun_console.ui.theme.tokens import Theme, ThemeError, Tone, deadline_tone, load_theme

__all__ = [
    "Appearance",
    "Theme",
    "ThemeError",
    "Tone",
    "deadline_tone",
    "dress",
    "load_theme",
    "palette",
    "stylesheet",
]
