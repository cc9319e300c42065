"""What an administrator had erased, as the fold of its facts: which parts of which facts are gone in every copy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from madiun_console.domain.events import office_catalogue as ev
from madiun_console.domain.events.registry import Logged
from madiun_console.domain.registers import in_order


@dataclass(frozen=True, slots=True)
class ErasureState:
    """One act of erasing; it can be widened, never taken back."""

    id: str
    incident: str | None
    gone: frozenset[tuple[str, str]]
    """(fact, part): "pii", "body" or "restricted"."""
    reason: str | None
    at: int
    actor: str


def fold_erasure(facts: Iterable[Logged]) -> ErasureState | None:
    """The state of one erasure, None when it was not ordered (yet)."""
    gone: set[tuple[str, str]] = set()
    first: tuple[Logged, ev.TextsErased] | None = None
    for fact in in_order(facts):
        if isinstance(fact.event, ev.TextsErased) and not fact.held:
            first = first or (fact, fact.event)
            gone.update((name, part) for name in fact.event.facts for part in fact.event.parts)
    if first is None:
        return None
    fact, e = first
    return ErasureState(fact.sub, e.incident, frozenset(gone), e.reason, fact.at, fact.actor)
