"""Multi-value registers: how writes that were made apart from each other become one value, or a visible conflict.

A write names in `base` the writes it saw. Heads are the writes that no other write names. One head is the value;
several heads with different values are a conflict that people settle (architecture.md, "Conflicts").
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, NamedTuple

from madiun_console.domain.events.registry import Logged


class Write(NamedTuple):
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


_ORDER = attrgetter("order")
Choose = Callable[[list[Write]], Write]


def latest(heads: list[Write]) -> Write:
    """The head that stands last in the order of facts."""
    return heads[0] if len(heads) == 1 else max(heads, key=_ORDER)


class Registers:
    """All registers of one subject; the result does not depend on the order in which `write` is called."""

    def __init__(self) -> None:
        self._writes: dict[str, dict[str, Write]] = {}
        self._dead: dict[str, set[str]] = {}
        self._heads: dict[str, list[Write]] = {}  # as far as they were asked for since the last write

    def write(self, name: str, value: Any, by: Logged, base: Iterable[str] | None = None) -> None:
        """The fact `by` gives the register `name` a value and ends the writes of that register in `base`, usually its own."""
        fact = by.id
        written = Write(fact, value, by.at, by.actor, by.order)
        writes = self._writes.get(name)
        if writes is None:
            self._writes[name] = {fact: written}
        else:
            writes[fact] = written
            self._heads.pop(name, None)
        ended = by.base if base is None else base
        if ended:
            self._dead.setdefault(name, set()).update(one for one in ended if one != fact)

    def heads(self, name: str) -> list[Write]:
        """The writes nobody superseded, in order; all writes when facts supersede each other in a ring."""
        writes = self._writes.get(name)
        if not writes:
            return []
        if len(writes) == 1:  # nearly all registers of nearly all subjects
            return list(writes.values())
        found = self._heads.get(name)
        if found is None:
            dead = self._dead.get(name, ())
            alive = [write for write in writes.values() if write.fact not in dead]
            found = self._heads[name] = sorted(alive or writes.values(), key=_ORDER)
        return found

    def head_ids(self) -> dict[str, tuple[str, ...]]:
        """Register -> facts of its heads: the `base` of the next write of that register."""
        return {
            name: tuple(writes) if len(writes) == 1 else tuple(write.fact for write in self.heads(name))
            for name, writes in self._writes.items()
        }

    def values(self) -> dict[str, Any]:
        """Register -> the value that is shown, the latest of several heads; for those that were written."""
        return {name: latest(self.heads(name)).value for name in self._writes}

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
        several = {name for name, writes in self._writes.items() if len(writes) > 1}
        for name in sorted(several if names is None else several.intersection(names)):
            heads = self.heads(name)
            if len(heads) > 1 and any(head.value != heads[0].value for head in heads[1:]):
                found.append(Conflict(name, tuple(heads)))
        return tuple(found)


def in_order(facts: Iterable[Logged]) -> list[Logged]:
    """The facts of one subject, each once, in the order every desk agrees on."""
    return sorted({fact.id: fact for fact in facts}.values(), key=_ORDER)
