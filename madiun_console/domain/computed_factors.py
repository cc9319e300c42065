"""Computes the factors that nobody is asked for: night, sensitive date, near things, repetition, several callers.

The conditions with their limits stand in levels.toml; the facts come in, counted within the limits of the condition.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from madiun_console.domain.rulebook import (
    CallersRule,
    NearActivityRule,
    NearObjectRule,
    NightRule,
    RepeatRule,
    Rulebook,
    SensitiveDateRule,
)
from madiun_console.domain.rulebook.level_tables import Condition

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import time

_C = TypeVar("_C", bound=Condition)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known around an incident; None or 0 where nothing is known.

    `local_time` of the event; `sensitive_boost` of its day; metres to the nearest vital object; (metres, seconds) to
    notified activities, seconds from their beginning or end, 0 while they run; reports at the place (this one included)
    within the days of the RepeatRule; different callers within the minutes of the CallersRule.
    """

    local_time: time | None = None
    sensitive_boost: int = 0
    vital_object_metres: float | None = None
    activities: tuple[tuple[float, float], ...] = ()
    reports_at_place: int = 0
    callers: int = 0


def computed_factors(rulebook: Rulebook, around: Surroundings) -> frozenset[str]:
    """The ids of the computed factors that hold in these surroundings."""
    return frozenset(
        f.id for f in rulebook.factors if f.condition is not None and _holds(f.condition, around)
    )


def _holds(condition: Condition, around: Surroundings) -> bool:
    match condition:
        case NightRule():
            return around.local_time is not None and is_night(condition, around.local_time)
        case SensitiveDateRule():
            return around.sensitive_boost > 0
        case NearObjectRule():
            return is_near_object(condition, around.vital_object_metres)
        case NearActivityRule():
            return any(is_near_activity(condition, metres, seconds) for metres, seconds in around.activities)
        case RepeatRule():
            return is_repeated(condition, around.reports_at_place)
        case CallersRule():
            return has_many_callers(condition, around.callers)


def is_night(rule: NightRule, local_time: time) -> bool:
    """Whether a local time lies in the window, its beginning included, its end not."""
    if rule.start <= rule.end:
        return rule.start <= local_time < rule.end
    return local_time >= rule.start or local_time < rule.end


def is_near_object(rule: NearObjectRule, metres: float | None) -> bool:
    """Whether a vital object is that near; None is not known."""
    return metres is not None and metres <= rule.metres


def is_near_activity(rule: NearActivityRule, metres: float, seconds: float) -> bool:
    """Whether a notified activity is that near in place and, before or after, in time."""
    return metres <= rule.metres and abs(seconds) <= rule.hours * 3600


def is_repeated(rule: RepeatRule, reports: int) -> bool:
    """Whether there were so many reports at the place, counted over the rule's days and metres."""
    return reports >= rule.min_reports


def has_many_callers(rule: CallersRule, callers: int) -> bool:
    """Whether so many different people called, counted by `most_callers_within`."""
    return callers >= rule.callers


def most_callers_within(calls: Iterable[tuple[float, str]], minutes: float) -> int:
    """The largest number of different callers within any stretch of `minutes`.

    `calls` are (seconds, a key of the caller) in any order; both ends of the stretch belong to it.
    """
    ordered = sorted(calls)
    most = first = 0
    for last, (moment, _) in enumerate(ordered):
        while moment - ordered[first][0] > minutes * 60:
            first += 1
        most = max(most, len({caller for _, caller in ordered[first : last + 1]}))
    return most


def condition_of(rulebook: Rulebook, rule: type[_C]) -> _C | None:
    """The first condition of this type in the table, for the query that counts its facts; None when there is none."""
    return next((f.condition for f in rulebook.factors if isinstance(f.condition, rule)), None)
