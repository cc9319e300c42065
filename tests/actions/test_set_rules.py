"""Changing shared rules: what holds afterwards, what each kind of value does, who may, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields
from typing import Any

import pytest

from madiun_console.actions.desk import Desk, Session
from madiun_console.actions.set_rules import RuleEdit, set_rules
from madiun_console.actions.take_call import save_report
from madiun_console.actions.work_incident import close_incident
from madiun_console.db.rebuild import rebuild
from madiun_console.db.verify import verify
from madiun_console.domain.report_form import ReportForm
from madiun_console.domain.rulebook import Rulebook
from madiun_console.errors import InvalidInput, NotAllowed
from madiun_console.opening import open_desk
from madiun_console.queries.escalation_message import recipients
from madiun_console.queries.incident_detail import incident_detail
from madiun_console.queries.quality import sample_due
from madiun_console.queries.queue import open_incidents
from madiun_console.queries.retention import due_erasures
from madiun_console.queries.rules import rules_in_force
from tests.desk_fixtures import MovedClock, People

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


def test_the_chain_of_a_level_and_who_is_told_before_it(
    desk: Desk, people: People, form: Callable[..., ReportForm]
) -> None:
    incident = save_report(desk, people.operator, form()).created["incident"]

    def told() -> list[str]:
        found = recipients(desk, incident)
        assert found is not None
        return [one.agency.id for one in found.all]

    assert {"koramil_manguharjo", "bakesbangpol"} < set(told())
    change(desk, people.supervisor, "agencies.toml", "rules.chain.middle", ["fkub", "disperkim"])
    assert told()[-1] == "fkub", "Disperkim is told at low alone"
    assert "koramil_manguharjo" not in told()
    change(desk, people.supervisor, "agencies.toml", "agency[disperkim].levels", ["low", "middle"])
    kind = next(one for one in desk.rulebook.subs if one.id == "suspicious_gathering")
    path = f"category[{kind.category}].sub[{kind.id}].agencies"
    change(desk, people.supervisor, "taxonomy.toml", path, ["dishub"])
    assert told() == ["dishub", "fkub", "disperkim"]


def test_a_larger_sample_draws_every_call(
    desk: Desk, people: People, form: Callable[..., ReportForm]
) -> None:
    for _ in range(3):
        save_report(desk, people.operator, form())
    change(desk, people.supervisor, "quality.toml", "share_percent", 100)
    assert sample_due(desk) == 3


def test_a_longer_retention_takes_an_incident_off_the_list(
    desk: Desk, people: People, form: Callable[..., ReportForm], clock: MovedClock
) -> None:
    incident = save_report(desk, people.operator, form(answers={})).created["incident"]
    close_incident(desk, people.supervisor, incident, "handled")
    clock.pass_minutes(400 * 24 * 60)

    def due() -> list[str]:
        return [one.id for one in due_erasures(desk).identities]

    assert due() == [incident]
    change(desk, people.administrator, "retention.toml", "kind.crowd.identities", 24)
    assert due() == []


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
