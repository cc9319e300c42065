"""An escalation (eskalasi) as the fold of its facts: one incident given to one agency, with its own clock and states."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from madiun_console.domain.escalation_states import ANSWERED
from madiun_console.domain.events import catalogue as ev
from madiun_console.domain.events.registry import Logged
from madiun_console.domain.registers import in_order


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing the agency said: state, who by role, by which channel, when it happened and when it was logged."""

    state: str
    occurred: int
    at: int
    actor: str
    channel: str
    role: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class AgencyNote:
    """A line the agency added about its work."""

    at: int
    actor: str
    text: str | None


@dataclass(frozen=True, slots=True)
class EscalationState:
    """What the facts of one escalation say together."""

    id: str
    incident: str
    agency: str
    level: str
    state: str
    sent: int
    sent_fact: str
    sent_order: tuple[int, int, bytes]
    sent_by: str
    channel: str
    message: str | None
    decree: str | None
    rung_of: str | None
    answers: tuple[Answer, ...]
    notes: tuple[AgencyNote, ...]
    first_answer: int | None
    """When the agency first answered (milliseconds); the clock of `agency_ack` stops there."""
    last_at: int
    unknown: int
    held: int


def fold_escalation(facts: Iterable[Logged]) -> EscalationState | None:
    """The state of one escalation, None when no fact sent it (yet). Steps only add; the last one is the state."""
    sent: list[tuple[Logged, ev.IncidentEscalated]] = []
    answers: list[Answer] = []
    notes: list[AgencyNote] = []
    withdrawn: set[str] = set()
    unknown = held = last_at = 0
    for fact in in_order(facts):
        if fact.held:
            held += 1
            continue
        if fact.event is None:
            unknown += 1
            continue
        last_at = max(last_at, fact.at)
        match fact.event:
            case ev.IncidentEscalated() as e:
                sent.append((fact, e))
            case ev.EscalationAnswered() as e:
                answers.append(Answer(e.state, e.occurred, fact.at, fact.actor, e.channel, e.role, e.note))
            case ev.EscalationNoted() as e:
                notes.append(AgencyNote(fact.at, fact.actor, e.text))
            case ev.EscalationWithdrawn():
                withdrawn.update(fact.base)
    if not sent:
        return None
    fact, first = sent[0]
    state = answers[-1].state if answers else "sent"
    if all(item.id in withdrawn for item, _ in sent):
        state = "cancelled"
    reached = [answer.occurred for answer in answers if answer.state in ANSWERED]
    return EscalationState(
        id=fact.sub,
        incident=first.incident,
        agency=first.agency,
        level=first.level,
        state=state,
        sent=first.sent,
        sent_fact=fact.id,
        sent_order=fact.order,
        sent_by=fact.actor,
        channel=first.channel,
        message=first.message,
        decree=first.decree,
        rung_of=first.rung_of,
        answers=tuple(answers),
        notes=tuple(notes),
        first_answer=min(reached) if reached else None,
        last_at=last_at,
        unknown=unknown,
        held=held,
    )
