"""Changed values over the shipped tables: what they give, what is refused with its place, what is skipped with a reason."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madiun_console.domain.rulebook import Rulebook, RuleTableError
from madiun_console.domain.rulebook.changes_in_log import LoggedChange, in_force
from madiun_console.domain.rulebook.editable import EDITABLES, GROUPS, choices_of, editable_at
from madiun_console.domain.rulebook.overlay import Overlay, UnknownPath, segments_of, value_at
from madiun_console.domain.rulebook.reread import CHANGEABLE, with_changes
from madiun_console.domain.rulebook.rule_values import RuleValue, rule_values
from madiun_console.domain.rulebook.toml_table import TomlFile
from madiun_console.domain.strict_json import dumps
from madiun_console.domain.targets import steps_for
from madiun_console.resources import load_rulebook, table_text

OWN = load_rulebook()
DOCUMENTS = {name: TomlFile(name, table_text(name)).document for name in CHANGEABLE}
VALUES = rule_values(OWN, DOCUMENTS, DOCUMENTS)


def same(one: Rulebook, other: Rulebook) -> bool:
    """Equal in every table."""
    names = [item.name for item in fields(Rulebook)]
    return all(getattr(one, name) == getattr(other, name) for name in names)


def changed(*overlays: Overlay) -> Rulebook:
    return with_changes(OWN, overlays, table_text)


def refusal(*overlays: Overlay) -> str:
    with pytest.raises((RuleTableError, UnknownPath)) as fault:
        changed(*overlays)
    return str(fault.value)


# ------------------------------------------------------------------------------------------ paths


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("targets.high.agency_ack", ["targets", "high", "agency_ack"]),
        ("agency[polres_madiun_kota].phone", ["agency", "polres_madiun_kota", "phone"]),
        (
            "category[crowd].sub[convoy].default_level",
            ["category", "crowd", "sub", "convoy", "default_level"],
        ),
        ("contact[babinsa@35.77.02.1005].phone", ["contact", "babinsa@35.77.02.1005", "phone"]),
    ],
)
def test_a_path_is_keys_and_ids(path: str, names: list[str]) -> None:
    assert [segment.name for segment in segments_of(path)] == names


@pytest.mark.parametrize(
    "path", ["", ".", "a..b", "a.", "a[", "a[]", "[a]", "a[b]c", "a b", "a[b].", "a[[b]]"]
)
def test_what_is_no_path(path: str) -> None:
    with pytest.raises(UnknownPath):
        segments_of(path)


@given(st.text(alphabet="ab._-[]@. \x00é", max_size=30))
def test_any_text_is_a_path_or_told_to_be_none(path: str) -> None:
    try:
        assert segments_of(path)
    except UnknownPath:
        return
    assert value_at(DOCUMENTS["levels.toml"], path) is None or path


# ------------------------------------------------------------------------------------------ what may be changed


def test_every_line_is_about_something_and_every_value_has_one_line() -> None:
    used = {value.line for value in VALUES}
    assert not [line.pattern for line in EDITABLES if line not in used and line.kind.name != "entry"]
    for value in VALUES:
        assert editable_at(value.table, value.path) == value.line
    assert len({value.id for value in VALUES}) == len(VALUES)
    assert {value.line.group for value in VALUES} == set(GROUPS)


def test_every_value_fits_as_it_came_and_says_the_same_when_written_down() -> None:
    """So no shipped value is out of its own limits, and no line is laid over another place than it is read from."""
    overlays = []
    for value in VALUES:
        among = [one.id for one in choices_of(OWN, value.line.kind.of)]
        assert value.line.kind.fit(value.value, among) == value.value, value.id
        overlays.append(Overlay(value.table, value.path, value.value))
    assert same(changed(*overlays), OWN)


def test_what_facts_and_projections_stand_on_cannot_be_changed() -> None:
    for table, path in (
        ("levels.toml", "level[low].id"),
        ("taxonomy.toml", "category[crowd].sub[convoy].name_id"),
        ("taxonomy.toml", "core[people].codes"),
        ("levels.toml", "permissions.operator"),
        ("agencies.toml", "agency[kodim_0803].verb"),
        ("madiun_units.csv", "name"),
        ("search_lexicon.toml", "family.rusuh"),
    ):
        assert editable_at(table, path) is None, path


@pytest.mark.parametrize(
    "path",
    [
        "factor[near_vital_object].points",
        "core[callback].text",
        "targets.middle.update_every",
        "targets.low.supervisor_look",
    ],
)
def test_no_value_is_offered_that_would_do_nothing(path: str) -> None:
    assert not [value for value in VALUES if value.path == path]


# ------------------------------------------------------------------------------------------ what a change gives


def test_only_what_was_touched_is_another_one() -> None:
    book = changed(Overlay("sop.toml", "step[ambulance].on", value=False))
    assert "ambulance" not in [step.id for step in book.steps]
    assert book.steps_by_id["ambulance"].label() == "Minta ambulans (PSC 119)", (
        "what was ticked keeps its name"
    )
    assert book.agencies is OWN.agencies
    assert book.factors is OWN.factors


def test_steps_follow_the_targets_that_they_name() -> None:
    book = changed(Overlay("levels.toml", "targets.high.first_notification", 60))
    step = book.steps_by_id["inform_polres"]
    assert step.due is book.targets.get("high", "first_notification")
    assert step.due is not None
    assert step.due.amount == 60


def test_null_takes_a_key_away() -> None:
    assert changed(Overlay("sop.toml", "step[caller_safe].by", None)).steps_by_id["caller_safe"].due is None


def test_a_post_has_its_own_number_and_the_rest_of_its_agency() -> None:
    book = changed(
        Overlay("agencies.toml", "agency[babinsa].channel", "radio"),
        Overlay("agencies.toml", "contact[babinsa@35.77.02.1005].phone", "+6281234567890"),
    )
    contact = book.recipient("babinsa@35.77.02.1005").contact
    assert (contact.phone, contact.channel) == ("+6281234567890", "radio")
    assert book.recipient("babinsa@35.77.02.1001").contact.phone == ""


def test_an_entry_of_the_centers_own() -> None:
    book = changed(
        Overlay("sop.toml", "step[own_1].kinds", ["crowd"]),
        Overlay("sop.toml", "step[own_1].by", 90),
        Overlay("sop.toml", "step[own_1]", {"text": "Hubungi RT", "level": "middle"}),
        Overlay("sop.toml", "closing[own_2]", {"text": "Diselesaikan RT"}),
    )
    step = book.steps[-1]
    assert (step.id, step.label(), step.label("en"), step.level) == (
        "own_1",
        "Hubungi RT",
        "Hubungi RT",
        "middle",
    )
    assert step.due is not None
    assert step.due.amount == 90
    assert [one.id for one in steps_for(book, "middle", (), "convoy")][-1] == "own_1"
    assert "own_1" not in [one.id for one in steps_for(book, "high", (), "peaceful_protest")]
    assert book.closings[-1].label() == "Diselesaikan RT"


# ------------------------------------------------------------------------------------------ what is refused


@pytest.mark.parametrize(
    ("table", "path", "value", "reason"),
    [
        ("levels.toml", "scoring.middle_from", 6, "levels.toml baris "),
        ("levels.toml", "scoring.middle_from", 6, "high_from = 6 harus lebih besar dari 6"),
        ("levels.toml", "scoring.high_from", 2, "perubahan scoring.high_from: [scoring]: high_from = 2 harus lebih besar"),
        ("levels.toml", "factor[threat].points", "dua", 'perubahan factor[threat].points: faktor "threat": points harus'),
        ("levels.toml", "factor[hostage].override", "", 'faktor "hostage": perlu points atau override'),
        ("sop.toml", "step[ambulance].kinds", ["croud"], 'perubahan step[ambulance].kinds: langkah "ambulance": kinds'),
        ("sop.toml", "call_outcome[ghost].key", "Alt+1", 'tombol "Alt+1" sudah dipakai "prank"'),
        ("shifts.toml", "shift[pagi].end", "16:00", 'piket "pagi": jamnya bertumpang tindih dengan piket "siang"'),
        ("agencies.toml", "agency[polsek_taman].channel", "pigeon", "perubahan agency[polsek_taman].channel"),
        ("agencies.toml", "contact[babinsa@35.78].phone", "112", "bukan kode wilayah"),
        ("retention.toml", "level.high.identities", 6, "perubahan level.high.identities"),
        ("retention.toml", "kind.crowd.years", 6, 'kunci "years" tidak dikenal'),
        ("levels.toml", "factor[nobody].points", 6, "factor[nobody].points"),
        ("levels.toml", "scoring.middle_from.deeper", 6, "scoring.middle_from.deeper"),
        ("words.toml", "a.b", 6, "words.toml"),
    ],
)  # fmt: skip
def test_a_change_that_breaks_the_tables_is_refused_with_its_place(
    table: str, path: str, value: Any, reason: str
) -> None:
    assert reason in refusal(Overlay(table, path, value))


def test_not_every_closing_code_can_go() -> None:
    overlays = [Overlay("sop.toml", f"closing[{one.id}].on", value=False) for one in OWN.closings]
    assert "sisakan paling sedikit satu" in refusal(*overlays)


def test_a_key_is_free_once_its_outcome_is_not_used() -> None:
    book = changed(
        Overlay("sop.toml", "call_outcome[prank].on", value=False),
        Overlay("sop.toml", "call_outcome[ghost].key", "Alt+1"),
    )
    assert [one.key for one in book.call_outcomes if one.id == "ghost"] == ["Alt+1"]


# ------------------------------------------------------------------------------------------ what the log holds


def logged(table: str, path: str, value: Any, at: int = 1) -> LoggedChange:
    return LoggedChange(table, path, value if isinstance(value, str) else dumps(value), at)


def test_what_this_program_does_not_know_is_skipped_and_the_rest_holds() -> None:
    found = in_force(
        OWN,
        [
            logged("levels.toml", "targets.high.agency_ack", 60),
            logged("levels.toml", "targets.high.of_a_newer_program", 60),
            logged("holidays.toml", "day[x].name", 60),
            logged("levels.toml", "targets.low.agency_ack", '"an hour"'),
            logged("levels.toml", "targets.low.agency_ack", "{broken"),
            logged("levels.toml", "factor[of_a_newer_program].points", 3),
        ],
        table_text,
    )
    assert found.rulebook.targets.groups["high"]["agency_ack"].amount == 60
    assert found.rulebook.targets.groups["low"] == OWN.targets.groups["low"]
    assert len(found.skipped) == 5
    assert all(one.reason for one in found.skipped)


def test_changes_made_apart_that_do_not_go_together_leave_the_earlier_one() -> None:
    earlier = logged("levels.toml", "scoring.middle_from", 5, at=1)
    later = logged("levels.toml", "scoring.high_from", 4, at=2)
    for order in ([earlier, later], [later, earlier]):
        found = in_force(OWN, order, table_text)
        assert found.rulebook.scoring.thresholds == (("low", 0), ("middle", 5), ("high", 6))
        assert [one.overlay.path for one in found.skipped] == ["scoring.high_from"]


def test_an_entry_goes_with_its_values_or_not_at_all() -> None:
    entry = logged("sop.toml", "step[own_1]", {"text": "Hubungi RT"}, at=1)
    value = logged("sop.toml", "step[own_1].by", 90, at=2)
    broken = logged("sop.toml", "step[gone].by", 90, at=3)
    found = in_force(OWN, [value, broken, entry], table_text)
    assert found.rulebook.steps[-1].due is not None
    assert [one.overlay.path for one in found.skipped] == ["step[gone].by"]
    alone = in_force(OWN, [value], table_text)
    assert [one.overlay.path for one in alone.skipped] == ["step[own_1].by"]


def test_changes_made_together_hold_together_or_not_at_all() -> None:
    swap = [
        logged("sop.toml", "call_outcome[prank].key", '"Alt+2"', at=2),
        logged("sop.toml", "call_outcome[ghost].key", '"Alt+1"', at=2),
    ]
    other = logged("sop.toml", "call_outcome[test].key", '"Alt+9"', at=1)
    found = in_force(OWN, [*swap, other], table_text)
    assert not found.skipped
    cycle = [
        logged("sop.toml", "call_outcome[prank].key", '"Alt+8"', at=2),
        logged("sop.toml", "call_outcome[ghost].key", '"Alt+1"', at=2),
    ]
    earlier = logged("sop.toml", "call_outcome[information].key", '"Alt+8"', at=1)
    found = in_force(OWN, [*cycle, earlier], table_text)
    keys = {one.id: one.key for one in found.rulebook.call_outcomes}
    assert (keys["prank"], keys["ghost"], keys["information"]) == ("Alt+1", "Alt+2", "Alt+8")


def _other_value(data: st.DataObject, value: RuleValue) -> Any:
    kind = value.line.kind
    among = [one.id for one in choices_of(OWN, kind.of)]
    match kind.name:
        case "number" | "seconds":
            return data.draw(st.integers(kind.least, kind.most))
        case "flag":
            return data.draw(st.booleans())
        case "choice":
            return data.draw(st.sampled_from(among))
        case "choices":
            return data.draw(st.lists(st.sampled_from(among), unique=True, max_size=3))
        case "clock":
            return data.draw(st.times()).strftime("%H:%M")
        case "phone":
            return data.draw(st.sampled_from(["", "+6281234567890", "112", "+62351464123"]))
        case _:
            return data.draw(st.text(min_size=1, max_size=20)).replace("\x00", "x")


@settings(max_examples=40)  # each reads the touched tables several times
@given(data=st.data())
def test_any_changes_give_working_rules_at_every_desk(data: st.DataObject) -> None:
    """No sequence of fitting values crashes; the order in which they arrive does not matter; none left is as shipped."""
    picked = data.draw(st.lists(st.sampled_from(VALUES), max_size=6, unique_by=lambda value: value.id))
    changes = [
        logged(value.table, value.path, dumps(_other_value(data, value)), at=data.draw(st.integers(1, 3)))
        for value in picked
    ]
    found = in_force(OWN, changes, table_text)
    assert len(found.overlays) + len(found.skipped) == len(changes)
    again = in_force(OWN, data.draw(st.permutations(changes)), table_text)
    assert same(again.rulebook, found.rulebook)
    assert found.overlays == again.overlays
    assert in_force(OWN, [], table_text).rulebook is OWN
