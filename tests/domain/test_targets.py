"""Promised times become seconds and moments, over weekends too, and deadlines change state at the right second."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madiun_console.domain.rulebook import Rulebook, Target
from madiun_console.domain.targets import (
    Deadline,
    add_working_days,
    due_at,
    seconds_until_due,
    step_seconds,
    steps_for,
    target_seconds,
)

WIB = timezone(timedelta(hours=7))
MONDAY = datetime(2026, 11, 23, 14, 32, tzinfo=WIB)
DAY = 86_400


@pytest.mark.parametrize(
    ("level", "name", "seconds"),
    [
        ("high", "agency_ack", 300),
        ("low", "agency_ack", 14_400),
        ("high", "leaders_brief", 900),
        ("low", "leaders_brief", None),
        ("call", "classify_call", 60),
        ("followup", "caller_feedback", DAY),
        ("followup", "close_low", None),
        ("prank", "flag_number_after", None),
        ("no_such_level", "agency_ack", None),
    ],
)
def test_target_times(rulebook: Rulebook, level: str, name: str, seconds: int | None) -> None:
    assert target_seconds(rulebook, level, name) == seconds


@pytest.mark.parametrize(
    ("day", "days", "due"),
    [
        (23, 1, 24),  # Monday to Tuesday
        (23, 5, 30),  # a week
        (27, 1, 30),  # Friday to Monday
        (27, 3, 32),
        (28, 1, 30),  # from Saturday and Sunday to Monday
        (29, 1, 30),
        (23, 0, 23),
    ],
)
def test_working_days_leave_out_the_weekend(day: int, days: int, due: int) -> None:
    start = datetime(2026, 11, 1, 9, 0, tzinfo=WIB)
    assert add_working_days(start + timedelta(day - 1), days) == start + timedelta(due - 1)


@given(st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)), st.integers(1, 80))  # noqa: DTZ001 - the zone is put in
def test_working_days_are_counted(naive: datetime, days: int) -> None:
    since = naive.replace(tzinfo=WIB)
    due = add_working_days(since, days)
    between = [since + timedelta(offset) for offset in range(1, (due - since).days + 1)]
    assert sum(moment.weekday() < 5 for moment in between) == days
    assert due.weekday() < 5
    assert due.timetz() == since.timetz()


def test_a_promise_becomes_a_moment(rulebook: Rulebook) -> None:
    friday = MONDAY + timedelta(4)
    close_low = rulebook.targets.at_path("targets.followup.close_low")
    assert close_low
    assert due_at(close_low, friday) == friday + timedelta(5)  # Wednesday
    assert seconds_until_due(close_low, friday) == 5 * DAY
    assert seconds_until_due(Target(2, "hours", ""), friday) == 7200
    calls = rulebook.targets.get("prank", "flag_number_after")
    assert calls
    assert due_at(calls, friday) is None
    assert seconds_until_due(calls, friday) is None


def test_the_day_of_the_office_counts_not_that_of_greenwich(rulebook: Rulebook) -> None:
    """Saturday 05.00 in Madiun is still Friday in UTC."""
    saturday = datetime(2026, 11, 28, 5, 0, tzinfo=WIB)
    assert add_working_days(saturday, 1).date().isoformat() == "2026-11-30"
    assert saturday.astimezone(UTC).weekday() == 4


def test_steps_include_those_of_the_levels_below(rulebook: Rulebook) -> None:
    low = [step.id for step in steps_for(rulebook, "low", ())]
    middle = [step.id for step in steps_for(rulebook, "middle", ())]
    high = [step.id for step in steps_for(rulebook, "high", ())]
    assert low[0] == "caller_safe"
    assert "inform_polsek" not in low
    assert set(low) < set(middle) < set(high)


@pytest.mark.parametrize(
    ("factors", "asked"),
    [((), False), (("night",), False), (("victim_light",), True), (("victim_severe", "night"), True)],
)
def test_a_step_stands_when_one_of_its_factors_does(
    rulebook: Rulebook, factors: tuple[str, ...], asked: bool
) -> None:
    assert ("ambulance" in [step.id for step in steps_for(rulebook, "high", factors)]) is asked
    assert "ambulance" not in [step.id for step in steps_for(rulebook, "middle", ("victim_severe",))]


@pytest.mark.parametrize(
    ("step", "seconds"),
    [
        ("caller_safe", 60),
        ("inform_polres", 120),
        ("field_check", DAY),
        ("caller_feedback", DAY),
        ("leaders_brief", 900),
        ("declared_safe", None),
    ],
)
def test_deadlines_of_steps(rulebook: Rulebook, step: str, seconds: int | None) -> None:
    assert step_seconds(rulebook.steps_by_id[step], MONDAY) == seconds


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (-50.0, "ok"),
        (100.0, "ok"),
        (174.9, "ok"),
        (175.0, "soon"),
        (199.9, "soon"),
        (200.0, "over"),
        (9e9, "over"),
    ],
)
def test_a_deadline_changes_state_at_the_second(now: float, state: str) -> None:
    assert Deadline(since=100.0, due=200.0).state(now) == state


def test_how_much_is_left_and_when_to_warn() -> None:
    deadline = Deadline(since=0.0, due=10.0)
    assert (deadline.left(4.0), deadline.left(11.0)) == (6.0, -1.0)
    assert deadline.state(5.0, warn_fraction=0.5) == "soon"
    assert Deadline(since=5.0, due=5.0).state(5.0) == "over"


@given(st.floats(0, 1e9), st.floats(0, 1e6), st.floats(-1e6, 1e9), st.floats(0, 1e6))
def test_a_deadline_only_gets_nearer(since: float, length: float, now: float, later: float) -> None:
    deadline = Deadline(since, since + length)
    order = ["ok", "soon", "over"]
    assert order.index(deadline.state(now)) <= order.index(deadline.state(now + later))
