"""The suggested level follows levels.toml, and says why."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madiun_console.domain.level_rules import (
    factors_from_answers,
    higher_level,
    level_of_points,
    suggest_level,
)
from madiun_console.domain.rulebook import RULEBOOK_FILES, parse_rulebook
from madiun_console.resources import read_text

if TYPE_CHECKING:
    from madiun_console.domain.rulebook import Rulebook, ScoringTest

OWN = parse_rulebook({name: read_text("domain", name) for name in RULEBOOK_FILES})
LEVELS = st.sampled_from([level.id for level in OWN.levels])
KINDS = st.none() | st.sampled_from([sub.id for sub in OWN.subs])
FACTORS = st.lists(
    st.sampled_from([factor.id for factor in OWN.factors] + ["of_a_newer_version"]), unique=True
)
BOOST = st.integers(0, 3)


@pytest.mark.parametrize("vector", OWN.scoring.tests, ids=lambda v: f"{v.default}+{','.join(v.factors)}")
def test_the_vectors_of_the_table(rulebook: Rulebook, vector: ScoringTest) -> None:
    suggestion = suggest_level(rulebook, vector.default, None, vector.factors, sensitive_boost=1)
    assert suggestion.level == vector.expect


def test_the_table_has_its_eight_vectors(rulebook: Rulebook) -> None:
    assert len(rulebook.scoring.tests) == 8


@pytest.mark.parametrize(
    ("points", "level"), [(0, "low"), (2, "low"), (3, "middle"), (5, "middle"), (6, "high"), (40, "high")]
)
def test_the_level_of_points(rulebook: Rulebook, points: int, level: str) -> None:
    assert level_of_points(rulebook, points) == level


def test_reasons_come_strongest_first(rulebook: Rulebook) -> None:
    factors = ["night", "threat", "crowd_100", "weapon_blunt", "arson", "opposing_groups"]
    suggestion = suggest_level(rulebook, "low", "brawl", factors)
    assert [reason.factor_id for reason in suggestion.reasons] == [
        "arson",
        "weapon_blunt",
        "crowd_100",
        "opposing_groups",
        "threat",
        "night",
    ]
    assert suggestion.points == 0 + 2 + 3 + 2 + 1 + 1
    assert suggestion.reasons[0].override == "high"
    assert suggestion.reasons[0].label("en") == "Arson"


@pytest.mark.parametrize("kind_id", ["peaceful_protest", "notice_protest", "notice_religious"])
def test_a_lawful_crowd_counts_nothing(rulebook: Rulebook, kind_id: str) -> None:
    """UU 9/1998: neither its kind nor its whole category is scored for size."""
    suggestion = suggest_level(rulebook, "low", kind_id, ["crowd_100", "night"])
    assert suggestion.level == "low"
    assert [reason.factor_id for reason in suggestion.reasons] == ["night"]


def test_a_crowd_of_another_kind_counts(rulebook: Rulebook) -> None:
    assert suggest_level(rulebook, "low", "unnotified_protest", ["crowd_100"]).level == "middle"


@pytest.mark.parametrize(("boost", "points", "reasons"), [(0, 0, 0), (1, 1, 1), (2, 2, 1)])
def test_a_sensitive_date_has_the_points_of_its_window(
    rulebook: Rulebook, boost: int, points: int, reasons: int
) -> None:
    suggestion = suggest_level(rulebook, "low", None, ["sensitive_date"], boost)
    assert (suggestion.points, len(suggestion.reasons)) == (points, reasons)
    assert suggest_level(rulebook, "low", None, [], boost).points == 0


@given(LEVELS, KINDS, FACTORS, BOOST, st.sampled_from([factor.id for factor in OWN.factors]))
def test_another_factor_never_lowers_the_level(
    default: str, kind_id: str | None, factors: list[str], boost: int, more: str
) -> None:
    before = suggest_level(OWN, default, kind_id, factors, boost)
    after = suggest_level(OWN, default, kind_id, [*factors, more], boost)
    assert OWN.level_rank(after.level) >= OWN.level_rank(before.level)
    assert after.points >= before.points


@given(LEVELS, KINDS, FACTORS, BOOST, st.randoms())
def test_the_order_of_factors_does_not_matter(
    default: str, kind_id: str | None, factors: list[str], boost: int, random: Random
) -> None:
    shuffled = list(factors)
    random.shuffle(shuffled)
    assert suggest_level(OWN, default, kind_id, shuffled, boost) == suggest_level(
        OWN, default, kind_id, factors, boost
    )


@given(LEVELS, KINDS, FACTORS, BOOST)
def test_the_reasons_explain_the_level(
    default: str, kind_id: str | None, factors: list[str], boost: int
) -> None:
    suggestion = suggest_level(OWN, default, kind_id, factors, boost)
    assert {reason.factor_id for reason in suggestion.reasons} <= set(factors)
    assert suggestion.points == sum(reason.points for reason in suggestion.reasons)
    claims = [default, level_of_points(OWN, suggestion.points)]
    claims += [reason.override for reason in suggestion.reasons if reason.override]
    assert suggestion.level in claims
    assert all(higher_level(OWN, suggestion.level, claim) == suggestion.level for claim in claims)


@pytest.mark.parametrize(
    ("answers", "factors"),
    [
        ({"crowd_band": "10-29"}, {"crowd_10"}),
        ({"crowd_band": "30-99"}, {"crowd_30"}),
        ({"crowd_band": "100+"}, {"crowd_100"}),
        ({"crowd_band": "1-9"}, set()),
        ({"crowd_band": "unknown", "weapon": "unknown", "victims": "none"}, set()),
        ({"weapon": "blunt"}, {"weapon_blunt"}),
        ({"weapon": "sharp", "victims": "light"}, {"weapon_sharp", "victim_light"}),
        ({"weapon": "firearm_explosive"}, {"weapon_firearm_explosive"}),
        ({"victims": "severe"}, {"victim_severe"}),
        ({"victims": "dead"}, {"victim_severe"}),
        ({"notified": "no"}, {"no_notification"}),
        ({"notified": "yes", "caller_safe": "no", "contact_consent": "no"}, set()),
        ({"weapon": "laser", "gone": "yes", "narrative": "sharp"}, set()),
    ],
)
def test_answers_mean_factors(rulebook: Rulebook, answers: dict[str, str], factors: set[str]) -> None:
    assert factors_from_answers(rulebook, answers) == factors


def test_ticked_factors_join_the_answers_but_computed_ones_do_not(rulebook: Rulebook) -> None:
    ticked = ["threat", "night", "sensitive_date", "of_a_newer_version"]
    assert factors_from_answers(rulebook, {"weapon": "blunt"}, ticked) == {"weapon_blunt", "threat"}
