"""Changes of rules as the log holds them, made into overlays, or skipped with a reason when this program cannot take them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from madiun_console.domain.rulebook.editable import choices_of, editable_at
from madiun_console.domain.rulebook.overlay import Overlay
from madiun_console.domain.rulebook.reread import RulesInForce, Skipped, rules_in_force
from madiun_console.domain.rulebook.values import UnfitValue
from madiun_console.domain.strict_json import StrictJsonError, loads

if TYPE_CHECKING:
    from collections.abc import Iterable

    from madiun_console.domain.rulebook.reread import TextOf
    from madiun_console.domain.rulebook.rulebook import Rulebook


class LoggedChange(NamedTuple):
    """The present value of a rule in the log: JSON, and when it was set."""

    table: str
    path: str
    value: str
    at: int


def fitted(shipped: Rulebook, table: str, path: str, value: object) -> object:
    """A value as it is stored; raises UnfitValue, also for a value that cannot be changed in this program."""
    line = editable_at(table, path)
    if line is None:
        raise UnfitValue(
            f"{path} dalam {table} tidak dapat diubah dengan program ini.",
            f"{path} of {table} cannot be changed with this program.",
        )
    among = [one.id for one in choices_of(shipped, line.kind.of)] if line.kind.of else ()
    return line.kind.fit(value, among)


def in_force(shipped: Rulebook, changes: Iterable[LoggedChange], text_of: TextOf) -> RulesInForce:
    """The shipped rulebook with the changes of the log."""
    overlays: list[Overlay] = []
    skipped: list[Skipped] = []
    for change in changes:
        try:
            value = loads(change.value)
        except StrictJsonError:
            skipped.append(
                Skipped(Overlay(change.table, change.path, None, change.at), "nilainya bukan JSON")
            )
            continue
        try:
            overlays.append(
                Overlay(
                    change.table, change.path, fitted(shipped, change.table, change.path, value), change.at
                )
            )
        except UnfitValue as unfit:
            skipped.append(Skipped(Overlay(change.table, change.path, value, change.at), unfit.text_id))
    if not overlays:
        return RulesInForce(shipped, (), tuple(skipped))
    return rules_in_force(shipped, overlays, skipped, text_of)
