"""Reads levels.toml: levels, factors with their conditions, scoring with its test vectors, states, permissions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from madiun_console.domain.rulebook.level_tables import (
    CallersRule,
    Condition,
    Factor,
    Level,
    NearActivityRule,
    NearObjectRule,
    NightRule,
    Permissions,
    RepeatRule,
    ScoringRule,
    ScoringTest,
    SensitiveDateRule,
    States,
    Targets,
)
from madiun_console.domain.rulebook.named import Named
from madiun_console.domain.rulebook.read_targets import read_targets
from madiun_console.domain.rulebook.switched_off import parted

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from madiun_console.domain.rulebook.toml_table import Table, TomlFile

FILE = "levels.toml"

# the ways of computing a factor that this program knows: the words of `computed`
_COMPUTED = ("time", "calendar.toml", "distance", "distance+time", "history", "duplicates")


@dataclass(frozen=True, slots=True)
class LevelTables:
    """Everything of levels.toml; factors with `on = false` stand in `factors_off`."""

    levels: tuple[Level, ...]
    factors: tuple[Factor, ...]
    factors_off: tuple[Factor, ...]
    scoring: ScoringRule
    targets: Targets
    states: States
    permissions: Permissions


def read_levels(file: TomlFile) -> LevelTables:
    """Read the file; ids of kinds in `not_for` are checked by `check_not_for`, when the kinds are known."""
    root = file.root()
    levels = tuple(_level(table, rank) for rank, table in enumerate(root.entries("level", "level")))
    level_ids = tuple(level.id for level in levels)
    factors, off = parted(root.entries("factor", "faktor"), lambda table: _factor(table, level_ids))
    factor_ids = {factor.id for factor in (*factors, *off)}
    scoring = ScoringRule(_thresholds(root.table("scoring"), level_ids), _tests(root, level_ids, factor_ids))
    targets = read_targets(root.table("targets"), level_ids)
    states = _states(root.table("states"))
    permissions = _permissions(root.table("permissions"))
    root.done()
    return LevelTables(levels, factors, off, scoring, targets, states, permissions)


def check_not_for(file: TomlFile, factors: tuple[Factor, ...], kinds: Collection[str]) -> None:
    """Check that `not_for` of every factor names kinds or categories that exist."""
    if all(factor.not_for <= set(kinds) for factor in factors):
        return
    for table in file.root().entries("factor", "faktor"):
        table.references("not_for", kinds, "jenis atau kategori", default=())


def read_named(table: Table, key: str, key_en: str, name: str | None = None) -> Named:
    """A text in both languages as a value with an id; without English the Indonesian text stands for both."""
    text = table.text(key)
    return Named(name or key, text, table.text(key_en, text))


def read_named_list(table: Table, key: str, owner: str) -> tuple[Named, ...]:
    """A list of texts in both languages; the ids are "owner.1", "owner.2" ..."""
    texts = table.texts(key, ())
    english = table.texts(f"{key}_en", texts)
    if len(english) != len(texts):
        raise table.error(
            f"{key}_en", f"{key}_en harus berisi {len(texts)} teks seperti {key}, bukan {len(english)}"
        )
    pairs = enumerate(zip(texts, english, strict=True), start=1)
    return tuple(Named(f"{owner}.{number}", text, text_en) for number, (text, text_en) in pairs)


def _level(table: Table, rank: int) -> Level:
    level_id = table.text("id")
    label = table.text("label_id")
    level = Level(
        id=level_id,
        name_id=label,
        name_en=table.text("label_en", label),
        rank=rank,
        word=read_named(table, "word_id", "word_en", level_id),
        colour=table.text("colour"),
        shape=table.text("shape"),
        police_situation=table.text("police_situation"),
        uu7_stage=table.text("uu7_stage"),
        meaning=read_named(table, "meaning", "meaning_en"),
        criteria=read_named_list(table, "criteria", level_id),
        action=read_named(table, "action", "action_en"),
    )
    table.done()
    return level


def _factor(table: Table, level_ids: tuple[str, ...]) -> Factor:
    label = table.text("label")
    factor = Factor(
        id=table.text("id"),
        name_id=label,
        name_en=table.text("label_en", label),
        points=table.number("points", 0),
        override=table.choice("override", level_ids, "") or None,
        not_for=frozenset(table.ids("not_for", ())),
        condition=_condition(table),
    )
    table.text("points_from", "")  # says in words what the condition does
    if factor.override is None and "points" not in table:
        raise table.error("id", "perlu points atau override")
    table.done()
    return factor


def _condition(table: Table) -> Condition | None:
    if "computed" not in table:
        return None
    match table.choice("computed", _COMPUTED):
        case "time":
            return NightRule(table.clock("from"), table.clock("to"))
        case "calendar.toml":
            return SensitiveDateRule()
        case "distance":
            return NearObjectRule(table.number("metres", least=1))
        case "distance+time":
            return NearActivityRule(table.number("metres", least=1), table.number("hours", least=1))
        case "history":
            reports = table.number("min_reports", least=1)
            return RepeatRule(reports, table.number("days", least=1), table.number("metres", least=1))
        case _:
            return CallersRule(table.number("callers", least=1), table.number("minutes", least=1))


def _thresholds(table: Table, level_ids: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    """The points from which each level but the lowest is reached: the keys "middle_from", "high_from"."""
    thresholds = [(level_ids[0], 0)]
    for level_id in level_ids[1:]:
        key = f"{level_id}_from"
        points = table.number(key, least=1)
        if points <= thresholds[-1][1]:
            raise table.error(
                key, f"{key} = {points} harus lebih besar dari {thresholds[-1][1]}, batas sebelumnya"
            )
        thresholds.append((level_id, points))
    table.done()
    return tuple(thresholds)


def _tests(root: Table, level_ids: tuple[str, ...], factor_ids: set[str]) -> tuple[ScoringTest, ...]:
    tests = []
    for table in root.entries("test", "uji", required=False):
        default = table.choice("default", level_ids)
        factors = table.references("factors", factor_ids, "faktor")
        tests.append(ScoringTest(default, factors, table.choice("expect", level_ids)))
        table.done()
    return tuple(tests)


def _states(table: Table) -> States:
    lists = {subject: table.ids(subject) for subject in ("report", "incident", "escalation")}
    known = {state for states in lists.values() for state in states}
    labels = table.table("label_id")
    english = table.table("label_en") if "label_en" in table else None
    table.done()
    for side in (labels, english) if english else (labels,):
        for key in side:
            side.refer(key, key, known, "status")
    names = {}
    for state in (state for states in lists.values() for state in states):
        text = labels.text(state)
        names[state] = Named(state, text, english.text(state, text) if english else text)
    return States(lists["report"], lists["incident"], lists["escalation"], names)


def _permissions(table: Table) -> Permissions:
    """Each role with its acts; a role that is named among them brings its own along."""
    roles = tuple(key for key in table if not key.startswith("rule_"))
    named: Mapping[str, tuple[str, ...]] = {role: table.ids(role) for role in roles}
    acts: dict[str, frozenset[str]] = {}
    for role in roles:
        own: set[str] = set()
        waiting = [role]
        visited: set[str] = set()
        while waiting:
            current = waiting.pop()
            if current in visited:
                continue
            visited.add(current)
            waiting += [name for name in named[current] if name in named]
            own.update(name for name in named[current] if name not in named)
        acts[role] = frozenset(own)
    notes = {key: table.text(key) for key in table if key not in named}
    return Permissions(roles, acts, notes)
