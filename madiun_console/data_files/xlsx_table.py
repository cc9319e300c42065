"""Rows of an XLSX workbook through openpyxl, once the archive was found to be no bomb; macros are never looked at."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import IO, Any, cast
from xml.etree.ElementTree import ParseError

from madiun_console.data_files.faults import FileUnreadable
from madiun_console.data_files.table import BrokenRow, Table, TableRow
from madiun_console.domain.past_rows.cells import Cell, text_of

MOST_BYTES = 4_000_000_000
"""Of all parts unpacked: a sheet of a million rows and twenty columns takes about 1.2 GB."""
MOST_SHARED = 400_000_000
"""Of the texts that cells share, which have to be in memory while the sheet is read."""
MOST_RATIO, RATIO_FROM = 250, 10_000_000
"""Sheets pack 10 to 60 times smaller; a part that is larger than this unpacked and packs better is a bomb."""
MOST_ROWS = 1_048_576
"""Of a sheet of Excel."""
MOST_PARTS, MOST_COLUMNS, MOST_MERGES = 10_000, 1000, 20_000
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_BLOCK = 1 << 20
_BROKEN = (
    ParseError, KeyError, ValueError, IndexError, TypeError, AttributeError, EOFError, OverflowError, zipfile.BadZipFile,
)  # fmt: skip
"""What openpyxl raises on the way through a file that is not as it should be."""
_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"})
_NO_TABLE = (
    "Berkas XLSX ini rusak atau bukan buku kerja Excel. Buka di Excel, simpan lagi sebagai .xlsx atau .csv, lalu ulangi.",
    "This XLSX file is damaged or no Excel workbook. Open it in Excel, save it again as .xlsx or .csv, and try again.",
)


class XlsxTable(Table):
    """The first sheet that holds something, and further ones with the same header, row by row."""

    kind = "xlsx"
    size = 1000

    def __init__(self, path: Path) -> None:
        self._path = path
        self._position = 0
        names = check_archive(path)
        if any(name.endswith("vbaProject.bin") for name in names):
            self.notes = (("Makro di berkas ini diabaikan.", "Macros in this file are ignored."),)
        with path.open("rb") as file:
            self._book(file)

    @property
    def encoding(self) -> str:
        """Workbooks are UTF-8 by themselves."""
        return "XLSX"

    @property
    def position(self) -> int:
        """How far it was read, of `size`."""
        return self._position

    def rows(self) -> Iterator[TableRow | BrokenRow]:
        """Every row of the sheet; a value in merged cells stands in each row that they cover."""
        with self._path.open("rb") as file:
            book = self._book(file)
            try:
                yield from self._all(book)
            except _BROKEN as error:
                raise FileUnreadable("xlsx_broken", *_NO_TABLE) from error
            finally:
                book.close()
        self._position = self.size

    def _all(self, book: Any) -> Iterator[TableRow]:
        head: tuple[str, ...] | None = None
        base = 0
        for sheet in book.worksheets:
            first, last = True, 0
            for row in self._sheet_rows(sheet):
                last = row.number
                texts = tuple(text_of(cell) for cell in row.cells)
                if first and head is not None and texts != head:
                    break  # another table: not of this kind
                if head is None or not first:
                    yield TableRow(base + row.number, row.cells)
                head = head or texts
                first = False
            base += last

    def _sheet_rows(self, sheet: Any) -> Iterator[TableRow]:
        merged = self._merged(sheet)
        kept: dict[int, tuple[int, Cell]] = {}  # column -> (last row it covers, its value)
        said = int(sheet.max_row or 1000)
        sheet.reset_dimensions()  # the file's own word about its size may be wrong; for the bar it will do
        for number, values in _present_rows(sheet):
            cells = [_cell(value) for value in values]
            if kept:
                cells += [None] * (max(kept) + 1 - len(cells))
            for column, (last, value) in list(kept.items()):
                if number > last:
                    del kept[column]
                elif column < len(cells) and cells[column] is None:
                    cells[column] = value
            for column, last in merged.pop(number, ()):
                if column < len(cells):
                    kept[column] = (last, cells[column])
            while cells and cells[-1] is None:
                cells.pop()
            self._position = min(self.size - 1, number * self.size // max(number, said))
            if cells and not _is_comment(cells[0]):
                yield TableRow(number, tuple(cells))

    def _merged(self, sheet: Any) -> dict[int, list[tuple[int, int]]]:
        """First row -> (column, last row) of cells that are merged downwards; they stand at the end of the sheet's part."""
        found: dict[int, list[tuple[int, int]]] = {}
        count = 0
        part = sheet._worksheet_path  # noqa: SLF001 - openpyxl tells the merged cells of a sheet only when it holds all of it
        with zipfile.ZipFile(self._path) as archive, archive.open(part) as file:
            kept = b""
            while block := file.read(_BLOCK):
                text = kept + block
                kept = text[-200:]
                if b"mergeCell" not in text:
                    continue
                for left, top, _, bottom in _MERGE.findall(text):
                    if int(bottom) > int(top) and count < MOST_MERGES:
                        entry = (_column(left), int(bottom))
                        rows = found.setdefault(int(top), [])
                        if entry not in rows:
                            rows.append(entry)
                            count += 1
        return found

    def _book(self, file: IO[bytes]) -> Any:
        import warnings

        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException

        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # about styles and validations, which nobody wants to know
                return load_workbook(file, read_only=True, data_only=True, keep_links=False)
        except (*_BROKEN, InvalidFileException) as error:
            raise FileUnreadable("xlsx_broken", *_NO_TABLE) from error


