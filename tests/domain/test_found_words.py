"""What is marked of a found text: whole words of the typed families or typed beginnings, and never another text."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madiun_console.domain.found_words import FoundWords
from madiun_console.domain.words import WordFamilies, fold, plain_tokens
from madiun_console.resources import load_rulebook

if TYPE_CHECKING:
    from collections.abc import Iterator

RULEBOOK = load_rulebook()
FAMILIES = WordFamilies(RULEBOOK.lexicon)
FORMS = sorted({form for forms in RULEBOOK.lexicon.family.values() for form in forms})
WORDS = st.sampled_from(
    [*FORMS, *RULEBOOK.lexicon.abbreviation, "merak", "Winongo", "lapangan", "20", "RÉSAH"]
)
TEXTS = st.lists(WORDS | st.text(max_size=6), max_size=8).map(" ".join) | st.text(max_size=60)
SIGNS = st.characters(categories=["L", "M", "N", "P", "Z", "Co", "Cf", "So"])


def marked(typed: str, text: str) -> list[str]:
    return [text[begin:end] for begin, end in FoundWords(FAMILIES, typed).spans(text)]


@pytest.mark.parametrize(
    ("typed", "text", "found"),
    [
        ("pengeroyokan ", "Anak dikeroyok, keroyokan di pasar", ["dikeroyok", "keroyokan"]),
        ("pengeroyokan", "Anak dikeroyok; pengeroyokan kemarin", ["dikeroyok", "pengeroyokan"]),
        ("pengero", "Pengeroyokan di Winongo: dikeroyok", ["Pengeroyokan", "dikeroyok"]),
        ("win", "Kel. Winongo, Manguharjo", ["Win"]),
        ("senjata tajam ", "bawa celurit dan senjata  tajam", ["celurit", "senjata", "tajam"]),
        ("jl gajah", "Jalan Gajah Mada, jl. Gajahan", ["Jalan", "Gajah", "jl", "Gajah"]),
        ("resah", "Warga RÉSAH", ["RÉSAH"]),
        ("film", "ﬁlm baru", ["ﬁlm"]),
        ("xyz", "tidak ada", []),
        ("", "apa saja", []),
        ("...", "apa saja", []),
    ],
)
def test_word_families_are_marked_in_the_words_of_the_text(typed: str, text: str, found: list[str]) -> None:
    assert marked(typed, text) == found


def holds_two_words_in_a_sign(part: str) -> bool:
    """A quarter as one sign is "1" and "4", and is marked as a whole for either: "¼0" ends with the word 40."""
    return any(len(plain_tokens(sign)) > 1 for sign in part)


@given(typed=TEXTS, text=TEXTS | st.text(SIGNS, max_size=40))
def test_marks_lie_apart_inside_the_text_and_on_words(typed: str, text: str) -> None:
    spans = FoundWords(FAMILIES, typed).spans(text)
    pieces, at = [], 0
    for begin, end in spans:
        assert at <= begin < end <= len(text)
        pieces += [text[at:begin], text[begin:end]]
        at = end
    assert "".join([*pieces, text[at:]]) == text
    half = (plain_tokens(typed) or [""])[-1]
    whole = set(plain_tokens(text))
    for begin, end in spans:
        for word in plain_tokens(text[begin:end]):
            known = word in whole or half.startswith(word) or word.startswith(half)
            assert known or holds_two_words_in_a_sign(text[begin:end])
        before = fold(text[begin - 1]) if begin else ""
        inside = bool(before) and bool(plain_tokens(before[-1]))
        assert not inside or not plain_tokens(fold(text[begin])[:1])


@given(typed=TEXTS, text=TEXTS)
def test_without_a_half_word_only_whole_words_are_marked(typed: str, text: str) -> None:
    whole = set(plain_tokens(text))
    for begin, end in FoundWords(FAMILIES, typed, prefix_last=False).spans(text):
        assert set(plain_tokens(text[begin:end])) <= whole or holds_two_words_in_a_sign(text[begin:end])


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE found USING fts5(text, tokenize = 'unicode61 remove_diacritics 2')"
        )
        yield connection


@given(
    typed=st.lists(WORDS, min_size=1, max_size=3).map(" ".join),
    text=st.lists(WORDS, max_size=6).map(" ".join),
)
def test_what_the_index_finds_has_a_mark(index: sqlite3.Connection, typed: str, text: str) -> None:
    index.execute("DELETE FROM found")
    index.execute("INSERT INTO found VALUES (?)", (FAMILIES.text(text),))
    query = FAMILIES.match_query(typed)
    found = index.execute("SELECT 1 FROM found WHERE found MATCH ?", (query,)).fetchall()
    if found:
        assert marked(typed, text)
