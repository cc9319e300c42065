"""The theme files are complete, and a fault in one is named."""

from __future__ import annotations

import tomllib

import pytest

from madiun_console.resources import read_text
from madiun_console.ui.theme import ThemeError, deadline_tone, load_theme
from madiun_console.ui.theme.tokens import parse_theme


@pytest.mark.parametrize("name", ["light", "dark"])
def test_a_theme_knows_its_name_and_kind(name: str) -> None:
    theme = load_theme(name)
    assert theme.name == name
    assert theme.dark is (name == "dark")


def test_both_themes_have_the_same_distances_and_font_sizes() -> None:
    light, dark = load_theme("light"), load_theme("dark")
    assert (light.space, light.size, light.font, light.level) == (
        dark.space,
        dark.size,
        dark.font,
        dark.level,
    )


@pytest.mark.parametrize("name", ["light", "dark"])
def test_every_level_of_the_table_has_a_tone_of_its_own(name: str) -> None:
    theme = load_theme(name)
    levels = tomllib.loads(read_text("domain", "levels.toml"))["level"]
    tones = [theme.level_tone(level["colour"]) for level in levels]
    assert len(set(tones)) == len(levels)
    assert theme.tones.neutral not in tones


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('ink = "#1b2430" ', 'inkk = "#1b2430" ', r"light.toml \[colour\].*ink, inkk"),
        ('page = "#f4f5f7"', 'page = "grey"', r"light.toml \[colour\]: page = 'grey'"),
        ("base = 13", "base = -1", r"light.toml \[font\]: base = -1"),
        ("[tone.info]", "[tone.information]", r"\[info\] is missing"),
        ("[space] ", "[space", r"light.toml: "),
    ],
)
def test_a_fault_is_named(old: str, new: str, message: str) -> None:
    text = read_text("theme", "light.toml")
    assert old in text
    with pytest.raises(ThemeError, match=message):
        parse_theme(text.replace(old, new, 1), "light.toml")


def test_unknown_tones_are_neutral() -> None:
    theme = load_theme("light")
    assert theme.tone("no such tone") == theme.tones.neutral
    assert theme.level_tone("no such colour") == theme.tones.neutral
    assert deadline_tone("over") == "danger"
    assert deadline_tone("?") == "neutral"
