"""An incident (kejadian) as the fold of its facts: pure, total, and the same whatever order the facts came in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from madiun_console.domain.events import catalogue as ev
from madiun_console.domain.events import office_catalogue as office
from madiun_console.domain.events.registry import Logged
from madiun_console.domain.registers import Conflict, Registers, Write, in_order, latest

OPEN = "open"
"""The register that escalating, raising and linking write too, so that a close ends only what it has seen."""
_SETTLED_ELSEWHERE = frozenset({OPEN})


@dataclass(frozen=True, slots=True)
class Place:
    """Where it happens; every field may be unknown."""

    unit: str | None = None
    precision: str = "unknown"
    lat: float | None = None
    lon: float | None = None
    address: str | None = None
    landmark: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A line of the log book; `restricted` ones are for the call center only."""

    fact: str
    at: int
    actor: str
    text: str | None
    restricted: bool


@dataclass(frozen=True, slots=True)
class StepState:
    """A step of the procedure, when it was ticked and by whom."""

    done: bool
    at: int
    actor: str


@dataclass(frozen=True, slots=True)
class Closing:
    """How it ended; `code` is the reviewed one, `original` what the person who closed it said."""

    fact: str
    code: str
    original: str
    level: str
    at: int
    actor: str
    note: str | None
    approved: bool


@dataclass(frozen=True, slots=True)
class Review:
    """What a supervisor said of a closing: "approved", "returned" or "corrected"."""

    verdict: str
    closing: str
    """The fact that closed it."""
    at: int
    actor: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class IncidentState:
    """What the facts of one incident say together."""

    id: str
    number: str
    desk: str
    opened_at: int
    opened_by: str
    occurred: int
    level: str
    opened_level: str
    kind_id: str
    place: Place
    owner: str | None
    is_open: bool
    status: str
    """What people gave it: open, handling, monitoring, resolved, closed, reopened; see `shown_status`."""
    status_order: tuple[int, int, bytes]
    closing: Closing | None
    review: Review | None
    """Of the closing that stands, or the one that was returned; None while nobody looked at it."""
    waits_for_review: bool
    erased_callers: Mapping[str, int]
    """Report whose identity was erased -> 1 when that took away one of the different callers."""
    factors: tuple[str, ...]
    notes: tuple[Note, ...]
    steps: Mapping[str, StepState]
    reports: Mapping[str, tuple[str, ...]]
    """Linked report -> the facts that link it (the `base` of an unlinking)."""
    escalations: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    heads: Mapping[str, tuple[str, ...]]
    """Register -> facts that the next write of it supersedes."""
    last_at: int
    unknown: int
    """Facts of a newer version."""
    held: int
    """Facts that wait for a supervisor's confirmation."""


