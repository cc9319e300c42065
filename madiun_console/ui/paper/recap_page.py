"""A recap as files of the office, in Bahasa Indonesia: the pages of a PDF, and a workbook of the same figures."""

from __future__ import annotations

from html import escape

from madiun_console.data_files.figures_book import Duration, FigureTable, Value
from madiun_console.domain.report_period import ReportPeriod
from madiun_console.domain.rulebook import Rulebook
from madiun_console.queries.figures import Figures
from madiun_console.ui.formats import Formats
from madiun_console.ui.paper import office
from madiun_console.ui.paper.pdf import Paper
from madiun_console.ui.paper.recap_tables import Cell, RecapTable, RecapTeller, Seconds
from madiun_console.ui.paper.recap_words import PAPER

TITLE = "REKAP KEJADIAN DAN PANGGILAN"
FOUR_MONTHS_TITLE = "LAPORAN EMPAT BULAN UNTUK TIM TERPADU"
NUMBER_SHARE = 12
"""Percent of a table's width that a column of numbers takes; the words take the rest."""


def recap_paper(
    rulebook: Rulebook, desk: str, found: Figures, made_at: int, *, training: bool = False
) -> Paper:
    """The document, made at this moment (ms) at the desk of this letter. It names nobody."""
    teller = _teller(rulebook)
    caption = teller.title(found.period)
    title = FOUR_MONTHS_TITLE if found.period.kind == "four_months" else TITLE
    made = f"{office.long_day(made_at)} pukul {teller.formats.time(made_at)} WIB, meja {desk}"
    parts = [
        office.letterhead(training=training),
        office.title(title),
        office.facts([("Kurun waktu", caption), ("Dibuat", made)]),
    ]
    for table in teller.tables(found):
        parts.append(office.heading(table.title))
        parts.append(_table(teller, table) if table.lines else office.paragraphs("Nihil."))
    foot = f"Call Center Madiun Siaga 112 · {caption}"
    return Paper(f"<html><body>{''.join(parts)}</body></html>", f"{title} {caption}", foot)


def recap_book(rulebook: Rulebook, found: Figures) -> tuple[str, list[FigureTable]]:
    """What stands above each sheet of the workbook, and its tables."""
    teller = _teller(rulebook)
    tables = [
        FigureTable(
            table.title, table.headings, [[_value(cell) for cell in line.cells] for line in table.lines]
        )
        for table in teller.tables(found)
    ]
    return teller.title(found.period), tables


def file_name(period: ReportPeriod, end: str) -> str:
    """Sorts by date and says what it is: "Rekap 2026-B12.pdf"."""
    return f"Rekap {period.stem}.{end}"


def _teller(rulebook: Rulebook) -> RecapTeller:
    return RecapTeller(rulebook, PAPER, Formats("id"))


def _table(teller: RecapTeller, table: RecapTable) -> str:
    numbers = len(table.headings) - 1
    widths = [100 - NUMBER_SHARE * numbers, *[NUMBER_SHARE] * numbers]
    rows = [[escape(teller.text(cell)) for cell in line.cells] for line in table.lines]
    return office.table(table.headings, widths, rows)


def _value(cell: Cell) -> Value:
    return Duration(cell.value) if isinstance(cell, Seconds) else cell
