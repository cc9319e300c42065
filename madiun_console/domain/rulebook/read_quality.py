"""Reads quality.toml: the share of the quality sample and the criteria of its score sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from madiun_console.domain.rulebook.quality_tables import CALL, PARTS, Criterion, QualityRules
from madiun_console.domain.rulebook.read_levels import read_named

if TYPE_CHECKING:
    from madiun_console.domain.rulebook.toml_table import TomlFile

FILE = "quality.toml"
MOST_PERCENT = 100


def read_quality(file: TomlFile) -> QualityRules:
    """Read the file; a call that was no incident needs at least one criterion too."""
    root = file.root()
    share = root.number("share_percent", least=1)
    if share > MOST_PERCENT:
        raise root.error(
            "share_percent", f"share_percent = {share} terlalu besar, paling banyak {MOST_PERCENT}"
        )
    criteria = []
    for table in root.entries("criterion", "kriteria"):
        named = read_named(table, "text", "text_en", table.text("id"))
        criteria.append(Criterion(named.id, named.name_id, named.name_en, table.choice("part", PARTS)))
        table.done()
    if not any(one.part == CALL for one in criteria):
        raise root.error("criterion", f'belum ada kriteria dengan part "{CALL}"')
    root.done()
    return QualityRules(share, tuple(criteria))
