"""Reads taxonomy.toml: core questions with their coded options, categories and kinds of incident."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from madiun_console.domain.rulebook.kind_tables import Category, CoreQuestion, Option, Sub
from madiun_console.domain.rulebook.read_levels import read_named, read_named_list
from madiun_console.domain.rulebook.switched_off import parted

if TYPE_CHECKING:
    from collections.abc import Collection

    from madiun_console.domain.rulebook.named import Named
    from madiun_console.domain.rulebook.toml_table import Table, TomlFile

FILE = "taxonomy.toml"


@dataclass(frozen=True, slots=True)
class KindTables:
    """Everything of taxonomy.toml; core questions with `on = false` stand in `core_questions_off`."""

    core_questions: tuple[CoreQuestion, ...]
    core_questions_off: tuple[CoreQuestion, ...]
    categories: tuple[Category, ...]
    subs: tuple[Sub, ...]


def read_kinds(
    file: TomlFile, level_ids: tuple[str, ...], factor_ids: Collection[str], recipients: Collection[str]
) -> KindTables:
    """Read the file; `recipients` are the agency ids and role keys that a kind may name."""
    root = file.root()
    core, core_off = _core_questions(root, factor_ids)
    categories: list[Category] = []
    subs: list[Sub] = []
    taken: set[str] = set()
    for table in root.entries("category", "kategori"):
        category = _category(table)
        _claim(table, taken, category.id, category.code)
        categories.append(category)
        for entry in table.entries("sub", "jenis"):
            sub = _sub(entry, category, level_ids, recipients)
            _claim(entry, taken, sub.id, sub.code)
            subs.append(sub)
        table.done()
    root.done()
    return KindTables(core, core_off, tuple(categories), tuple(subs))


def _claim(table: Table, taken: set[str], entry_id: str, code: str) -> None:
    """Ids and codes are unique over all categories and kinds: `not_for` and the log name either."""
    for key, value in (("id", entry_id), ("code", code)):
        if value in taken:
            raise table.error(key, f'{key} "{value}" sudah dipakai')
        taken.add(value)


def _core_questions(
    root: Table, factor_ids: Collection[str]
) -> tuple[tuple[CoreQuestion, ...], tuple[CoreQuestion, ...]]:
    fields: set[str] = set()

    def read(table: Table) -> CoreQuestion:
        text = table.text("text")
        question = CoreQuestion(
            id=table.text("id"),
            name_id=text,
            name_en=table.text("text_en", text),
            required=table.flag("required"),
            field=table.text("field"),
            options=_options(table, factor_ids) if "options" in table or "codes" in table else (),
        )
        table.done()
        if question.field in fields:
            raise table.error("field", f'field "{question.field}" sudah dipakai')
        fields.add(question.field)
        return question

    return parted(root.entries("core", "pertanyaan"), read)


def _options(table: Table, factor_ids: Collection[str]) -> tuple[Option, ...]:
    texts = table.texts("options")
    codes = table.ids("codes")
    english = table.texts("options_en", texts)
    factors = table.texts("factors", ("",) * len(texts))
    for key, values in (("codes", codes), ("options_en", english), ("factors", factors)):
        if len(values) != len(texts):
            raise table.error(
                key, f"{key} harus berisi {len(texts)} teks seperti options, bukan {len(values)}"
            )
    for factor in factors:
        if factor:
            table.refer("factors", factor, factor_ids, "faktor")
    rows = zip(codes, texts, english, factors, strict=True)
    return tuple(Option(code, text, text_en, factor or None) for code, text, text_en, factor in rows)


def _category(table: Table) -> Category:
    category_id = table.text("id")
    name = table.text("name_id")
    hint: Named | None = read_named(table, "hint", "hint_en") if "hint" in table else None
    return Category(
        id=category_id,
        name_id=name,
        name_en=table.text("name_en", name),
        code=table.text("code"),
        uu7=table.text("uu7"),
        hint=hint,
        ask=read_named_list(table, "ask", category_id),
    )


def _sub(table: Table, category: Category, level_ids: tuple[str, ...], recipients: Collection[str]) -> Sub:
    sub_id = table.text("id")
    name = table.text("name_id")
    sub = Sub(
        id=sub_id,
        name_id=name,
        name_en=table.text("name_en", name),
        category=category.id,
        code=table.text("code"),
        uu7=table.text("uu7", category.uu7),
        snpk=table.text("snpk"),
        acled=table.text("acled"),
        default_level=table.choice("default_level", level_ids),
        agencies=table.references("agencies", recipients, "instansi atau role_key"),
        ask=(*category.ask, *read_named_list(table, "ask", sub_id)),
    )
    table.done()
    return sub
