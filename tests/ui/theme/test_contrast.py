"""Text can be read: every pair of tokens reaches 4.5:1 in both themes."""

from __future__ import annotations

import pytest

from madiun_console.ui.theme import load_theme
from madiun_console.ui.theme.contrast import LEAST, contrast, text_pairs

PAIRS = [
    pytest.param(ink, ground, id=f"{name}: {pair}")
    for name in ("light", "dark")
    for pair, ink, ground in text_pairs(load_theme(name))
]


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_the_measure_agrees_with_published_values(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_stands_out(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= LEAST
