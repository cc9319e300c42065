"""Hints from the narrative while it is typed: likely kinds, level factors and answers; a person confirms each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from madiun_console.domain.number_words import crowd_size

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from madiun_console.domain.rulebook.kind_tables import CoreQuestion
    from madiun_console.domain.rulebook.kind_words import HintRule, KindWords
    from madiun_console.domain.words import WordFamilies

# A full stop between digits belongs to the number ("1.000 orang"), one after "jl" to the abbreviation.
_CLAUSE = re.compile(r"[,;:!?()\n]+|(?<!\d)\.+|\.+(?!\d)")
# Characters read: a call's point is made by then, and a pasted chat must not slow down typing.
_LONGEST = 4000
_LEAST_SCORE = 3
_EXACT = "="
_BOUND_PAIR = 2
_BAND_START = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class KindSuggestion:
    """A kind with its score (points of kind_words.toml) and the words of the narrative that speak for it."""

    kind_id: str
    score: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NarrativeHints:
    """Everything one reading of the narrative gives: kinds best first, factor ids, codes by field."""

    kinds: tuple[KindSuggestion, ...]
    factors: frozenset[str]
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Kind:
    kind_id: str
    needs: tuple[frozenset[int], ...]
    excludes: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Hint:
    target: str
    terms: frozenset[int]
    excludes: frozenset[int]


class NarrativeReader:
    """The rules of kind_words.toml, prepared once; one reading of 500 characters takes well under 2 ms."""

    def __init__(
        self, table: KindWords, families: WordFamilies, core_by_field: Mapping[str, CoreQuestion]
    ) -> None:
        self._families = families
        self._table = table
        self._terms: list[str] = []
        self._term_ids: dict[str, int] = {}
        # first token -> (whole phrase, term); families and plain words are two readings of one clause
        self._by_family: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        self._by_word: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        self._points: dict[int, list[tuple[int, int]]] = {}
        self._kinds: list[_Kind] = []
        for rule in table.kinds:
            # Several listed forms may be one family: the greatest weight counts, once.
            points: dict[int, int] = {}
            for word, value in rule.words:
                for term in self._ids([word]):
                    points[term] = max(value, points.get(term, 0))
            for term, value in points.items():
                self._points.setdefault(term, []).append((len(self._kinds), value))
            needs = tuple(frozenset(self._ids(words)) for words in rule.needs)
            self._kinds.append(_Kind(rule.kind, needs, frozenset(self._ids(rule.excludes))))
        self._factors = [self._hint(rule) for rule in table.factors]
        self._answers = {
            field: [self._hint(rule) for rule in rules] for field, rules in table.answers.items()
        }
        self._factor_of = {
            (question.field, option.id): option.factor
            for question in core_by_field.values()
            for option in question.options
            if option.factor
        }
        self._bands = _bands(option.id for option in core_by_field[table.crowd.field].options)

    def read(self, narrative: str, *, outside: bool = False, limit: int = 5) -> NarrativeHints:
        """Return all hints of a narrative; `outside` says that it names a place outside the city."""
        found, people = self._find(narrative)
        answers = self._answers_of(found, people)
        meant = {self._factor_of[key] for key in answers.items() if key in self._factor_of}
        ticked = {hint.target for hint in self._factors if hint.terms & found and not hint.excludes & found}
        return NarrativeHints(
            kinds=self._ranked(found, outside=outside)[:limit],
            factors=frozenset(meant | ticked),
            answers=answers,
        )

    def suggest(self, narrative: str, *, outside: bool = False, limit: int = 5) -> tuple[KindSuggestion, ...]:
        """Return the likely kinds, best first; nothing when no rule's words are there."""
        found, _ = self._find(narrative)
        return self._ranked(found, outside=outside)[:limit]

    def factor_hints(self, narrative: str) -> frozenset[str]:
        """Return the ids of the factors that the narrative hints at, those that answers mean among them."""
        return self.read(narrative).factors

    def answer_hints(self, narrative: str) -> dict[str, str]:
        """Return the hinted code per field of a core question (crowd_band, weapon, victims, timing)."""
        return self._answers_of(*self._find(narrative))

    def _answers_of(self, found: frozenset[int], people: int | None) -> dict[str, str]:
        answers: dict[str, str] = {}
        for field, hints in self._answers.items():
            code = next((hint.target for hint in hints if hint.terms & found), None)
            if code is not None:
                answers[field] = code
        if people is not None:
            band = next((code for least, code in self._bands if people >= least), None)
            if band is not None:
                answers[self._table.crowd.field] = band
        return answers

    def _ranked(self, found: frozenset[int], *, outside: bool) -> tuple[KindSuggestion, ...]:
        scores: dict[int, int] = {}
        words: dict[int, list[str]] = {}
        for term in sorted(found):
            for kind, points in self._points.get(term, ()):
                scores[kind] = scores.get(kind, 0) + points
                words.setdefault(kind, []).append(self._terms[term].removeprefix(_EXACT))
        ranked: list[tuple[int, int, KindSuggestion]] = []
        for at, rule in enumerate(self._kinds):
            score = scores.get(at, 0)
            elsewhere = outside and rule.kind_id == self._table.outside_means
            allowed = elsewhere or all(group & found for group in rule.needs)
            score += 2 * self._table.strong if elsewhere else 0
            if score >= _LEAST_SCORE and allowed and (elsewhere or not rule.excludes & found):
                suggestion = KindSuggestion(rule.kind_id, score, tuple(words.get(at, ())))
                ranked.append((-score, at, suggestion))
        return tuple(suggestion for _, _, suggestion in sorted(ranked, key=lambda entry: entry[:2]))

    def _find(self, narrative: str) -> tuple[frozenset[int], int | None]:
        found: set[int] = set()
        people: int | None = None
        for clause in _CLAUSE.split(narrative[:_LONGEST]):
            plain = self._families.plain(clause)
            if not plain:
                continue
            self._collect(plain, self._by_word, found)
            self._collect(self._families.tokens(clause), self._by_family, found)
            size = crowd_size(plain, self._table.crowd, self._table.number)
            if size is not None:
                people = size if people is None else max(people, size)
        return frozenset(found), people

    def _collect(
        self, tokens: Sequence[str], index: Mapping[str, list[tuple[tuple[str, ...], int]]], found: set[int]
    ) -> None:
        negators, reach = self._table.negators, self._table.negator_reach
        last_negator = -reach - 1
        for at, token in enumerate(tokens):
            bound = False  # "tidak setuju", "belum bubar": a word of its own that denies nothing after it
            for phrase, term in index.get(token, ()):
                if at - last_negator > reach and (
                    len(phrase) == 1 or tuple(tokens[at : at + len(phrase)]) == phrase
                ):
                    found.add(term)
                    bound = bound or len(phrase) == _BOUND_PAIR
            if token in negators and not bound:
                last_negator = at

    def _hint(self, rule: HintRule) -> _Hint:
        return _Hint(rule.target, frozenset(self._ids(rule.words)), frozenset(self._ids(rule.excludes)))

    def _ids(self, words: Iterable[str]) -> list[int]:
        """Return the term of each word, made at its first use; a word that folds to nothing has none."""
        ids: list[int] = []
        for word in words:
            exact = word.startswith(_EXACT)
            phrase = tuple(self._families.plain(word) if exact else self._families.tokens(word))
            if not phrase:
                continue
            name = (_EXACT if exact else "") + " ".join(phrase)
            if name not in self._term_ids:
                self._term_ids[name] = len(self._terms)
                self._terms.append(name)
                index = self._by_word if exact else self._by_family
                index.setdefault(phrase[0], []).append((phrase, self._term_ids[name]))
            ids.append(self._term_ids[name])
        return ids


def _bands(codes: Iterable[str]) -> tuple[tuple[int, str], ...]:
    """Return (least number, code) of "1-9", "10-29", "100+" …, the largest first; other codes are no bands."""
    bands = [(int(start[0]), code) for code in codes if (start := _BAND_START.match(code))]
    return tuple(sorted(bands, reverse=True))
