"""What the server must know of each type of event to judge and route it, taken from the console's own declarations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from madiun_console.domain.events import catalogue as _catalogue  # noqa: F401 - declares the types
from madiun_console.domain.events.registry import event_types
from madiun_console.domain.rulebook.level_tables import Permissions
from madiun_console.domain.rulebook.rulebook import Rulebook

RANKS = {"operator": 1, "supervisor": 2, "administrator": 3}
"""Roles of levels.toml in the order in which each has the rights of the one before."""
_SPECIAL = frozenset(
    {
        "center_founded", "person_added", "role_changed", "person_disabled", "person_enabled", "password_set",
        "report_unlinked", "incident_escalated", "escalation_withdrawn", "identity_shared",
        "held_settled", "texts_erased",
    }
)  # fmt: skip
"""Types after which later items of a batch are judged or routed differently."""
_AGENCY_MAY = frozenset({"escalation_answered", "escalation_noted", "password_set"})
_TO_AGENCY = frozenset(
    {
        "report_logged", "report_amended", "report_linked", "report_unlinked",
        "incident_opened", "level_raised", "level_lowered", "kind_changed", "place_changed", "status_set", "note_added",
        "incident_closed", "incident_reopened", "closing_returned",
        "incident_escalated", "escalation_answered", "escalation_noted", "escalation_withdrawn", "identity_shared",
    }
)  # fmt: skip
"""What an agency is told of an incident that was given to it."""


class TypeRule(NamedTuple):
    """A row of `sync.event_type`."""

    type: str
    v: int
    kind: str
    also: str | None
    rank: int
    special: bool
    agency_may: bool
    to_agency: bool


def type_rules(permissions: Permissions) -> Iterator[TypeRule]:
    """A rule for each declared type; `permissions` says which role may do what."""
    for declared in event_types().values():
        rank = rank_of(declared.needs, permissions)
        yield TypeRule(
            declared.name, declared.version, declared.kind, declared.also, rank,
            declared.name in _SPECIAL, declared.name in _AGENCY_MAY, declared.name in _TO_AGENCY,
        )  # fmt: skip


def rank_of(act: str | None, permissions: Permissions) -> int:
    """The lowest rank that may do `act`; 0 when it needs no right. Raises LookupError when nobody may."""
    if act is None:
        return 0
    for role, rank in RANKS.items():
        if permissions.may(role, act):
            return rank
    raise LookupError(f"no role may {act}")


def level_rules(rules: Rulebook) -> Iterator[tuple[str, int, int]]:
    """(level, its rank, rank of who may close an incident of it)."""
    for level in rules.levels:
        yield level.id, level.rank + 1, rank_of(f"close_{level.id}", rules.permissions)
