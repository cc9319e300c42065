"""Reads sop.toml and shifts.toml: steps, closing codes, outcomes of calls, channels and periods of duty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from madiun_console.domain.rulebook.procedure_tables import CallOutcome, Channel, Closing, ShiftPeriod, Step
from madiun_console.domain.rulebook.read_levels import read_named
from madiun_console.domain.rulebook.read_targets import read_deadline

if TYPE_CHECKING:
    from collections.abc import Collection

    from madiun_console.domain.rulebook.level_tables import Targets
    from madiun_console.domain.rulebook.toml_table import Table, TomlFile

FILE = "sop.toml"
SHIFT_FILE = "shifts.toml"


@dataclass(frozen=True, slots=True)
class ProcedureTables:
    """Everything of sop.toml."""

    steps: tuple[Step, ...]
    closings: tuple[Closing, ...]
    call_outcomes: tuple[CallOutcome, ...]
    channels: tuple[Channel, ...]


def read_procedure(
    file: TomlFile,
    level_ids: tuple[str, ...],
    factor_ids: Collection[str],
    targets: Targets,
    recipients: Collection[str],
) -> ProcedureTables:
    """Read the file; deadlines are resolved to the targets that they name, `recipients` are those a step may name."""
    root = file.root()
    steps = tuple(
        _step(table, level_ids, factor_ids, targets, recipients) for table in root.entries("step", "langkah")
    )
    closings = tuple(Closing(*_words(table)) for table in root.entries("closing", "kode penutup"))
    outcomes = _outcomes(root)
    channels = tuple(_channel(table) for table in root.entries("channel", "kanal"))
    root.done()
    return ProcedureTables(steps, closings, outcomes, channels)


def read_shifts(file: TomlFile) -> tuple[ShiftPeriod, ...]:
    """Read the periods of duty."""
    root = file.root()
    periods = []
    for table in root.entries("shift", "piket"):
        name = read_named(table, "name", "name_en", table.text("id"))
        periods.append(
            ShiftPeriod(name.id, name.name_id, name.name_en, table.clock("start"), table.clock("end"))
        )
        table.done()
    root.done()
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
        told=frozenset(table.references("told", recipients, "instansi atau role_key", default=())),
    )
    table.done()
    return step


def _outcomes(root: Table) -> tuple[CallOutcome, ...]:
    outcomes: dict[str, CallOutcome] = {}
    for table in root.entries("call_outcome", "hasil panggilan"):
        key = table.text("key")
        named = read_named(table, "text", "text_en", table.text("id"))
        short = read_named(table, "short", "short_en", named.id) if table.text("short", "") else named
        table.done()
        outcome = CallOutcome(named.id, named.name_id, named.name_en, key, short)
        if key in outcomes:
            raise table.error("key", f'tombol "{key}" sudah dipakai "{outcomes[key].id}"')
        outcomes[key] = outcome
    return tuple(outcomes.values())
