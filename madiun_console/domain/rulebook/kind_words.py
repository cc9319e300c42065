"""What kind_words.toml holds: words that hint at a kind, a factor or an answer, and how numbers are said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KindRule:
    """The words of one kind: (word or phrase, points), one of every list of `needs`, none of `excludes`."""

    kind: str
    words: tuple[tuple[str, int], ...]
    needs: tuple[tuple[str, ...], ...]
    excludes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HintRule:
    """Words that hint at a factor (`target` = factor id) or an answer (`target` = code of an option)."""

    target: str
    words: tuple[str, ...]
    excludes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CrowdWords:
    """How callers say how many people; `many` gives the least number meant by "puluhan", "ratusan" …"""

    field: str
    units: frozenset[str]
    about: frozenset[str]
    not_units: frozenset[str]
    not_after: frozenset[str]
    many: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Indonesian and Javanese numerals."""

    digit: Mapping[str, int]
    whole: Mapping[str, int]
    ten: frozenset[str]
    teen: frozenset[str]
    hundred: frozenset[str]
    thousand: frozenset[str]


@dataclass(frozen=True, slots=True)
class KindWords:
    """The whole table; groups are already written out."""

    negators: frozenset[str]
    negator_reach: int
    common: frozenset[str]
    strong: int
    kinds: tuple[KindRule, ...]
    outside_means: str
    answers: Mapping[str, tuple[HintRule, ...]]
    factors: tuple[HintRule, ...]
    crowd: CrowdWords
    number: NumberWords
