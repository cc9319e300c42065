"""One changed value of a domain table as the fold of its facts; conflicts are settled by the next change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from madiun_console.domain.events import office_catalogue as ev
from madiun_console.domain.events.registry import Logged
from madiun_console.domain.ids import derived_id
from madiun_console.domain.registers import Registers, in_order

VALUE = "value"


@dataclass(frozen=True, slots=True)
class RuleVersion:
    """One change: `value` is JSON, None with `shipped`, or where this copy no longer holds it."""

    fact: str
    value: str | None
    shipped: bool
    at: int
    actor: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class RuleState:
    """What a value of a table is now, and how it became so, the latest last."""

    id: str
    table: str
    path: str
    now: RuleVersion
    history: tuple[RuleVersion, ...]
    conflicts: int
    heads: tuple[str, ...]
    """The facts that the next change supersedes."""


def rule_id(center: str, table: str, path: str) -> str:
    """The subject of a value of a table, the same at every desk."""
    return derived_id(0, "rule", center, table, path)


def fold_rule(facts: Iterable[Logged]) -> RuleState | None:
    """The state of one rule, None when nobody changed it (yet)."""
    registers = Registers()
    history: dict[str, RuleVersion] = {}
    first: tuple[str, str, str] | None = None
    for fact in in_order(facts):
        if fact.held or not isinstance(fact.event, ev.RuleSet):
            continue
        e = fact.event
        first = first or (fact.sub, e.table, e.path)
        history[fact.id] = RuleVersion(fact.id, e.value, e.shipped, fact.at, fact.actor, e.reason)
        registers.write(VALUE, (e.shipped, e.value), fact)
    write = registers.winner(VALUE)
    if first is None or write is None:
        return None
    return RuleState(
        *first,
        now=history[write.fact],
        history=tuple(history.values()),
        conflicts=len(registers.conflicts()),
        heads=registers.head_ids()[VALUE],
    )
