"""Clocks never go back and never run away; identifiers grow with time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from madiun_console.domain.clock import (
    COUNTER_BITS,
    MAX_AHEAD_MS,
    HybridClock,
    day_start_ms,
    local_day,
    local_time,
)
from madiun_console.domain.ids import RandomIds, id_bytes, id_text, is_id

moments = st.integers(1_700_000_000_000, 1_900_000_000_000)


@given(st.lists(st.tuples(moments, st.none() | moments), min_size=1, max_size=30))
def test_stamps_grow_whatever_the_wall_clock_does(steps: list[tuple[int, int | None]]) -> None:
    clock, last = HybridClock(), 0
    for now, remote in steps:
        if remote is not None:
            clock.seen(remote << COUNTER_BITS, now)
        stamp = clock.tick(now)
        assert stamp > last
        assert stamp >> COUNTER_BITS >= now
        last = stamp


@given(moments, st.integers(0, 10**12))
def test_a_remote_stamp_is_followed_five_minutes_ahead_and_no_further(now: int, ahead: int) -> None:
    clock = HybridClock()
    clock.seen((now + ahead) << COUNTER_BITS, now)
    assert clock.last >> COUNTER_BITS == (now + ahead if ahead <= MAX_AHEAD_MS else 0)


@given(st.lists(moments, min_size=2, max_size=50).map(sorted))
def test_identifiers_grow_and_read_back(times: list[int]) -> None:
    source = RandomIds()
    made = [source.new(now) for now in times]
    assert made == sorted(made)
    assert len(set(made)) == len(made)
    assert all(is_id(item) and id_text(id_bytes(item)) == item for item in made)


def test_the_local_day_is_that_of_madiun() -> None:
    midnight = 1_795_366_800_000  # 23 Nov 2026 00.00 WIB = 22 Nov 17.00 UTC
    assert local_day(midnight) == "20261123"
    assert local_day(midnight - 1) == "20261122"
    assert day_start_ms(midnight + 5_000) == midnight
    assert local_time(midnight).hour == 0
