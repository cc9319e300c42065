"""Multi-value registers: how writes that were made apart from each other become one value, or a visible conflict.

A write names in `base` the writes it saw. Heads are the writes that no other write names. One head is the value;
several heads with different values are a conflict that people settle (architecture.md, "Conflicts").
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from madiun_console.domain.events.registry import Logged


@dataclass(frozen=True, slots=True)
class Write:
    """One write of a value: by which fact, when, by whom."""

    fact: str
    value: Any
    at: int
    actor: str
    order: tuple[int, int, bytes]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two or more heads with different values, the latest last."""

    register: str
    heads: tuple[Write, ...]


Choose = Callable[[list[Write]], Write]


def latest(heads: list[Write]) -> Write:
    """The head that stands last in the order of facts."""
    return max(heads, key=lambda write: write.order)


class Registers:
    """All registers of one subject; the result does not depend on the order in which `write` is called."""

    def __init__(self) -> None:
        self._writes: dict[str, dict[str, Write]] = {}
        self._dead: dict[str, set[str]] = {}
        self._heads: dict[str, list[Write]] = {}  # as far as they were asked for since the last write

    def write(self, name: str, value: Any, by: Logged) -> None:
        """The fact `by` gives the register `name` a value and ends the writes of that register in its `base`."""
        if self._heads:
            self._heads.clear()
        self._writes.setdefault(name, {})[by.id] = Write(by.id, value, by.at, by.actor, by.order)
        if by.base:
            self._dead.setdefault(name, set()).update(base for base in by.base if base != by.id)

    def heads(self, name: str) -> list[Write]:
        """The writes nobody superseded, in order; all writes when facts supersede each other in a ring."""
        found = self._heads.get(name)
        if found is None:
            found = self._heads[name] = self._find_heads(name)
        return found

    def _find_heads(self, name: str) -> list[Write]:
        writes = self._writes.get(name)
        if not writes:
            return []
        if len(writes) == 1:
            return list(writes.values())
        dead = self._dead.get(name, ())
        alive = [write for write in writes.values() if write.fact not in dead]
        return sorted(alive or writes.values(), key=lambda write: write.order)

    def head_ids(self) -> dict[str, tuple[str, ...]]:
        """Register -> facts of its heads: the `base` of the next write of that register."""
        return {name: tuple(write.fact for write in self.heads(name)) for name in self._writes}

    def value(self, name: str, default: Any = None, choose: Choose = latest) -> Any:
        """The value that is shown; with several heads the one that `choose` takes."""
        heads = self.heads(name)
        return choose(heads).value if heads else default

    def winner(self, name: str, choose: Choose = latest) -> Write | None:
        """The write whose value is shown."""
        heads = self.heads(name)
        return choose(heads) if heads else None

    def conflicts(self, names: Iterable[str] | None = None) -> tuple[Conflict, ...]:
        """One conflict for each register (of `names`, or all) whose heads differ."""
        found = []
        for name in sorted(self._writes if names is None else names):
            if len(self._writes.get(name, ())) < 2:
                continue
            heads = self.heads(name)
            if len(heads) > 1 and any(head.value != heads[0].value for head in heads[1:]):
                found.append(Conflict(name, tuple(heads)))
        return tuple(found)


def in_order(facts: Iterable[Logged]) -> list[Logged]:
    """The facts of one subject, each once, in the order every desk agrees on."""
    return sorted({fact.id: fact for fact in facts}.values(), key=lambda fact: fact.order)
