"""Reads a CSV table with comment lines, row by row, with every error placed on its line."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING

from madiun_console.domain.rulebook.errors import RuleTableError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping


class Row:
    """One row of a CSV file; getters check what stands in a column."""

    __slots__ = ("_cells", "file", "line")

    def __init__(self, file: str, line: int, cells: Mapping[str, str]) -> None:
        self.file = file
        self.line = line
        self._cells = cells

    def error(self, reason: str) -> RuleTableError:
        """An error on this row's line."""
        return RuleTableError(self.file, self.line, reason)

    def get(self, column: str) -> str:
        """The text of a column, which may be empty."""
        return self._cells[column].strip()

    def text(self, column: str) -> str:
        """The text of a column that may not be empty."""
        value = self.get(column)
        if not value:
            raise self.error(f"kolom {column} tidak boleh kosong")
        return value

    def number(self, column: str) -> int:
        """A whole number, 0 or more."""
        value = self.text(column)
        if not (value.isascii() and value.isdigit()):
            raise self.error(f'kolom {column}: "{value}" bukan bilangan bulat')
        return int(value)

    def optional_number(self, column: str) -> int | None:
        """A whole number, or None for an empty cell."""
        return self.number(column) if self.get(column) else None

    def decimal(self, column: str, least: float, most: float) -> float:
        """A number with a decimal point, within the limits that make sense."""
        value = self.text(column)
        try:
            number = float(value)
        except ValueError:
            raise self.error(f'kolom {column}: "{value}" bukan bilangan (pakai titik, bukan koma)') from None
        if not least <= number <= most:
            raise self.error(f"kolom {column}: {value} di luar {least:g} sampai {most:g}")
        return number

    def flag(self, column: str) -> bool:
        """Yes or no."""
        return self.choice(column, ("yes", "no")) == "yes"

    def day(self, column: str) -> date:
        """A date as 2026-11-23."""
        value = self.text(column)
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise self.error(f'kolom {column}: "{value}" bukan tanggal seperti 2026-11-23') from None

    def choice(self, column: str, allowed: Collection[str]) -> str:
        """A text that is one of a few, which the error lists."""
        value = self.text(column)
        if value not in allowed:
            raise self.error(f'kolom {column}: "{value}" bukan salah satu dari {", ".join(allowed)}')
        return value

    def refer(self, column: str, known: Collection[str], noun: str, *, empty: bool = False) -> str:
        """The id of an entry of another table; `empty` allows none."""
        value = self.get(column) if empty else self.text(column)
        if value and value not in known:
            raise self.error(f'kolom {column}: "{value}" bukan {noun} yang dikenal')
        return value


def read_rows(file: str, text: str, columns: Collection[str], key: str | None = None) -> Iterator[Row]:
    """The rows under the header; lines that begin with # and empty lines are skipped.

    The header must name exactly `columns`, in any order; no value of the column `key` may stand twice.
    """
    source = io.StringIO(text, newline="")
    skipped = _skip_comments(source)  # before the reader sees them: a quotation mark there is no quoting
    reader = csv.reader(source, strict=True)
    header: list[str] | None = None
    first_seen: dict[str, int] = {}
    ended = skipped  # the line on which the row before ended: a quoted cell may span lines
    while True:
        line = ended + 1
        try:
            cells = next(reader, None)
        except csv.Error as fault:
            raise RuleTableError(
                file, line, f"susunan CSV salah: tanda kutip tidak berpasangan ({fault})"
            ) from None
        if cells is None:
            break
        ended = skipped + reader.line_num
        if not cells or cells[0].lstrip().startswith("#"):
            continue
        if header is None:
            header = [name.strip() for name in cells]
            _check_header(file, line, header, columns)
            continue
        if len(cells) != len(header):
            raise RuleTableError(file, line, f"ada {len(cells)} kolom, seharusnya {len(header)}")
        row = Row(file, line, dict(zip(header, cells, strict=True)))
        if key is not None:
            value = row.text(key)
            if value in first_seen:
                raise row.error(f'{key} "{value}" sudah dipakai di baris {first_seen[value]}')
            first_seen[value] = line
        yield row
    if header is None:
        raise RuleTableError(file, max(ended, 1), "tidak ada baris judul kolom")


def _skip_comments(source: io.StringIO) -> int:
    """Move behind the comment lines at the beginning; how many there were."""
    count = 0
    while True:
        place = source.tell()
        if not source.readline().startswith("#"):
            source.seek(place)
            return count
        count += 1


def _check_header(file: str, line: int, header: list[str], columns: Collection[str]) -> None:
    """Name the column that is missing or not known."""
    for column in columns:
        if column not in header:
            separator = "; kolom harus dipisah koma, bukan titik koma" if ";" in header[0] else ""
            raise RuleTableError(file, line, f'kolom "{column}" tidak ada{separator}')
    for place, column in enumerate(header):
        if column not in columns or column in header[:place]:
            raise RuleTableError(file, line, f'kolom "{column}" tidak dikenal atau ditulis dua kali')
