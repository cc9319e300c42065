"""Masking a text of any length takes time in proportion to it, and hides the same as in a short one."""

from __future__ import annotations

import pytest

from madiun_console.domain import masking
from madiun_console.domain.masking import HIDDEN, strip_groups, strip_identity


@pytest.mark.no_cover
def test_a_million_names_in_a_text_of_a_million_words_are_looked_up() -> None:
    """Tried one after the other they would take days: 200,000 names at each of 200,000 words."""
    names = " ".join(f"nama{number:06}x" for number in range(200_000))
    text = " ".join(f"kata{number:06}x" for number in range(200_000))
    assert strip_identity(f"{text} nama000007xnya", [names]).endswith(HIDDEN)
    assert strip_groups(f"{text} NAMA000007X", names).endswith(HIDDEN)
    assert strip_groups(text, names) == text


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Budi Santoso", HIDDEN),
        ("budisantoso lari", f"{HIDDEN} lari"),
        ("Búdi-nya", f"{HIDDEN}-nya"),
        ("budinya, SANTOSOne", f"{HIDDEN}, {HIDDEN}"),
        ("budiman", "budiman"),
        ("ﬁrma Budí", f"ﬁrma {HIDDEN}"),
    ],
)
def test_words_are_hidden_as_before(text: str, hidden: str) -> None:
    assert strip_identity(text, ["Budi Santoso"]) == hidden


def test_what_is_no_ascii_is_folded_once_for_each_sign() -> None:
    masking._folded_char.cache_clear()
    strip_identity("é" * 50_000, ["Budi"])
    assert masking._folded_char.cache_info().misses == 1
