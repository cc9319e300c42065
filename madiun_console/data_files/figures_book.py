"""A workbook of figures: one sheet for each table, numbers as numbers, durations as times, the head frozen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from madiun_console.data_files.inert_text import printable
from madiun_console.data_files.whole_file import whole_file_made_elsewhere

SECONDS_A_DAY = 86_400
"""Spreadsheets count times in days."""
LONGEST_SHEET_NAME = 31
_NOT_IN_A_NAME = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_LABEL_WIDTH, _NUMBER_WIDTH = 44, 12


@dataclass(frozen=True, slots=True)
class Duration:
    """Seconds, shown as hours, minutes and seconds."""

    seconds: float


Value = str | int | Duration | None


@dataclass(frozen=True, slots=True)
class FigureTable:
    """A table: its title, what stands above each column, and the rows; the first cell of a row says what it counts."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Value]]


def write_figures(target: Path, caption: str, tables: Sequence[FigureTable]) -> Path:
    """Write the workbook, whole or not at all; raises an EnvironmentFault that says what to do."""
    from xlsxwriter import Workbook

    with whole_file_made_elsewhere(target) as made:
        book: Any = Workbook(str(made), {"strings_to_formulas": False, "strings_to_urls": False})
        head = book.add_format({"bold": True, "bottom": 1})
        whole = book.add_format({"num_format": "#,##0"})
        clock = book.add_format({"num_format": "[h]:mm:ss"})
        for table in tables:
            sheet = book.add_worksheet(_name(table.title, [one.get_name() for one in book.worksheets()]))
            sheet.write_string(0, 0, caption, book.add_format({"bold": True}))
            for column, heading in enumerate((table.title, *table.headings[1:])):
                sheet.write_string(1, column, heading, head)
            for at, row in enumerate(table.rows, 2):
                for column, value in enumerate(row):
                    _cell(sheet, at, column, value, whole, clock)
            last = max(2, len(table.rows) + 1)
            sheet.autofilter(1, 0, last, len(table.headings) - 1)
            sheet.freeze_panes(2, 1)
            sheet.set_column(0, 0, _LABEL_WIDTH)
            sheet.set_column(1, max(1, len(table.headings) - 1), _NUMBER_WIDTH)
        book.close()
    return target


def _cell(sheet: Any, row: int, column: int, value: Value, whole: Any, clock: Any) -> None:
    match value:
        case None:
            return
        case Duration(seconds=seconds):
            sheet.write_number(row, column, seconds / SECONDS_A_DAY, clock)
        case int():
            sheet.write_number(row, column, value, whole)
        case _:
            sheet.write_string(row, column, printable(value))


def _name(title: str, taken: Sequence[str]) -> str:
    name = title.translate(_NOT_IN_A_NAME)[:LONGEST_SHEET_NAME].strip() or "-"
    number = 2
    while name.casefold() in {one.casefold() for one in taken}:
        end = f" {number}"
        name = name[: LONGEST_SHEET_NAME - len(end)] + end
        number += 1
    return name
