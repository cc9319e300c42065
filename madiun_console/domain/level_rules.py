"""Suggests the level of an incident from its kind and its factors, and says why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from madiun_console.domain.rulebook import Factor, Rulebook, SensitiveDateRule

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


@dataclass(frozen=True, slots=True)
class Reason:
    """One factor that counted: its points and the level that it demands by itself, if any."""

    factor: Factor
    points: int
    override: str | None

    @property
    def factor_id(self) -> str:
        """The id of the factor."""
        return self.factor.id

    def label(self, language: str = "id") -> str:
        """The factor in words."""
        return self.factor.label(language)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The suggested level, the points in total, and the reasons, strongest first."""

    level: str
    points: int
    reasons: tuple[Reason, ...]


def suggest_level(
    rulebook: Rulebook,
    default_level: str,
    kind_id: str | None,
    factors: Collection[str],
    sensitive_boost: int = 0,
) -> Suggestion:
    """The highest of the default level, the level of the points, and the levels that factors demand.

    A factor that is not for this kind or its category counts nothing (UU 9/1998: a peaceful crowd is lawful), nor does
    one the table does not know. A sensitive date counts `sensitive_boost` points. Scoring: levels.toml [scoring].
    """
    kind = rulebook.kinds.get(kind_id) if kind_id else None
    names = {kind_id, kind.category if kind else None}
    reasons = []
    for (
        factor
    ) in rulebook.factors:  # in the order of the table, so that the order of `factors` does not matter
        if factor.id not in factors or factor.not_for & names:
            continue
        points = sensitive_boost if isinstance(factor.condition, SensitiveDateRule) else factor.points
        if points or factor.override:
            reasons.append(Reason(factor, points, factor.override))
    total = sum(reason.points for reason in reasons)
    demanded = [reason.override for reason in reasons if reason.override]
    level = max((default_level, level_of_points(rulebook, total), *demanded), key=rulebook.level_rank)
    reasons.sort(key=lambda reason: (_rank(rulebook, reason.override), reason.points), reverse=True)
    return Suggestion(level, total, tuple(reasons))


def level_of_points(rulebook: Rulebook, points: int) -> str:
    """The highest level whose threshold these points reach."""
    return [level_id for level_id, least in rulebook.scoring.thresholds if points >= least][-1]


def higher_level(rulebook: Rulebook, one: str, other: str) -> str:
    """The higher of two levels."""
    return max(one, other, key=rulebook.level_rank)


def _rank(rulebook: Rulebook, override: str | None) -> int:
    return rulebook.level_rank(override) if override else -1


def factors_from_answers(
    rulebook: Rulebook, answers: Mapping[str, str], ticked: Collection[str] = ()
) -> frozenset[str]:
    """The factors that the coded answers mean, with those that were ticked.

    `answers` maps the `field` of core questions to the code of an option ("crowd_band": "30-99"); what the tables do
    not know, or have switched off, means nothing. Computed factors are not for ticking (computed_factors.py).
    """
    meant = set()
    for field, code in answers.items():
        question = rulebook.core_by_field.get(field)
        option = question.option(code) if question else None
        if option and option.factor:
            meant.add(option.factor)
    given = meant | set(ticked)
    return frozenset(
        factor.id for factor in rulebook.factors if factor.id in given and factor.condition is None
    )
