"""What others did while a desk was away: every kind that changes what a person should believe, the gravest first."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from madiun_console.actions import escalate, link_reports
from madiun_console.actions import work_incident as work
from madiun_console.actions.take_call import save_report
from madiun_console.domain.incident import Place
from madiun_console.queries import while_away as away
from madiun_console.queries.while_away import Absence, AwayRow, done_elsewhere, grave_ones
from tests.sync.conftest import staffed

if TYPE_CHECKING:
    from tests.desk_fixtures import MovedClock
    from tests.sync.conftest import Staffed
    from tests.sync_desks import JoinedDesk

__all__ = ["staffed"]


def position(desk: JoinedDesk) -> int:
    return max(row[0] or 0 for row in desk.rows("header", "pos"))


@pytest.fixture
def two(staffed: Staffed) -> tuple[Staffed, JoinedDesk, str, int]:
    """Desk a, a second desk that has read one incident, and how far it has read."""
    made = save_report(staffed.a.desk, staffed.op, staffed.form(answers={}, kind_id="land_dispute"))
    staffed.a.round()
    other = staffed.desk("b")
    return staffed, other, made.created["incident"], position(other)


def told(two: tuple[Staffed, JoinedDesk, str, int]) -> list[AwayRow]:
    staffed, other, _, after = two
    staffed.a.round()
    other.round()
    return list(done_elsewhere(other.desk, [Absence(after, sys.maxsize, 0)]).rows)


def test_all_that_changes_an_incident_is_counted(two: tuple[Staffed, JoinedDesk, str, int]) -> None:
    staffed, _, incident, _ = two
    desk, op = staffed.a.desk, staffed.op
    work.raise_level(desk, op, incident, "high")
    work.change_kind(desk, op, incident, "brawl")
    work.change_place(desk, op, incident, Place(unit="35.77.03.1001"))
    work.claim(desk, op, incident)
    work.add_note(desk, op, incident, "patroli lewat")
    work.add_note(desk, op, incident, "lagi")
    save_report(desk, op, staffed.form(joins=incident, number="0813 1111 2222"))
    sent = escalate.escalate(desk, op, incident, "polres_madiun_kota", "mohon bantuan", "phone")
    escalate.withdraw(desk, op, sent.created["escalation"], "salah alamat")
    (row,) = told(two)
    assert row.counts == {
        away.RAISED: 1, away.KIND: 1, away.PLACE: 1, away.OWNER: 1, away.NOTED: 2, away.REPORTED: 1,
        away.ESCALATED: 1, away.WITHDRAWN: 1,
    }  # fmt: skip


def test_a_lowered_level_comes_before_a_new_incident_and_a_held_act_is_told(
    two: tuple[Staffed, JoinedDesk, str, int],
) -> None:
    staffed, _, incident, _ = two
    desk = staffed.a.desk
    work.raise_level(desk, staffed.op, incident, "high")
    save_report(desk, staffed.op, staffed.form(number="0813 1111 2222"))
    work.lower_level(desk, staffed.sari, incident, "low", "sudah dicek")
    rows = told(two)
    assert [(one.incident == incident, set(one.counts)) for one in rows] == [
        (True, {away.RAISED, away.LOWERED}),
        (False, {away.OPENED}),
    ]
    work.raise_level(desk, staffed.op, incident, "high")
    work.lower_level(desk, staffed.bima, incident, "low", "tanpa sandi di server")  # no own login: it is held
    rows = told(two)
    assert rows[0].incident == incident
    assert rows[0].counts[away.HELD] == 1


def test_what_two_desks_wrote_apart_is_told_first(two: tuple[Staffed, JoinedDesk, str, int]) -> None:
    staffed, other, incident, _ = two
    save_report(staffed.a.desk, staffed.op, staffed.form(number="0813 1111 2222"))
    work.change_kind(staffed.a.desk, staffed.op, incident, "convoy")
    work.change_kind(other.desk, other.sign_in("Op"), incident, "brawl")
    rows = told(two)
    assert rows[0].incident == incident
    assert set(rows[0].counts) == {away.KIND, away.CONFLICT}


def test_a_report_that_is_parted_and_a_declined_escalation(two: tuple[Staffed, JoinedDesk, str, int]) -> None:
    staffed, _, incident, _ = two
    desk, op = staffed.a.desk, staffed.op
    second = save_report(desk, op, staffed.form(joins=incident, number="0813 1111 2222")).created["report"]
    link_reports.unlink_report(desk, op, second, incident)
    sent = escalate.escalate(desk, op, incident, "polres_madiun_kota", "mohon bantuan", "phone")
    escalate.record_answer(desk, op, sent.created["escalation"], "declined", "phone")
    counts = {one.incident: one.counts for one in told(two)}
    assert away.DECLINED in counts[incident]
    assert away.ANSWERED not in counts[incident]
    (opened,) = (found for one, found in counts.items() if one != incident)
    assert opened == {away.OPENED: 1}


def test_what_was_logged_in_the_absence_is_news_where_it_comes_later_and_what_is_logged_after_it_is_not(
    two: tuple[Staffed, JoinedDesk, str, int], clock: MovedClock
) -> None:
    staffed, other, incident, after = two
    work.add_note(staffed.a.desk, staffed.op, incident, "selama luring")
    clock.pass_minutes(1)
    absence = Absence(after, after, clock.now_ms())
    assert done_elsewhere(other.desk, [absence]).rows == []
    clock.pass_minutes(1)
    work.claim(staffed.a.desk, staffed.op, incident)
    assert not told(two)[0].counts.keys() - {away.NOTED, away.OWNER}  # both are here now
    news = done_elsewhere(other.desk, [absence])
    assert [row.counts for row in news.rows] == [{away.NOTED: 1}]
    assert news.read_to == position(other)
    assert done_elsewhere(other.desk, [Absence(news.read_to, after, clock.now_ms())]).rows == []  # seen


def test_a_note_is_not_grave_and_a_new_high_incident_and_what_was_written_apart_are(
    two: tuple[Staffed, JoinedDesk, str, int],
) -> None:
    staffed, other, incident, _ = two
    work.add_note(staffed.a.desk, staffed.op, incident, "patroli lewat")
    assert grave_ones(other.desk, told(two)) == []
    work.change_kind(staffed.a.desk, staffed.op, incident, "convoy")
    work.change_kind(other.desk, other.sign_in("Op"), incident, "brawl")
    new = save_report(staffed.a.desk, staffed.op, staffed.form(number="0813 1111 2222")).created["incident"]
    assert [row.incident for row in grave_ones(other.desk, told(two))] == [incident]
    work.raise_level(staffed.a.desk, staffed.op, new, "high", "senjata tajam")
    assert [row.incident for row in grave_ones(other.desk, told(two))] == [incident, new]


def test_a_note_on_what_stood_apart_before_is_no_new_conflict(
    two: tuple[Staffed, JoinedDesk, str, int],
) -> None:
    staffed, other, incident, _ = two
    work.change_kind(staffed.a.desk, staffed.op, incident, "convoy")
    work.change_kind(other.desk, other.sign_in("Op"), incident, "brawl")
    told(two)
    staffed.a.round()
    after = position(other)
    work.add_note(staffed.a.desk, staffed.op, incident, "patroli lewat")
    told(two)
    (row,) = done_elsewhere(other.desk, [Absence(after, sys.maxsize, 0)]).rows
    assert row.counts == {away.NOTED: 1}
