"""Which letters of a text a search has found: the words of the typed families, and what a half typed word begins."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from madiun_console.domain.words import WordFamilies

Span = tuple[int, int]
"""[begin, end) in a text."""
_TOKEN = re.compile(r"[^\W_]+")


class _Word(NamedTuple):
    """A word of a text as the index cuts it, and for each of its letters the place in the text."""

    folded: str
    places: Sequence[int]


class FoundWords:
    """What was typed, ready to be held against any number of texts; it marks what the index would find."""

    def __init__(self, families: WordFamilies, text: str, *, prefix_last: bool = True) -> None:
        self._families = families
        options = [option for part in families.options(text, prefix_last=prefix_last) for option in part]
        self._plain: dict[str, list[str]] = {}
        self._whole = frozenset(option.token for option in options if not option.half)
        self._half = next((option.token for option in options if option.half), "")

    def __bool__(self) -> bool:
        return bool(self._whole or self._half)

    def spans(self, text: str) -> tuple[Span, ...]:
        """The found parts of a text in their order, none touching another: whole words, or beginnings of words."""
        if not self:
            return ()
        words = _words_of(text)
        plain: list[str] = []
        origin: list[int] = []
        for at, word in enumerate(words):
            expanded = self._plain.get(word.folded)
            if expanded is None:
                expanded = self._plain[word.folded] = self._families.plain(word.folded)
            plain += expanded
            origin += [at] * len(expanded)
        found: list[Span] = []
        for token, first, last in self._families.located(plain):
            if token in self._whole:
                found += [_span(text, words[at]) for at in range(origin[first], origin[last] + 1)]
            elif self._half and (token.startswith(self._half) or plain[first].startswith(self._half)):
                found += [self._beginning(text, words[at]) for at in range(origin[first], origin[last] + 1)]
        return _apart(found)

    def _beginning(self, text: str, word: _Word) -> Span:
        """What was typed of the word; all of it where the family begins so and the word does not."""
        if word.folded.startswith(self._half):
            return _span(text, _Word(self._half, word.places[: len(self._half)]))
        return _span(text, word)


def _words_of(text: str) -> list[_Word]:
    if text.isascii():
        return [_Word(found[0], range(found.start(), found.end())) for found in _TOKEN.finditer(text.lower())]
    folded: list[str] = []
    places: list[int] = []
    for at, sign in enumerate(text):
        for part in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", sign).casefold()):
            if not unicodedata.combining(part):
                folded.append(part)
                places.append(at)
    return [
        _Word(found[0], places[found.start() : found.end()]) for found in _TOKEN.finditer("".join(folded))
    ]


def _span(text: str, word: _Word) -> Span:
    end = word.places[-1] + 1
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1  # a mark belongs to the letter before it
    return word.places[0], end


def _apart(spans: list[Span]) -> tuple[Span, ...]:
    """In order, and one sign that folds into two words is marked once."""
    result: list[Span] = []
    for begin, end in sorted(set(spans)):
        if result and begin < result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((begin, end))
    return tuple(result)
