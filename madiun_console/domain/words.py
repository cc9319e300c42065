"""Words of this field: every spelling of a word family becomes one token, for the index and for queries alike."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from madiun_console.domain.rulebook import Lexicon

# What FTS5 unicode61 calls a token: letters and digits (the underscore separates).
_TOKEN = re.compile(r"[^\W_]+")
_LITTLE = 2
_SHORTEST_HALF_WORD = 3  # "pe" would open half of all families
_MOST_QUERY_TOKENS = 24
# Endings that a listed form takes in speech ("bentrokannya", jv "knalpote", "melempari"). Longer affixes are listed.
_ENDINGS = ("nya", "ne", "e", "i", "lah")
_SHORTEST_STEM = 4
EMPTY_QUERY = '""'  # FTS5 runs it and finds nothing


def fold(text: str) -> str:
    """Return the text in lower case without diacritics (NFKD, marks dropped)."""
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))


def plain_tokens(text: str) -> list[str]:
    """Return the folded tokens of a text, as FTS5 unicode61 would cut it, before any family is applied."""
    return _TOKEN.findall(fold(text))


def normalise_text(lexicon: Lexicon) -> Callable[[str], str]:
    """Return the function that turns a narrative into the text of the FTS5 column."""
    return WordFamilies(lexicon).text


class Option(NamedTuple):
    """A token that the index may hold for a word that was typed; `half`: or one that begins so."""

    token: str
    half: bool


class WordFamilies:
    """Replaces forms by their family key, and writes safe FTS5 queries over the result."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.keep: frozenset[str] = frozenset(lexicon.keep)
        self._abbreviation = {
            fold(short): tuple(plain_tokens(full)) for short, full in lexicon.abbreviation.items()
        }
        forms: list[tuple[str, tuple[str, ...]]] = [
            (key, tuple(self._expand(plain_tokens(form))))
            for key, listed in lexicon.family.items()
            for form in (key, *listed)
        ]
        listed = {form[0]: key for key, form in forms if len(form) == 1}
        ended = {
            stem + ending: key
            for stem, key in listed.items()
            if len(stem) >= _SHORTEST_STEM
            for ending in _ENDINGS
        }
        self._family_of = ended | listed
        self.families: frozenset[str] = frozenset(lexicon.family)
        # Multi-word forms are compared after their single words were mapped, so "saling sambit" is "saling lempar".
        self._phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._keys_with_word: dict[str, set[str]] = {}
        for key, form in forms:
            if len(form) == 1:
                continue
            mapped = tuple(self._family_of.get(word, word) for word in form)
            self._phrases.setdefault(mapped[0], []).append((mapped, key))
            for word in (*form, *mapped):
                self._keys_with_word.setdefault(word, set()).add(key)
        for listed_phrases in self._phrases.values():
            listed_phrases.sort(key=lambda phrase: -len(phrase[0]))
        self._form_words = sorted(
            set(self._family_of.items())
            | {(word, key) for key, form in forms if len(form) > 1 for word in form}
        )

    def plain(self, text: str) -> list[str]:
        """Return the tokens with abbreviations expanded but families not applied (numbers stay readable)."""
        return self._expand(plain_tokens(text))

    def tokens(self, text: str) -> list[str]:
        """Return the tokens of a text, each form replaced by its family key, repeats of a key side by side once."""
        result: list[str] = []
        families, last = self.families, ""
        for token in self._without_phrases(self.plain(text)):
            if token != last or token not in families:
                result.append(token)
            last = token
        return result

    def located(self, plain: Sequence[str]) -> Iterator[tuple[str, int, int]]:
        """Give each token of `plain` words with the places of its first and last word."""
        family_of = self._family_of
        mapped = [family_of.get(word, word) for word in plain]
        phrases = self._phrases
        at, end = 0, len(mapped)
        while at < end:
            word = mapped[at]
            step = 1
            for phrase, key in phrases.get(word, ()):
                if tuple(mapped[at : at + len(phrase)]) == phrase:
                    word, step = key, len(phrase)
                    break
            yield word, at, at + step - 1
            at += step

    def _without_phrases(self, plain: Sequence[str]) -> Sequence[str]:
        """The tokens of `located`, in a third of the time where no phrase begins."""
        family_of = self._family_of
        mapped = [family_of.get(word, word) for word in plain]
        if self._phrases.keys().isdisjoint(mapped):
            return mapped
        return [token for token, _, _ in self.located(plain)]

    def text(self, text: str) -> str:
        """Return the text for the FTS5 column: tokens joined by one space."""
        return " ".join(self.tokens(text))

    def match_query(self, text: str, *, prefix_last: bool = True) -> str:
        """Return an FTS5 query that needs every word of the text; never a syntax error, whatever is typed.

        The last word counts as half typed unless a separator follows it: it is searched as a prefix and
        as every family that has a form beginning with it ("pengero" finds "dikeroyok"). One or two letters behind
        other words say little yet, and cost most: in 200,000 incidents 180 and 110 ms, the words before them 10.
        Nothing to search gives EMPTY_QUERY, which finds nothing.
        """
        parts = [_any_of(options) for options in self.options(text, prefix_last=prefix_last)]
        return " AND ".join(parts) or EMPTY_QUERY

    def options(self, text: str, *, prefix_last: bool = True) -> list[tuple[Option, ...]]:
        """Return for each word of the text the tokens of which the index must hold one."""
        half = prefix_last and bool(text) and bool(_TOKEN.match(fold(text[-1])))
        words = plain_tokens(text)
        last = words.pop() if half and words else None
        parts = [self._alternatives(token) for token in _distinct(self._query_tokens(words))]
        if last is not None and not (parts and len(last) <= _LITTLE and last.isalpha()):
            parts = parts[: _MOST_QUERY_TOKENS - 1]
            parts.append(self._half_word(last))
        return parts[:_MOST_QUERY_TOKENS]

    def match_any(self, text: str, *, without: Collection[str] = ()) -> str:
        """Return an FTS5 query that needs one of the words (to find candidates; bm25 ranks them)."""
        tokens = [token for token in self.tokens(text) if token not in without]
        return " OR ".join(f'"{token}"' for token in _distinct(tokens)[:_MOST_QUERY_TOKENS]) or EMPTY_QUERY

    def _expand(self, words: list[str]) -> list[str]:
        short = self._abbreviation
        if short.keys().isdisjoint(words):
            return words
        result: list[str] = []
        for word in words:
            full = short.get(word)
            if full is None:
                result.append(word)
            else:
                result.extend(full)
        return result

    def _query_tokens(self, words: list[str]) -> list[str]:
        return self.tokens(" ".join(words))

    def _alternatives(self, token: str) -> tuple[Option, ...]:
        """A word may stand in the index under a phrase's key: "senjata" of "senjata tajam" is "sajam" there."""
        keys = sorted(self._keys_with_word.get(token, ()))
        return tuple(Option(found, half=False) for found in _distinct([token, *keys]))

    def _half_word(self, word: str) -> tuple[Option, ...]:
        found: list[str] = []
        for full in self._expand([word]):
            mapped = self._family_of.get(full, full)
            keys = self._keys_with_word.get(mapped, set()) | self._keys_with_word.get(full, set())
            found += [one for one in (mapped, *sorted(keys)) if one != word]
        if len(word) >= _SHORTEST_HALF_WORD:
            for key in _distinct(key for form, key in self._form_words if form.startswith(word)):
                # "pemabuk arakan" stands in the index as "konvoi": "pem" begins "mabuk", which is a word of that phrase
                found += [key, *sorted(self._keys_with_word.get(key, ()))]
            found += [
                full[0] for short, full in self._abbreviation.items() if short.startswith(word) and full
            ]
        return (Option(word, half=True), *(Option(one, half=False) for one in _distinct(found)))


def _distinct(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))


def _any_of(options: Sequence[Option]) -> str:
    texts = [f'"{option.token}"{"*" if option.half else ""}' for option in options]
    return texts[0] if len(texts) == 1 else f"({' OR '.join(texts)})"
