"""Identities: masked on the screen, gone from outgoing text in whatever way they are written."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madiun_console.domain.masking import (
    HIDDEN,
    mask_address,
    mask_digits,
    mask_name,
    mask_number,
    strip_identity,
    strip_terms,
)


def test_masks_for_the_screen() -> None:
    assert mask_number("+6281234567890") == "0812 •••• 7890"
    assert mask_name(" siti aminah") == "S•••"
    assert mask_name("123") == HIDDEN
    assert mask_name(" ") == mask_address("") == ""
    assert mask_address("Jl. Merak 4") == HIDDEN


@pytest.mark.parametrize(
    "text",
    [
        "Siti Aminah melihat",
        "kata SITI, ada ribut",
        "Bu Aminahnya takut",
        "S\u00edti lari",
        "Si\u200bti lari",
        "siti-aminah",
        "SitiAminah lari",
    ],
)
def test_a_name_is_found_however_it_is_written(text: str) -> None:
    clean = strip_identity(text, ["Siti Aminah"])
    assert HIDDEN in clean
    assert not re.search("s[ií]ti|aminah", clean.replace("\u200b", ""), re.IGNORECASE)


@pytest.mark.parametrize(
    "text",
    [
        "081234567890",
        "+62 812-3456-7890",
        "0812 3456 7890 saja",
        "hp 0812.3456.7890",
        "0 8 1 2 3 4 5 6 7 8 9 0",
        "0812,3456,7890",
        "٠٨١٢٣٤٥٦٧٨٩٠",
        "nomor saya 567890",
    ],
)
def test_the_callers_number_is_found_however_it_is_grouped(text: str) -> None:
    clean = strip_identity(text, ["+6281234567890"])
    assert HIDDEN in clean
    assert not re.search(r"\d{4}", clean)


def test_any_phone_like_run_goes_even_of_others_and_spoken() -> None:
    assert (
        strip_identity("hubungi 0857-1122-3344 atau 3577011234567890", [])
        == f"hubungi {HIDDEN} atau {HIDDEN}"
    )
    assert mask_digits("nol delapan satu dua tiga empat lima enam tujuh") == HIDDEN


@pytest.mark.parametrize(
    "text",
    ["sekitar 20 orang jam 21.14", "Jl. Merak No. 4B RT 03 RW 05", "berani di depan", "dua puluh lima orang"],
)
def test_what_is_no_identity_stays(text: str) -> None:
    assert strip_identity(text, ["Ani", "+6281234567890", "", "S."]) == text


names = st.text(alphabet="abcdefghijklmnoprstuwyáéü", min_size=3, max_size=10)


@given(
    first=names,
    last=names,
    before=st.text(max_size=60),
    after=st.text(max_size=60),
    change=st.sampled_from([str.upper, str.title, str.lower]),
)
def test_a_name_never_stays(first: str, last: str, before: str, after: str, change: object) -> None:
    written = change(f"{first} {last}")  # type: ignore[operator]
    clean = strip_identity(f"{before} {written} {after}", [f"{first} {last}"])
    words = re.findall(r"[^\W_]+", clean.casefold())
    assert first.casefold() not in words
    assert last.casefold() not in words


@given(
    end=st.text(alphabet="0123456789", min_size=7, max_size=9),
    gaps=st.lists(st.sampled_from(["", " ", "-", ".", " - ", "/", ","]), min_size=14, max_size=14),
    prefix=st.sampled_from(["0", "+62", "62"]),
    before=st.text(max_size=40),
    after=st.text(max_size=40),
)
def test_a_number_never_stays(end: str, gaps: list[str], prefix: str, before: str, after: str) -> None:
    national = "81" + end
    written = prefix + "".join(digit + gap for digit, gap in zip(national, gaps, strict=False))
    clean = strip_identity(f"{before} {written} {after}", [f"+62{national}"])
    assert national not in "".join(re.findall(r"\d", clean))


def test_names_of_groups_are_taken_out_but_for_connecting_words() -> None:
    clean = strip_terms("Kelompok Elang dan Rajawali bentrok", "elang dengan rajawali", frozenset({"dengan"}))
    assert clean == f"Kelompok {HIDDEN} dan {HIDDEN} bentrok"
    assert strip_terms("tetap", "", frozenset()) == "tetap"
