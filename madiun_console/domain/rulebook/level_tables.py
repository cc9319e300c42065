"""What levels.toml holds: levels, factors and their conditions, scoring, targets, states and permissions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from madiun_console.domain.rulebook.named import Named

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import time


@dataclass(frozen=True, slots=True)
class Level(Named):
    """A level of conflict potential; `rank` counts from 0, the lowest, in the order of the table."""

    rank: int
    word: Named
    """The one word of a badge ("Tinggi"); the name also holds the word of the city police ("High (tinggi)")."""
    colour: str
    shape: str
    police_situation: str
    uu7_stage: str
    meaning: Named
    criteria: tuple[Named, ...]
    action: Named


@dataclass(frozen=True, slots=True)
class NightRule:
    """The factor holds from `start` until just before `end`, local time; the window may cross midnight."""

    start: time
    end: time


@dataclass(frozen=True, slots=True)
class SensitiveDateRule:
    """The factor holds while a window of the calendar is open; its points are the boost of that window."""


@dataclass(frozen=True, slots=True)
class NearObjectRule:
    """The factor holds within `metres` of a vital object (UU 9/1998 art. 9)."""

    metres: int


@dataclass(frozen=True, slots=True)
class NearActivityRule:
    """The factor holds within `metres` and `hours` of a notified activity."""

    metres: int
    hours: int


@dataclass(frozen=True, slots=True)
class RepeatRule:
    """The factor holds with `min_reports` reports or more at one place within `days`; one place is `metres` wide."""

    min_reports: int
    days: int
    metres: int


@dataclass(frozen=True, slots=True)
class CallersRule:
    """The factor holds when `callers` different people report one incident within `minutes`."""

    callers: int
    minutes: int


Condition = NightRule | SensitiveDateRule | NearObjectRule | NearActivityRule | RepeatRule | CallersRule


@dataclass(frozen=True, slots=True)
class Factor(Named):
    """A thing that makes an incident more dangerous: a checkbox, an answer, or computed when it has a `condition`.

    `points` add up; `override` is a level that this factor alone demands; `not_for` names kinds or categories for
    which it counts nothing.
    """

    points: int
    override: str | None
    not_for: frozenset[str]
    condition: Condition | None


@dataclass(frozen=True, slots=True)
class ScoringTest:
    """A test vector of levels.toml: default level and factors give the expected level."""

    default: str
    factors: tuple[str, ...]
    expect: str


@dataclass(frozen=True, slots=True)
class ScoringRule:
    """From how many points on each level is reached, lowest first; the lowest level needs none."""

    thresholds: tuple[tuple[str, int], ...]
    tests: tuple[ScoringTest, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """One promise: an amount of `unit` ("seconds", "hours", "working_days" or "calls") and where it comes from."""

    amount: int
    unit: str
    source: str


@dataclass(frozen=True, slots=True)
class Targets:
    """All promises by group (a level id, "call", "followup", "prank") and name."""

    groups: Mapping[str, Mapping[str, Target]]

    def get(self, group: str, name: str) -> Target | None:
        """The promise, or None when the table makes none."""
        return self.groups.get(group, {}).get(name)

    def at_path(self, path: str) -> Target | None:
        """The promise at a dotted path as sop.toml writes it: "targets.high.agency_ack"."""
        head, _, rest = path.partition(".")
        group, _, name = rest.partition(".")
        return self.get(group, name) if head == "targets" else None


@dataclass(frozen=True, slots=True)
class States:
    """The states of a report, an incident and an escalation, in their usual order, with their names."""

    report: tuple[str, ...]
    incident: tuple[str, ...]
    escalation: tuple[str, ...]
    names: Mapping[str, Named]

    def label(self, state: str, language: str = "id") -> str:
        """The name of a state; a state of a newer version is shown by its id."""
        named = self.names.get(state)
        return named.label(language) if named else state


@dataclass(frozen=True, slots=True)
class Permissions:
    """What each role may do, what it has from the roles below it included."""

    roles: tuple[str, ...]
    acts: Mapping[str, frozenset[str]]
    notes: Mapping[str, str]

    def may(self, role: str, act: str) -> bool:
        """Whether people with this role may do this; an unknown role may do nothing."""
        return act in self.acts.get(role, frozenset())

    def roles_for(self, act: str) -> tuple[str, ...]:
        """The roles that may do this, in the order of the table."""
        return tuple(role for role in self.roles if act in self.acts[role])
