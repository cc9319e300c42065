"""Says by when things are due: target times of levels, deadlines of steps, working days, and how near a deadline is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Collection

    from madiun_console.domain.rulebook import Rulebook, Step, Target

DeadlineState = Literal["ok", "soon", "over"]

_SATURDAY = 5  # datetime.weekday()


def target_seconds(rulebook: Rulebook, level_id: str, name: str) -> int | None:
    """The promised seconds of a level ("agency_ack") or of the groups "call" and "followup"; None for no promise.

    None too for a promise in working days, which has no length of its own: `seconds_until_due` needs the moment.
    """
    target = rulebook.targets.get(level_id, name)
    return _fixed_seconds(target) if target else None


def _fixed_seconds(target: Target) -> int | None:
    if target.unit == "seconds":
        return target.amount
    return target.amount * 3600 if target.unit == "hours" else None


def due_at(target: Target, since: datetime) -> datetime | None:
    """The moment at which a promise made at `since` is due; None for a promise that is no time.

    `since` is local time with its zone: working days are days of the office.
    """
    if target.unit == "working_days":
        return add_working_days(since, target.amount)
    seconds = _fixed_seconds(target)
    return since + timedelta(seconds=seconds) if seconds is not None else None


def seconds_until_due(target: Target, since: datetime) -> int | None:
    """The seconds from `since` until the promise is due; None for a promise that is no time."""
    due = due_at(target, since)
    return int((due - since).total_seconds()) if due else None


def add_working_days(since: datetime, days: int) -> datetime:
    """The same time of day after so many working days, Monday to Friday; public holidays are not known here.

    A promise made at the weekend counts from the end of that weekend's Sunday, so one day from Saturday is Monday.
    """
    due = since
    for _ in range(days):
        due += timedelta(1)
        while due.weekday() >= _SATURDAY:
            due += timedelta(1)
    return due


def steps_for(
    rulebook: Rulebook, level_id: str, factors: Collection[str], kind_id: str = ""
) -> tuple[Step, ...]:
    """The steps of the procedure at a level, those of the levels below included, in the order of the table.

    A step that stands only with certain factors is there when one of them is, one for certain kinds for these only. A
    level that the tables do not know has the steps of all.
    """
    known = rulebook.levels_by_id.get(level_id)
    rank = known.rank if known else len(rulebook.levels)
    kind = rulebook.kinds.get(kind_id)
    category = kind.category if kind else ""
    return tuple(
        step
        for step in rulebook.steps
        if rulebook.level_rank(step.level) <= rank and step.stands(kind_id, category, factors)
    )


def step_seconds(step: Step, opened: datetime) -> int | None:
    """The seconds from the opening of the incident until a step is due; None for a step without a deadline."""
    return seconds_until_due(step.due, opened) if step.due else None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A promise on a clock: `since` and `due` in seconds of one clock, a monotonic one for what people see tick."""

    since: float
    due: float

    def left(self, now: float) -> float:
        """The seconds left, negative when the deadline has passed."""
        return self.due - now

    def state(self, now: float, warn_fraction: float = 0.75) -> DeadlineState:
        """Whether there is time ("ok"), little of it ("soon", from this fraction of the time on) or none ("over").

        At the second of the deadline it is over; a clock that stands before `since` has time.
        """
        if now >= self.due:
            return "over"
        return "soon" if now - self.since >= (self.due - self.since) * warn_fraction else "ok"
