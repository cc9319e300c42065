"""Reads search_lexicon.toml and sample_reports.csv."""

from __future__ import annotations

from typing import TYPE_CHECKING

from madiun_console.domain.rulebook.csv_table import read_rows
from madiun_console.domain.rulebook.word_tables import Lexicon, SampleReport

if TYPE_CHECKING:
    from collections.abc import Collection

    from madiun_console.domain.rulebook.kind_tables import Sub
    from madiun_console.domain.rulebook.toml_table import TomlFile

FILE = "search_lexicon.toml"
SAMPLE_FILE = "sample_reports.csv"

_SAMPLE_COLUMNS = (
    "id", "channel", "text", "expected_category", "expected_sub", "expected_level", "kelurahan_code", "note",
)  # fmt: skip


def read_lexicon(file: TomlFile) -> Lexicon:
    """Read the word families; a form that stands in two families would make the search depend on their order."""
    root = file.root()
    families = root.table("family")
    family: dict[str, tuple[str, ...]] = {}
    owner: dict[str, str] = {}
    for key in families:
        family[key] = families.ids(key)
        for form in family[key]:
            if form != form.lower():
                raise families.error(key, f'kata "{form}" harus huruf kecil', form)
            if form in owner:
                raise families.error(key, f'kata "{form}" sudah ada dalam keluarga "{owner[form]}"', form)
            owner[form] = key
    abbreviations = root.table("abbreviation")
    abbreviation = {key: abbreviations.text(key) for key in abbreviations}
    lexicon = Lexicon(family, abbreviation, frozenset(root.ids("keep", ())))
    root.done()
    return lexicon


def read_samples(
    text: str,
    subs: Collection[Sub],
    level_ids: tuple[str, ...],
    channels: Collection[str],
    unit_codes: Collection[str],
) -> tuple[SampleReport, ...]:
    """Read the invented reports, their labels checked against the taxonomy."""
    category_of = {sub.id: sub.category for sub in subs}
    samples = []
    for row in read_rows(SAMPLE_FILE, text, _SAMPLE_COLUMNS, key="id"):
        sub = row.refer("expected_sub", category_of, "jenis")
        category = row.refer("expected_category", set(category_of.values()), "kategori")
        if category_of[sub] != category:
            raise row.error(f'kolom expected_sub: "{sub}" bukan bagian dari kategori "{category}"')
        samples.append(
            SampleReport(
                id=row.text("id"),
                channel=row.choice("channel", channels),
                text=row.text("text"),
                expected_category=category,
                expected_sub=sub,
                expected_level=row.choice("expected_level", level_ids),
                kelurahan_code=row.refer("kelurahan_code", unit_codes, "kode wilayah", empty=True),
                note=row.get("note"),
            )
        )
    return tuple(samples)
