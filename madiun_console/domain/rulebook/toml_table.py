"""Reads a TOML table key by key, with types and references checked, and every error placed on its line."""

from __future__ import annotations

import re
import tomllib
from datetime import date, time
from typing import TYPE_CHECKING, Any

from madiun_console.domain.rulebook.errors import RuleTableError
from madiun_console.domain.rulebook.source_lines import Path, line_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

# what tomllib says, for people who do not read English; anything else is quoted as it is
_SYNTAX = (
    ("Expected '=' after a key", "sesudah nama kunci harus ada tanda ="),
    ("Cannot overwrite a value", "kunci ini sudah ditulis sebelumnya dalam tabel yang sama"),
    ("Cannot declare", "tabel ini sudah ditulis sebelumnya"),
    ("Expected newline or end of document", "ada tulisan yang tidak dikenal sesudah nilai"),
    ("Unclosed array", "daftar [ ... ] tidak ditutup atau koma antara isinya kurang"),
    ("Unclosed inline table", "tabel { ... } tidak ditutup atau koma antara isinya kurang"),
    ("Unterminated string", "teks tidak ditutup dengan tanda kutip"),
    ("Illegal character", "ada karakter yang tidak boleh, atau teks tidak ditutup dengan tanda kutip"),
    ("Invalid value", "nilai tidak sah; teks harus diapit tanda kutip"),
    ("Invalid initial character", "nama kunci tidak sah"),
    ("Invalid statement", "baris tidak sah"),
    ("Unescaped", "garis miring terbalik dalam teks tidak sah"),
    ("Invalid date or datetime", "tanggal tidak ada dalam kalender"),
)
_KINDS: tuple[tuple[type, str], ...] = (
    (bool, "true/false"),
    (str, "teks"),
    (int, "bilangan bulat"),
    (float, "bilangan pecahan"),
    (list, "daftar"),
    (dict, "tabel"),
    (date, "tanggal"),
    (time, "jam"),
)
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")


def _kind(value: object) -> str:
    return next((name for kind, name in _KINDS if isinstance(value, kind)), "nilai")


def _closest(word: str, known: Collection[str]) -> str:
    """A hint at the word that was probably meant, in the error's sentence, or nothing."""
    import difflib

    near = difflib.get_close_matches(word, known, n=1)
    return f'; mungkin maksudnya "{near[0]}"' if near else ""


class TomlFile:
    """One TOML file: its name, its text and the parsed document; `changed` are the places that no longer stand in the text."""

    __slots__ = ("changed", "document", "name", "text")

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.changed: dict[Path, str] = {}
        """Place of a value that the call center changed -> its path (overlay.py)."""
        try:
            self.document = tomllib.loads(text)
        except tomllib.TOMLDecodeError as fault:
            raise self._syntax_error(str(fault)) from None

    def _syntax_error(self, message: str) -> RuleTableError:
        place = re.search(r"\(at (?:line (\d+)|end of document)", message)
        line = int(place[1]) if place and place[1] else max(len(self.text.splitlines()), 1)
        plain = next((ours for theirs, ours in _SYNTAX if message.startswith(theirs)), f"({message})")
        return RuleTableError(self.name, line, f"susunan TOML salah: {plain}")

    def error(self, path: Path, reason: str, value: str | None = None) -> RuleTableError:
        """The error for the key at `path`, on its line; a value that was changed has no line but its path."""
        changed = self.changed.get(path)
        if changed is not None:
            return RuleTableError(self.name, 0, f"perubahan {changed}: {reason}")
        return RuleTableError(self.name, line_of(self.text, path, value), reason)

    def root(self) -> Table:
        """The document as a table, its `schema` checked: another number belongs to another version of the program."""
        root = Table(self, (), self.document, "")
        if root.number("schema") != 1:
            raise root.error(
                "schema", f"schema {root.number('schema')} tidak dikenal program ini, yang dikenal 1"
            )
        return root


