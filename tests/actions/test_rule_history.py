"""Changed rules: who did what, changes made apart from each other, what cannot be applied, and the way back."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from madiun_console.actions.desk import Desk, Session
from madiun_console.actions.set_rules import RuleEdit, new_entry_path, set_rules
from madiun_console.db.rebuild import rebuild
from madiun_console.db.verify import verify
from madiun_console.domain.events import office_catalogue as ev
from madiun_console.domain.rule_change import rule_id
from madiun_console.domain.rulebook import Rulebook
from madiun_console.domain.rulebook.rule_values import RuleValue
from madiun_console.errors import InvalidInput
from madiun_console.opening import open_desk
from madiun_console.queries.rules import rule_history, rule_rows, rules_in_force
from tests.desk_fixtures import MovedClock, People
from tests.logfail import LogGuard

LEVELS = "levels.toml"
ACK = "targets.high.agency_ack"


def change(desk: Desk, by: Session, table: str, path: str, value: Any, reason: str = "uji") -> None:
    """One change, in force at the desk afterwards."""
    set_rules(desk, by, [RuleEdit(table, path, value)], reason)
    desk.use_rules(rules_in_force(desk))


def back(desk: Desk, by: Session, table: str, path: str) -> None:
    set_rules(desk, by, [RuleEdit(table, path, shipped=True)], "kembali")
    desk.use_rules(rules_in_force(desk))


def same(one: Rulebook, other: Rulebook) -> bool:
    return all(getattr(one, item.name) == getattr(other, item.name) for item in fields(Rulebook))


def seconds(desk: Desk) -> int:
    target = desk.rulebook.targets.get("high", "agency_ack")
    assert target is not None
    return target.amount


# ------------------------------------------------------------------------------------------ history


def test_who_changed_what_when_and_why(desk: Desk, people: People, clock: MovedClock) -> None:
    change(desk, people.supervisor, LEVELS, ACK, 60, "terlalu lama")
    clock.pass_minutes(5)
    change(desk, people.administrator, LEVELS, ACK, 120, "terlalu singkat")
    back(desk, people.supervisor, LEVELS, ACK)
    rows = rule_history(desk, LEVELS, ACK)
    told = [(row.by_name, row.reason, row.before, row.after, row.in_force) for row in rows]
    assert told == [
        ("Bima", "kembali", 120, 300, True),
        ("Sari", "terlalu singkat", 60, 120, False),
        ("Bima", "terlalu lama", 300, 60, False),
    ]
    assert rows[1].at - rows[2].at == 5 * 60_000
    assert rule_history(desk, LEVELS, "targets.low.agency_ack") == []
    assert seconds(desk) == 300
    assert rules_in_force(desk) is None


def test_the_list_says_what_is_and_what_was_shipped(desk: Desk, people: People) -> None:
    change(desk, people.supervisor, LEVELS, ACK, 60)
    rows = {row.rule.path: row for row in rule_rows(desk, "targets")}
    rule = rows[ACK].rule
    assert (rule.value, rule.shipped, rule.changed) == (60, 300, True)
    assert rule.label() == "Tinggi: instansi menjawab"
    assert sum(row.rule.changed for row in rows.values()) == 1
    assert {row.rule.line.group for row in rows.values()} == {"targets"}
    assert len(rule_rows(desk)) > len(rows)


def test_an_entry_of_the_centers_own_has_values_and_a_history(desk: Desk, people: People) -> None:
    path = new_entry_path("step")
    change(desk, people.supervisor, "sop.toml", path, {"text": "  Hubungi   RT "})
    rows = {row.rule.path: row.rule for row in rule_rows(desk, "steps")}
    text = rows[f"{path}.text"]
    assert (text.value, text.changed, text.label()) == ("Hubungi RT", False, "Hubungi RT: teks")
    change(desk, people.supervisor, "sop.toml", f"{path}.level", "high")
    (version,) = rule_history(desk, "sop.toml", f"{path}.level")
    assert (version.before, version.after) == ("low", "high")
    change(desk, people.supervisor, "sop.toml", f"{path}.on", value=False)
    assert path not in [f"step[{step.id}]" for step in desk.rulebook.steps]
    for bad in ({"text": " "}, {"level": "low"}, 5, None):
        with pytest.raises(InvalidInput):
            change(desk, people.supervisor, "sop.toml", new_entry_path("step"), bad)
    with pytest.raises(InvalidInput):
        change(desk, people.supervisor, "sop.toml", "step[ambulance]", {"text": "Ganti"})


# ------------------------------------------------------------------------------------------ changes from elsewhere


def elsewhere(desk: Desk, by: Session, table: str, path: str, value: str) -> None:
    """A change that another desk made without having seen ours."""
    with desk.store.write(by.person) as (writer, _):
        happened = ev.RuleSet(table=table, path=path, value=value, reason="meja lain")
        writer.append(rule_id(writer.center, table, path), happened)


def test_two_changes_apart_are_told_and_settled_by_the_next(desk: Desk, people: People) -> None:
    change(desk, people.supervisor, LEVELS, ACK, 60)
    elsewhere(desk, people.administrator, LEVELS, ACK, "90")
    row = next(row for row in rule_rows(desk, "targets") if row.rule.path == ACK)
    assert row.conflicts
    assert row.rule.value == 90, "the later one holds"
    change(desk, people.supervisor, LEVELS, ACK, 90, "sepakat")
    row = next(row for row in rule_rows(desk, "targets") if row.rule.path == ACK)
    assert not row.conflicts
    assert [version.after for version in rule_history(desk, LEVELS, ACK)] == [90, 90, 60]


def test_what_cannot_be_applied_is_skipped_and_told(desk: Desk, people: People, log_guard: LogGuard) -> None:
    log_guard.expect("rule change skipped")
    elsewhere(desk, people.supervisor, LEVELS, "targets.high.of_a_newer_program", "5")
    elsewhere(desk, people.supervisor, "holidays.toml", "day[x].name", '"x"')
    elsewhere(desk, people.supervisor, LEVELS, ACK, "no json")
    elsewhere(desk, people.supervisor, LEVELS, "targets.low.agency_ack", "60")
    folder = desk.store.folder
    desk.store.close()
    again = open_desk(folder)
    try:
        assert seconds(again) == 300
        assert again.rulebook.targets.groups["low"]["agency_ack"].amount == 60
        assert len(again.rules_skipped) == 3
        assert verify(again.store) is None
        change(again, people.supervisor, LEVELS, ACK, 61, "yang rusak diganti")
        assert seconds(again) == 61
    finally:
        again.store.close()


def test_a_value_that_was_erased_counts_as_shipped(desk: Desk, people: People) -> None:
    change(desk, people.supervisor, LEVELS, ACK, 60)
    with desk.store.own() as cursor:
        cursor.execute("UPDATE fact SET restricted = NULL, restricted_salt = NULL WHERE kind = 'rule'")
    rebuild(desk.store)
    assert rules_in_force(desk) is None
    assert [(row.known, row.reason) for row in rule_history(desk, LEVELS, ACK)] == [(False, "")]


# ------------------------------------------------------------------------------------------ there and back


def _another(data: st.DataObject, value: RuleValue) -> Any:
    match value.line.kind.name:
        case "number" | "seconds":
            return data.draw(st.integers(value.line.kind.least, value.line.kind.most))
        case "flag":
            return not value.value
        case "clock":
            return data.draw(st.times()).strftime("%H.%M")
        case "phone":
            return "0812 3456 7890"
        case "choice":
            return data.draw(st.sampled_from(["low", "middle", "high", "phone", "Alt+9"]))
        case "choices":
            return ["crowd"]
        case _:
            return data.draw(st.text(min_size=1, max_size=12))


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_was_changed_can_all_be_taken_back(desk: Desk, people: People, data: st.DataObject) -> None:
    values = [row.rule for row in rule_rows(desk)]
    picked = data.draw(st.lists(st.sampled_from(values), min_size=1, max_size=6))
    for value in picked:
        try:
            change(desk, people.administrator, value.table, value.path, _another(data, value))
        except InvalidInput:
            continue
        assert not desk.rules_skipped
    edits = [
        RuleEdit(row.rule.table, row.rule.path, shipped=True) for row in rule_rows(desk) if row.rule.changed
    ]
    if edits:
        set_rules(desk, people.administrator, edits, "semua kembali")
        desk.use_rules(rules_in_force(desk))
    assert not [row for row in rule_rows(desk) if row.rule.changed]
    assert same(desk.rulebook, desk.shipped_rulebook)
