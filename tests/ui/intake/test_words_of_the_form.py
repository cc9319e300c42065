"""The small functions behind the fields."""

from __future__ import annotations

import pytest

from madiun_console.domain.incident_number import spoken_number
from madiun_console.domain.rulebook import Rulebook
from madiun_console.domain.words import WordFamilies
from madiun_console.ui.intake.words import place_brief, place_short, place_word
from madiun_console.ui.kind_search import find_kinds
from madiun_console.ui.widgets import Hit

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


def found(rulebook: Rulebook, language: str, text: str, likely: tuple[str, ...] = ()) -> list[Hit]:
    return find_kinds(rulebook, WordFamilies(rulebook.lexicon), language, text, likely)


def test_kinds_are_found_by_name_category_and_code(rulebook: Rulebook) -> None:
    assert found(rulebook, "id", "konvoi")[0].value == "convoy"
    assert found(rulebook, "en", "convoy")[0].value == "convoy"
    assert found(rulebook, "id", "k01.2")[0].value == "convoy"
    assert {hit.value for hit in found(rulebook, "id", "kerumunan")} >= {"convoy", "gang"}
    assert found(rulebook, "id", "qwxyz") == []


def test_without_words_the_likely_kinds_come_first(rulebook: Rulebook) -> None:
    hits = found(rulebook, "id", "", ("gang", "convoy"))
    assert [hit.value for hit in hits[:2]] == ["gang", "convoy"]
    assert len(hits) == len(rulebook.subs)


@pytest.mark.parametrize("typed", ["keroyok", "kero", "dikeroyok", "pengero", "ngroyok"])
def test_kinds_are_found_by_any_form_of_their_words(rulebook: Rulebook, typed: str) -> None:
    assert "group_assault" in {hit.value for hit in found(rulebook, "id", typed)}


def test_a_kind_is_found_by_words_that_mean_it_together_and_by_its_name_first(rulebook: Rulebook) -> None:
    brawls = found(rulebook, "id", "baku hantam")
    assert brawls
    assert all("awuran" in hit.label for hit in brawls[:1])
    assert found(rulebook, "id", "tawuran")[0].label.startswith("Tawuran")
    assert found(rulebook, "id", "keroyok qwxyz") == []
