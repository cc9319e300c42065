"""Writes a table row by row as CSV or XLSX: what a cell holds is never run as a formula, dates are dates, numbers numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from madiun_console.data_files.inert_text import inert, is_active, printable
from madiun_console.domain.clock import local_time
from madiun_console.queries.table_columns import Column, Value

LONGEST_TEXT = 32_767
"""Characters that a cell of Excel holds."""
CUT = " […]"
ROWS_OF_SHEET = 1_048_576
"""Of Excel, the header included; what is more goes on in a further sheet."""
_DATE_FORMAT = "dd/mm/yyyy hh\\.mm\\.ss"


class TableWriter(Protocol):
    """A table that is being written."""

    cut: int
    """Texts that were too long for a cell."""

    def row(self, values: Sequence[Value]) -> None:
        """One more row, a value for each column."""


class CsvWriter:
    """RFC 4180 with commas, UTF-8; moments as 2026-11-23 14:32:08 (WIB), which every spreadsheet takes for a date."""

    def __init__(self, write: Callable[[bytes], object], columns: Sequence[Column], *, mark: bool) -> None:
        self._write = write
        self._columns = columns
        self.cut = 0
        if mark:  # without it Excel reads UTF-8 as cp1252
            write(b"\xef\xbb\xbf")
        self._line([column.label for column in columns])

    def row(self, values: Sequence[Value]) -> None:
        """One more row."""
        self._line([_text(value, column) for value, column in zip(values, self._columns, strict=True)])

    def _line(self, cells: Sequence[str]) -> None:
        text = io.StringIO()
        csv.writer(text, lineterminator="\r\n").writerow(cells)
        self._write(text.getvalue().encode("utf-8", "replace"))


class XlsxWriter:
    """XlsxWriter with constant memory: rows leave it as they come. Frozen header, filters, widths, real dates."""

    def __init__(self, path: Path, columns: Sequence[Column], title: str) -> None:
        from xlsxwriter import Workbook

        self._columns = columns
        self._title = title
        self._book: Any = Workbook(
            str(path),
            {
                "constant_memory": True, "tmpdir": str(path.parent), "strings_to_formulas": False,
                "strings_to_numbers": False, "strings_to_urls": False,
            },
        )  # fmt: skip
        self._book.use_zip64()
        self._head = self._book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self._moment = self._book.add_format({"num_format": _DATE_FORMAT, "valign": "top"})
        self._plain = self._book.add_format({"valign": "top", "text_wrap": True})
        self._quoted = self._book.add_format({"valign": "top", "text_wrap": True, "quote_prefix": True})
        self._whole = self._book.add_format({"num_format": "#,##0", "valign": "top"})
        self.cut = 0
        self._sheets = 0
        self._row = 0
        self._sheet: Any = None
        self._begin_sheet()

    def row(self, values: Sequence[Value]) -> None:
        """One more row."""
        if self._row >= ROWS_OF_SHEET:
            self._end_sheet()
            self._begin_sheet()
        for at, (value, column) in enumerate(zip(values, self._columns, strict=True)):
            if value is not None and value != "":
                self._cell(at, value, column)
        self._row += 1

    def close(self) -> None:
        """Put the file together. Raises OSError as the system said it; XlsxWriter hides it in an exception of its own."""
        from xlsxwriter.exceptions import FileCreateError

        self._end_sheet()
        try:
            self._book.close()
        except FileCreateError as error:
            self.let_go()
            cause = error.args[0] if error.args else None
            raise cause if isinstance(cause, OSError) else OSError(str(error)) from error
        except BaseException:
            self.let_go()
            raise

    def let_go(self) -> None:
        """Close the files of a workbook that came to nothing; XlsxWriter does it only when all went well."""
        for sheet in self._book.worksheets():
            stream = getattr(sheet, "row_data_fh", None)
            if stream is not None:
                with suppress(OSError, ValueError):
                    stream.close()
        self._book.fileclosed = True

    def _cell(self, at: int, value: Value, column: Column) -> None:
        sheet, row = self._sheet, self._row
        if column.kind == "moment" and isinstance(value, (int, float)):
            sheet.write_datetime(row, at, _local(int(value)), self._moment)
        elif column.kind in ("number", "whole") and isinstance(value, (int, float)):
            sheet.write_number(row, at, value, self._whole if column.kind == "whole" else self._plain)
        else:
            text = printable(str(value))
            if len(text) > LONGEST_TEXT:
                self.cut += 1
                text = text[: LONGEST_TEXT - len(CUT)] + CUT
            sheet.write_string(row, at, text, self._quoted if is_active(text) else self._plain)

    def _begin_sheet(self) -> None:
        self._sheets += 1
        sheet = self._book.add_worksheet(
            self._title if self._sheets == 1 else f"{self._title} {self._sheets}"
        )
        for at, column in enumerate(self._columns):
            sheet.set_column(at, at, column.width if column.kind != "moment" else max(19, column.width))
            sheet.write_string(0, at, column.label, self._head)
        sheet.freeze_panes(1, 0)
        self._sheet, self._row = sheet, 1

    def _end_sheet(self) -> None:
        self._sheet.autofilter(0, 0, max(0, self._row - 1), max(0, len(self._columns) - 1))


@contextmanager
def xlsx_writer(path: Path, columns: Sequence[Column], title: str) -> Iterator[XlsxWriter]:
    """A workbook at `path`, put together when the block ends; raises OSError as the system said it."""
    book = XlsxWriter(path, columns, title)
    try:
        yield book
    except BaseException:
        book.let_go()
        raise
    book.close()


def _text(value: Value, column: Column) -> str:
    if value is None:
        return ""
    if column.kind == "moment" and isinstance(value, (int, float)):
        moment = _local(int(value))
        milli = f".{moment.microsecond // 1000:03d}" if moment.microsecond else ""
        return f"{moment:%Y-%m-%d %H:%M:%S}{milli}"
    if isinstance(value, str):
        return inert(printable(value))
    return repr(value)


def _local(ms: int) -> datetime:
    """The city's time without its zone; a clock that was far off gives the last moment a spreadsheet knows."""
    try:
        return local_time(ms).replace(tzinfo=None)
    except (ValueError, OverflowError, OSError):
        return datetime(9999, 12, 31)  # noqa: DTZ001
