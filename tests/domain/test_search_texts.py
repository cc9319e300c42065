"""Numbers, fragments of telephone numbers, spans of days and coded values, as people type them and the index holds them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madiun_console.domain.clock import local_time
from madiun_console.domain.facets import facet, facets_of
from madiun_console.domain.incident_number import short_number
from madiun_console.domain.number_spelling import spelled_number
from madiun_console.domain.period import period_of
from madiun_console.domain.phone import normalise
from madiun_console.domain.phone_fragment import LEAST_DIGITS, digits_of, fragments
from madiun_console.domain.words import fold, plain_tokens
from madiun_console.resources import load_rulebook
from tests.desk_fixtures import NIGHT_CALL_MS

RULEBOOK = load_rulebook()


@pytest.mark.parametrize(
    "typed", ["20261123-B017", "20261123b017", "20261123 B 17", "no. 20261123-b017", "#20261123/B017"]
)
def test_a_whole_number_in_any_spelling(typed: str) -> None:
    found = spelled_number(typed)
    assert found is not None
    assert (found.day, found.ending) == ("20261123", "B017")


@pytest.mark.parametrize(
    "typed", ["B23-017", "b23-17", "b23 017", "B23017", "Nomor B23-017", "ｂ２３－０１７"]
)
def test_a_spoken_number_in_any_spelling(typed: str) -> None:
    found = spelled_number(typed)
    assert found is not None
    assert (found.day, found.day_of_month, found.ending) == ("", "23", "B017")


def test_half_a_number() -> None:
    short, begun, bare = spelled_number("b17"), spelled_number("b23-0"), spelled_number("B23-")
    assert short is not None
    assert (short.ending, short.beginning, short.day_of_month) == ("B017", "B17", "")
    assert begun is not None
    assert (begun.beginning, begun.day_of_month) == ("B0", "23")
    assert bare is not None
    assert (bare.ending, bare.count) == ("B", "")


@pytest.mark.parametrize(
    "typed", ["gor", "20 orang", "B99-017", "no", "17", "b17 winongo", "0812 3456", "", "x" * 99]
)
def test_what_spells_no_number(typed: str) -> None:
    assert spelled_number(typed) is None


@given(
    day=st.dates().map(lambda day: day.strftime("%Y%m%d")).filter(lambda day: len(day) == 8),
    letter=st.sampled_from("ABCXYZ"),
    count=st.integers(1, 9999),
)
def test_every_number_is_read_as_it_is_and_as_it_is_said(day: str, letter: str, count: int) -> None:
    number = f"{day}-{letter}{count:03d}"
    for typed in (number, number.lower(), short_number(number)):
        found = spelled_number(typed)
        assert found is not None
        assert found.ending == f"{letter}{count:03d}"
        assert (found.day or found.day_of_month) in (day, day[6:])


# ------------------------------------------------------------------------------------------------ telephone numbers


@pytest.mark.parametrize("typed", ["0812 3456", "0812-3456", "+62 812 3456", "62812 3456", "0062 8123456"])
def test_a_beginning_is_found_however_it_is_typed(typed: str) -> None:
    number = digits_of("+6281234567890")
    assert any(digits in number for digits in fragments(typed))


@pytest.mark.parametrize("typed", ["", "081", "12a45", "b23-0174", "jalan 1234", "+", "1" * 40])
def test_what_is_no_fragment(typed: str) -> None:
    assert fragments(typed) == ()


@given(line=st.integers(10_000_000, 99_999_999), cut=st.tuples(st.integers(0, 9), st.integers(0, 9)))
def test_any_part_finds_the_number_as_it_is_said(line: int, cut: tuple[int, int]) -> None:
    said = f"0812{line}"
    number = normalise(said)
    assert number is not None
    part = said[cut[0] : len(said) - cut[1]]
    if len(part) >= LEAST_DIGITS:
        assert any(digits in digits_of(number) for digits in fragments(part))


# ------------------------------------------------------------------------------------------------ spans of days


def days(text: str) -> tuple[str, str] | None:
    found = period_of(text, NIGHT_CALL_MS)
    if found is None:
        return None
    ends = []
    for moment, back in ((found.since, 0), (found.until, 1)):
        ends.append("" if moment is None else (local_time(moment) - timedelta(back)).strftime("%Y-%m-%d"))
    return ends[0], ends[1]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2025", ("2025-01-01", "2025-12-31")),
        ("Nov 2025", ("2025-11-01", "2025-11-30")),
        ("november 2025", ("2025-11-01", "2025-11-30")),
        ("11/2025", ("2025-11-01", "2025-11-30")),
        ("23 Nov 2026", ("2026-11-23", "2026-11-23")),
        ("23/11/2025", ("2025-11-23", "2025-11-23")),
        ("2025-11-23", ("2025-11-23", "2025-11-23")),
        ("24 nov", ("2025-11-24", "2025-11-24")),
        ("1/10/2025 - 31/12/2025", ("2025-10-01", "2025-12-31")),
        ("1-30 nov 2025", ("2025-11-01", "2025-11-30")),
        ("nov - des 2025", ("2025-11-01", "2025-12-31")),
        ("nov 2024 s.d. jan 2025", ("2024-11-01", "2025-01-31")),
        ("2024-2025", ("2024-01-01", "2025-12-31")),
        ("sejak 2024", ("2024-01-01", "")),
        ("sampai mei 2024", ("", "2024-05-31")),
        ("30 hari", ("2026-10-25", "")),
        ("tahun lalu", ("2025-01-01", "2025-12-31")),
        ("last year", ("2025-01-01", "2025-12-31")),
        ("bulan lalu", ("2026-10-01", "2026-10-31")),
        ("minggu lalu", ("2026-11-16", "2026-11-22")),
        ("kemarin", ("2026-11-22", "2026-11-22")),
        ("hari ini", ("2026-11-23", "2026-11-23")),
    ],
)
def test_spans_of_days_as_people_write_them(text: str, span: tuple[str, str]) -> None:
    assert days(text) == span


@pytest.mark.parametrize(
    "text", ["", "31/02/2025", "asal", "12", "des - nov 2025", "0 hari", "13/2025", "99999"]
)
def test_what_is_no_span_of_days(text: str) -> None:
    assert days(text) is None


@given(
    st.text(max_size=30)
    | st.lists(
        st.sampled_from(["2025", "nov", "1", "31", "-", "/", "sejak", "lalu", "tahun"]), max_size=6
    ).map(" ".join)
)
def test_no_text_is_too_strange(text: str) -> None:
    found = period_of(text, NIGHT_CALL_MS)
    assert found is None or found.since is None or found.until is None or found.since < found.until


@given(
    day=st.dates(
        min_value=local_time(0).date().replace(year=1990), max_value=local_time(0).date().replace(year=2199)
    )
)
def test_every_way_of_writing_a_day_is_that_day(day: object) -> None:
    written = f"{day:%Y-%m-%d}"
    for text in (f"{day:%Y-%m-%d}", f"{day:%d/%m/%Y}", f"{day:%d.%m.%Y}"):
        assert days(text) == (written, written)


# ------------------------------------------------------------------------------------------------ coded values


def test_coded_values_keep_apart() -> None:
    codes = [kind.id for kind in RULEBOOK.subs]
    assert len({facet("k", code) for code in codes}) == len(codes)
    agencies = [agency.id for agency in RULEBOOK.agencies]
    assert len({facet("a", code) for code in agencies}) == len(agencies)
    tokens = facets_of(
        level="high", kind_id="", unit=None, outcome=None, agencies=["polres@x", "polres"]
    ).split()
    assert len(tokens) == 2


@given(st.text())
def test_no_typed_word_is_a_coded_value(text: str) -> None:
    sign = facet("", "")
    assert not any(sign in token for token in plain_tokens(text))
    assert not any(sign in token for token in plain_tokens(fold(f"{sign}khigh {text}")))
