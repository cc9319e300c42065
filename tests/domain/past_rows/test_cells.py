"""Dates, times and numbers as Indonesian offices write them."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madiun_console.domain.clock import local_time
from madiun_console.domain.past_rows.cells import Cell, UnreadableCell, moment_of, number_of, text_of, yes_of

NIGHT = 1_795_419_128_000  # 23 Nov 2026 14.32.08 WIB
MINUTE, DAY = NIGHT - 8_000, NIGHT - (14 * 3600 + 32 * 60 + 8) * 1000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("23/11/2026", DAY),
        ("23-11-2026 14.32", MINUTE),
        ("23-11-2026 14:32", MINUTE),
        ("23.11.2026 14.32.08", NIGHT),
        ("23 Nov 2026", DAY),
        ("23 Nop 2026 14.32", MINUTE),
        ("23 November 2026 pukul 14.32", MINUTE),
        ("Senin, 23 November 2026 pukul 14.32 WIB", MINUTE),
        ("23 november 26, jam 14.32", MINUTE),
        ("23/11/26 2:32 PM", MINUTE),
        ("2026-11-23", DAY),
        ("2026-11-23 14:32:08", NIGHT),
        ("2026-11-23 14:32:08.250", NIGHT + 250),
        ("2026-11-23T07:32:08Z", NIGHT),
        ("2026-11-23T14:32:08+07:00", NIGHT),
        (" 23/11/2026   14.32 ", MINUTE),
        (datetime(2026, 11, 23, 14, 32, 8), NIGHT),  # noqa: DTZ001
        (date(2026, 11, 23), DAY),
        (46349.5, DAY + 12 * 3_600_000),
        ("", None),
        (None, None),
    ],
)
def test_moments(text: object, expected: int | None) -> None:
    assert moment_of(text) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize("hour", ["14.32", "14:32", "pukul 14.32 WIB", time(14, 32)])
def test_a_time_in_a_column_of_its_own(hour: object) -> None:
    assert moment_of("23/11/2026", hour) == MINUTE  # type: ignore[arg-type]
    assert moment_of(datetime(2026, 11, 23), hour) == MINUTE  # type: ignore[arg-type]  # noqa: DTZ001


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("kemarin", "tanggal"), ("31/02/2026", "31/2/2026"), ("23/13/2026", "23/13/2026"), ("2026", "tanggal"),
        ("23/11/2026 25.00", "jam"), ("23/11/2026 pagi", "jam"), ("23 Movember 2026", "tanggal"), ("1/1/1900", "1900"),
        (17, "tanggal"), ("23/11/2026 14.32 14.33", "jam"),
    ],
)  # fmt: skip
def test_what_is_no_moment_says_why(text: object, word: str) -> None:
    with pytest.raises(UnreadableCell) as caught:
        moment_of(text)  # type: ignore[arg-type]
    assert word in caught.value.text_id
    assert caught.value.text_en


@given(st.integers(700_000_000_000, 4_000_000_000_000))
def test_a_moment_is_read_as_it_was_written(ms: int) -> None:
    then = local_time(ms)
    second = ms - ms % 1000
    assert moment_of(f"{then:%d/%m/%Y %H.%M.%S}") == second
    assert moment_of(f"{then:%Y-%m-%d %H:%M:%S}.{ms % 1000:03d}") == ms
    assert moment_of(then.replace(tzinfo=None)) == ms


@pytest.mark.parametrize(
    ("text", "point", "expected"),
    [
        ("1.234,5", False, 1234.5), ("1.234", False, 1234.0), ("1,5", False, 1.5), ("-7,62", True, -7.62),
        ("111.523", True, 111.523), ("-7.629", True, -7.629), ("1,234.5", False, 1234.5), ("1.234.567", False, 1234567.0),
        ("12", False, 12.0), (3, False, 3.0), ("", False, None),
    ],
)  # fmt: skip
def test_numbers(text: object, point: bool, expected: float | None) -> None:
    assert number_of(text, point=point) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["dua", "1,2,3.4.5", "12a", "--3", True])
def test_what_is_no_number_says_so(text: object) -> None:
    with pytest.raises(UnreadableCell, match="angka"):
        number_of(text)  # type: ignore[arg-type]


@given(st.one_of(st.text(max_size=40), st.floats(allow_nan=False), st.integers(), st.booleans(), st.none()))
def test_nothing_breaks_the_readers(cell: Cell) -> None:
    for read in (moment_of, number_of, yes_of):
        with suppress(UnreadableCell):
            read(cell)
    assert isinstance(text_of(cell), str)


def test_codes_that_a_sheet_holds_as_numbers_keep_their_form() -> None:
    assert text_of(8123456789.0) == "8123456789"
    assert text_of(True) == "ya"
    assert yes_of("Ya")
    assert not yes_of("tidak")
