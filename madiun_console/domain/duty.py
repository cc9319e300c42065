"""A shift (piket) as the fold of its facts: who began it, what was noted, the handover sheet, who has read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from madiun_console.domain.events import office_catalogue as ev
from madiun_console.domain.events.registry import Logged
from madiun_console.domain.ids import derived_id
from madiun_console.domain.registers import in_order


@dataclass(frozen=True, slots=True)
class DutyNote:
    """Something the next shift should know."""

    fact: str
    at: int
    actor: str
    text: str | None


@dataclass(frozen=True, slots=True)
class Handover:
    """The sheet as it was signed; `sheet` is JSON, None where this copy no longer holds it."""

    fact: str
    at: int
    actor: str
    sheet: str | None
    notes: str | None


@dataclass(frozen=True, slots=True)
class DutyState:
    """One period of duty of one day; several desks share it."""

    id: str
    period: str
    date: str
    started_at: int
    started_by: str
    desks: tuple[str, ...]
    notes: tuple[DutyNote, ...]
    handover: Handover | None
    ended_at: int | None
    acknowledged_at: int | None
    """When the sheet that stands was read by the incoming shift; a newer sheet has to be read again."""
    acknowledged_by: str | None
    last_at: int


def duty_id(center: str, date: str, period: str, start_ms: int) -> str:
    """The subject of a period of duty, the same at every desk: `date` is YYYY-MM-DD, `start_ms` its first moment."""
    return derived_id(start_ms, "shift", center, date, period)


def fold_duty(facts: Iterable[Logged]) -> DutyState | None:
    """The state of one shift, None when nobody began it (yet)."""
    started: list[tuple[Logged, ev.ShiftStarted]] = []
    notes: list[DutyNote] = []
    handover: Handover | None = None
    ended_at: int | None = None
    read: dict[str, Logged] = {}
    last_at = 0
    for fact in in_order(facts):
        if fact.held or fact.event is None:
            continue
        last_at = max(last_at, fact.at)
        match fact.event:
            case ev.ShiftStarted() as e:
                started.append((fact, e))
            case ev.ShiftNoteAdded() as e:
                notes.append(DutyNote(fact.id, fact.at, fact.actor, e.text))
            case ev.HandoverWritten() as e:
                handover = Handover(fact.id, fact.at, fact.actor, e.sheet, e.notes)
            case ev.ShiftEnded():
                ended_at = fact.at if ended_at is None else ended_at
            case ev.HandoverAcknowledged() as e:
                read.setdefault(e.handover, fact)
    if not started:
        return None
    first, e = started[0]
    reader = read.get(handover.fact) if handover else None
    return DutyState(
        id=first.sub,
        period=e.period,
        date=e.date,
        started_at=first.at,
        started_by=first.actor,
        desks=tuple(dict.fromkeys(item.desk for _, item in started)),
        notes=tuple(notes),
        handover=handover,
        ended_at=ended_at,
        acknowledged_at=reader.at if reader else None,
        acknowledged_by=reader.actor if reader else None,
        last_at=last_at,
    )
