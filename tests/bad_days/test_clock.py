"""The PC's clock set back and forward: order, numbers and deadlines hold, nothing crashes, the logical clock only grows."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from madiun_console.actions.calls import log_call
from madiun_console.actions.desk import Desk
from madiun_console.actions.drafts import keep_draft, new_draft_id
from madiun_console.actions.escalate import escalate, record_answer
from madiun_console.actions.identity import reveal_identity
from madiun_console.actions.take_call import save_report
from madiun_console.actions.work_incident import add_note, close_incident, raise_level, set_status
from madiun_console.domain.targets import target_seconds
from madiun_console.queries.desk_lists import drafts, outcomes_today
from madiun_console.queries.incident_detail import incident_detail
from madiun_console.queries.queue import QueueFilter, closed_incidents, incidents, open_incidents
from tests.bad_days.conftest import REPORTS, Center, filled_form, sound
from tests.desk_fixtures import MovedClock

Opened = Callable[..., Desk]
DAY = 24 * 60 * 60 * 1000
YEAR = 365 * DAY


@pytest.mark.parametrize("shift", [-DAY, DAY, -YEAR, YEAR, -40 * YEAR, 70 * YEAR], ids=str)
@pytest.mark.parametrize("reopened", [False, True], ids=["running", "at a start"])
def test_a_moved_clock_changes_no_order(
    center: Center, opened: Opened, clock: MovedClock, shift: int, reopened: bool
) -> None:
    desk, by = opened(center.folder), center.operator
    first = open_incidents(desk)[0].id
    clock.ms += shift
    if reopened:
        desk.store.close()
        desk = opened(center.folder)
    incident = save_report(desk, by, filled_form(70, started=clock.ms - shift)).created["incident"]
    escalation = escalate(desk, by, incident, "polsek_manguharjo", "mohon", "phone").created["escalation"]
    (row,) = incidents(desk, [incident])
    seconds = target_seconds(desk.rulebook, row.level, "agency_ack")
    assert seconds is not None
    assert row.badges[0].due == clock.ms + seconds * 1000  # by the clock that hangs on the wall
    record_answer(desk, by, escalation, "received", "phone")
    add_note(desk, by, first, "jam komputer salah")
    set_status(desk, by, first, "monitoring")
    clock.ms -= shift // 2
    set_status(desk, by, first, "handling")
    raise_level(desk, by, first, "high")
    log_call(desk, by, desk.rulebook.call_outcomes[0].id)
    draft = new_draft_id(desk)
    keep_draft(desk, by, draft, filled_form(71))
    clock.ms -= shift - shift // 2
    set_status(desk, by, first, "resolved")
    again = save_report(desk, by, filled_form(72)).created["incident"]
    closing = desk.rulebook.closings[0].id
    close_incident(desk, by, incident, closing)

    (row,) = incidents(desk, [first])
    assert (row.status, row.level) == ("resolved", "high")  # what was done last, whatever the clock said
    assert [row.id for row in closed_incidents(desk, QueueFilter())] == [incident]
    assert len(open_incidents(desk)) == REPORTS + 1
    assert draft in {row.id for row in drafts(desk, by)}
    outcomes_today(desk)
    with desk.store.read() as connection:
        stamps = connection.exec_driver_sql("SELECT hlc FROM fact ORDER BY lid").scalars().all()
        numbers = connection.exec_driver_sql("SELECT number FROM incident").scalars().all()
    assert stamps == sorted(set(stamps))
    assert len(set(numbers)) == len(numbers) == REPORTS + 2
    for known in (first, incident, again):
        detail = incident_detail(desk, known)
        assert detail is not None
        order = [line.logged.order for line in detail.timeline]
        assert order == sorted(order, reverse=True)
        reveal_identity(desk, center.administrator, detail.reports[0].id, "memeriksa jam")
    sound(desk)


def test_a_number_of_another_form_keeps_nobody_from_saving(center: Center, opened: Opened) -> None:
    """A newer program may count otherwise; its numbers of today are passed over."""
    desk = opened(center.folder)
    with desk.store.own() as cursor:
        cursor.execute("UPDATE incident SET number = number || '-2' WHERE number LIKE '%B012'")
    row = save_report(desk, center.operator, filled_form(70)).created["incident"]
    assert incidents(desk, [row])[0].number == "20261123-B012"
