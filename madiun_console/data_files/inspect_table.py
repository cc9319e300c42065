"""A first look at a table: where its header is, what its columns could be, and what its first rows would become."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from madiun_console.data_files.faults import FileUnreadable
from madiun_console.data_files.table import BrokenRow, Table, TableRow
from madiun_console.domain.past_rows.cells import text_of
from madiun_console.domain.past_rows.headers import LOOKED_AT, Mapping, header_row, suggest, unique_headers

SAMPLE_ROWS = 200


@dataclass(frozen=True, slots=True)
class Sight:
    """What a table looks like before anything is taken in."""

    headers: tuple[str, ...]
    header_line: int
    mapping: Mapping
    """As suggested."""
    samples: tuple[tuple[str, ...], ...]
    """For each column its first three different values."""


def look_at(table: Table) -> Sight:
    """Find the header and suggest fields. Raises FileUnreadable when there is no header."""
    rows = [row for row in islice(table.rows(), SAMPLE_ROWS) if isinstance(row, TableRow)]
    texts = [[text_of(cell) for cell in row.cells] for row in rows]
    at = header_row(texts[:LOOKED_AT])
    if at is None:
        raise FileUnreadable(
            "no_header",
            "Baris judul kolom tidak ditemukan. Baris pertama tabel harus berisi nama kolom, misalnya Tanggal, Jenis, Uraian.",
            "No header was found. The first row of the table must name the columns, such as Date, Kind, Description.",
        )
    headers = unique_headers(texts[at])
    columns = [list[str]() for _ in headers]
    for row in texts[at + 1 :]:
        for column, text in zip(columns, row, strict=False):
            if text and text not in column and len(column) < 3:
                column.append(text[:80])
    return Sight(headers, rows[at].number, suggest(texts[at]), tuple(tuple(column) for column in columns))


def rows_below(table: Table, header_line: int) -> Iterator[TableRow | BrokenRow]:
    """The rows under the header."""
    for row in table.rows():
        if row.number > header_line:
            yield row
