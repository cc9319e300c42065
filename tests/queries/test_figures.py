"""Every figure of a report is the length of the list behind it, and each call and incident is counted once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from madiun_console.actions.calls import log_call
from madiun_console.actions.escalate import escalate, record_answer
from madiun_console.actions.take_call import save_report
from madiun_console.actions.work_incident import close_incident
from madiun_console.domain.report_period import after, before, period_of
from madiun_console.queries.figures import (
    GROUPS,
    OUTSIDE,
    STILL_OPEN,
    calls_behind,
    figures,
    incidents_behind,
    incidents_told,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from madiun_console.actions.desk import Desk
    from madiun_console.domain.report_form import ReportForm
    from tests.desk_fixtures import MovedClock, People


@pytest.fixture
def night(desk: Desk, people: People, form: Callable[..., ReportForm], clock: MovedClock) -> list[str]:
    """Four incidents: two in one kelurahan (one with two callers, one closed), one outside, one nowhere; three calls."""

    def saved(**values: object) -> str:
        clock.pass_minutes(1)
        return save_report(desk, people.operator, form(**values)).created["incident"]

    first = saved(number="0812 1")
    save_report(desk, people.operator, form(number="0813 2222 3333", joins=first))
    second = saved(kind_id="")
    close_incident(desk, people.supervisor, second, desk.rulebook.closings[1].id)
    outside = saved(unit=desk.rulebook.neighbour_desa[0].code)
    nowhere = saved(unit="", answers={"weapon": "sharp"})
    for outcome in ("prank", "prank", "information"):
        log_call(desk, people.operator, outcome, channel="phone", number="", note="", started=clock.now_ms())
    return [first, second, outside, nowhere]


def test_each_figure_is_the_length_of_its_list(desk: Desk, night: list[str], clock: MovedClock) -> None:
    for kind in ("shift", "day", "month", "four_months"):
        period = period_of(desk.rulebook, kind, clock.now_ms())
        found = figures(desk, period)
        assert found.incidents.total == 4
        assert (found.reports, found.callers) == (5, 5)
        assert [row.id for row in incidents_behind(desk, period, "", "")] == night
        for group in GROUPS:
            assert sum(count.total for count in found.groups[group]) == 4
            for count in found.groups[group]:
                assert len(incidents_behind(desk, period, group, count.key)) == count.total
                for level, number in zip(desk.rulebook.levels, count.by_level, strict=True):
                    behind = incidents_behind(desk, period, group, count.key, level.id)
                    assert len(behind) == number
                    assert {row.level for row in behind} <= {level.id}
        assert found.calls == (("prank", 2), ("information", 1))
        assert len(calls_behind(desk, period, "prank")) == 2
        assert len(calls_behind(desk, period, "")) == 3


def test_places_and_outcomes_have_keys_for_what_is_not_known(
    desk: Desk, night: list[str], clock: MovedClock
) -> None:
    found = figures(desk, period_of(desk.rulebook, "day", clock.now_ms()))
    places = {count.key: count.total for count in found.groups["kelurahan"]}
    assert places == {"35.77.02.1005": 2, OUTSIDE: 1, "": 1}
    outcomes = {count.key: count.total for count in found.groups["outcome"]}
    assert outcomes == {STILL_OPEN: 3, desk.rulebook.closings[1].id: 1}


def test_what_lies_beside_the_stretch_is_not_counted(desk: Desk, night: list[str], clock: MovedClock) -> None:
    day = period_of(desk.rulebook, "day", clock.now_ms())
    for other in (before(desk.rulebook, day), after(desk.rulebook, day)):
        found = figures(desk, other)
        assert found.incidents.total == found.reports == 0
        assert not found.calls
        assert not any(found.groups.values())


def test_answers_are_timed_from_sending_to_the_first_answer(
    desk: Desk, people: People, night: list[str], clock: MovedClock
) -> None:
    agency = "polres_madiun_kota" if "polres_madiun_kota" in desk.rulebook.agencies_by_id else ""
    agency = agency or next(
        one.id for one in desk.rulebook.agencies if one.kind == "polri" and not one.per_unit
    )
    minutes = (1, 2, 50)
    for incident, waited in zip(night[:1] + night[2:], minutes, strict=True):
        sent = escalate(desk, people.operator, incident, agency, "Mohon diperiksa", "phone")
        clock.pass_minutes(waited)
        (escalation,) = sent.escalations
        record_answer(desk, people.operator, escalation, "received", "phone")
    period = period_of(desk.rulebook, "day", clock.now_ms())
    (line,) = figures(desk, period).agencies
    assert (line.agency, line.sent, line.answered) == (agency, 3, 3)
    assert line.median == 120
    assert line.p90 is not None
    assert 120 < line.p90 <= 3000
    assert line.in_time < 3
    assert len(incidents_told(desk, period, agency)) == 3
