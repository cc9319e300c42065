"""Saving a report: what is logged, what the queue shows, and that nothing left out keeps it from being saved."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from madiun_console.actions import calls
from madiun_console.actions.calls import log_call
from madiun_console.actions.drafts import keep_draft, new_draft_id
from madiun_console.actions.take_call import save_report
from madiun_console.actions.work_incident import claim
from madiun_console.db.facts import facts_of
from madiun_console.domain.clock import local_time
from madiun_console.domain.ids import id_bytes
from madiun_console.domain.report import fold_report
from madiun_console.domain.rulebook import NightRule
from madiun_console.errors import DiskFailed, InvalidInput, NotAllowed
from madiun_console.queries.desk_lists import draft_form, drafts, open_callbacks, outcomes_today
from madiun_console.queries.incident_detail import incident_detail
from madiun_console.queries.intake import judgement
from madiun_console.queries.queue import incident_derived, incidents, open_incidents

if TYPE_CHECKING:
    from collections.abc import Callable

    from madiun_console.actions.desk import Desk
    from madiun_console.domain.changes import Changes
    from madiun_console.domain.report import ReportState
    from madiun_console.domain.report_form import ReportForm
    from tests.desk_fixtures import MovedClock, People


def test_a_report_opens_an_incident_with_number_level_and_summary(
    desk: Desk, people: People, form: Callable[..., ReportForm]
) -> None:
    changes = save_report(desk, people.operator, form())
    (row,) = open_incidents(desk)
    assert row.id == changes.created["incident"]
    assert row.number == "20261123-B001"
    assert row.level == "middle"  # blunt weapon
    assert row.summary.startswith("Ada puluhan orang")
    assert (row.reports, row.callers, row.status) == (1, 1, "open")


def test_numbers_count_within_the_day_and_start_again(
    desk: Desk, people: People, form: Callable[..., ReportForm], clock: MovedClock
) -> None:
    for _ in range(3):
        save_report(desk, people.operator, form())
    clock.pass_minutes(24 * 60)
    save_report(desk, people.operator, form(started=clock.now_ms()))
    assert [row.number for row in open_incidents(desk)] == [
        "20261123-B001", "20261123-B002", "20261123-B003", "20261124-B001",
    ]  # fmt: skip


def test_a_clock_set_back_gives_no_number_twice(
    desk: Desk, people: People, form: Callable[..., ReportForm], clock: MovedClock
) -> None:
    save_report(desk, people.operator, form())
    clock.pass_minutes(24 * 60)
    save_report(desk, people.operator, form())
    clock.pass_minutes(-24 * 60)
    save_report(desk, people.operator, form())
    numbers = [row.number for row in open_incidents(desk)]
    assert len(set(numbers)) == 3


def test_a_narrative_alone_can_be_saved(desk: Desk, people: People, form: Callable[..., ReportForm]) -> None:
    save_report(desk, people.operator, form(number="", kind_id="", unit="", address="", answers={}))
    (row,) = open_incidents(desk)
    assert (row.level, row.kind_id, row.unit) == ("low", "", None)
    detail = incident_detail(desk, row.id)
    assert detail is not None
    assert "weapon" in detail.reports[0].unanswered


def test_an_empty_form_is_refused(desk: Desk, people: People, form: Callable[..., ReportForm]) -> None:
    empty = form(number="", narrative="  ", kind_id="", unit="", address="", answers={})
    with pytest.raises(InvalidInput, match="masih kosong"):
        save_report(desk, people.operator, empty)
    assert open_incidents(desk) == []


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("bentrok\x00 di GOR", "bentrok di GOR"),
        ("rusuh \ud83d di jalan", "rusuh \ufffd di jalan"),
        ("😡🔥 massa", "😡🔥 massa"),
        ("\u202eterbalik\u202c عربي", "\u202eterbalik\u202c عربي"),
        ("x" * 100_000, "x" * 100_000),
    ],
    ids=["nul", "lone surrogate", "emoji", "right to left", "100 kB"],
)
def test_any_narrative_is_stored(
    desk: Desk, people: People, form: Callable[..., ReportForm], said: str, kept: str
) -> None:
    incident = save_report(desk, people.operator, form(narrative=said)).created["incident"]
    detail = incident_detail(desk, incident)
    assert detail is not None
    assert detail.reports[0].narrative == kept


def test_a_further_report_joins_counts_callers_and_raises(
    desk: Desk, people: People, form: Callable[..., ReportForm]
) -> None:
    incident = save_report(desk, people.operator, form()).created["incident"]
    again = form(joins=incident, number="+62 812 3456 7890")
    save_report(desk, people.operator, again)
    assert incidents(desk, [incident])[0].callers == 1  # the same number, written otherwise
    other = form(joins=incident, number="0813.1111.2222", answers={"weapon": "sharp"})
    save_report(desk, people.operator, other)
    (row,) = open_incidents(desk)
    assert (row.reports, row.callers, row.level) == (3, 2, "high")


def test_three_callers_in_half_an_hour_raise_by_themselves(
    desk: Desk, people: People, form: Callable[..., ReportForm], clock: MovedClock
) -> None:
    plain = {"answers": {"crowd_band": "10-29"}, "narrative": "kumpul-kumpul", "address": ""}
    incident = save_report(desk, people.operator, form(**plain)).created["incident"]
    assert incidents(desk, [incident])[0].level == "low"
    for number in ("0813 1111 2222", "0813 1111 3333"):
        clock.pass_minutes(5)
        save_report(
            desk, people.operator, form(joins=incident, number=number, started=clock.now_ms(), **plain)
        )
    assert incidents(desk, [incident])[0].level == "middle"  # 1 for the crowd, 2 for three callers


def test_anonymous_reports_log_no_identity(
    desk: Desk, people: People, form: Callable[..., ReportForm]
) -> None:
    incident = save_report(
        desk, people.operator, form(anonymous=True, name="Budi", home="Jl. Salak 3")
    ).created["incident"]
    detail = incident_detail(desk, incident)
    assert detail is not None
    assert not detail.reports[0].has_identity
    with desk.store.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM fact WHERE pii IS NOT NULL").scalar() == 0


def test_impossible_times_are_refused(
    desk: Desk, people: People, form: Callable[..., ReportForm], clock: MovedClock
) -> None:
    with pytest.raises(InvalidInput, match="Waktu laporan"):
        save_report(desk, people.operator, form(reported=clock.now_ms() + 60_000))
    with pytest.raises(InvalidInput, match="Waktu kejadian"):
        save_report(desk, people.operator, form(occurred=0))
    assert save_report(
        desk, people.operator, form(occurred=clock.now_ms() + 3_600_000)
    ).created  # planned for later


@pytest.mark.parametrize("minutes", [2, 20])
def test_it_happened_when_the_call_began_and_not_when_it_was_saved(
    desk: Desk, people: People, form: Callable[..., ReportForm], clock: MovedClock, minutes: int
) -> None:
    filled = form()
    clock.pass_minutes(minutes)  # it was being written, or lay parked
    changes = save_report(desk, people.operator, filled)
    report, incident = only_report(desk, changes), incident_detail(desk, changes.created["incident"])
    assert incident is not None
    assert (report.occurred, report.reported, report.started) == (filled.started,) * 3
    assert incident.state.occurred == filled.started
    told = filled.started - 3_600_000
    assert only_report(desk, save_report(desk, people.operator, form(reported=told))).occurred == told
    assert only_report(desk, save_report(desk, people.operator, form(occurred=told))).reported > told
    ahead = save_report(desk, people.operator, form(started=clock.now_ms() + 3_600_000))
    assert only_report(desk, ahead).occurred == clock.now_ms()  # a clock that was wrong meanwhile


def test_night_is_that_of_the_call_and_not_of_the_saving(
    desk: Desk, people: People, form: Callable[..., ReportForm], clock: MovedClock
) -> None:
    night = desk.rulebook.factors_by_id["night"].condition
    assert isinstance(night, NightRule)
    begun = local_time(clock.now_ms()).replace(hour=night.start.hour, minute=0) - timedelta(minutes=1)
    filled = form(started=int(begun.timestamp() * 1000))
    clock.ms = filled.started + 120_000
    assert "night" not in judgement(desk, filled).factors
    changes = save_report(desk, people.operator, filled)
    assert "night" not in only_report(desk, changes).factors
    assert "night" in judgement(desk, form()).factors


def only_report(desk: Desk, changes: Changes) -> ReportState:
    with desk.store.read() as connection:
        facts = facts_of(connection.connection.driver_connection, id_bytes(changes.created["report"]))
        state = fold_report(facts)
    assert state is not None
    return state


def test_a_disabled_person_can_save_nothing(
    desk: Desk, people: People, form: Callable[..., ReportForm]
) -> None:
    from madiun_console.actions.people import disable_person

    disable_person(desk, people.administrator, people.operator.person)
    with pytest.raises(NotAllowed, match="dinonaktifkan"):
        save_report(desk, people.operator, form())


def test_what_a_save_derived_is_the_row_that_the_queue_reads(
    desk: Desk, people: People, form: Callable[..., ReportForm]
) -> None:
    changes = save_report(desk, people.operator, form())
    incident = changes.created["incident"]
    assert [incident_derived(desk, changes.derived[incident])] == incidents(desk, [incident])
    claim(desk, people.operator, incident)
    joined = save_report(desk, people.operator, form(joins=incident))
    row = incident_derived(desk, joined.derived[incident])
    assert [row] == incidents(desk, [incident])
    assert row.owner_name


def test_what_is_being_saved_is_told_before_the_store_holds_it(
    desk: Desk, people: People, form: Callable[..., ReportForm]
) -> None:
    told: list[Changes] = []

    def on_written(changes: Changes) -> None:
        assert not incidents(desk, list(changes.incidents))
        told.append(changes)

    assert told == [save_report(desk, people.operator, form(), None, on_written)]
    assert incidents(desk, list(told[0].incidents))

    def broken(_: Changes) -> None:
        raise KeyError

    before = desk.store.tip()
    with pytest.raises(KeyError):
        save_report(desk, people.operator, form(), None, broken)
    assert desk.store.tip() == before


@pytest.mark.parametrize("started", [-(10**18), 2**70, 0])
def test_an_impossible_start_of_a_call_refuses_nothing_and_is_not_logged(
    desk: Desk, people: People, form: Callable[..., ReportForm], clock: MovedClock, started: int
) -> None:
    incident = save_report(desk, people.operator, form(started=started)).created["incident"]
    log_call(desk, people.operator, "prank", channel="phone", number="", note="", started=started)
    with desk.store.read() as connection:
        facts = connection.exec_driver_sql(
            "SELECT fact FROM fact WHERE type IN ('report_logged', 'call_logged')"
        )
        begun = {json.loads(row[0])["val"]["started"] for row in facts}
    assert begun == {clock.now_ms()}
    assert incident


def test_a_call_is_counted_and_its_draft_thrown_away_together_or_not_at_all(
    desk: Desk, people: People, form: Callable[..., ReportForm], monkeypatch: pytest.MonkeyPatch
) -> None:
    draft, typed = new_draft_id(desk), form(narrative="iseng ya")
    keep_draft(desk, people.operator, draft, typed)

    def cut(*_: object) -> bool:
        raise OSError("the power is gone")

    with monkeypatch.context() as patched:
        patched.setattr(calls, "store_draft", cut)
        with pytest.raises(DiskFailed):
            log_call(desk, people.operator, "prank", draft=(draft, typed))
    assert outcomes_today(desk) == {}
    assert [row.state for row in drafts(desk, people.operator)] == ["active"]
    changes = log_call(desk, people.operator, "prank", draft=(draft, typed))
    assert changes.drafts
    assert outcomes_today(desk) == {"prank": 1}
    assert [row.state for row in drafts(desk, people.operator)] == ["discarded"]


@pytest.mark.parametrize("then", ["a report", "another outcome"])
def test_nobody_is_called_back_for_a_call_that_was_counted_as_cut_off_by_mistake(
    desk: Desk, people: People, form: Callable[..., ReportForm], then: str
) -> None:
    draft, typed = new_draft_id(desk), form(narrative="halo?")
    log_call(desk, people.operator, calls.ABANDONED, number=typed.number, draft=(draft, typed))
    log_call(desk, people.operator, calls.ABANDONED, number="0813 1111 2222")
    (thrown,) = [row for row in drafts(desk, people.operator) if row.state == "discarded"]
    back = draft_form(thrown)
    assert len(open_callbacks(desk)) == 2
    if then == "a report":
        save_report(desk, people.operator, back, draft)
    else:
        log_call(desk, people.operator, "prank", draft=(draft, back))
    assert len(open_callbacks(desk)) == 1


@pytest.mark.parametrize("number", ["", " \x00 "], ids=["none", "blanks"])
def test_a_call_cut_off_without_a_number_is_counted_and_owes_nobody_a_call(
    desk: Desk, people: People, number: str
) -> None:
    changes = log_call(desk, people.operator, calls.ABANDONED, number=number)
    assert outcomes_today(desk) == {calls.ABANDONED: 1}
    assert open_callbacks(desk) == []
    assert "callback" not in changes.created


def test_a_number_that_is_in_no_form_we_know_is_still_called_back(desk: Desk, people: People) -> None:
    log_call(desk, people.operator, calls.ABANDONED, number="pos satpam, pesawat 12")
    (owed,) = open_callbacks(desk)
    assert calls.reveal_callback_number(desk, people.operator, owed.id)[0] == "pos satpam, pesawat 12"
