"""The program's own tables say what the other parts rely on, in both languages, and look-ups find it."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import time
from typing import TYPE_CHECKING, Any

import pytest

from madiun_console.domain.rulebook import Named, Rulebook

if TYPE_CHECKING:
    from collections.abc import Iterator

# names that are the same in both languages
SAME = {"POLRI", "TNI", "Internal", "WhatsApp", "Suran Agung"}


def _named(value: object) -> Iterator[Named]:
    """Every entry with a name anywhere in the rulebook."""
    if isinstance(value, Named):
        yield value
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _named(getattr(value, field.name))
    elif isinstance(value, tuple):
        for part in value:
            yield from _named(part)
    elif isinstance(value, dict):
        yield from _named(tuple(value.values()))


def test_every_text_is_there_in_english(rulebook: Rulebook) -> None:
    untranslated = {
        named.name_id
        for named in _named(rulebook)
        if named.name_en == named.name_id and any(letter.isalpha() for letter in named.name_id)
    }
    assert untranslated == SAME


def test_labels_by_language(rulebook: Rulebook) -> None:
    factor = rulebook.factor("weapon_sharp")
    assert (factor.label(), factor.label("en"), factor.label("xx")) == (
        "Senjata tajam",
        "Sharp weapon",
        "Senjata tajam",
    )
    assert rulebook.states.label("on_scene") == "Di lokasi"
    assert rulebook.states.label("on_scene", "en") == "On scene"
    assert rulebook.states.label("state_of_a_newer_version") == "state_of_a_newer_version"


def test_levels_are_ranked_in_the_order_of_the_table(rulebook: Rulebook) -> None:
    assert [level.rank for level in rulebook.levels] == [0, 1, 2]
    assert rulebook.level_rank("high") > rulebook.level_rank("middle") > rulebook.level_rank("low")


def test_the_checkboxes_are_what_is_neither_answered_nor_computed(rulebook: Rulebook) -> None:
    ids = {factor.id for factor in rulebook.checkbox_factors}
    assert "opposing_groups" in ids
    assert not ids & {"crowd_30", "weapon_blunt", "victim_severe", "no_notification", "night", "multi_caller"}


@pytest.mark.parametrize(
    ("role", "may", "may_not"),
    [
        (
            "operator",
            ("log", "raise_level", "close_middle"),
            ("lower_level", "close_high", "people", "operator"),
        ),
        ("supervisor", ("log", "lower_level", "close_high"), ("people", "erase")),
        ("administrator", ("log", "lower_level", "people", "erase"), ("supervisor", "rule_high")),
        ("nobody", (), ("log",)),
    ],
)
def test_a_role_has_the_permissions_of_those_below(
    rulebook: Rulebook, role: str, may: tuple[str, ...], may_not: tuple[str, ...]
) -> None:
    assert all(rulebook.permissions.may(role, act) for act in may)
    assert not any(rulebook.permissions.may(role, act) for act in may_not)


def test_who_may_do_a_thing(rulebook: Rulebook) -> None:
    assert rulebook.permissions.roles_for("close_high") == ("supervisor", "administrator")
    assert "rule_reveal" in rulebook.permissions.notes


def test_the_questions_of_a_kind_follow_those_of_its_category(rulebook: Rulebook) -> None:
    ids = [question.id for question in rulebook.kind("convoy").ask]
    assert ids == ["crowd.1", "crowd.2", "crowd.3", "crowd.4", "convoy.1", "convoy.2", "convoy.3"]
    assert rulebook.category_of("convoy").id == "crowd"


def test_a_kind_has_the_legal_basis_of_its_category_unless_it_has_its_own(rulebook: Rulebook) -> None:
    assert rulebook.kind("land").uu7 == "d"
    assert rulebook.kind("boundary").uu7 == "c"


@pytest.mark.parametrize(
    ("address", "name", "verb"),
    [
        ("bhabinkamtibmas@35.77.02.1005", "Bhabinkamtibmas Winongo", "teruskan"),
        ("kelurahan@35.77.02.1005", "Kelurahan Winongo", "teruskan"),
        ("kecamatan@35.77.02", "Kecamatan Manguharjo", "teruskan"),
        ("babinsa@35.77.03.1009", "Babinsa Taman", "koordinasi"),
        ("linmas@35.77.03.1009", "Linmas Taman", "informasi"),
        ("polres_madiun_kota", "Kepolisian Resor Madiun Kota", "teruskan"),
        ("kodim_0803", "Komando Distrik Militer 0803/Madiun", "koordinasi"),
        ("lanud_iswahjudi", "Pangkalan TNI AU Iswahjudi (Maospati, Magetan)", "koordinasi"),
    ],
)
def test_an_address_gives_its_recipient(rulebook: Rulebook, address: str, name: str, verb: str) -> None:
    recipient = rulebook.recipient(address)
    assert (recipient.address, recipient.name, recipient.verb) == (address, name, verb)


@pytest.mark.parametrize(
    "address",
    ["", "polsek", "gone", "kelurahan@35.77.02", "kelurahan@99", "polsek_taman@35.77.03", "@35.77.02"],
)
def test_an_address_nobody_has_gives_none(rulebook: Rulebook, address: str) -> None:
    assert rulebook.find_recipient(address) is None
    with pytest.raises(KeyError):
        rulebook.recipient(address)


def test_the_army_is_never_asked_to_act(rulebook: Rulebook) -> None:
    army = [agency for agency in rulebook.agencies if agency.kind == "tni"]
    assert len(army) == 8
    units = {"kelurahan": "@35.77.02.1005", "": ""}
    assert {rulebook.recipient(a.id + units[a.per_unit]).verb for a in army} == {"koordinasi"}


def test_the_shifts_share_the_day(rulebook: Rulebook) -> None:
    for minute in range(24 * 60):
        moment = time(minute // 60, minute % 60)
        assert sum(period.covers(moment) for period in rulebook.shift_periods) == 1, moment


def test_no_answer_has_two_codes_or_two_meanings(rulebook: Rulebook) -> None:
    question = rulebook.core_by_field["crowd_band"]
    assert [(option.id, option.factor) for option in question.options] == [
        ("1-9", None),
        ("10-29", "crowd_10"),
        ("30-99", "crowd_30"),
        ("100+", "crowd_100"),
        ("unknown", None),
    ]
    assert question.option("200+") is None


def test_a_rulebook_cannot_be_changed(rulebook: Rulebook) -> None:
    target: Any = rulebook
    with pytest.raises(AttributeError):
        target.levels = ()
