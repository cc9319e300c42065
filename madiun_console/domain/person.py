"""A person who works at the desks, as the fold of the facts about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from madiun_console.domain.events import catalogue as ev
from madiun_console.domain.events.registry import Logged
from madiun_console.domain.registers import Conflict, Registers, in_order


@dataclass(frozen=True, slots=True)
class PersonState:
    """Name, role and whether they may sign in. `verifier` is an Argon2id string, None where it is withheld."""

    id: str
    name: str
    role: str
    disabled: bool
    agency: str | None
    """Feed of the agency at whose desk this person signs in; None: at the call center's."""
    verifier: str | None
    added_at: int
    last_at: int
    conflicts: tuple[Conflict, ...]
    heads: Mapping[str, tuple[str, ...]]


def fold_person(facts: Iterable[Logged]) -> PersonState | None:
    """The state of one person, None when no fact added them (yet)."""
    registers = Registers()
    added: list[Logged] = []
    agency: str | None = None
    last_at = 0
    for fact in in_order(facts):
        if fact.held or fact.event is None:
            continue
        last_at = max(last_at, fact.at)
        match fact.event:
            case ev.PersonAdded() as e:
                agency = e.agency if not added else agency
                added.append(fact)
                registers.write("name", e.name, fact)
                registers.write("role", e.role, fact)
                registers.write("disabled", False, fact)
                registers.write("verifier", e.verifier, fact)
            case ev.RoleChanged() as e:
                registers.write("role", e.role, fact)
            case ev.PersonDisabled():
                registers.write("disabled", True, fact)
            case ev.PersonEnabled():
                registers.write("disabled", False, fact)
            case ev.PasswordSet() as e:
                registers.write("verifier", e.verifier, fact)
    if not added:
        return None
    return PersonState(
        id=added[0].sub,
        name=registers.value("name") or "?",
        role=registers.value("role"),
        disabled=bool(registers.value("disabled")),
        agency=agency,
        verifier=registers.value("verifier"),
        added_at=added[0].at,
        last_at=last_at,
        conflicts=registers.conflicts(("role", "disabled")),
        heads=registers.head_ids(),
    )
