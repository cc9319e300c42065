"""The rulebook with changed values: only the tables that were touched, and those that stand on them, are read again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from madiun_console.domain.rulebook import (
    read_agencies,
    read_kinds,
    read_levels,
    read_procedure,
    read_quality,
    read_retention,
)
from madiun_console.domain.rulebook.errors import RuleTableError
from madiun_console.domain.rulebook.overlay import Overlay, UnknownPath, laid_over
from madiun_console.domain.rulebook.toml_table import TomlFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from madiun_console.domain.rulebook.rulebook import Rulebook

    TextOf = Callable[[str], str]

CHANGEABLE = (
    read_levels.FILE,
    read_kinds.FILE,
    read_procedure.FILE,
    read_procedure.SHIFT_FILE,
    read_agencies.FILE,
    read_retention.FILE,
    read_quality.FILE,
)
"""The tables whose values can be changed in the program. What the store's projections are made with (places, word
families, names of kinds) is in none of them or not editable (editable.py), so no change of a rule asks for a rebuild."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A change in the log that is not in force here, and why (an Indonesian sentence)."""

    overlay: Overlay
    reason: str


@dataclass(frozen=True, slots=True)
class RulesInForce:
    """The rulebook to work with, the changes that made it, and those that this program cannot apply."""

    rulebook: Rulebook
    overlays: tuple[Overlay, ...]
    skipped: tuple[Skipped, ...]


def with_changes(shipped: Rulebook, overlays: Sequence[Overlay], text_of: TextOf) -> Rulebook:
    """The shipped rulebook with all these changes; `text_of` gives the text of a shipped table by its name.

    Raises RuleTableError for a value that breaks the tables, UnknownPath for a path that leads nowhere.
    """
    if not overlays:
        return shipped
    touched: dict[str, list[Overlay]] = {}
    for overlay in overlays:
        if overlay.table not in CHANGEABLE:
            raise UnknownPath(f"{overlay.table}: {overlay.path}")
        touched.setdefault(overlay.table, []).append(overlay)
    files = {name: laid_over(name, text_of(name), own) for name, own in touched.items()}
    return _reread(shipped, files, text_of)


def rules_in_force(
    shipped: Rulebook, overlays: Iterable[Overlay], skipped: Iterable[Skipped], text_of: TextOf
) -> RulesInForce:
    """The rulebook with all changes that it can take; `skipped` are those that were found unfit before.

    Two desks that change rules apart may make changes that do not go together. Then the earlier ones hold, in the order
    of their making, and what no longer fits is skipped: every desk with the same log comes to the same rules.
    """
    ordered = sorted(overlays, key=lambda one: (one.at, one.table, one.path))
    try:
        return RulesInForce(with_changes(shipped, ordered, text_of), tuple(ordered), tuple(skipped))
    except (RuleTableError, UnknownPath):
        pass
    entries = [one for one in ordered if isinstance(one.value, dict)]
    taken: list[Overlay] = []
    left: list[Skipped] = [*skipped]
    for _, group in groupby(ordered, key=lambda one: one.at):
        together: list[Overlay] = []
        for one in group:
            if _leads_somewhere(one, entries, text_of):
                together.append(one)
            else:
                left.append(Skipped(one, "tidak ada dalam tabel program ini"))
        try:
            with_changes(shipped, [*taken, *together], text_of)
        except (RuleTableError, UnknownPath) as error:
            left += [Skipped(one, str(error)) for one in together]
        else:
            taken += together
    return RulesInForce(with_changes(shipped, taken, text_of), tuple(taken), tuple(left))


def _leads_somewhere(overlay: Overlay, entries: Sequence[Overlay], text_of: TextOf) -> bool:
    """Whether the path is there, `entries` (whole new elements of lists) included."""
    if overlay.table not in CHANGEABLE:
        return False
    try:
        own = [one for one in entries if one.table == overlay.table and one != overlay]
        laid_over(overlay.table, text_of(overlay.table), [*own, overlay])
    except UnknownPath:
        return False
    return True


def _reread(shipped: Rulebook, files: dict[str, TomlFile], text_of: TextOf) -> Rulebook:
    """Read the files; sop.toml names targets of levels.toml, so it follows them."""
    changed: dict[str, Any] = {}
    off = shipped.off
    level_ids = tuple(level.id for level in shipped.levels)
    factor_ids = frozenset(shipped.factors_by_id)
    kind_ids = frozenset(shipped.kinds) | frozenset(shipped.categories_by_id)
    targets = shipped.targets
    if (level_file := files.get(read_levels.FILE)) is not None:
        levels = read_levels.read_levels(level_file)
        read_levels.check_not_for(level_file, (*levels.factors, *levels.factors_off), kind_ids)
        targets = levels.targets
        off = replace(off, factors=levels.factors_off)
        changed |= {name: getattr(levels, name) for name in ("levels", "factors", "scoring", "targets")}
    agencies = None
    if (agency_file := files.get(read_agencies.FILE)) is not None:
        codes = {code for unit in shipped.units for code in (unit.code, unit.parent_code)}
        codes |= {code for one in shipped.neighbour_desa for code in (one.code, one.kecamatan_code)}
        codes |= {one.code for one in shipped.neighbour_regencies}
        agencies = read_agencies.read_agencies(agency_file, level_ids, codes)
        changed |= {
            "agency_kinds": agencies.kinds,
            "verbs": agencies.verbs,
            "agencies": agencies.agencies,
            "contacts": agencies.contacts,
            "agency_rules": agencies.rules,
        }
    if (kind_file := files.get(read_kinds.FILE)) is not None:
        recipients = {agency.id for agency in shipped.agencies} | set(shipped.agencies_by_role)
        kinds = read_kinds.read_kinds(kind_file, level_ids, factor_ids, recipients)
        off = replace(off, core_questions=kinds.core_questions_off)
        changed |= {name: getattr(kinds, name) for name in ("core_questions", "categories", "subs")}
    channels = shipped.channels
    if read_procedure.FILE in files or read_levels.FILE in files:
        file = files.get(read_procedure.FILE) or TomlFile(read_procedure.FILE, text_of(read_procedure.FILE))
        recipients = {agency.id for agency in shipped.agencies} | set(shipped.agencies_by_role)
        procedure = read_procedure.read_procedure(file, level_ids, factor_ids, targets, kind_ids, recipients)
        channels = procedure.channels
        off = replace(
            off,
            steps=procedure.steps_off,
            closings=procedure.closings_off,
            call_outcomes=procedure.call_outcomes_off,
        )
        changed |= {
            name: getattr(procedure, name)
            for name in ("steps", "closings", "call_outcomes", "channels", "desk_channel")
        }
    if agencies is not None and agency_file is not None:
        told = [channel.id for channel in channels if channel.to_agency]
        read_agencies.check_channels(agency_file, agencies, told)
    if (shift_file := files.get(read_procedure.SHIFT_FILE)) is not None:
        changed["shift_periods"] = read_procedure.read_shifts(shift_file)
    if (retention_file := files.get(read_retention.FILE)) is not None:
        changed["retention"] = read_retention.read_retention(retention_file, level_ids, kind_ids)
    if (quality_file := files.get(read_quality.FILE)) is not None:
        changed["quality"] = read_quality.read_quality(quality_file)
    return replace(shipped, off=off, **changed)
