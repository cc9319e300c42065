"""Entries that the call center does not use: neither offered nor counted, but still known by name to what was logged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from madiun_console.domain.rulebook.kind_tables import CoreQuestion
    from madiun_console.domain.rulebook.level_tables import Factor
    from madiun_console.domain.rulebook.procedure_tables import CallOutcome, Closing, Step
    from madiun_console.domain.rulebook.toml_table import Table

_E = TypeVar("_E")


@dataclass(frozen=True, slots=True)
class SwitchedOff:
    """The entries with `on = false`, by what they are."""

    factors: tuple[Factor, ...] = ()
    core_questions: tuple[CoreQuestion, ...] = ()
    steps: tuple[Step, ...] = ()
    closings: tuple[Closing, ...] = ()
    call_outcomes: tuple[CallOutcome, ...] = ()


def parted(tables: Iterable[Table], read: Callable[[Table], _E]) -> tuple[tuple[_E, ...], tuple[_E, ...]]:
    """The entries in use, and those with `on = false`."""
    on: list[_E] = []
    off: list[_E] = []
    for table in tables:
        (on if table.flag("on", default=True) else off).append(read(table))
    return tuple(on), tuple(off)