def _present_rows(sheet: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """(number, values) of the rows that stand in the sheet, as far as a table goes to the right.

    openpyxl's `iter_rows` makes up every row that is missing, with all its columns: a minute and more for one stray
    cell in the last row.
    """
    from openpyxl.worksheet._reader import WorkSheetParser

    book = sheet.parent
    with sheet._get_source() as source:  # noqa: SLF001
        parser = WorkSheetParser(
            source, sheet._shared_strings, data_only=True, epoch=book.epoch,  # noqa: SLF001
            date_formats=book._date_formats, timedelta_formats=book._timedelta_formats,  # noqa: SLF001
        )  # fmt: skip
        last = 0
        for number, cells in parser.parse():
            if number > MOST_ROWS:
                raise FileUnreadable(
                    "xlsx_rows",
                    f"Baris {number} tidak mungkin: lembar Excel berakhir di baris {MOST_ROWS}. "
                    "Buka di Excel, simpan lagi sebagai .xlsx, lalu ulangi.",
                    f"There can be no row {number}: a sheet of Excel ends with row {MOST_ROWS}. "
                    "Open it in Excel, save it again as .xlsx and try again.",
                )
            if number > last:
                last = number
                yield number, sheet._get_row(_kept(cells), 1, None, values_only=True)  # noqa: SLF001


def _kept(cells: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found = [cell for cell in cells if 1 <= cell["column"] <= MOST_COLUMNS]
    return sorted(found, key=lambda cell: int(cell["column"]))


def check_archive(path: Path) -> list[str]:
    """The names of an archive's parts. Raises FileUnreadable for a bomb, before anything is unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        raise FileUnreadable("xlsx_broken", *_NO_TABLE) from error
    names = [part.filename for part in parts]
    if "xl/workbook.xml" not in names and not any(name.endswith("workbook.xml") for name in names):
        raise FileUnreadable("xlsx_broken", *_NO_TABLE)
    total = sum(part.file_size for part in parts)
    packed_too_well = any(
        part.file_size > RATIO_FROM and part.file_size > MOST_RATIO * max(1, part.compress_size)
        for part in parts
    )
    # parts that overlap in the file would be counted by their packed sizes more than once
    overlapping = sum(part.compress_size for part in parts) > path.stat().st_size
    shared = sum(part.file_size for part in parts if part.filename.endswith("sharedStrings.xml"))
    if (
        len(parts) > MOST_PARTS
        or total > MOST_BYTES
        or packed_too_well
        or overlapping
        or shared > MOST_SHARED
    ):
        raise FileUnreadable(
            "xlsx_bomb",
            f"Berkas XLSX ini akan menjadi {total // 1_000_000} MB bila dibuka; itu tidak wajar dan tidak dibuka. "
            "Bila berkasnya benar, simpan sebagai .csv, lalu ulangi.",
            f"This XLSX file would become {total // 1_000_000} MB when opened; that is not plausible and it was not opened. "
            "If the file is right, save it as .csv and try again.",
        )
    return names


def _is_comment(cell: Cell) -> bool:
    return isinstance(cell, str) and cell.startswith("#") and cell not in _ERRORS


def _cell(value: Any) -> Cell:
    if isinstance(value, str):
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value) if "_x" in value else value
    if isinstance(value, timedelta):
        return value / timedelta(days=1)
    return cast("Cell", value)


def _column(letters: str | bytes) -> int:
    text = letters.decode() if isinstance(letters, bytes) else letters
    index = 0
    for letter in text:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1
