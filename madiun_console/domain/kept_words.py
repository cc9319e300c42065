"""Whether words that a desk keeps for itself, as the text and name of a search, name a caller who was erased."""

from __future__ import annotations

from collections.abc import Iterable

from madiun_console.domain.words import plain_tokens

_SHORTEST_NUMBER = 5
"""Digits of a number; fewer stand in dates and house numbers too."""
_COUNTRY = "62"


def name_a_caller(texts: Iterable[str], numbers: Iterable[str], names: Iterable[str]) -> bool:
    """Whether one of these texts holds one of the numbers, however it is spelt, or one of the names.

    A name of one word is as common as the word: then it has to be the whole text.
    """
    cut = [plain_tokens(text) for text in texts]
    digits = ["".join(char for char in "".join(words) if char.isdigit()) for words in cut]
    for number in numbers:
        wanted = "".join(char for char in number if char.isdigit()).removeprefix(_COUNTRY).lstrip("0")
        if len(wanted) >= _SHORTEST_NUMBER and any(wanted in one for one in digits):
            return True
    for name in map(plain_tokens, names):
        if len(name) == 1 and name in cut:
            return True
        if len(name) > 1 and any(_holds(words, name) for words in cut):
            return True
    return False


def _holds(words: list[str], name: list[str]) -> bool:
    return any(words[at : at + len(name)] == name for at in range(len(words) - len(name) + 1))
