"""Changing shared rules: who may, what is refused, what holds afterwards, who did what, and the way back."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from madiun_console.actions.desk import Desk, Session
from madiun_console.actions.set_rules import RuleEdit, set_rules
from madiun_console.actions.take_call import save_report
from madiun_console.db.rebuild import rebuild
from madiun_console.db.verify import verify
from madiun_console.domain.events import office_catalogue as ev
from madiun_console.domain.report_form import ReportForm
from madiun_console.domain.rule_change import rule_id
from madiun_console.domain.rulebook import Rulebook
from madiun_console.domain.rulebook.rule_values import RuleValue
from madiun_console.errors import InvalidInput, NotAllowed
from madiun_console.opening import open_desk
from madiun_console.queries.escalation_message import recipients
from madiun_console.queries.incident_detail import incident_detail
from madiun_console.queries.queue import open_incidents
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


# ------------------------------------------------------------------------------------------ what holds


def test_a_change_holds_at_once_and_after_a_restart(desk: Desk, people: People) -> None:
    assert rules_in_force(desk) is None
    change(desk, people.supervisor, LEVELS, ACK, 60)
    assert seconds(desk) == 60
    folder = desk.store.folder
    desk.store.close()
    again = open_desk(folder)
    try:
        assert seconds(again) == 60
        assert again.shipped_rulebook.targets.groups["high"]["agency_ack"].amount == 300
    finally:
        again.store.close()
    reading = open_desk(folder, writing=False)
    assert seconds(reading) == 60
    reading.store.close()


def test_the_log_alone_gives_the_same_rules(desk: Desk, people: People) -> None:
    change(desk, people.supervisor, LEVELS, ACK, 60)
    before = desk.store.projector.fingerprint
    rebuild(desk.store)
    found = rules_in_force(desk)
    assert found is not None
    assert found.rulebook.targets.groups["high"]["agency_ack"].amount == 60
    assert desk.store.projector.fingerprint == before, "no rule asks for a rebuild"
    assert not desk.store.stale_projections()
    assert verify(desk.store) is None


def test_reading_only_with_projections_of_another_version(desk: Desk, people: People) -> None:
    change(desk, people.supervisor, LEVELS, ACK, 60)
    with desk.store.own() as cursor:
        cursor.execute("UPDATE meta SET v = 'older' WHERE k = 'projections'")
        cursor.execute("DROP TABLE rule")
    folder = desk.store.folder
    desk.store.close()
    reading = open_desk(folder, writing=False)
    assert seconds(reading) == 60
    reading.store.close()


def test_a_fact_names_no_value(desk: Desk, people: People) -> None:
    """A number of an agency, a text: both may have to be erased, so they stand in the part."""
    change(desk, people.supervisor, "agencies.toml", "agency[polsek_taman].phone", "0812 3456 7890")
    with desk.store.read() as connection:
        row = connection.exec_driver_sql("SELECT fact, restricted FROM fact WHERE kind = 'rule'").one()
    assert "81234" not in row[0]
    assert json.loads(row[1]) == {"value": '"+6281234567890"', "reason": "uji"}


# ------------------------------------------------------------------------------------------ behaviour, one per kind


def test_a_raised_threshold_lowers_what_a_report_is_logged_with(
    desk: Desk, people: People, form: Callable[..., ReportForm]
) -> None:
    weak = form(answers={"timing": "ongoing", "crowd_band": "30-99"}, ticked=("threat",))
    save_report(desk, people.operator, weak)
    change(desk, people.supervisor, LEVELS, "scoring.middle_from", 5)
    save_report(desk, people.operator, weak)
    assert sorted(row.level for row in open_incidents(desk)) == ["low", "middle"]


@pytest.mark.parametrize(
    ("path", "value"),
    [("factor[threat].points", 0), ("factor[threat].on", False), ("factor[crowd_30].points", 1)],
)
def test_factor_points(
    desk: Desk, people: People, form: Callable[..., ReportForm], path: str, value: object
) -> None:
    weak = form(answers={"timing": "ongoing", "crowd_band": "30-99"}, ticked=("threat",))
    change(desk, people.supervisor, LEVELS, path, value)
    save_report(desk, people.operator, weak)
    assert open_incidents(desk)[0].level == "low"


def test_a_kind_may_begin_higher(desk: Desk, people: People, form: Callable[..., ReportForm]) -> None:
    change(
        desk,
        people.supervisor,
        "taxonomy.toml",
        "category[crowd].sub[suspicious_gathering].default_level",
        "high",
    )
    save_report(desk, people.operator, form(answers={}))
    assert open_incidents(desk)[0].level == "high"


def test_a_factor_that_is_computed_within_other_limits(
    desk: Desk, people: People, form: Callable[..., ReportForm]
) -> None:
    change(desk, people.supervisor, LEVELS, "factor[night].from", "14.00")
    change(desk, people.supervisor, LEVELS, "factor[repeat_location].min_reports", 5)
    created = save_report(desk, people.operator, form()).created
    detail = incident_detail(desk, created["incident"])
    assert detail is not None
    assert "night" in detail.state.factors, "it is 14.32"
    assert "repeat_location" not in detail.state.factors


def test_a_shorter_promise_makes_an_answer_overdue(
    desk: Desk, people: People, form: Callable[..., ReportForm], clock: MovedClock
) -> None:
    from madiun_console.actions.escalate import escalate

    incident = save_report(desk, people.operator, form()).created["incident"]
    escalate(desk, people.operator, incident, "polsek_manguharjo", "pesan", "phone")
    clock.pass_minutes(2)

    def due() -> int:
        found = open_incidents(desk)[0].badges[0].due
        assert found is not None
        return found

    assert due() > clock.now_ms()
    level = open_incidents(desk)[0].level
    change(desk, people.supervisor, LEVELS, f"targets.{level}.agency_ack", 60)
    assert due() < clock.now_ms()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("step[check_notified].on", False),
        ("step[check_notified].level", "high"),
        ("step[check_notified].kinds", ["disinformation"]),
    ],
)
def test_a_step_that_does_not_stand_here_is_gone_from_the_incident(
    desk: Desk, people: People, form: Callable[..., ReportForm], path: str, value: object
) -> None:
    incident = save_report(desk, people.operator, form()).created["incident"]

    def steps() -> list[str]:
        detail = incident_detail(desk, incident)
        assert detail is not None
        return [row.step.id for row in detail.steps]

    assert "check_notified" in steps()
    change(desk, people.supervisor, "sop.toml", path, value)
    assert "check_notified" not in steps()
    back(desk, people.supervisor, "sop.toml", path)
    assert "check_notified" in steps()


def test_a_question_that_need_not_be_asked_is_not_told_as_open(
    desk: Desk, people: People, form: Callable[..., ReportForm]
) -> None:
    incident = save_report(desk, people.operator, form()).created["incident"]

    def unanswered() -> tuple[str, ...]:
        detail = incident_detail(desk, incident)
        assert detail is not None
        return detail.reports[0].unanswered

    assert unanswered() == ("victims", "caller_safe")
    change(desk, people.supervisor, "taxonomy.toml", "core[victim].required", value=False)
    assert unanswered() == ("caller_safe",)
    change(desk, people.supervisor, "taxonomy.toml", "core[safe].on", value=False)
    assert unanswered() == ()


def test_the_contact_of_a_post_is_its_own(
    desk: Desk, people: People, form: Callable[..., ReportForm]
) -> None:
    incident = save_report(desk, people.operator, form()).created["incident"]
    address = "bhabinkamtibmas@35.77.02.1005"
    change(desk, people.supervisor, "agencies.toml", f"contact[{address}].phone", "0813-1111-2222")
    found = recipients(desk, incident)
    assert found is not None
    numbers = {one.address: one.contact.phone for one in found.all}
    assert numbers[address] == "+6281311112222"
    assert set(numbers.values()) == {"", "+6281311112222"}


def test_retention(desk: Desk, people: People) -> None:
    change(desk, people.administrator, "retention.toml", "level.low.identities", 3)
    change(desk, people.administrator, "retention.toml", "kind.crowd.texts", 6)
    period = desk.rulebook.retention_period("low", "convoy")
    assert (period.identities, period.texts) == (3, 6)


# ------------------------------------------------------------------------------------------ who may, and what is refused


def test_who_may(desk: Desk, people: People) -> None:
    with pytest.raises(NotAllowed):
        change(desk, people.operator, LEVELS, ACK, 60)
    with pytest.raises(NotAllowed):
        change(desk, people.supervisor, "retention.toml", "level.low.identities", 3)
    with pytest.raises(NotAllowed):
        set_rules(desk, people.operator, [], "tanpa isi")
    assert rules_in_force(desk) is None


@pytest.mark.parametrize(
    ("table", "path", "value", "reason"),
    [
        (LEVELS, "scoring.middle_from", 6, r"aturan yang lama tetap berlaku. levels.toml baris \d+: \[scoring\]: high_from"),
        ("shifts.toml", "shift[pagi].end", "16.00", r"shifts.toml baris \d+: piket .pagi.: jamnya bertumpang tindih"),
        (LEVELS, ACK, 5, "harus 10 sampai 604800"),
        (LEVELS, ACK, "60", "bilangan bulat"),
        (LEVELS, ACK, True, "bilangan bulat"),
        (LEVELS, "permissions.operator", ["review"], "tidak dapat diubah dengan program ini"),
        ("agencies.toml", "agency[polsek_taman].phone", "hubungi Pak RT", "bukan nomor telepon"),
        ("agencies.toml", "agency[polsek_taman].channel", "social_media", "Pilih dari daftar"),
        ("agencies.toml", "agency[polsek_nowhere].phone", "112", "polsek_nowhere"),
        ("sop.toml", "step[ambulance].text", "  ", "tidak boleh kosong"),
        ("sop.toml", "step[ambulance].text", "x" * 201, "paling panjang 200"),
        ("shifts.toml", "shift[pagi].start", "25.00", "Tulis jam"),
    ],
)  # fmt: skip
def test_what_is_refused_leaves_the_old_rules(
    desk: Desk, people: People, table: str, path: str, value: object, reason: str
) -> None:
    change(desk, people.supervisor, LEVELS, ACK, 60)
    with pytest.raises(InvalidInput, match=reason) as refused:
        set_rules(desk, people.administrator, [RuleEdit(table, path, value)], "uji")
    assert refused.value.text_en
    desk.use_rules(rules_in_force(desk))
    assert seconds(desk) == 60
    with desk.store.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM fact WHERE kind = 'rule'").scalar() == 1


def test_a_reason_is_needed_and_so_is_a_change(desk: Desk, people: People) -> None:
    with pytest.raises(InvalidInput, match="Alasan"):
        change(desk, people.supervisor, LEVELS, ACK, 60, reason="  ")
    for edit in (RuleEdit(LEVELS, ACK, 300), RuleEdit(LEVELS, ACK, shipped=True)):
        with pytest.raises(InvalidInput, match="Tidak ada yang diubah"):
            set_rules(desk, people.supervisor, [edit], "sama saja")


def test_several_values_change_together_or_not_at_all(desk: Desk, people: People) -> None:
    swap = [
        RuleEdit("sop.toml", "call_outcome[prank].key", "Alt+2"),
        RuleEdit("sop.toml", "call_outcome[ghost].key", "Alt+1"),
    ]
    with pytest.raises(InvalidInput, match="sudah dipakai"):
        set_rules(desk, people.supervisor, swap[:1], "tukar")
    with pytest.raises(InvalidInput):
        set_rules(desk, people.supervisor, [*swap, RuleEdit(LEVELS, "scoring.high_from", 1)], "tukar")
    assert rules_in_force(desk) is None
    set_rules(desk, people.supervisor, swap, "tukar")
    found = rules_in_force(desk)
    assert found is not None
    assert [one.key for one in found.rulebook.call_outcomes[:2]] == ["Alt+2", "Alt+1"]


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
