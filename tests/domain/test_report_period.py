"""Stretches of time for reports lie side by side without gap or overlap, and hold the moment they were made for."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madiun_console.domain.clock import WIB
from madiun_console.domain.report_period import KINDS, Kind, after, before, period_named, period_of
from madiun_console.resources import load_rulebook

RULEBOOK = load_rulebook()
MOMENTS = st.integers(1_577_836_800_000, 2_208_988_800_000)  # 2020 to 2040


def ms(*when: int) -> int:
    return int(datetime(*when, tzinfo=WIB).timestamp() * 1000)  # type: ignore[misc, arg-type]


@given(MOMENTS, st.sampled_from(KINDS))
def test_it_holds_its_moment_and_touches_its_neighbours(moment: int, kind: Kind) -> None:
    period = period_of(RULEBOOK, kind, moment)
    assert period.start <= moment < period.end
    assert period_of(RULEBOOK, kind, period.start) == period
    assert period_of(RULEBOOK, kind, period.end - 1) == period
    assert before(RULEBOOK, period).end == period.start
    assert after(RULEBOOK, period).start == period.end
    assert period_named(RULEBOOK, period.stem) == period


@pytest.mark.parametrize(
    "name",
    [
        "",
        "2026",
        "2026-13",
        "2026-B03",
        "2026-02-30",
        "2026-11-23-",
        "2026-11-23-sore",
        "0000-01",
        "２０２６-11",
    ],
)
def test_what_names_no_stretch(name: str) -> None:
    assert period_named(RULEBOOK, name) is None


@pytest.mark.parametrize(
    ("kind", "name", "start", "end"),
    [
        ("shift", "malam", (2026, 11, 22, 23), (2026, 11, 23, 7)),
        ("day", "2026-11-23", (2026, 11, 23), (2026, 11, 24)),
        ("month", "2026-11", (2026, 11, 1), (2026, 12, 1)),
        ("four_months", "2026-B12", (2026, 9, 1), (2027, 1, 1)),
    ],
)
def test_three_at_night_on_the_23rd(
    kind: Kind, name: str, start: tuple[int, ...], end: tuple[int, ...]
) -> None:
    period = period_of(RULEBOOK, kind, ms(2026, 11, 23, 3))
    assert (period.name, period.start, period.end) == (name, ms(*start), ms(*end))


@pytest.mark.parametrize(
    ("month", "name"), [(1, "B04"), (4, "B04"), (5, "B08"), (8, "B08"), (9, "B12"), (12, "B12")]
)
def test_the_conflict_team_reports_in_the_last_of_four_months(month: int, name: str) -> None:
    assert period_of(RULEBOOK, "four_months", ms(2027, month, 15)).name == f"2027-{name}"


def test_the_file_of_a_shift_names_its_day() -> None:
    assert period_of(RULEBOOK, "shift", ms(2026, 11, 23, 3)).stem == "2026-11-22-malam"
    assert period_of(RULEBOOK, "month", ms(2026, 11, 23, 3)).stem == "2026-11"
