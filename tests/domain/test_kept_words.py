"""Which kept words name a caller: a number in any spelling, a whole name, never a word that many share."""

from __future__ import annotations

import pytest

from madiun_console.domain.kept_words import name_a_caller

NUMBERS, NAMES = {"+6281355557777"}, {"Wiryawan Purbaningrat", "Budi"}


@pytest.mark.parametrize(
    "text",
    [
        "0813 5555 7777",
        "+62 813-5555-7777",
        "cari 081355557777 lagi",
        "WIRYAWAN  purbaningrat",
        "budi",
        "Budi ",
        "Pak Wiryawan Purbaningrat, GOR",
    ],
)
def test_it_is_the_caller(text: str) -> None:
    assert name_a_caller(("disimpan", text), NUMBERS, NAMES)


@pytest.mark.parametrize(
    "text", ["", "0813 5555 7778", "Budi Utomo", "wiryawan", "purbaningrat wiryawan", "2026", "6281"]
)
def test_it_is_somebody_or_something_else(text: str) -> None:
    assert not name_a_caller(("disimpan", text), NUMBERS, NAMES)


def test_nothing_and_half_a_number_name_nobody() -> None:
    assert not name_a_caller(("jalan 12",), {"", "12", "+62"}, {"", "—"})
