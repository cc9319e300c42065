"""Telephone numbers: every way to write one gives the same, and nothing typed raises."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madiun_console.domain import phone

NATIONAL = "81234567890"


@pytest.mark.parametrize(
    "typed",
    [
        "0812 3456 7890",
        "081234567890",
        "+62 812-3456-7890",
        "6281234567890",
        "0062 812 3456 7890",
        "+62 (0)812.3456.7890",
        "62 0812 3456 7890",
        "(0812) 3456/7890",
        "812 3456 7890",
        "\u202a+62 812\u20113456\u20117890\u202c",
        "٠٨١٢٣٤٥٦٧٨٩٠",
    ],
)
def test_one_number_however_it_is_written(typed: str) -> None:
    assert phone.normalise(typed) == "+6281234567890"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("0351-464123", "+62351464123"),
        ("(0351) 464 123", "+62351464123"),
        ("464123", "+62351464123"),
        ("+44 20 7946 0958", "+442079460958"),
        ("0060 12-345 6789", "+60123456789"),
        ("110", "110"),
        ("112", "112"),
        ("2104", "2104"),
        ("14045", "14045"),
    ],
)
def test_fixed_lines_foreign_numbers_and_short_codes(typed: str, stored: str) -> None:
    assert phone.normalise(typed) == stored


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "  ",
        "+",
        "12",
        "Pak RT",
        "0812abc4567890",
        "0812+3456",
        "0812345678901234567",
        "+999123",
        "9" * 500,
    ],
)
def test_garbage_is_no_number(typed: str) -> None:
    assert phone.normalise(typed) is None


@given(st.text())
def test_nothing_typed_raises(typed: str) -> None:
    number = phone.normalise(typed)
    if number is not None:
        assert phone.normalise(number) == number
        assert phone.display(number)
        assert phone.masked(number)


@given(
    prefix=st.sampled_from(["0", "+62", "62", "0062", "+620", "+62 0", "620", ""]),
    separators=st.lists(
        st.sampled_from(["", " ", "-", ".", "/", "  ", " - ", ")", "("]), min_size=11, max_size=11
    ),
    end=st.text(alphabet="0123456789", min_size=6, max_size=8),
)
def test_grouping_and_prefix_do_not_matter(prefix: str, separators: list[str], end: str) -> None:
    national = "812" + end
    written = prefix + "".join(digit + gap for digit, gap in zip(national, [*separators, ""], strict=False))
    assert phone.normalise(written) == "+62" + national


@pytest.mark.parametrize(
    ("stored", "shown", "hidden"),
    [
        ("+6281234567890", "0812 3456 7890", "0812 •••• 7890"),
        ("+628112345678", "0811 234 5678", "0811 •••• 678"),
        ("+6281234567890123", "0812 34567 890123", "0812 •••• 0123"),
        ("+62351464123", "0351 464 123", "0351 •••• 23"),
        ("+442079460958", "+44 20 7946 0958", "+44 •••• 0958"),
        ("110", "110", "110"),
    ],
)
def test_shown_and_hidden(stored: str, shown: str, hidden: str) -> None:
    assert phone.display(stored) == shown
    assert phone.masked(stored) == hidden


@given(st.text(alphabet="0123456789", min_size=6, max_size=13))
def test_at_least_four_digits_are_hidden(end: str) -> None:
    shown = phone.masked("+628" + end)
    assert sum(char.isdigit() for char in shown) <= len("08" + end) - 4


def test_what_is_no_number_is_hidden_altogether() -> None:
    assert phone.masked("Siti 0812") == "••••"


def test_links() -> None:
    assert phone.wa_me("+6281234567890") == "https://wa.me/6281234567890"
    assert phone.wa_me("+447911123456") == "https://wa.me/447911123456"
    assert phone.wa_me("+62351464123") is None
    assert phone.wa_me("110") is None
    assert phone.tel("110") == "tel:110"
    assert phone.tel("+62351464123") == "tel:+62351464123"
