"""Finds a kind of incident by what a person types: part of its name, its category, its code, or any word of the same family."""

from __future__ import annotations

from collections.abc import Sequence

from madiun_console.domain.rulebook import Rulebook
from madiun_console.domain.words import Option, WordFamilies, plain_tokens
from madiun_console.ui.widgets import Hit

_BY_FAMILY = 4


def find_kinds(
    rulebook: Rulebook, families: WordFamilies, language: str, text: str, likely: Sequence[str] = ()
) -> list[Hit]:
    """Kinds that match: beginning of the name first, any word's beginning, anywhere, then by family; else table order.

    A word typed in another form counts as in the search of the queue: "dikeroyok", "kero" find "Pengeroyokan".
    """
    words = plain_tokens(text)
    wanted = [families.options(word)[0] for word in words]
    whole = families.options(text) if len(words) > 1 else []
    ranked: list[tuple[int, int, Hit]] = []
    for place, kind in enumerate(rulebook.subs):
        category = rulebook.categories_by_id[kind.category]
        name = f" {' '.join(plain_tokens(kind.label(language)))}"
        # Both languages: who types "hoaks" finds it on an English screen, too.
        texts = f"{kind.name_id} {kind.name_en} {category.name_id} {category.name_en}"
        everything = " ".join([name, *plain_tokens(texts), kind.code.lower()])
        if not words:
            rank = likely.index(kind.id) - len(likely) if kind.id in likely else 1
        elif all(word in everything for word in words):
            rank = _rank(name, words)
        else:
            tokens = families.tokens(texts)
            by_word = all(
                word in everything or _holds(tokens, options)
                for word, options in zip(words, wanted, strict=True)
            )
            # Several words may be one of the family: "baku hantam" is a brawl.
            if not by_word and not (whole and all(_holds(tokens, options) for options in whole)):
                continue
            rank = _BY_FAMILY
        ranked.append((rank, place, Hit(kind.id, kind.label(language), category.label(language))))
    ranked.sort(key=lambda one: one[:2])
    return [hit for _, _, hit in ranked]


def _rank(name: str, words: Sequence[str]) -> int:
    if name.startswith(f" {' '.join(words)}"):
        return 0
    return 1 if all(f" {word}" in name for word in words) else 2 if all(w in name for w in words) else 3


def _holds(tokens: Sequence[str], options: Sequence[Option]) -> bool:
    return any(
        token.startswith(option.token) if option.half else token == option.token
        for option in options
        for token in tokens
    )
