"""Paper without a window: the blank intake form, the handover sheet of a shift, and recaps."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from madiun_console.actions.desk import Desk
from madiun_console.data_files.figures_book import write_figures
from madiun_console.domain.report_period import period_named
from madiun_console.domain.rulebook import Rulebook
from madiun_console.errors import InvalidInput
from madiun_console.queries.figures import figures
from madiun_console.queries.shift_sheet import ShiftPaper, shift_list, shift_paper
from madiun_console.ui.paper.handover_page import handover_paper
from madiun_console.ui.paper.intake_form import intake_form
from madiun_console.ui.paper.pdf import Paper, save_pdf
from madiun_console.ui.paper.recap_page import recap_book, recap_paper


def print_blank_form(rulebook: Rulebook, file: Path) -> None:
    """Write the blank intake form."""
    _print(intake_form(rulebook), file)


def print_handover(desk: Desk, file: Path, date: str | None = None, period: str | None = None) -> None:
    """Write the sheet of a shift (YYYY-MM-DD, id of shifts.toml); without both, the last sheet that was written."""
    paper = _wanted(desk, date, period)
    _print(handover_paper(desk.rulebook, desk.letter, paper, training=desk.demo), file)


def print_recap(desk: Desk, file: Path, name: str) -> None:
    """Write the recap of a stretch of time, named as its files are: a PDF, or a workbook when the file ends so."""
    period = period_named(desk.rulebook, name)
    if period is None:
        shifts = "|".join(one.id for one in desk.rulebook.shift_periods)
        raise InvalidInput(
            "stretch_unknown",
            f"Kurun waktu {name} tidak dikenal. Tulis 2026-11-23-({shifts}), 2026-11-23, 2026-11, atau 2026-B12.",
            f"There is no stretch of time {name}. Write 2026-11-23-({shifts}), 2026-11-23, 2026-11 or 2026-B12.",
        )
    found = figures(desk, period)
    match file.suffix.lower():
        case ".pdf":
            now = desk.store.clock.now_ms()
            _print(recap_paper(desk.rulebook, desk.letter, found, now, training=desk.demo), file)
        case ".xlsx":
            write_figures(file, *recap_book(desk.rulebook, found))
        case _:
            raise InvalidInput(
                "recap_format",
                f"Rekap ditulis sebagai .pdf atau .xlsx, bukan {file.name}.",
                f"A recap is written as .pdf or .xlsx, not {file.name}.",
            )


def _wanted(desk: Desk, date: str | None, period: str | None) -> ShiftPaper:
    for row in shift_list(desk, "").rows:
        chosen = (date in (None, row.date)) and (period in (None, row.period))
        if chosen and row.handover_at is not None and (paper := shift_paper(desk, row.id)) is not None:
            return paper
    raise InvalidInput(
        "handover_not_found",
        "Lembar serah terima itu tidak ada. Periksa --date (2026-11-23) dan --period (pagi, siang, malam).",
        "There is no such handover sheet. Look at --date (2026-11-23) and --period (pagi, siang, malam).",
    )


def _print(paper: Paper, file: Path) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication(sys.argv[:1])
    save_pdf(paper, file)
    del application
