"""A mapping in a TOML file: which column is which field, and what the words of coded columns mean."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

from madiun_console.data_files.faults import FileUnreadable, told
from madiun_console.data_files.inspect_table import Sight
from madiun_console.domain.past_rows.code_words import CODED, CodeWords
from madiun_console.domain.past_rows.fields import FIELDS, FIELDS_BY_ID, IGNORED
from madiun_console.domain.past_rows.headers import Mapping, plain_name
from madiun_console.domain.rulebook import Rulebook
from madiun_console.domain.unseen_signs import is_unseen

COLUMNS, VALUES = "kolom", "nilai"
_LARGEST = 1_000_000


def read_mapping(path: Path, sight: Sight, rulebook: Rulebook) -> Mapping:
    """What a file says of these columns; those that it does not name stay as suggested.

    A field is named by its id or its label, "" leaves a column out. Raises FileUnreadable with what is wrong.
    """
    with told(path), path.open("rb") as file:
        raw = file.read(_LARGEST)  # of a device there is no end
    try:
        value = tomllib.loads(raw.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _wrong(
            path, f"bukan TOML yang dapat dibaca ({error})", f"no TOML that can be read ({error})"
        ) from error
    mapping = sight.mapping
    columns = _table(path, value, COLUMNS)
    for header, named in columns.items():
        if header not in sight.headers:
            raise _wrong(path, f'kolom "{header}" tidak ada di tabel', f'the table has no column "{header}"')
        mapping = mapping.with_column(sight.headers.index(header), _field(path, named))
    words = CodeWords(rulebook)
    for field, meanings in _table(path, value, VALUES).items():
        if field not in CODED or not isinstance(meanings, dict):
            known = ", ".join(CODED)
            raise _wrong(path, f"[{VALUES}.{field}]: pilih {known}", f"[{VALUES}.{field}]: choose {known}")
        for word, said in meanings.items():
            code = words.code(field, str(said)) if said else ""
            if code is None:
                raise _wrong(
                    path,
                    f'[{VALUES}.{field}]: "{said}" tidak dikenal',
                    f'[{VALUES}.{field}]: "{said}" is unknown',
                )
            mapping = mapping.with_value(field, word, code)
    return mapping


def mapping_text(sight: Sight, mapping: Mapping, unknown: dict[str, dict[str, int]], words: CodeWords) -> str:
    """The mapping as such a file, to be saved and changed; words that nothing knows stand there with a suggestion."""
    lines = [f"[{COLUMNS}]"]
    lines += [
        f"{_quoted(header)} = {_quoted(field)}"
        for header, field in zip(sight.headers, mapping.columns, strict=True)
    ]
    for field in CODED:
        known = mapping.values.get(field, {})
        asked = {
            word: words.likely(field, word) or ""
            for word in unknown.get(field, {})
            if plain_name(word) not in known
        }
        if known or asked:
            lines += ["", f"[{VALUES}.{field}]"]
            lines += [f"{_quoted(word)} = {_quoted(code)}" for word, code in known.items()]
            lines += [f"{_quoted(word)} = {_quoted(code)}  # ?" for word, code in asked.items()]
    return "\n".join(lines) + "\n"


def _table(path: Path, value: dict[str, Any], name: str) -> dict[str, Any]:
    found = value.get(name, {})
    if not isinstance(found, dict):
        raise _wrong(path, f"[{name}] harus berupa tabel", f"[{name}] must be a table")
    return found


def _field(path: Path, named: object) -> str:
    if named == "":
        return IGNORED
    name = plain_name(str(named))
    for field in FIELDS:
        if name in {plain_name(one) for one in (field.id, field.label_id, field.label_en)}:
            return field.id
    known = ", ".join(FIELDS_BY_ID)
    raise _wrong(
        path,
        f'"{named}" bukan kolom yang dikenal; pilih: {known}',
        f'"{named}" is no known field; choose: {known}',
    )


def _quoted(text: str) -> str:
    """A TOML basic string for all that a header can hold; signs that do not show are written out."""
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(f"\\U{ord(sign):08X}" if is_unseen(sign) else sign for sign in quoted)


def _wrong(path: Path, text_id: str, text_en: str) -> FileUnreadable:
    return FileUnreadable(
        "mapping_file", f"Berkas {path} (--map): {text_id}.", f"The file {path} (--map): {text_en}."
    )
