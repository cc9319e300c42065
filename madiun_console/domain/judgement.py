"""What a filled-in form means together: the factors that hold and the level they suggest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from madiun_console.domain import sensitive_dates
from madiun_console.domain.clock import local_time
from madiun_console.domain.computed_factors import Surroundings, computed_factors
from madiun_console.domain.level_rules import Suggestion, factors_from_answers, higher_level, suggest_level
from madiun_console.domain.report_form import ReportForm
from madiun_console.domain.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class History:
    """What the log knows around the form, counted within the limits of the rules (db/history.py)."""

    reports_at_place: int = 0
    """This one not included."""
    callers: int = 0
    """Different callers of the incident the form joins, this one included."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """`level` is what will be logged: the suggestion, or higher when the operator raised it."""

    level: str
    suggestion: Suggestion
    factors: frozenset[str]
    raised: bool


def judge(rulebook: Rulebook, form: ReportForm, history: History, now: int) -> Judgement:
    """The level of a form saved at the moment `now` (milliseconds), as levels.toml [scoring] says.

    Night and date are those of the event as it will be logged, so that a report means the same when it is read later.
    """
    moment = local_time(form.occurred_at(now))
    boost = _boost(rulebook, moment.date())
    around = Surroundings(
        local_time=moment.time(),
        sensitive_boost=boost,
        reports_at_place=history.reports_at_place + 1,
        callers=history.callers,
    )
    factors = factors_from_answers(rulebook, form.answers, form.ticked) | computed_factors(rulebook, around)
    kind = rulebook.kinds.get(form.kind_id)
    default = kind.default_level if kind else rulebook.levels[0].id
    suggestion = suggest_level(rulebook, default, form.kind_id or None, factors, boost)
    level = suggestion.level
    if form.raised_to in rulebook.levels_by_id:
        level = higher_level(rulebook, level, form.raised_to)
    return Judgement(level, suggestion, factors, level != suggestion.level)


@lru_cache(maxsize=64)
def _boost(rulebook: Rulebook, day: date) -> int:
    """A call is judged at every pause in typing, and the calendar of a day does not change."""
    return sensitive_dates.boost(rulebook, day)
