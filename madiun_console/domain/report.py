"""A report (laporan) as the fold of its facts: what one caller told us, with later answers and its tie to an incident."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from operator import attrgetter
from typing import Any

from madiun_console.domain.events import catalogue as ev
from madiun_console.domain.events.registry import Logged
from madiun_console.domain.registers import Conflict, Registers, in_order

_PLAIN = (
    "kind_id", "unit", "precision", "lat", "lon", "occurred", "protected",
    "narrative", "address", "landmark", "told", "groups", "remarks", "name", "phone", "home",
)  # fmt: skip
_PLAIN_OF = attrgetter(*_PLAIN)


@dataclass(frozen=True, slots=True)
class Reveal:
    """Somebody read the identity."""

    at: int
    actor: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class ReportState:
    """What the facts of one report say together. Texts are None where this copy does not hold the part."""

    id: str
    channel: str
    desk: str
    actor: str
    logged_at: int
    reported: int
    started: int
    occurred: int
    level: str
    factors: tuple[str, ...]
    anonymous: bool
    protected: bool
    kind_id: str
    unit: str | None
    precision: str
    lat: float | None
    lon: float | None
    answers: Mapping[str, str]
    narrative: str | None
    address: str | None
    landmark: str | None
    told: Mapping[str, str]
    groups: str | None
    remarks: str | None
    name: str | None
    phone: str | None
    home: str | None
    incidents: tuple[str, ...]
    """Incidents it is tied to; more than one when two desks tied it apart from each other."""
    link_facts: tuple[str, ...]
    reveals: tuple[Reveal, ...]
    conflicts: tuple[Conflict, ...]
    heads: Mapping[str, tuple[str, ...]]
    last_at: int
    unknown: int
    held: int


def fold_report(facts: Iterable[Logged]) -> ReportState | None:
    """The state of one report, None when no fact logged it (yet)."""
    logged: list[tuple[Logged, ev.ReportLogged]] = []
    writes: list[tuple[Logged, dict[str, Any]]] = []
    links: dict[str, str] = {}
    unlinked: set[str] = set()
    reveals: list[Reveal] = []
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
            case ev.ReportLogged() as e:
                logged.append((fact, e))
                writes.append((fact, _written(e)))
            case ev.ReportAmended() as e:
                emptied = {name: None for name in e.wrote if name in _PLAIN}
                writes.append((fact, emptied | _written(e)))
            case ev.ReportLinked() as e:
                links[fact.id] = e.incident
            case ev.ReportUnlinked():
                unlinked.update(fact.base)
            case ev.IdentityRevealed() as e:
                reveals.append(Reveal(fact.at, fact.actor, e.reason))
    if not logged:
        return None
    first_fact, first = logged[0]
    alive = {fact_id: incident for fact_id, incident in links.items() if fact_id not in unlinked}
    values, heads, conflicts = _settled(writes)
    shown = {name: values[name] if name in values else getattr(first, name) for name in _PLAIN}
    shown["told"] = shown["told"] or {}
    return ReportState(
        id=first_fact.sub,
        channel=first.channel,
        desk=first.desk,
        actor=first_fact.actor,
        logged_at=first_fact.at,
        reported=first.reported,
        started=first.started,
        level=first.level,
        factors=first.factors,
        anonymous=first.anonymous,
        answers={name[7:]: value for name, value in values.items() if name.startswith("answer:")},
        incidents=tuple(dict.fromkeys(alive.values())),
        link_facts=tuple(alive),
        reveals=tuple(reveals),
        conflicts=conflicts,
        heads=heads,
        last_at=last_at,
        unknown=unknown,
        held=held,
        **shown,
    )


def _written(happened: ev.ReportLogged | ev.ReportAmended) -> dict[str, Any]:
    """Register -> value, for all that a fact gives."""
    plain = zip(_PLAIN, _PLAIN_OF(happened), strict=True)
    return {
        **{f"answer:{question}": code for question, code in happened.answers.items()},
        **{name: value for name, value in plain if value is not None},
    }


def _settled(
    writes: list[tuple[Logged, dict[str, Any]]],
) -> tuple[dict[str, Any], dict[str, tuple[str, ...]], tuple[Conflict, ...]]:
    """What all writes together say: the values shown, the heads of each register, and conflicts."""
    if len(writes) == 1:  # nearly all reports, and a rebuild folds hundreds of thousands of them
        ((fact, values),) = writes
        return values, dict.fromkeys(values, (fact.id,)), ()
    registers = Registers()
    for fact, values in writes:
        for name, value in values.items():
            registers.write(name, value, fact)
    return registers.values(), registers.head_ids(), registers.conflicts()


def with_wrote(event: ev.ReportAmended) -> ev.ReportAmended:
    """The amendment with the names of the erasable fields that it gives."""
    given = [
        item.name
        for item in fields(event)
        if item.metadata.get("part") and getattr(event, item.name) is not None
    ]
    return replace(event, wrote=tuple(given))


def amended(event: ev.ReportAmended) -> tuple[str, ...]:
    """The registers that an amendment writes; the heads of these are its `base`."""
    plain = [
        item.name for item in fields(event) if item.name in _PLAIN and getattr(event, item.name) is not None
    ]
    return (*plain, *(f"answer:{question}" for question in event.answers))
