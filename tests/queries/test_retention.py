"""What is due by retention.toml: months of the calendar after the closing, never what is open or already gone."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from madiun_console.actions.calls import log_call, try_callback
from madiun_console.actions.erase import erase_calls, erase_incidents
from madiun_console.actions.review import score_call
from madiun_console.actions.take_call import save_report
from madiun_console.actions.work_incident import close_incident
from madiun_console.domain.clock import WIB
from madiun_console.queries.retention import caller_count, due_before, due_erasures

if TYPE_CHECKING:
    from collections.abc import Callable

    from madiun_console.actions.desk import Desk
    from madiun_console.domain.report_form import ReportForm
    from tests.desk_fixtures import MovedClock, People

DAY = 24 * 60


def closed(desk: Desk, people: People, form: ReportForm) -> str:
    incident = save_report(desk, people.operator, form).created["incident"]
    close_incident(desk, people.supervisor, incident, desk.rulebook.closings[0].id)
    return incident


def test_identities_are_due_first_then_the_texts_and_then_nothing(
    desk: Desk, people: People, form: Callable[..., ReportForm], clock: MovedClock
) -> None:
    low = closed(desk, people, form(kind_id="", answers={}))
    save_report(desk, people.operator, form())  # open: never due
    anonymous = closed(desk, people, form(kind_id="", answers={}, anonymous=True, number=""))
    period = desk.rulebook.retention_period("low", "")
    clock.pass_minutes((period.identities * 28) * DAY)
    assert due_erasures(desk).is_empty()
    clock.pass_minutes(period.identities * 4 * DAY)
    due = due_erasures(desk)
    assert [row.id for row in due.identities] == [low]
    assert not due.texts
    erase_incidents(desk, people.administrator, [low], "masa simpan")
    assert due_erasures(desk).is_empty()
    clock.pass_minutes((period.texts - period.identities) * 31 * DAY)
    due = due_erasures(desk)
    assert {row.id for row in due.texts} == {low, anonymous}
    erase_incidents(desk, people.administrator, [row.id for row in due.texts], "masa simpan", texts=True)
    assert due_erasures(desk).is_empty()


def test_calls_without_a_report(desk: Desk, people: People, clock: MovedClock) -> None:
    log_call(
        desk, people.operator, "prank", channel="phone", number="0812 1111 2222", note="tertawa", started=1
    )
    log_call(desk, people.operator, "prank", channel="phone", number="", note="", started=1)
    period = desk.rulebook.retention.calls
    clock.pass_minutes(period.identities * 31 * DAY)
    due = due_erasures(desk)
    assert (len(due.call_identities), len(due.call_texts)) == (1, 0)
    erase_calls(desk, people.administrator, due.call_identities, "masa simpan", texts=False)
    assert due_erasures(desk).is_empty()
    clock.pass_minutes((period.texts - period.identities) * 31 * DAY)
    due = due_erasures(desk)
    assert (len(due.call_identities), len(due.call_texts)) == (0, 1)
    erase_calls(desk, people.administrator, due.call_texts, "masa simpan")
    assert due_erasures(desk).is_empty()


def test_what_an_older_program_left_beside_a_call_and_a_report_is_due(
    desk: Desk, people: People, form: Callable[..., ReportForm], clock: MovedClock
) -> None:
    """It erased the facts of the call and the incident alone, not the notes of call-backs and of the sample."""
    logged = log_call(desk, people.operator, "abandoned", number="0812 1111 2222", note="terputus")
    (call,), (owed,) = logged.calls, logged.callbacks
    saved = save_report(desk, people.operator, form(kind_id="", answers={}))
    report, incident = saved.created["report"], saved.created["incident"]
    close_incident(desk, people.supervisor, incident, desk.rulebook.closings[0].id)
    clock.pass_minutes(30 * 365 * DAY)
    assert due_erasures(desk).call_texts == (call,)
    erase_calls(desk, people.administrator, [call], "masa simpan")
    erase_incidents(desk, people.administrator, [incident], "masa simpan", texts=True)
    assert due_erasures(desk).is_empty()
    try_callback(desk, people.operator, owed, "no_answer", "si Budi")
    asked = desk.rulebook.quality.criteria_for(report=True)
    score_call(desk, people.supervisor, report, {one.id: "yes" for one in asked}, "si Ani")
    due = due_erasures(desk)
    assert due.call_texts == (call,)
    assert [row.id for row in due.texts] == [incident]
    erase_calls(desk, people.administrator, due.call_texts, "masa simpan")
    erase_incidents(desk, people.administrator, [row.id for row in due.texts], "masa simpan", texts=True)
    assert due_erasures(desk).is_empty()


def test_without_limit_nothing_is_due(
    desk: Desk, people: People, form: Callable[..., ReportForm], clock: MovedClock
) -> None:
    closed(desk, people, form())
    book = desk.rulebook
    periods = {name: replace(period, identities=0, texts=0) for name, period in book.retention.levels.items()}
    desk.rulebook = replace(book, retention=replace(book.retention, levels=periods))
    clock.pass_minutes(200 * 365 * DAY)
    assert due_erasures(desk).is_empty()


def test_a_number_is_counted_in_every_spelling(
    desk: Desk, people: People, form: Callable[..., ReportForm]
) -> None:
    save_report(desk, people.operator, form(number="0812-3456-7890"))
    log_call(desk, people.operator, "prank", channel="phone", number="+6281234567890", note="", started=1)
    count = caller_count(desk, "62812 3456 7890")
    assert (count.reports, count.calls) == (1, 1)
    assert caller_count(desk, "0812").reports == 0


@given(st.datetimes(datetime(2020, 1, 1), datetime(2050, 1, 1)), st.integers(1, 1200))  # noqa: DTZ001
def test_months_back_never_leave_the_month(moment: datetime, months: int) -> None:
    now = moment.replace(tzinfo=WIB)
    before = due_before(now, months)
    assert (now.year * 12 + now.month) - (before.year * 12 + before.month) == months
    assert before.day <= now.day
    assert before.day == now.day or (before + timedelta(1)).day == 1
