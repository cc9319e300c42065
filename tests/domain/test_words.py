"""Word families: one token for all spellings, and queries that FTS5 always accepts and that find what they should."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madiun_console.domain.words import EMPTY_QUERY, WordFamilies, fold, normalise_text, plain_tokens
from madiun_console.resources import load_rulebook

if TYPE_CHECKING:
    from collections.abc import Iterator

RULEBOOK = load_rulebook()
FAMILIES = WordFamilies(RULEBOOK.lexicon)
SEARCH = "SELECT 1 FROM found WHERE found MATCH ?"


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE found USING fts5(text, tokenize = 'unicode61 remove_diacritics 2')"
        )
        yield connection


def finds(index: sqlite3.Connection, query: str, narrative: str) -> bool:
    index.execute("DELETE FROM found")
    index.execute("INSERT INTO found VALUES (?)", (FAMILIES.text(narrative),))
    return bool(index.execute(SEARCH, (query,)).fetchall())


@pytest.mark.parametrize(
    ("family", "form"),
    [(family, form) for family, forms in RULEBOOK.lexicon.family.items() for form in forms],
)
def test_every_listed_form_becomes_its_family(family: str, form: str) -> None:
    assert FAMILIES.tokens(f"xx {form.upper()}, yy") == ["xx", family, "yy"]


def test_text_for_the_index() -> None:
    assert (
        normalise_text(RULEBOOK.lexicon)("Ada kumpul-kumpul, bawa SENJATA tajam!") == "ada kumpul bawa sajam"
    )
    assert FAMILIES.text("dpn kel. Taman, bnyk org") == "depan kelurahan taman banyak orang"
    assert FAMILIES.tokens("wong akeh") == FAMILIES.tokens("orang banyak") == ["massa"]


def test_spoken_endings_belong_to_the_form() -> None:
    assert FAMILIES.tokens("bentrokannya knalpote melempari") == ["bentrok", "geber", "lempar"]


def test_diacritics_and_case_are_folded_as_fts5_does() -> None:
    assert plain_tokens("Café_RÉSAH ﬁlm") == ["cafe", "resah", "film"]
    assert fold("İ") == "i"


@given(st.text())
def test_the_index_text_holds_tokens_only(text: str) -> None:
    for token in FAMILIES.text(text).split(" "):
        assert '"' not in token
        assert token == fold(token)


@given(text=st.text(), prefix_last=st.booleans())
def test_any_text_gives_a_query_that_runs(index: sqlite3.Connection, text: str, *, prefix_last: bool) -> None:
    for query in (FAMILIES.match_query(text, prefix_last=prefix_last), FAMILIES.match_any(text)):
        index.execute(SEARCH, (query,)).fetchall()


@pytest.mark.parametrize(
    "typed", ['"', "NEAR(a b)", "a AND", "OR", "kel* :", "^x", "{a b}: c", "-", "(", "a" * 9000]
)
def test_operators_are_only_words(index: sqlite3.Connection, typed: str) -> None:
    index.execute(SEARCH, (FAMILIES.match_query(typed),)).fetchall()


def test_nothing_to_search_finds_nothing(index: sqlite3.Connection) -> None:
    assert FAMILIES.match_query("  ...") == EMPTY_QUERY == FAMILIES.match_any("")
    assert not finds(index, EMPTY_QUERY, "apa saja")


WORDS = st.sampled_from(
    sorted(
        {word for forms in RULEBOOK.lexicon.family.values() for form in forms for word in plain_tokens(form)}
    )
    + sorted(RULEBOOK.lexicon.abbreviation)
    + ["merak", "winongo", "lapangan", "siti", "20", "tiga"]
)


@given(words=st.lists(WORDS, min_size=1, max_size=8), data=st.data())
def test_every_word_of_a_report_finds_it_whole_or_half_typed(
    index: sqlite3.Connection, words: list[str], data: st.DataObject
) -> None:
    narrative = " ".join(words)
    word = data.draw(st.sampled_from(words))
    half = word[: data.draw(st.integers(min_value=min(3, len(word)), max_value=len(word)))]
    assert finds(index, FAMILIES.match_query(word, prefix_last=False), narrative)
    assert finds(index, FAMILIES.match_query(half), narrative)


@pytest.mark.parametrize("typed", ["pengeroyokan", "pengero", "keroy", "dikroyok", "ngroy"])
@pytest.mark.parametrize("said", ["dikeroyok", "keroyokan", "pengeroyokan"])
def test_one_form_finds_the_others_even_half_typed(index: sqlite3.Connection, typed: str, said: str) -> None:
    assert finds(index, FAMILIES.match_query(typed), f"ada anak {said} di pasar")


def test_every_word_is_needed_and_a_half_word_is_not_mapped_wrongly(index: sqlite3.Connection) -> None:
    query = FAMILIES.match_query("bentrok win")
    assert finds(index, query, "ricuh di winongo")
    assert not finds(index, query, "ricuh di kelun")
    assert not finds(index, FAMILIES.match_query("kelun "), "kelunturan")
    assert finds(index, FAMILIES.match_query("senjata taj"), "membawa celurit")


def test_one_or_two_letters_behind_other_words_are_waited_with() -> None:
    assert FAMILIES.match_query("viral s") == FAMILIES.match_query("viral ")
    assert FAMILIES.match_query("viral se") == FAMILIES.match_query("viral ")
    assert FAMILIES.match_query("viral seb") != FAMILIES.match_query("viral ")
    assert FAMILIES.match_query("s") != EMPTY_QUERY, "alone it is all there is"
    assert FAMILIES.match_query("rt 5") != FAMILIES.match_query("rt ")


def test_match_any_needs_one_word(index: sqlite3.Connection) -> None:
    query = FAMILIES.match_any("bentrok di winongo", without={"di"})
    assert query == '"bentrok" OR "winongo"'
    assert finds(index, query, "gelut nang kelun")


@pytest.mark.parametrize("half", ["pem", "pemab", "mab"])
def test_the_first_letters_of_a_word_in_a_phrase_find_the_phrase(
    index: sqlite3.Connection, half: str
) -> None:
    assert finds(index, FAMILIES.match_query(half), "abrik pemabuk arakan")
