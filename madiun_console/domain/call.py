"""Calls that yielded no report, and the call-backs that somebody is waiting for, as folds of their facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from madiun_console.domain.events import catalogue as ev
from madiun_console.domain.events.registry import Logged
from madiun_console.domain.registers import in_order


@dataclass(frozen=True, slots=True)
class CallState:
    """One call that was no incident."""

    id: str
    outcome: str
    channel: str
    desk: str
    actor: str
    started: int
    logged_at: int
    phone: str | None
    note: str | None
    told: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CallbackState:
    """Somebody is to be called by `due` (milliseconds); after `call` was cut off, or as promised to `report`."""

    id: str
    due: int
    call: str | None
    report: str | None
    promised_at: int
    promised_by: str
    note: str | None
    tries: int
    last_outcome: str | None
    settled: bool
    last_at: int
    last_note: str | None = None
    """What was noted at the last attempt that has a note."""


def fold_call(facts: Iterable[Logged]) -> CallState | None:
    """The state of one call, None when it was not logged (yet)."""
    for fact in in_order(facts):
        if isinstance(fact.event, ev.CallLogged) and not fact.held:
            e = fact.event
            return CallState(
                fact.sub, e.outcome, e.channel, e.desk, fact.actor, e.started, fact.at, e.phone, e.note,
                e.told or {},
            )  # fmt: skip
    return None


def fold_callback(facts: Iterable[Logged]) -> CallbackState | None:
    """The state of one call-back, None when it was not promised (yet)."""
    promised: list[tuple[Logged, ev.CallbackPromised]] = []
    tried: list[tuple[Logged, ev.CallbackTried]] = []
    for fact in in_order(facts):
        if fact.held:
            continue
        match fact.event:
            case ev.CallbackPromised() as e:
                promised.append((fact, e))
            case ev.CallbackTried() as e:
                tried.append((fact, e))
    if not promised:
        return None
    fact, e = promised[0]
    return CallbackState(
        id=fact.sub,
        due=e.due,
        call=e.call,
        report=e.report,
        promised_at=fact.at,
        promised_by=fact.actor,
        note=e.note,
        tries=len(tried),
        last_outcome=tried[-1][1].outcome if tried else None,
        settled=any(step.settled for _, step in tried),
        last_at=max(fact.at, *(item.at for item, _ in tried)) if tried else fact.at,
        last_note=next((step.note for _, step in reversed(tried) if step.note), None),
    )
