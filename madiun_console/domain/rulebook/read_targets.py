"""Reads [targets] of levels.toml: the promised times, and the deadlines that refer to them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from madiun_console.domain.rulebook.level_tables import Target, Targets

if TYPE_CHECKING:
    from madiun_console.domain.rulebook.toml_table import Table

_UNITS = ("seconds", "hours", "working_days", "calls")
_GROUPS = ("call", "followup", "prank")  # beside one group for each level


def read_targets(table: Table, level_ids: tuple[str, ...]) -> Targets:
    """Read all groups. A plain number is seconds; a target of a level must stand at the levels above it too.

    The last rule finds a mistyped name, which would silently switch a clock off: what is promised for a low incident
    is promised for a high one.
    """
    groups: dict[str, dict[str, Target]] = {}
    tables: dict[str, Table] = {}
    for group in (*level_ids, *_GROUPS):
        if group in _GROUPS and group not in table:
            continue
        tables[group] = table.table(group)
        groups[group] = {name: _target(tables[group], name) for name in tables[group]}
    table.done()
    for below, above in pairwise(level_ids):
        for name in groups[below]:
            if name not in groups[above]:
                raise tables[below].error(
                    name, f'target "{name}" ada di sini tetapi tidak ada di [targets.{above}]'
                )
    return Targets(groups)


def _target(table: Table, name: str) -> Target:
    if table.holds_table(name):
        inner = table.table(name)
        units = [unit for unit in _UNITS if unit in inner]
        if len(units) != 1:
            raise table.error(name, f"{name} perlu tepat satu dari {', '.join(_UNITS)}")
        target = Target(inner.number(units[0], least=1), units[0], inner.text("source", ""))
        inner.done()
        return target
    return Target(table.number(name, least=1), "seconds", "")


def read_deadline(table: Table, key: str, targets: Targets) -> Target | None:
    """A deadline of sop.toml: seconds, a path such as "targets.low.first_notification", or None when absent."""
    if key not in table:
        return None
    if not table.holds_text(key):
        return Target(table.number(key, least=1), "seconds", "")
    path = table.text(key)
    target = targets.at_path(path)
    if target is None or target.unit == "calls":
        known = [f"targets.{group}.{name}" for group, names in targets.groups.items() for name in names]
        table.refer(key, path, [name for name in known if name != path], "target waktu dalam levels.toml")
    return target
