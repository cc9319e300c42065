"""Reads retention.toml: how long identities and texts are kept."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from madiun_console.domain.rulebook.retention_tables import Retention, RetentionPeriod, is_shorter

if TYPE_CHECKING:
    from collections.abc import Collection

    from madiun_console.domain.rulebook.toml_table import Table, TomlFile

FILE = "retention.toml"
LONGEST_MONTHS = 1200
"""A century; more is a mistyped number."""


def read_retention(file: TomlFile, level_ids: tuple[str, ...], kinds: Collection[str]) -> Retention:
    """Read the file; `kinds` are the ids of all kinds and categories."""
    root = file.root()
    by_level = root.table("level")
    tables = {level_id: by_level.table(level_id) for level_id in level_ids}
    levels = {level_id: _period(table) for level_id, table in tables.items()}
    by_level.done()
    for below, above in pairwise(level_ids):
        for key in ("identities", "texts"):
            low, high = getattr(levels[below], key), getattr(levels[above], key)
            if is_shorter(high, low):
                reason = f"{key} = {high} lebih singkat dari [level.{below}]; level di atasnya tidak boleh lebih singkat"
                raise tables[above].error(key, reason)
    calls = _period(root.table("calls"))
    of_kinds = root.table("kind")
    own: dict[str, tuple[int | None, int | None]] = {}
    for name in of_kinds:
        of_kinds.refer(name, name, kinds, "jenis atau kategori")
        periods = _own(of_kinds.table(name))
        if periods != (None, None):
            own[name] = periods
    root.done()
    return Retention(levels, own, calls)


def _period(table: Table) -> RetentionPeriod:
    period = RetentionPeriod(_months(table, "identities"), _months(table, "texts"))
    _check_order(table, period.identities, period.texts)
    table.done()
    return period


def _own(table: Table) -> tuple[int | None, int | None]:
    identities = _months(table, "identities") if "identities" in table else None
    texts = _months(table, "texts") if "texts" in table else None
    if identities is not None and texts is not None:
        _check_order(table, identities, texts)
    table.done()
    return identities, texts


def _check_order(table: Table, identities: int, texts: int) -> None:
    """A text that is gone takes the identity along, so an identity kept longer would be a promise that is not kept."""
    if is_shorter(texts, identities):
        raise table.error(
            "identities",
            f"identities = {identities} lebih lama dari texts = {texts}; identitas hilang bersama teksnya",
        )


def _months(table: Table, key: str) -> int:
    months = table.number(key)
    if months > LONGEST_MONTHS:
        raise table.error(key, f"{key} = {months} terlalu besar, paling banyak {LONGEST_MONTHS} bulan")
    return months
