"""The small functions behind the fields."""

from __future__ import annotations

import pytest

from madiun_console.domain.incident_number import spoken_number
from madiun_console.domain.rulebook import Rulebook
from madiun_console.ui.intake.kind_field import find_kinds
from madiun_console.ui.intake.words import place_brief, place_short, place_word

NOW = 1_795_419_128_000  # 23 Nov 2026 14.32.08 WIB


@pytest.mark.parametrize(
    ("number", "spoken"),
    [
        ("20261123-B017", "B23-017"),
        ("20261104-A1002", "A04-1002"),
        ("20261023-B017", "20261023-B017"),
        ("odd", "odd"),
    ],
)
def test_a_number_is_short_while_it_is_recent(number: str, spoken: str) -> None:
    assert spoken_number(number, NOW) == spoken


def test_places_are_told_apart(rulebook: Rulebook) -> None:
    assert place_brief(rulebook, "35.77.02.1005") == "Winongo, Manguharjo"
    assert place_brief(rulebook, "35.77.03") == "Kec. Taman"
    assert place_short(rulebook, "35.77.02.1005") == "Winongo"
    assert place_word(rulebook, "35.19.03").startswith("Kec. Geger")
    assert place_word(rulebook, "") == ""


def test_kinds_are_found_by_name_category_and_code(rulebook: Rulebook) -> None:
    assert find_kinds(rulebook, "id", "konvoi")[0].value == "convoy"
    assert find_kinds(rulebook, "en", "convoy")[0].value == "convoy"
    assert find_kinds(rulebook, "id", "k01.2")[0].value == "convoy"
    assert {hit.value for hit in find_kinds(rulebook, "id", "kerumunan")} >= {"convoy", "gang"}
    assert find_kinds(rulebook, "id", "qwxyz") == []


def test_without_words_the_likely_kinds_come_first(rulebook: Rulebook) -> None:
    hits = find_kinds(rulebook, "id", "", ("gang", "convoy"))
    assert [hit.value for hit in hits[:2]] == ["gang", "convoy"]
    assert len(hits) == len(rulebook.subs)
