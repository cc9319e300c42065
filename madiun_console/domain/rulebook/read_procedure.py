"""Reads sop.toml and shifts.toml: steps, closing codes, outcomes of calls, channels and periods of duty."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from madiun_console.domain.rulebook.named import Named
from madiun_console.domain.rulebook.procedure_tables import CallOutcome, Channel, Closing, ShiftPeriod, Step
from madiun_console.domain.rulebook.read_levels import read_named
from madiun_console.domain.rulebook.read_targets import read_deadline
from madiun_console.domain.rulebook.switched_off import parted

if TYPE_CHECKING:
    from collections.abc import Collection

    from madiun_console.domain.rulebook.level_tables import Targets
    from madiun_console.domain.rulebook.toml_table import Table, TomlFile

FILE = "sop.toml"
SHIFT_FILE = "shifts.toml"


@dataclass(frozen=True, slots=True)
class ProcedureTables:
    """Everything of sop.toml; the entries with `on = false` stand in the `_off` ones."""

    steps: tuple[Step, ...]
    closings: tuple[Closing, ...]
    call_outcomes: tuple[CallOutcome, ...]
    channels: tuple[Channel, ...]
    desk_channel: Channel
    steps_off: tuple[Step, ...]
    closings_off: tuple[Closing, ...]
    call_outcomes_off: tuple[CallOutcome, ...]


def read_procedure(
    file: TomlFile,
    level_ids: tuple[str, ...],
    factor_ids: Collection[str],
    targets: Targets,
    kind_ids: Collection[str],
    recipients: Collection[str],
) -> ProcedureTables:
    """Read the file; deadlines are resolved to the targets that they name, `recipients` are those a step may name."""
    root = file.root()
    steps, steps_off = parted(
        root.entries("step", "langkah"),
        lambda table: _step(table, level_ids, factor_ids, targets, kind_ids, recipients),
    )
    closings, closings_off = parted(
        root.entries("closing", "kode penutup"), lambda table: Closing(*_words(table))
    )
    if not closings:  # nothing could be closed any more
        raise root.error("closing", "semua kode penutup dimatikan; sisakan paling sedikit satu")
    outcomes, outcomes_off = _outcomes(root)
    channels = tuple(_channel(table) for table in root.entries("channel", "kanal"))
    desk_channel = _channel(root.table("desk_channel"))
    root.done()
    return ProcedureTables(
        steps, closings, outcomes, channels, desk_channel, steps_off, closings_off, outcomes_off
    )


def read_shifts(file: TomlFile) -> tuple[ShiftPeriod, ...]:
    """Read the periods of duty."""
    root = file.root()
    periods: list[ShiftPeriod] = []
    tables: list[Table] = []
    for table in root.entries("shift", "piket"):
        name = read_named(table, "name", "name_en", table.text("id"))
        periods.append(
            ShiftPeriod(name.id, name.name_id, name.name_en, table.clock("start"), table.clock("end"))
        )
        table.done()
        tables.append(table)
    root.done()
    for (table, one), (_, other) in combinations(zip(tables, periods, strict=True), 2):
        if one.covers(other.start) or other.covers(one.start):
            raise table.error("start", f'jamnya bertumpang tindih dengan piket "{other.id}"')
    return tuple(periods)


def _words(table: Table) -> tuple[str, str, str]:
    """Id and text in both languages of an entry that has nothing else."""
    named = read_named(table, "text", "text_en", table.text("id"))
    table.done()
    return named.id, named.name_id, named.name_en


def _channel(table: Table) -> Channel:
    named = read_named(table, "text", "text_en", table.text("id"))
    to_agency = None
    if table.text("agency_text", ""):
        to_agency = read_named(table, "agency_text", "agency_text_en", named.id)
    table.done()
    return Channel(named.id, named.name_id, named.name_en, to_agency)


def _step(
    table: Table,
    level_ids: tuple[str, ...],
    factor_ids: Collection[str],
    targets: Targets,
    kind_ids: Collection[str],
    recipients: Collection[str],
) -> Step:
    named = read_named(table, "text", "text_en", table.text("id"))
    step = Step(
        id=named.id,
        name_id=named.name_id,
        name_en=named.name_en,
        level=table.choice("level", level_ids),
        due=read_deadline(table, "by", targets),
        when=frozenset(table.references("when", factor_ids, "faktor", default=())),
        kinds=frozenset(table.references("kinds", kind_ids, "jenis atau kategori", default=())),
        told=frozenset(table.references("told", recipients, "instansi atau role_key", default=())),
    )
    table.done()
    return step


def _outcomes(root: Table) -> tuple[tuple[CallOutcome, ...], tuple[CallOutcome, ...]]:
    """Those in use and those that are not; the key of one that is not in use is free for another."""
    outcomes: dict[str, CallOutcome] = {}
    off: list[CallOutcome] = []
    for table in root.entries("call_outcome", "hasil panggilan"):
        on = table.flag("on", default=True)
        key = table.text("key")
        named = read_named(table, "text", "text_en", table.text("id"))
        brief, brief_en = table.text("short", ""), table.text("short_en", "")
        short = Named(named.id, brief or named.name_id, brief_en or brief or named.name_en)
        table.done()
        outcome = CallOutcome(named.id, named.name_id, named.name_en, key, short)
        if not on:
            off.append(outcome)
            continue
        if key in outcomes:
            raise table.error("key", f'tombol "{key}" sudah dipakai "{outcomes[key].id}"')
        outcomes[key] = outcome
    return tuple(outcomes.values()), tuple(off)
