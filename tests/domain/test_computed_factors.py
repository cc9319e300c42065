"""Factors that nobody is asked for hold exactly within the limits of the table."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madiun_console.domain.computed_factors import (
    Surroundings,
    computed_factors,
    condition_of,
    is_night,
    most_callers_within,
)
from madiun_console.domain.rulebook import CallersRule, NightRule, RepeatRule, Rulebook


@pytest.mark.parametrize(
    ("around", "factors"),
    [
        (Surroundings(), set()),
        (Surroundings(local_time=time(21, 59, 59)), set()),
        (Surroundings(local_time=time(22, 0)), {"night"}),
        (Surroundings(local_time=time(0, 0)), {"night"}),
        (Surroundings(local_time=time(3, 59, 59)), {"night"}),
        (Surroundings(local_time=time(4, 0)), set()),
        (Surroundings(sensitive_boost=1), {"sensitive_date"}),
        (Surroundings(vital_object_metres=150), {"near_vital_object"}),
        (Surroundings(vital_object_metres=151), set()),
        (Surroundings(activities=((500, 7200),)), {"near_notified_event"}),
        (Surroundings(activities=((500, -7200),)), {"near_notified_event"}),
        (Surroundings(activities=((501, 0), (0, 7201))), set()),
        (Surroundings(activities=((501, 0), (10, 0))), {"near_notified_event"}),
        (Surroundings(reports_at_place=1), set()),
        (Surroundings(reports_at_place=2), {"repeat_location"}),
        (Surroundings(callers=2), set()),
        (Surroundings(callers=3), {"multi_caller"}),
        (Surroundings(time(23), 2, 0.0, ((0, 0),), 9, 9), None),
    ],
)
def test_a_factor_holds_within_its_limits(
    rulebook: Rulebook, around: Surroundings, factors: set[str] | None
) -> None:
    everything = {factor.id for factor in rulebook.factors if factor.condition is not None}
    assert computed_factors(rulebook, around) == (everything if factors is None else factors)


def test_a_window_within_the_day_is_no_window_over_midnight() -> None:
    rule = NightRule(time(1), time(5))
    assert [is_night(rule, time(hour)) for hour in (0, 1, 4, 5, 23)] == [False, True, True, False, False]


def test_queries_find_the_limits_for_counting(rulebook: Rulebook) -> None:
    repeat, callers = condition_of(rulebook, RepeatRule), condition_of(rulebook, CallersRule)
    assert repeat == RepeatRule(min_reports=2, days=30, metres=250)
    assert callers == CallersRule(callers=3, minutes=30)


def test_callers_count_once_and_only_together() -> None:
    calls = [(0, "a"), (60, "a"), (1700, "b"), (1800, "c"), (1801, "d")]
    assert most_callers_within(calls, 30) == 4  # from the second call of a on
    assert most_callers_within(calls[:1] + calls[2:], 30) == 3
    assert most_callers_within([(0, "a"), (1800, "b"), (1801, "c")], 30) == 2  # both ends belong to it
    assert most_callers_within([], 30) == 0


@given(
    st.lists(st.tuples(st.integers(0, 10_000), st.sampled_from("abcdef")), max_size=12), st.integers(0, 60)
)
def test_callers_are_counted_as_the_definition_says(calls: list[tuple[int, str]], minutes: int) -> None:
    slow = max(
        (
            len({who for moment, who in calls if start <= moment <= start + minutes * 60})
            for start, _ in calls
        ),
        default=0,
    )
    assert most_callers_within(calls, minutes) == slow
