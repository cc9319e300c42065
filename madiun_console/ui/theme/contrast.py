"""Contrast of two colours after WCAG 2.1, and the pairs of tokens on which text is ever drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from madiun_console.ui.theme.tokens import Theme

LEAST = 4.5  # level AA for text below 18 pt: https://www.w3.org/TR/WCAG21/#contrast-minimum


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1, of `#rrggbb` (WCAG 2.1, "relative luminance")."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21, of two `#rrggbb` colours."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def text_pairs(theme: Theme) -> Iterator[tuple[str, str, str]]:
    """Every (name, text colour, background colour) that the stylesheet or a painter can put on the screen."""
    c = theme.colour
    grounds = {"page": c.page, "panel": c.panel, "head": c.head, "selection": c.selection}
    for ink in ("ink", "muted", "accent", "accent_hover"):
        for name, ground in grounds.items():
            yield f"{ink} on {name}", getattr(c, ink), ground
    for tone_name in ("danger", "warning", "success", "info", "neutral"):
        tone = theme.tone(tone_name)
        yield f"{tone_name} on its ground", tone.ink, tone.ground
        yield f"ink on {tone_name} ground", c.ink, tone.ground
        yield f"muted on {tone_name} ground", c.muted, tone.ground
        yield f"accent on {tone_name} ground", c.accent, tone.ground
        yield f"{tone_name} on top bar", tone.bar, c.bar
        for name, ground in grounds.items():
            yield f"{tone_name} on {name}", tone.ink, ground
    yield "on_accent on accent", c.on_accent, c.accent
    yield "on_accent on accent_hover", c.on_accent, c.accent_hover
    yield "on_alarm on alarm", c.on_alarm, c.alarm
    yield "on_alarm on alarm_hover", c.on_alarm, c.alarm_hover
    for ink in ("bar_ink", "bar_muted"):
        yield f"{ink} on bar", getattr(c, ink), c.bar
        yield f"{ink} on bar_hover", getattr(c, ink), c.bar_hover
