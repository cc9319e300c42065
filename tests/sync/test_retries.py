"""The rest before the next try to connect."""

from __future__ import annotations

from madiun_console.sync.live import Timing
from madiun_console.sync.retries import Retries


def test_after_a_connection_that_worked_the_rest_is_the_shortest_and_grows_with_each_try_that_fails() -> None:
    rests = Timing().retry_s
    retries = Retries(rests)
    an_hour = 3600.0
    assert retries.rest_s(an_hour) == min(rests) < 1
    grown = [retries.rest_s(0.1) for _ in rests]
    assert grown == [*rests[1:], rests[-1]]
    assert retries.rest_s(an_hour) == min(rests)
    assert retries.rest_s(an_hour, silent=True) == max(rests)
    assert retries.rest_s(0.1, silent=True) == min(rests)


def test_tries_that_fail_from_the_start_rest_longer_each_time_and_never_longer_than_the_last() -> None:
    retries = Retries((1.0, 4.0))
    assert [retries.rest_s(0.0) for _ in range(4)] == [1.0, 4.0, 4.0, 4.0]
