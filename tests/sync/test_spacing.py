"""After a hint a desk waits a little, and the more desks there are the longer between two pulls."""

from __future__ import annotations

import itertools
import time

import pytest

from madiun_console.sync.spacing import MOST_S, URGENT_WAIT_S, WAIT_S, Spacing


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [1000.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    return now


def pulls(clock: list[float], desks: int, hints: int, *, urgent: bool) -> list[float]:
    """When a desk pulls that hears the next hint at once after each pull."""
    spacing, found = Spacing(), []
    for _ in range(hints):
        clock[0] += spacing.wait_s(desks, urgent=urgent)
        found.append(clock[0])
    return found


def test_one_hint_is_followed_soon(clock: list[float]) -> None:
    for urgent, most in ((True, URGENT_WAIT_S), (False, WAIT_S)):
        waits = {Spacing().wait_s(12, urgent=urgent) for _ in range(50)}
        assert len(waits) > 40, "not all desks at once"
        assert 0 <= min(waits) <= max(waits) <= most


@pytest.mark.parametrize(("desks", "gap"), [(1, 0.001), (12, 0.012), (200, MOST_S), (1000, MOST_S)])
def test_so_many_desks_share_a_thousand_pulls_a_second(clock: list[float], desks: int, gap: float) -> None:
    at = pulls(clock, desks, 60, urgent=True)
    between = [after - before for before, after in itertools.pairwise(at)]
    assert min(between) >= gap - 1e-9
    assert max(between) <= max(gap, URGENT_WAIT_S) + 1e-9


def test_many_desks_do_not_come_in_one_rush(clock: list[float]) -> None:
    first = sorted(Spacing().wait_s(200, urgent=True) for _ in range(200))
    assert first[-1] - first[0] > 0.8 * MOST_S
