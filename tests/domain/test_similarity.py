"""Duplicates and places: what makes two reports one incident, and the bounds of the score."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madiun_console.domain.similarity import (
    Candidate,
    content_tokens,
    duplicate_score,
    metres,
    possible_duplicates,
    same_place,
    street_words,
    weighted_jaccard,
)
from madiun_console.domain.words import WordFamilies
from madiun_console.resources import load_rulebook

NOW = 1_795_000_000_000
HOUR = 3_600_000
FAMILIES = WordFamilies(load_rulebook().lexicon)


def report(narrative: str = "", street: str = "", **changes: object) -> Candidate:
    base = Candidate(
        id="a",
        kind_id="brawl",
        category_id="mass_violence",
        unit_code="35.77.02.1005",
        lat=None,
        lon=None,
        street=street_words(street),
        opened_ms=NOW,
        tokens=content_tokens(FAMILIES, narrative, {"di", "ada"}),
    )
    return replace(base, **changes)  # type: ignore[arg-type]


reports = st.builds(
    Candidate,
    id=st.sampled_from("abc"),
    kind_id=st.sampled_from([None, "brawl", "convoy"]),
    category_id=st.sampled_from([None, "mass_violence", "crowd"]),
    unit_code=st.sampled_from([None, "35.77", "35.77.02", "35.77.02.1005", "35.77.01.1009"]),
    lat=st.one_of(st.none(), st.floats(-7.66, -7.60)),
    lon=st.one_of(st.none(), st.floats(111.50, 111.56)),
    street=st.frozensets(st.sampled_from(["merak", "doho", "salak"])),
    opened_ms=st.one_of(st.none(), st.integers(NOW - 30 * HOUR, NOW)),
    tokens=st.dictionaries(st.sampled_from(["tawur", "batu", "jembatan"]), st.floats(0.1, 3.0)),
)


@given(first=reports, second=reports)
def test_the_score_is_bounded_and_symmetric(first: Candidate, second: Candidate) -> None:
    one = duplicate_score(first, second, NOW)
    other = duplicate_score(second, first, NOW)
    assert 0.0 <= one.score <= 1.0
    assert one.score == pytest.approx(other.score)
    assert one.reasons == other.reasons
    assert bool(one.reasons) or one.score < 0.5


@given(draft=reports, candidate=reports)
def test_nothing_is_more_alike_than_the_draft_itself(draft: Candidate, candidate: Candidate) -> None:
    assert duplicate_score(candidate, draft, NOW).score <= duplicate_score(draft, draft, NOW).score + 1e-9


@given(first=reports, second=reports)
def test_same_place_is_symmetric(first: Candidate, second: Candidate) -> None:
    assert same_place(first, second) == same_place(second, first)


def test_the_whole_likeness_is_one() -> None:
    whole = report("tawuran bawa batu", "Jl. Doho")
    likeness = duplicate_score(whole, whole, NOW)
    assert likeness.score == pytest.approx(1.0)
    assert likeness.reasons == ("same_street", "recent", "similar_words", "same_kind")


def test_time_fades_and_the_same_category_shows_for_a_day() -> None:
    draft = report("tawuran")
    fresh = duplicate_score(report("tawuran", opened_ms=NOW - HOUR), draft, NOW)
    older = duplicate_score(report("tawuran", opened_ms=NOW - 5 * HOUR), draft, NOW)
    day = duplicate_score(report("tawuran", opened_ms=NOW - 23 * HOUR), draft, NOW)
    assert fresh.score > older.score >= day.score > 0.35
    assert "same_day" in day.reasons
    assert duplicate_score(report("tawuran", opened_ms=NOW - 25 * HOUR), draft, NOW).score == 0.0
    other_kind = report("tawuran", opened_ms=NOW - 7 * HOUR, category_id="crowd", kind_id="convoy")
    assert duplicate_score(other_kind, draft, NOW).score == 0.0


def test_an_unknown_time_is_now() -> None:
    assert duplicate_score(report(opened_ms=None), report(), NOW) == duplicate_score(report(), report(), NOW)


def test_another_kelurahan_is_another_incident_unless_the_street_is_the_same() -> None:
    draft = report("tawuran", "Jl. Doho")
    elsewhere = report("tawuran", "Jl. Salak", unit_code="35.77.03.1009")
    border = report("tawuran", "Jl. Doho", unit_code="35.77.03.1009")
    assert duplicate_score(elsewhere, draft, NOW).score == 0.0
    assert "same_street" in duplicate_score(border, draft, NOW).reasons


def test_a_kecamatan_and_a_kelurahan_in_it_may_be_one_place_but_weaker_than_the_same_kelurahan() -> None:
    draft = report("tawuran bawa celurit", unit_code="35.77.02", id="draft")
    inside = duplicate_score(report("tawuran, ada celurit"), draft, NOW)
    assert inside.reasons[0] == "same_kecamatan"
    assert inside == duplicate_score(draft, report("tawuran, ada celurit"), NOW)
    same = duplicate_score(report("tawuran, ada celurit"), report("tawuran bawa celurit"), NOW)
    assert same.score > inside.score
    assert possible_duplicates(draft, [report("tawuran, ada celurit")], NOW)
    other = report("konvoi motor", kind_id="convoy", category_id="crowd")
    assert possible_duplicates(draft, [other], NOW) == ()  # a kecamatan alone says too little
    elsewhere = report("tawuran, ada celurit", unit_code="35.77.01.1009")
    assert duplicate_score(elsewhere, draft, NOW).score == 0.0
    assert duplicate_score(report(unit_code="35.77"), draft, NOW).score == 0.0


def test_coordinates_decide_where_there_are_some() -> None:
    here = report(lat=-7.6172, lon=111.5129)
    near = report(lat=-7.6180, lon=111.5129, unit_code="35.77.02.1006")
    far = report(lat=-7.6300, lon=111.5129, unit_code="35.77.02.1006")
    likeness = duplicate_score(near, here, NOW)
    assert likeness.reasons[0] == "near"
    assert likeness.metres == pytest.approx(89, abs=1)
    assert duplicate_score(far, here, NOW).score == 0.0
    assert same_place(here, near)
    assert not same_place(here, far)
    assert not same_place(here, near, limit_metres=50)


def test_same_place_without_coordinates() -> None:
    assert same_place(report(street="Jl. Doho no 4"), report(street="dekat Doho"))
    assert not same_place(report(street="Jl. Doho"), report(street="Jl. Salak"))
    assert not same_place(report(street="Jl. Doho"), report(street="Jl. Doho", unit_code=None))
    assert not same_place(report(), report())


def test_possible_duplicates_are_ranked_limited_and_leave_out_the_draft() -> None:
    draft = report("tawuran bawa batu di jembatan", "Jl. Doho", id="draft")
    open_incidents = [
        report("gelut", "Jl. Salak", id="b", unit_code="35.77.03.1009"),
        report("tawuran di jembatan", "Jl. Doho", id="c"),
        report("tawuran", "", id="d"),
        report("tawuran bawa batu di jembatan", "Jl. Doho", id="e", opened_ms=NOW - HOUR),
        report("tawuran", "Jl. Doho", id="f"),
        draft,
    ]
    found = possible_duplicates(draft, open_incidents, NOW)
    assert [one.id for one in found] == ["e", "c", "f"]
    assert [one.id for one in possible_duplicates(draft, open_incidents, NOW, limit=1)] == ["e"]


def test_metres() -> None:
    assert metres(-7.63, 111.52, -7.63, 111.52) == 0.0
    assert metres(-7.0, 111.0, -8.0, 111.0) == pytest.approx(111_195, rel=1e-4)
    assert metres(0.0, 179.9, 0.0, -179.9) == pytest.approx(22_239, rel=1e-3)
    assert metres(0.0, 0.0, 0.0, 180.0) == pytest.approx(20_015_087, rel=1e-4)


def test_words_of_a_place_and_of_a_narrative() -> None:
    assert street_words("Jl. Merak No. 4B dekat lapangan, Kel. Nambangan") == {"merak", "nambangan"}
    tokens = content_tokens(FAMILIES, "ada tawuran di jembatan, belum bubar", {"ada", "di", "belum"})
    assert tokens == {"tawur": 2.0, "jembatan": 1.0, "belum": 1.0, "bubar": 1.0}
    assert weighted_jaccard({}, {}) == 0.0
    assert weighted_jaccard({"a": 2.0, "b": 1.0}, {"a": 2.0}) == pytest.approx(2 / 3)