@dataclass(slots=True)
class _Gathered:
    registers: Registers = field(default_factory=Registers)
    opened: tuple[Logged, ev.IncidentOpened] | None = None
    levels: list[tuple[Logged, str]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    unlinked: set[str] = field(default_factory=set)
    escalations: dict[str, None] = field(default_factory=dict)
    factors: dict[str, None] = field(default_factory=dict)
    closings: dict[str, Closing] = field(default_factory=dict)
    reviews: dict[str, Review] = field(default_factory=dict)
    erased: dict[str, int] = field(default_factory=dict)
    last_at: int = 0
    unknown: int = 0
    held: int = 0


def fold_incident(facts: Iterable[Logged], level_ids: Sequence[str]) -> IncidentState | None:
    """The state of one incident, None when no fact opened it (yet).

    `level_ids` are the levels of levels.toml, lowest first: of concurrent levels the higher wins.
    """
    got = _Gathered()
    for fact in in_order(facts):
        if fact.held:
            got.held += not fact.refused
        elif fact.event is None:
            got.unknown += 1
        else:
            got.last_at = max(got.last_at, fact.at)
            _take(got, fact)
    if got.opened is None:
        return None
    rank = {level: number for number, level in enumerate(level_ids)}
    first_fact, first = got.opened
    _write_levels(got, rank)
    registers = got.registers
    alive = _links(got)
    heads = registers.head_ids()
    open_now = any(write.value for write in registers.heads(OPEN))
    status_write = registers.winner("status")
    status = status_write.value if status_write else "open"
    if not open_now:
        status = "closed"
    elif status == "closed":
        status = "reopened"
    closing = None if open_now else _closing(got)
    review = _review(got)
    return IncidentState(
        id=first_fact.sub,
        number=first.number,
        desk=first.desk,
        opened_at=first_fact.at,
        opened_by=first_fact.actor,
        occurred=first.occurred,
        level=registers.value("level", first.level, lambda heads: _highest(heads, rank)),
        opened_level=first.level,
        kind_id=registers.value("kind_id", first.kind_id),
        place=registers.value("place", Place()),
        owner=registers.value("owner"),
        is_open=open_now,
        status=status,
        status_order=status_write.order if status_write else first_fact.order,
        closing=closing,
        review=review if review and (open_now or (closing and review.closing == closing.fact)) else None,
        waits_for_review=closing is not None
        and not closing.approved
        and (review is None or review.closing != closing.fact),
        erased_callers=got.erased,
        factors=tuple(got.factors),
        notes=tuple(got.notes),
        steps={
            name[5:]: StepState(bool(write.value), write.at, write.actor)
            for name in heads
            if name.startswith("step:") and (write := registers.winner(name))
        },
        reports=alive,
        escalations=tuple(got.escalations),
        conflicts=registers.conflicts(heads.keys() - _SETTLED_ELSEWHERE),
        heads=heads,
        last_at=got.last_at,
        unknown=got.unknown,
        held=got.held,
    )


def _highest(heads: list[Write], rank: Mapping[str, int]) -> Write:
    return max(heads, key=lambda write: (rank.get(write.value, -1), write.order))


def _write_levels(got: _Gathered, rank: Mapping[str, int]) -> None:
    """Only a lowering ends a higher level: whatever a raising names in its `base`, it lowers nothing."""
    ranks = {fact.id: rank.get(level, -1) for fact, level in got.levels}
    for fact, level in got.levels:
        base: Sequence[str] = fact.base
        if not isinstance(fact.event, ev.LevelLowered):
            base = [one for one in base if ranks.get(one, -1) <= ranks[fact.id]]
        got.registers.write("level", level, fact, base)


def _links(got: _Gathered) -> dict[str, tuple[str, ...]]:
    alive: dict[str, list[str]] = {}
    for fact_id, report in got.links.items():
        if fact_id not in got.unlinked:
            alive.setdefault(report, []).append(fact_id)
    return {report: tuple(fact_ids) for report, fact_ids in alive.items()}


def _closing(got: _Gathered) -> Closing | None:
    """The closing that stands, with the code that a review gave it."""
    write = got.registers.winner("closing")
    closing = got.closings.get(write.fact) if write else None
    if closing is None:
        return None
    code = got.registers.winner(f"code:{closing.fact}")
    return replace(closing, code=code.value) if code else closing


def _review(got: _Gathered) -> Review | None:
    write = got.registers.winner("review")
    return got.reviews.get(write.fact) if write else None


def _place_of(happened: ev.IncidentOpened | ev.PlaceChanged) -> Place:
    return Place(
        happened.unit, happened.precision, happened.lat, happened.lon, happened.address, happened.landmark
    )


def _take(got: _Gathered, fact: Logged) -> None:
    write = got.registers.write
    match fact.event:
        case ev.IncidentOpened() as e:
            if got.opened is not None:  # it is open already
                return
            got.opened = (fact, e)
            got.factors.update(dict.fromkeys(e.factors))
            got.levels.append((fact, e.level))
            write("kind_id", e.kind_id, fact)
            write("place", _place_of(e), fact)
            write("status", "open", fact)
            write(OPEN, True, fact)
        case ev.LevelRaised() as e:
            got.factors.update(dict.fromkeys(e.factors))
            got.levels.append((fact, e.level))
            write(OPEN, True, fact)
        case ev.LevelLowered() as e:
            got.levels.append((fact, e.level))
        case ev.KindChanged() as e:
            write("kind_id", e.kind_id, fact)
        case ev.PlaceChanged() as e:
            write("place", _place_of(e), fact)
        case ev.IncidentClaimed():
            write("owner", fact.actor, fact)
        case ev.IncidentHandedOver() as e:
            write("owner", e.owner, fact)
        case ev.StatusSet() as e:
            write("status", e.status, fact)
        case ev.NoteAdded() as e:
            got.notes.append(
                Note(
                    fact.id, fact.at, fact.actor, e.text or e.remark, e.text is None and e.remark is not None
                )
            )
        case ev.StepTicked() as e:
            write(f"step:{e.step}", e.done, fact)
        case ev.IncidentClosed() as e:
            got.closings[fact.id] = Closing(
                fact.id, e.code, e.code, e.level, fact.at, fact.actor, e.note, e.approved
            )
            write(OPEN, False, fact)
            write("status", "closed", fact)
            write("closing", e.code, fact)
        case ev.IncidentReopened():
            write(OPEN, True, fact)
            write("status", "reopened", fact)
        case office.ClosingApproved() as e:
            got.reviews[fact.id] = Review("approved", e.closing, fact.at, fact.actor)
            write("review", ("approved", e.closing), fact)
        case office.ClosingReturned() as e:
            got.reviews[fact.id] = Review("returned", e.closing, fact.at, fact.actor, e.reason)
            write("review", ("returned", e.closing), fact)
            write(OPEN, True, fact)
            write("status", "reopened", fact)
        case office.ClosingCorrected() as e:
            got.reviews[fact.id] = Review("corrected", e.closing, fact.at, fact.actor, e.reason)
            write("review", ("corrected", e.closing), fact)
            write(f"code:{e.closing}", e.code, fact)
        case office.TextsErased() as e:
            for report, count in e.callers.items():
                got.erased[report] = max(got.erased.get(report, 0), min(max(count, 0), 1))
        case ev.ReportLinked():
            got.links[fact.id] = fact.sub
            write(OPEN, True, fact)
        case ev.ReportUnlinked():
            got.unlinked.update(fact.base)
        case ev.IncidentEscalated():
            got.escalations[fact.sub] = None
            write(OPEN, True, fact)


def shown_status(state: IncidentState, escalations: Iterable[tuple[str, tuple[int, int, bytes]]]) -> str:
    """The status in the queue: what people gave it, or else how far its escalations have come.

    `escalations` are (state, order of the fact that sent it). Once a person has set handling, monitoring or resolved,
    that stands. Handling wins over forwarded; what was sent before a reopening does not count.
    """
    if state.status not in ("open", "reopened"):
        return state.status
    live = [name for name, order in escalations if order > state.status_order]
    if any(name in ("received", "moving", "on_scene", "done") for name in live):
        return "handling"
    if any(name == "sent" for name in live):
        return "forwarded"
    return state.status


__all__ = [
    "Closing",
    "IncidentState",
    "Note",
    "Place",
    "Review",
    "StepState",
    "fold_incident",
    "latest",
    "shown_status",
]
