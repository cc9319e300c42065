"""A scored call of the quality sample as the fold of its facts (APCO/NENA 1.107.1: at least 2% of calls, random)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from madiun_console.domain.events import office_catalogue as ev
from madiun_console.domain.events.registry import Logged
from madiun_console.domain.ids import derived_id
from madiun_console.domain.registers import in_order


@dataclass(frozen=True, slots=True)
class ScoreState:
    """The latest score of one call; `report` or `call` names it."""

    id: str
    report: str | None
    call: str | None
    answers: Mapping[str, str]
    note: str | None
    at: int
    actor: str


def score_id(subject: str, logged_at: int) -> str:
    """The subject of the score of a report or call, the same at every desk."""
    return derived_id(logged_at, "score", subject)


def fold_score(facts: Iterable[Logged]) -> ScoreState | None:
    """The state of one score, None when the call was not scored (yet)."""
    state = None
    for fact in in_order(facts):
        if isinstance(fact.event, ev.CallScored) and not fact.held:
            e = fact.event
            state = ScoreState(fact.sub, e.report, e.call, dict(e.answers), e.note, fact.at, fact.actor)
    return state
