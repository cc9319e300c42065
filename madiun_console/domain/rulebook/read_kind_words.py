"""Reads kind_words.toml: groups written out, kinds, factors, fields and codes checked against the other tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from madiun_console.domain.rulebook.kind_words import CrowdWords, HintRule, KindRule, KindWords, NumberWords
from madiun_console.domain.rulebook.toml_table import TomlFile

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from madiun_console.domain.rulebook.kind_tables import CoreQuestion
    from madiun_console.domain.rulebook.rulebook import Rulebook
    from madiun_console.domain.rulebook.toml_table import Table

FILE = "kind_words.toml"
_WEIGHTS = ("strong", "some", "weak")

Groups = dict[str, tuple[str, ...]]


def read_kind_words(text: str, rulebook: Rulebook) -> KindWords:
    """Parse and check the table against the rulebook; RuleTableError names file, line and reason of the first fault.

    It is no part of `Rulebook`: only the intake needs it, and reading it need not delay the first window.
    """
    kinds, core_by_field = rulebook.kinds, rulebook.core_by_field
    # A computed factor (night, a place reported before) is never read from the narrative.
    factors = [factor.id for factor in rulebook.factors_by_id.values() if factor.condition is None]
    root = TomlFile(FILE, text).root()
    points = _points(root.table("weight"))
    language = root.table("language")
    groups: Groups = {}
    named = root.table("group")
    for name in tuple(named.keys()):
        groups[name] = _words(named, name, groups)
    outside = root.table("place")
    outside_means = outside.text("outside_means")
    outside.refer("outside_means", outside_means, kinds, "jenis kejadian")
    outside.done()
    result = KindWords(
        negators=frozenset(language.texts("negators")),
        negator_reach=language.number("negator_reach"),
        common=frozenset(language.texts("common")),
        strong=points["strong"],
        kinds=tuple(_kinds(root.table("kind"), kinds, groups, points)),
        outside_means=outside_means,
        answers=_answers(root.table("answer"), core_by_field, groups),
        factors=tuple(_factors(root.table("factor"), factors, groups)),
        crowd=_crowd(root.table("crowd"), core_by_field),
        number=_number(root.table("number")),
    )
    language.done()
    root.done()
    return result


def _points(table: Table) -> Mapping[str, int]:
    points = {name: table.number(name, least=1) for name in _WEIGHTS}
    table.done()
    return points


def _words(table: Table, key: str, groups: Groups, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
    return _written_out(table, key, table.texts(key, default), groups)


def _written_out(table: Table, key: str, words: Iterable[str], groups: Groups) -> tuple[str, ...]:
    result: dict[str, None] = {}
    for word in words:
        if not word.startswith("@"):
            result[word] = None
            continue
        table.refer(key, word[1:], groups, "kelompok kata")
        result.update(dict.fromkeys(groups[word[1:]]))
    return tuple(result)


def _kinds(
    table: Table, known: Collection[str], groups: Groups, points: Mapping[str, int]
) -> Iterable[KindRule]:
    for kind in tuple(table.keys()):
        table.refer(kind, kind, known, "jenis kejadian")
        entry = table.table(kind)
        # A word listed twice, itself and by its group, counts with the greater weight.
        words: dict[str, int] = {}
        for weight in _WEIGHTS:
            for word in _words(entry, weight, groups, ()):
                words.setdefault(word, points[weight])
        yield KindRule(
            kind=kind,
            words=tuple(words.items()),
            needs=tuple(_one_of(entry, needed, groups) for needed in entry.texts("needs", ())),
            excludes=_words(entry, "not", groups, ()),
        )
        entry.done()


def _one_of(entry: Table, needed: str, groups: Groups) -> tuple[str, ...]:
    return _written_out(entry, "needs", (word.strip() for word in needed.split("|")), groups)


def _answers(
    table: Table, core_by_field: Mapping[str, CoreQuestion], groups: Groups
) -> Mapping[str, tuple[HintRule, ...]]:
    answers: dict[str, tuple[HintRule, ...]] = {}
    for field in tuple(table.keys()):
        table.refer(field, field, core_by_field, "isian pertanyaan inti")
        entry = table.table(field)
        codes = [option.id for option in core_by_field[field].options]
        rules: list[HintRule] = []
        for code in tuple(entry.keys()):
            entry.refer(code, code, codes, "kode jawaban")
            rules.append(HintRule(target=code, words=_words(entry, code, groups)))
        answers[field] = tuple(rules)
    return answers


def _factors(table: Table, known: Collection[str], groups: Groups) -> Iterable[HintRule]:
    for factor in tuple(table.keys()):
        table.refer(factor, factor, known, "faktor")
        entry = table.table(factor)
        yield HintRule(
            target=factor, words=_words(entry, "words", groups), excludes=_words(entry, "not", groups, ())
        )
        entry.done()


def _crowd(table: Table, core_by_field: Mapping[str, CoreQuestion]) -> CrowdWords:
    field = table.text("field")
    table.refer("field", field, core_by_field, "isian pertanyaan inti")
    crowd = CrowdWords(
        field=field,
        units=frozenset(table.texts("units")),
        about=frozenset(table.texts("about")),
        not_units=frozenset(table.texts("not_units")),
        not_after=frozenset(table.texts("not_after")),
        many=_values(table.table("many")),
    )
    table.done()
    return crowd


def _number(table: Table) -> NumberWords:
    number = NumberWords(
        digit=_values(table.table("digit")),
        whole=_values(table.table("whole")),
        ten=frozenset(table.texts("ten")),
        teen=frozenset(table.texts("teen")),
        hundred=frozenset(table.texts("hundred")),
        thousand=frozenset(table.texts("thousand")),
    )
    table.done()
    return number


def _values(table: Table) -> Mapping[str, int]:
    return {word: table.number(word) for word in tuple(table.keys())}
