"""The demo's shifts: begun, noted in, handed over and read, but for the last sheet, which waits for whoever signs in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from madiun_console.actions import shift as act
from madiun_console.db.desk import Session
from madiun_console.demo_stories import MINUTE_MS, Stage, Story
from madiun_console.domain.duty_times import Duty, duty_at
from madiun_console.queries.shift_sheet import shift_paper

EARLIER = 5
"""So many shifts before the running one are told."""


def shift_stories(stage: Stage, told: Mapping[str, Any], now: int) -> list[Story]:
    """One story for each shift, the running one last; nobody begins one in a gap of shifts.toml."""
    duties: list[Duty] = []
    moment = now
    while len(duties) <= EARLIER:
        duty = duty_at(stage.desk.rulebook, stage.desk.store.center, moment)
        if duty is None:
            break
        duties.insert(0, duty)
        moment = duty.start - 1
    stories = []
    for number, duty in enumerate(duties):
        last = number >= len(duties) - 2
        giver, taker = (
            (stage.operator, stage.supervisor) if number % 2 else (stage.supervisor, stage.operator)
        )
        notes = [text for at, text in enumerate(told["notes"]) if at % len(duties) == number]
        added = told["added"][number % len(told["added"])]
        stories.append(_shift(stage, duty, giver, None if last else taker, notes, added))
    return stories


def _shift(
    stage: Stage, duty: Duty, giver: Session, taker: Session | None, notes: Sequence[str], added: str
) -> Story:
    desk = stage.desk
    yield duty.start + 4 * MINUTE_MS
    act.start_shift(desk, giver)
    for number, text in enumerate(notes, 1):
        yield duty.start + number * 37 * MINUTE_MS
        act.add_shift_note(desk, giver, text, duty.id)
    yield duty.end - 9 * MINUTE_MS
    act.write_handover(desk, giver, duty.id, added)
    yield duty.end - 2 * MINUTE_MS
    act.end_shift(desk, giver, duty.id)
    if taker is None:
        return
    yield duty.end + 6 * MINUTE_MS
    paper = shift_paper(desk, duty.id)
    if paper is not None and paper.state is not None and paper.state.handover is not None:
        act.acknowledge_handover(desk, taker, duty.id, paper.state.handover.fact)
