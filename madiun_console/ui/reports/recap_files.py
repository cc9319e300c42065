"""A report as files: the pages of a PDF in the form of the office, and a workbook of the same figures."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from madiun_console.data_files.figures_book import Duration, FigureTable, Value
from madiun_console.domain.report_period import ReportPeriod
from madiun_console.ui.paper import office
from madiun_console.ui.paper.pdf import Paper
from madiun_console.ui.reports.report_tables import Cell, ReportTable, ReportWords, Seconds

LABEL_SHARE = 100
"""Percent of a table's width, before the numbers take theirs."""
NUMBER_SHARE = 12


def recap_paper(
    words: ReportWords, period: ReportPeriod, tables: Sequence[ReportTable], made: str, *, training: bool
) -> Paper:
    """The document; `made` says when and at which desk. It names nobody."""
    caption = words.title(period)
    parts = [
        office.letterhead(training=training),
        office.title(words.paper_title(period)),
        office.facts([(words.stretch_label(), caption), (words.made_label(), made)]),
    ]
    for table in tables:
        parts.append(office.heading(table.title))
        parts.append(_table(words, table) if table.lines else office.paragraphs(words.nothing()))
    foot = f"Call Center Madiun Siaga 112 · {caption}"
    return Paper(
        f"<html><body>{''.join(parts)}</body></html>", f"{words.paper_title(period)} {caption}", foot
    )


def figure_tables(tables: Sequence[ReportTable]) -> list[FigureTable]:
    """The same for a workbook."""
    return [
        FigureTable(
            table.title, table.headings, [[_value(cell) for cell in line.cells] for line in table.lines]
        )
        for table in tables
    ]


def file_in(folder: Path, words: ReportWords, period: ReportPeriod, end: str) -> Path:
    """Sorts by date and says what it is: "Rekap 2026-B12.pdf"."""
    return folder / f"{words.file_word()} {period.stem}.{end}"


def _table(words: ReportWords, table: ReportTable) -> str:
    numbers = len(table.headings) - 1
    widths = [LABEL_SHARE - NUMBER_SHARE * numbers, *[NUMBER_SHARE] * numbers]
    rows = [[escape(words.text(cell)) for cell in line.cells] for line in table.lines]
    return office.table(table.headings, widths, rows)


def _value(cell: Cell) -> Value:
    return Duration(cell.value) if isinstance(cell, Seconds) else cell
