"""A report (laporan) as the fold of its facts: what one caller told us, with later answers and its tie to an incident."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace

from madiun_console.domain.events import catalogue as ev
from madiun_console.domain.events.registry import Logged
from madiun_console.domain.registers import Conflict, Registers, in_order

_PLAIN = (
    "kind_id", "unit", "precision", "lat", "lon", "occurred", "protected",
    "narrative", "address", "landmark", "told", "groups", "remarks", "name", "phone", "home",
)  # fmt: skip


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
    registers = Registers()
    logged: list[tuple[Logged, ev.ReportLogged]] = []
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
                _write_all(registers, e, fact)
            case ev.ReportAmended() as e:
                _write_all(registers, e, fact)
                for name in e.wrote:
                    if name in _PLAIN and getattr(e, name) is None:
                        registers.write(name, None, fact)
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
    heads = registers.head_ids()
    values = registers.values()
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
        conflicts=registers.conflicts(),
        heads=heads,
        last_at=last_at,
        unknown=unknown,
        held=held,
        **shown,
    )


def _write_all(registers: Registers, happened: ev.ReportLogged | ev.ReportAmended, fact: Logged) -> None:
    for question, code in happened.answers.items():
        registers.write(f"answer:{question}", code, fact)
    for name in _PLAIN:
        value = getattr(happened, name)
        if value is not None:
            registers.write(name, value, fact)


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