class Table:
    """One table of a TOML file. Getters check the type; `done` refuses the keys that nobody asked for."""

    __slots__ = ("_asked", "_data", "_file", "_path", "title")

    def __init__(self, file: TomlFile, path: Path, data: Mapping[str, Any], title: str) -> None:
        self._file = file
        self._path = path
        self._data = data
        self._asked: set[str] = set()
        self.title = title  # 'faktor "night"', the beginning of every error here

    def __contains__(self, key: str) -> bool:
        return key in self._data

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def keys(self) -> Collection[str]:
        """All keys of the table, as they stand; iterating over the table gives the same."""
        return self._data.keys()

    def error(self, key: str, reason: str, value: str | None = None) -> RuleTableError:
        """An error about one key, with the table's title before the reason."""
        return self._file.error(
            (*self._path, key), f"{self.title}: {reason}" if self.title else reason, value
        )

    def _get(self, key: str, kind: type, default: object) -> Any:
        self._asked.add(key)
        if key not in self._data:
            if default is None:
                raise self.error(key, f'kunci "{key}" tidak ada')
            return default
        value = self._data[key]
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            wanted = next(name for known, name in _KINDS if known is kind)
            raise self.error(key, f"{key} harus {wanted}, bukan {_kind(value)}")
        return value

    def holds_text(self, key: str) -> bool:
        """Whether a text stands there, where a key may hold more than one type."""
        return isinstance(self._data.get(key), str)

    def holds_table(self, key: str) -> bool:
        """Whether a table stands there, where a key may hold more than one type."""
        return isinstance(self._data.get(key), dict)

    def text(self, key: str, default: str | None = None) -> str:
        """A text; without a default the key is required and may not be empty."""
        value: str = self._get(key, str, default)
        if default is None and not value.strip():
            raise self.error(key, f"{key} tidak boleh kosong")
        return value

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of texts."""
        values: tuple[object, ...] = tuple(self._get(key, list, default))
        for value in values:
            if not isinstance(value, str):
                raise self.error(key, f"isi {key} harus teks, bukan {_kind(value)}")
        return tuple(str(value) for value in values)

    def ids(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of ids, none of them empty or twice."""
        values = self.texts(key, default)
        for place, value in enumerate(values):
            if not value or value in values[:place]:
                reason = f'{key} memuat "{value}" dua kali' if value else f"{key} memuat teks kosong"
                raise self.error(key, reason, value)
        return values

    def number(self, key: str, default: int | None = None, *, least: int = 0) -> int:
        """A whole number, at least `least`."""
        value: int = self._get(key, int, default)
        if value < least:
            raise self.error(key, f"{key} = {value} terlalu kecil, paling sedikit {least}")
        return value

    def numbers(self, key: str, count: int | None = None) -> tuple[int, ...]:
        """A list of whole numbers from 0, of `count` entries when that is given."""
        values: list[object] = self._get(key, list, None)
        for value in values:
            if not isinstance(value, int) or isinstance(value, bool) or value < 0:
                raise self.error(key, f"isi {key} harus bilangan bulat mulai 0, bukan {value}")
        if count is not None and len(values) != count:
            raise self.error(key, f"{key} harus berisi {count} bilangan, bukan {len(values)}")
        return tuple(value for value in values if isinstance(value, int))

    def flag(self, key: str, default: bool | None = None) -> bool:
        """True or false."""
        value: bool = self._get(key, bool, default)
        return value

    def day(self, key: str) -> date:
        """A date, written without quotes as TOML dates are."""
        value: date = self._get(key, date, None)
        return date(value.year, value.month, value.day)

    def clock(self, key: str) -> time:
        """A time of day, written "22:00"."""
        value = self.text(key)
        found = _CLOCK.fullmatch(value)
        if not found:
            raise self.error(key, f'{key} "{value}" bukan jam seperti "22:00"')
        return time(int(found[1]), int(found[2]))

    def choice(self, key: str, allowed: Collection[str], default: str | None = None) -> str:
        """A text that is one of a few, which the error lists."""
        value = self.text(key, default)
        if value not in allowed and value != default:
            raise self.error(key, f'{key} "{value}" bukan salah satu dari {", ".join(allowed)}')
        return value

    def choices(
        self, key: str, allowed: Collection[str], default: tuple[str, ...] | None = None
    ) -> tuple[str, ...]:
        """Texts that are each one of a few."""
        values = self.ids(key, default)
        for value in values:
            if value not in allowed:
                raise self.error(key, f'{key} "{value}" bukan salah satu dari {", ".join(allowed)}', value)
        return values

    def references(
        self, key: str, known: Collection[str], noun: str, default: tuple[str, ...] | None = None
    ) -> tuple[str, ...]:
        """Ids of entries of other tables, too many to list: the error hints at the closest."""
        values = self.ids(key, default)
        for value in values:
            self.refer(key, value, known, noun)
        return values

    def refer(self, key: str, value: str, known: Collection[str], noun: str) -> None:
        """Check one id; `noun` says what it should be ("instansi", "faktor")."""
        if value not in known:
            reason = f'{key} "{value}" bukan {noun} yang dikenal{_closest(value, known)}'
            raise self.error(key, reason, value)

    def table(self, key: str, title: str | None = None) -> Table:
        """A table in this one."""
        data: Mapping[str, Any] = self._get(key, dict, None)
        return Table(
            self._file, (*self._path, key), data, title or f"[{'.'.join(map(str, (*self._path, key)))}]"
        )

    def entries(self, key: str, noun: str, *, required: bool = True) -> Iterator[Table]:
        """The tables of an array of tables, `noun` with their id as title; an id that stands twice is an error."""
        seen: dict[str, int] = {}
        values: list[object] = self._get(key, list, None if required else [])
        if required and not values:
            raise self.error(key, f'daftar "{key}" kosong')
        for place, data in enumerate(values):
            if not isinstance(data, dict):
                raise self.error(key, f"isi {key} harus tabel, bukan {_kind(data)}")
            name = data.get("id")
            title = f'{noun} "{name}"' if isinstance(name, str) else f"{noun} ke-{place + 1}"
            entry = Table(self._file, (*self._path, key, place), data, title)
            if isinstance(name, str):
                if name in seen:
                    first = line_of(self._file.text, (*self._path, key, seen[name], "id"))
                    raise entry.error("id", f'id "{name}" sudah dipakai di baris {first}')
                seen[name] = place
            yield entry

    def done(self) -> None:
        """Refuse what nobody asked for: a mistyped optional key would otherwise be a setting that does nothing."""
        for key in self._data:
            if key not in self._asked:
                raise self.error(key, f'kunci "{key}" tidak dikenal{_closest(key, self._asked)}')
