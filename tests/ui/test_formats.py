"""Times, dates, durations and numbers are written as the office writes them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madiun_console.ui.formats import Formats, local

NOON = 1_795_419_128_000  # 2026-11-23T07:32:08Z
MAY = int(datetime(2025, 5, 1, 17, 5, tzinfo=UTC).timestamp() * 1000)  # 2 May, 00.05 in WIB
ID, EN = Formats("id"), Formats("en")


def test_times_and_dates() -> None:
    assert ID.time(NOON) == "14.32"
    assert ID.clock(NOON) == "14.32.08"
    assert ID.date(NOON) == "23 Nov 2026"
    assert ID.day(NOON) == "Senin, 23 Nov 2026"
    assert EN.day(NOON) == "Monday, 23 Nov 2026"


def test_the_day_is_that_of_wib_and_the_month_that_of_the_language() -> None:
    assert (ID.date(MAY), ID.time(MAY)) == ("2 Mei 2025", "00.05")
    assert EN.date(MAY) == "2 May 2025"


@pytest.mark.parametrize(
    ("ms", "text"),
    [
        (NOON - 60_000, "14.31"),
        (NOON - 86_400_000, "22 Nov 14.32"),
        (MAY, "2 Mei 2025 00.05"),
        (-1, "1 Jan 1970 06.59"),
    ],
)
def test_a_moment_says_no_more_than_needed(ms: int, text: str) -> None:
    assert ID.moment(ms, NOON) == text


@pytest.mark.parametrize(
    ("seconds", "indonesian", "english"),
    [
        (-5, "00:00", "00:00"),
        (200.9, "03:20", "03:20"),
        (3599, "59:59", "59:59"),
        (3600, "1 j 0 m", "1 h 0 m"),
        (8_040, "2 j 14 m", "2 h 14 m"),
        (86_399, "23 j 59 m", "23 h 59 m"),
        (3 * 86_400 + 5, "3 hr", "3 d"),
    ],
)
def test_spans(seconds: float, indonesian: str, english: str) -> None:
    assert ID.span(seconds) == indonesian
    assert EN.span(seconds) == english


@pytest.mark.parametrize(
    ("seconds", "indonesian", "english"),
    [
        (0, "0 detik", "0 seconds"),
        (61, "1 menit", "1 minute"),
        (7_300, "2 jam", "2 hours"),
        (86_400, "1 hari", "1 day"),
    ],
)
def test_spoken_spans(seconds: float, indonesian: str, english: str) -> None:
    assert ID.spoken_span(seconds) == indonesian
    assert EN.spoken_span(seconds) == english


def test_numbers() -> None:
    assert ID.number(21_000) == "21.000"
    assert ID.number(1.14, 1) == "1,1"
    assert ID.number(1_234_567.5, 2) == "1.234.567,50"
    assert EN.number(1_234_567.5, 1) == "1,234,567.5"


@given(st.integers(min_value=-(2**63), max_value=2**63))
def test_no_number_makes_a_format_raise(ms: int) -> None:
    told = [
        (ID.time(ms), ID.clock(ms), ID.date(ms), ID.day(ms), ID.moment(ms, NOON)),
        (ID.span(ms / 1000), ID.spoken_span(ms / 1000), ID.moment(NOON, ms)),
    ]
    assert all(all(texts) for texts in told)


@pytest.mark.parametrize("ms", [2**53 - 1, -(2**53), 253_402_300_800_000])
def test_a_moment_that_no_calendar_holds_is_a_question_mark(ms: int) -> None:
    assert {ID.time(ms), ID.clock(ms), ID.date(ms), ID.day(ms), ID.moment(ms, NOON)} == {"?"}


@given(st.integers(min_value=-(10**13), max_value=10**14))
def test_local_is_seven_hours_ahead_and_keeps_the_moment(ms: int) -> None:
    moment = local(ms)
    assert moment.utcoffset().total_seconds() == 7 * 3600  # type: ignore[union-attr]
    since = moment - datetime(1970, 1, 1, tzinfo=UTC)
    assert (since.days * 86_400 + since.seconds) * 1000 + since.microseconds // 1000 == ms
