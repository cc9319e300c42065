"""The page of reports: another stretch by keys, the list behind a figure, and an incident out of that list."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from PySide6.QtCore import Qt, QUrl

from madiun_console.actions.calls import log_call
from madiun_console.actions.take_call import save_report
from madiun_console.ui.reports import reports_page
from madiun_console.ui.reports.reports_page import ReportsPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from madiun_console.actions.desk import Desk
    from madiun_console.domain.report_form import ReportForm
    from madiun_console.ui.workplace import Workplace
    from tests.desk_fixtures import People


@pytest.fixture
def page(
    desk: Desk,
    people: People,
    form: Callable[..., ReportForm],
    workplace: Workplace,
    shown: Callable[..., QWidget],
    qtbot: QtBot,
) -> ReportsPage:
    """With two incidents and a prank of today."""
    for narrative in ("Ada orang kumpul bawa kayu", "Warga saling lempar batu"):
        save_report(desk, people.operator, form(narrative=narrative))
    log_call(desk, people.operator, "prank", channel="phone", number="", note="", started=1)
    workplace.set_session(people.supervisor)
    made = ReportsPage(workplace)
    shown(made, 1000, 600)
    made.entered()
    qtbot.waitUntil(workplace.jobs.is_idle)
    return made


def texts(page: ReportsPage, row: int) -> list[str]:
    return [page.model.index(row, column).data() for column in range(page.model.columnCount())]


def shows(page: ReportsPage, title: str) -> bool:
    return page._stretch.text() == title


def row_with(page: ReportsPage, word: str) -> int:
    return next(
        row
        for row in range(page.model.rowCount())
        if texts(page, row)[0] == word and page.model.behind(page.model.index(row, 0)) is not None
    )


def test_the_model_is_a_good_one(page: ReportsPage, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(page.model)


def test_it_begins_with_the_month_and_its_incidents(page: ReportsPage) -> None:
    assert page._stretch.text() == "November 2026"
    row = row_with(page, "Incidents")
    assert texts(page, row)[-1] == "2"
    assert page.view.currentIndex().row() == row
    assert page.list.list.rows_model().rowCount() == 2


def test_keys_go_to_other_stretches_of_time(page: ReportsPage, qtbot: QtBot, workplace: Workplace) -> None:
    qtbot.keyClick(page, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: page._stretch.text() == "October 2026")  # a button is held down for a moment
    qtbot.waitUntil(workplace.jobs.is_idle)
    assert texts(page, row_with(page, "Incidents"))[-1] == "0"
    qtbot.keyClick(page, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: page._stretch.text() == "November 2026")
    for kind, title in (
        ("four_months", "September–December 2026 (B12)"),
        ("day", "Monday, 23 November 2026"),
        ("shift", "Morning shift, Monday, 23 November 2026"),
    ):
        page.kind.value_changed.emit(kind)
        qtbot.waitUntil(workplace.jobs.is_idle)
        qtbot.waitUntil(partial(shows, page, title))
        assert texts(page, row_with(page, "Incidents"))[-1] == "2"


def test_enter_goes_into_the_list_and_enter_there_wants_the_incident(
    page: ReportsPage, qtbot: QtBot, workplace: Workplace
) -> None:
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert page.list.list.hasFocus()
    with qtbot.waitSignal(page.incident_wanted) as wanted:
        qtbot.keyClick(page.list.list, Qt.Key.Key_Return)
    assert wanted.args == [page.list.list.selected_id()]


def test_calls_are_told_without_a_number(page: ReportsPage, qtbot: QtBot, workplace: Workplace) -> None:
    page.view.setCurrentIndex(page.model.index(row_with(page, "Prank"), 0))
    qtbot.waitUntil(workplace.jobs.is_idle)
    row = page.list.list.rows_model().row(page.list.list.rows_model().index(0))
    assert row is not None
    assert (page.list.title.text(), row.title, row.detail) == ("Prank", "14.32", "Telephone 112 · Desk B")
    with qtbot.assertNotEmitted(page.incident_wanted):
        page.list.list.row_activated.emit(row.id)


def test_the_figures_are_saved_as_pages_and_as_a_workbook(
    page: ReportsPage, qtbot: QtBot, workplace: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def open_it(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr(reports_page.QDesktopServices, "openUrl", open_it)
    workplace.prefer(paper_folder=str(tmp_path))
    for key in (Qt.Key.Key_P, Qt.Key.Key_S):
        before = len(opened)
        qtbot.keyClick(page, key, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(partial(longer, opened, before), timeout=20_000)
    assert opened == [str(tmp_path / "Rekap 2026-11.pdf"), str(tmp_path / "Rekap 2026-11.xlsx")]
    pages = PdfReader(opened[0]).pages
    text = " ".join(word for one in pages for word in one.extract_text().split())
    assert "REKAP KEJADIAN DAN PANGGILAN" in text, (
        "papers of the office speak Bahasa Indonesia, the screen English"
    )
    assert "November 2026" in text
    assert "Menurut kelurahan" in text
    assert "Senin, 23 November 2026 pukul 14.32 WIB, meja B" in text
    assert "0812" not in text
    assert [round(float(side)) for side in pages[0].mediabox[2:]] == [595, 842]  # A4 in points
    book = load_workbook(opened[1])
    incidents = book.worksheets[0]
    assert incidents.freeze_panes == "B3"
    values = [cell.value for cell in incidents[3]]
    assert (values[0], values[-1]) == ("Kejadian", 2)


def test_a_folder_that_takes_nothing_is_told(
    page: ReportsPage, qtbot: QtBot, workplace: Workplace, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    workplace.prefer(paper_folder=str(tmp_path / "file"))
    page.save_book()
    qtbot.waitUntil(workplace.jobs.is_idle)
    assert str(tmp_path / "file") in page.message.accessibleName()
    assert page.book.isEnabled()


def longer(found: list[str], before: int) -> bool:
    return len(found) > before
