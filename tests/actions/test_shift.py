"""A shift from its start to the acknowledged sheet: who may, what is refused, what doing it twice does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from madiun_console.actions import shift as act
from madiun_console.actions.calls import log_call
from madiun_console.actions.erase import erase_incidents
from madiun_console.actions.escalate import escalate
from madiun_console.actions.people import disable_person
from madiun_console.actions.take_call import save_report
from madiun_console.actions.work_incident import close_incident, set_status
from madiun_console.db.verify import verify
from madiun_console.domain.handover_composing import notice_kinds
from madiun_console.errors import InvalidInput, NotAllowed
from madiun_console.queries.shift_sheet import ShiftPaper, shift_list, shift_paper, unread_handover
from tests.plain_pages import plain_pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from madiun_console.actions.desk import Desk
    from madiun_console.domain.report_form import ReportForm
    from tests.desk_fixtures import MovedClock, People

HOUR = 60
DAY_MS = 86_400_000


def running(desk: Desk, people: People) -> str:
    return shift_list(desk, people.operator.person).running


def paper(desk: Desk, shift: str) -> ShiftPaper:
    found = shift_paper(desk, shift)
    assert found is not None
    return found


@pytest.fixture
def written(desk: Desk, people: People, clock: MovedClock) -> str:
    """The morning shift of 23 Nov, begun at 14.32, its sheet written and ended at 14.52 by the operator."""
    act.start_shift(desk, people.operator)
    shift = running(desk, people)
    clock.pass_minutes(20)
    act.write_handover(desk, people.operator, shift, "Kunci di laci.")
    act.end_shift(desk, people.operator, shift)
    return shift


def test_starting_twice_does_nothing(desk: Desk, people: People, clock: MovedClock) -> None:
    first = act.start_shift(desk, people.operator)
    shift = running(desk, people)
    assert first.shifts == {shift}
    clock.pass_minutes(5)
    assert act.start_shift(desk, people.supervisor).shifts == frozenset()
    state = paper(desk, shift).state
    assert state is not None
    assert (state.period, state.date, state.desks) == ("pagi", "2026-11-23", ("B",))
    assert state.started_by == people.operator.person


def test_a_night_has_one_subject_before_and_after_midnight(
    desk: Desk, people: People, clock: MovedClock
) -> None:
    clock.pass_minutes(9 * HOUR)  # 23.32
    act.start_shift(desk, people.operator)
    before = running(desk, people)
    clock.pass_minutes(4 * HOUR)
    assert running(desk, people) == before
    assert act.start_shift(desk, people.operator).shifts == frozenset()
    assert paper(desk, before).row.date == "2026-11-23"


def test_a_note_begins_the_shift_and_notes_stay_in_their_order(
    desk: Desk, people: People, clock: MovedClock
) -> None:
    act.add_shift_note(desk, people.operator, "  Genset diuji 15.00\x00 ")
    clock.pass_minutes(1)
    act.add_shift_note(desk, people.supervisor, "Radio HT 2 rusak")
    state = paper(desk, running(desk, people)).state
    assert state is not None
    assert [note.text for note in state.notes] == ["Genset diuji 15.00", "Radio HT 2 rusak"]
    with pytest.raises(InvalidInput, match="Catatan harus diisi"):
        act.add_shift_note(desk, people.operator, " \u200b ")


def test_the_way_of_a_sheet(desk: Desk, people: People, clock: MovedClock, written: str) -> None:
    found = paper(desk, written)
    assert found.signed
    assert found.state is not None
    assert found.state.handover is not None
    assert found.state.handover.notes == "Kunci di laci."
    assert found.row.is_unread
    assert found.state.ended_at == clock.now_ms()
    sheet = found.state.handover.fact
    clock.pass_minutes(10)
    act.acknowledge_handover(desk, people.supervisor, written, sheet)
    after = paper(desk, written)
    assert not after.row.is_unread
    assert after.name(after.state.acknowledged_by if after.state else None) == "Bima"
    assert act.acknowledge_handover(desk, people.administrator, written, sheet).shifts == frozenset()
    assert act.end_shift(desk, people.operator, written).shifts == frozenset()
    assert verify(desk.store) is None


def test_nobody_acknowledges_their_own_sheet(desk: Desk, people: People, written: str) -> None:
    state = paper(desk, written).state
    assert state is not None
    assert state.handover is not None
    with pytest.raises(NotAllowed, match="sendiri"):
        act.acknowledge_handover(desk, people.operator, written, state.handover.fact)
    assert paper(desk, written).row.is_unread


def test_only_the_sheet_that_was_read_is_acknowledged(desk: Desk, people: People, written: str) -> None:
    state = paper(desk, written).state
    assert state is not None
    assert state.handover is not None
    act.write_handover(desk, people.administrator, written, "Dibetulkan.")
    with pytest.raises(InvalidInput, match="ditulis ulang"):
        act.acknowledge_handover(desk, people.supervisor, written, state.handover.fact)
    # the one who wrote the first may read the second, written by somebody else
    again = paper(desk, written).state
    assert again is not None
    assert again.handover is not None
    act.acknowledge_handover(desk, people.operator, written, again.handover.fact)
    with pytest.raises(InvalidInput, match="sudah dibaca"):
        act.write_handover(desk, people.operator, written)


def test_what_is_not_there_is_refused(desk: Desk, people: People) -> None:
    shift = running(desk, people)
    for attempt in (
        lambda: act.write_handover(desk, people.operator, shift),
        lambda: act.end_shift(desk, people.operator, shift),
        lambda: act.add_shift_note(desk, people.operator, "x", shift),
        lambda: act.acknowledge_handover(desk, people.operator, shift, shift),
        lambda: act.end_shift(desk, people.operator, "nonsense"),
    ):
        with pytest.raises(InvalidInput, match="belum dimulai"):
            attempt()
    act.start_shift(desk, people.operator)
    with pytest.raises(InvalidInput, match="belum ditulis"):
        act.end_shift(desk, people.operator, shift)
    with pytest.raises(InvalidInput, match="belum ditulis"):
        act.acknowledge_handover(desk, people.supervisor, shift, shift)


def test_somebody_who_was_sent_home_does_nothing(desk: Desk, people: People) -> None:
    disable_person(desk, people.administrator, people.operator.person)
    with pytest.raises(NotAllowed):
        act.start_shift(desk, people.operator)
    with pytest.raises(NotAllowed):
        act.add_shift_note(desk, people.operator, "x")


def test_an_hour_that_no_shift_covers_is_told(desk: Desk, people: People) -> None:
    from dataclasses import replace

    desk.rulebook = replace(desk.rulebook, shift_periods=desk.rulebook.shift_periods[1:])  # no morning
    with pytest.raises(InvalidInput, match="tidak ada sif"):
        act.start_shift(desk, people.operator)
    found = shift_list(desk, people.operator.person)
    assert (found.running, found.wanted, found.rows) == ("", "", ())


# ------------------------------------------------------------------------------------------------ the sheet


def test_what_the_sheet_says(
    desk: Desk, people: People, form: Callable[..., ReportForm], clock: MovedClock
) -> None:
    def saved(**values: object) -> str:
        clock.pass_minutes(1)
        return save_report(desk, people.operator, form(**values)).created["incident"]

    log_call(desk, people.operator, "prank")
    high = saved(answers={"weapon": "sharp"}, number="0812 3456 0001", callback_due=clock.now_ms() + DAY_MS)
    save_report(desk, people.operator, form(number="0812 3456 0002", joins=high))
    escalate(desk, people.operator, high, "polres_madiun_kota", "pesan", "phone")
    watched = saved(address="Jl. Sriti", answers={})
    set_status(desk, people.operator, watched, "monitoring")
    saved(
        kind_id=notice_kinds(desk.rulebook)[0], address="", occurred=clock.now_ms() + 2 * DAY_MS, answers={}
    )
    log_call(desk, people.operator, "abandoned", number="0812 3456 0003")
    act.start_shift(desk, people.operator)
    found = paper(desk, running(desk, people))
    sheet = found.sheet
    assert sheet is not None
    assert not found.signed
    assert sum(level.count for level in sheet.levels) == 3
    assert [row.incident for row in sheet.incidents if row.level == "high"] == [high]
    assert [(row.incident, row.agency) for row in sheet.unanswered] == [(high, "polres_madiun_kota")]
    assert [(row.cut_off, row.incident) for row in sheet.callbacks] == [(True, ""), (False, high)]
    assert [row.incident for row in sheet.watched] == [watched]
    assert [(row.incident, row.reports, row.incidents) for row in sheet.repeated] == [(high, 2, 1)]
    assert sum(bool(row.incident) for row in sheet.ahead) == 1
    assert {one.id: one.count for one in sheet.calls} == {"prank": 1, "abandoned": 1}
    assert (sheet.reports, sheet.opened, sheet.closed) == (4, 3, 0)
    assert found.names.addresses[high] == "Jl. Gajah Mada"


def test_a_sheet_holds_no_word_that_anybody_told(
    desk: Desk, people: People, form: Callable[..., ReportForm]
) -> None:
    """Addresses are looked up, so that what is erased from an incident is gone from its sheets too."""
    save_report(desk, people.operator, form(name="Wati Lestari", home="Jl. Rahasia 7", groups="PerguruanX"))
    act.start_shift(desk, people.operator)
    shift = running(desk, people)
    act.write_handover(desk, people.operator, shift)
    with desk.store.read() as connection:
        text = connection.exec_driver_sql(
            "SELECT restricted FROM fact WHERE type = 'handover_written'"
        ).scalar_one()
    for word in ("Wati", "Lestari", "Rahasia", "PerguruanX", "7890", "Gajah", "GOR", "Op"):
        assert word not in text


def test_a_signed_sheet_stays_as_it_was(
    desk: Desk, people: People, form: Callable[..., ReportForm], written: str
) -> None:
    before = paper(desk, written).sheet
    save_report(desk, people.operator, form())
    assert paper(desk, written).sheet == before


def test_what_is_erased_from_an_incident_is_gone_from_its_sheets(
    desk: Desk, people: People, form: Callable[..., ReportForm]
) -> None:
    report = form(address="Jalan Obeng Kuningan", narrative="Gerombolan berkalung")
    incident = save_report(desk, people.operator, report).created["incident"]
    act.start_shift(desk, people.operator)
    shift = running(desk, people)
    act.write_handover(desk, people.operator, shift)
    assert paper(desk, shift).names.addresses[incident] == "Jalan Obeng Kuningan"
    close_incident(desk, people.supervisor, incident, desk.rulebook.closings[0].id)
    erase_incidents(desk, people.administrator, [incident], "masa simpan habis", texts=True)
    after = paper(desk, shift)
    assert after.sheet is not None
    assert [row.incident for row in after.sheet.incidents] == [incident], "the line stays"
    assert after.names.addresses[incident] == ""
    assert "Kuningan" not in plain_pages(desk.store.path, desk.store.key).decode("utf-8", "replace")


def test_calls_are_those_of_the_shift(desk: Desk, people: People, clock: MovedClock) -> None:
    log_call(desk, people.operator, "prank")  # 14.32, in the morning shift
    act.start_shift(desk, people.operator)
    morning = running(desk, people)
    clock.pass_minutes(60)
    log_call(desk, people.operator, "ghost")  # 15.32, in the afternoon shift
    sheet, other = paper(desk, morning).sheet, paper(desk, running(desk, people)).sheet
    assert sheet is not None
    assert other is not None
    assert [one.id for one in sheet.calls] == ["prank"]
    assert [one.id for one in other.calls] == ["ghost"]


# ------------------------------------------------------------------------------------------------ which one is shown


def test_the_list_and_what_comes_first(desk: Desk, people: People, clock: MovedClock) -> None:
    me, other = people.operator.person, people.supervisor.person
    found = shift_list(desk, me)
    assert [row.started_at for row in found.rows] == [None]
    assert found.wanted == found.running
    act.start_shift(desk, people.operator)
    morning = found.running
    clock.pass_minutes(40)  # 15.12: the morning shift has not handed over
    found = shift_list(desk, me)
    assert found.running != morning
    assert found.wanted == morning
    act.write_handover(desk, people.operator, morning)
    assert (shift_list(desk, other).unread, shift_list(desk, me).unread) == (morning, "")
    waiting = unread_handover(desk, other)
    assert waiting is not None
    assert waiting.id == morning
    act.end_shift(desk, people.operator, morning)
    act.start_shift(desk, people.supervisor)
    assert shift_list(desk, me).wanted == found.running
    state = paper(desk, morning).state
    assert state is not None
    assert state.handover is not None
    act.acknowledge_handover(desk, people.supervisor, morning, state.handover.fact)
    assert unread_handover(desk, other) is None
    assert [row.period for row in shift_list(desk, me).rows] == ["siang", "pagi"]


def test_a_sheet_of_the_running_shift_waits_for_nobody_before_the_shift_is_ended(
    desk: Desk, people: People, clock: MovedClock
) -> None:
    act.start_shift(desk, people.operator)
    shift = running(desk, people)
    act.write_handover(desk, people.operator, shift)
    assert unread_handover(desk, people.supervisor.person) is None
    act.end_shift(desk, people.operator, shift)
    assert unread_handover(desk, people.supervisor.person) is not None


def test_a_shift_that_was_forgotten_is_not_put_forward(desk: Desk, people: People, clock: MovedClock) -> None:
    act.start_shift(desk, people.operator)
    clock.pass_minutes(3 * 24 * HOUR)
    found = shift_list(desk, people.operator.person)
    assert found.wanted == found.running
    assert len(found.rows) == 2


def test_a_strange_shift_is_none(desk: Desk, people: People, clock: MovedClock) -> None:
    assert shift_paper(desk, "nonsense") is None
    assert shift_paper(desk, people.operator.person) is None


def test_reading_for_a_sheet_walks_through_no_table(desk: Desk) -> None:
    """A year of incidents must not be read while a sheet is written: nobody could save a call meanwhile."""
    from madiun_console.db.duty_reading import read_duty

    plans: list[str] = []
    with desk.store.read() as connection:

        def explained(sql: str, parameters: tuple[object, ...]) -> object:
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", parameters)
            plans.extend(row[3] for row in rows)
            return connection.exec_driver_sql(sql, parameters)

        read_duty(explained, desk.rulebook, now=1, since=0, until=1)
    walks = [
        plan for plan in plans if plan.startswith("SCAN") and "INDEX" not in plan and "CONSTANT" not in plan
    ]
    assert [plan for plan in walks if "place" not in plan] == ["SCAN draft"], plans
    assert any("incident_planned" in plan for plan in plans)
