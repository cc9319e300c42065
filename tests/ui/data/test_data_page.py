"""The page "Data masuk/keluar" by keyboard: a file is looked at, matched, taken in; the call log goes out."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from madiun_console.actions.calls import log_call
from madiun_console.actions.take_call import save_report
from madiun_console.db.verify import verify
from madiun_console.domain.report_form import ReportForm
from madiun_console.queries.queue import QueueFilter, closed_incidents, open_incidents
from madiun_console.ui.callbacks.callbacks_page import CallbacksPage
from madiun_console.ui.data import export_card, list_export
from madiun_console.ui.data.data_page import DataPage
from madiun_console.ui.data.match_model import BECOMES, MatchLine, MatchModel
from madiun_console.ui.queue.queue_panel import QueuePanel
from madiun_console.ui.workplace import Workplace
from tests.desk_fixtures import People

Show = Callable[..., QWidget]
LOG = """REKAP 2025
Tgl;Jam;Pelapor;HP;Uraian;Jenis;Ket
01/05/2025;10.00;Budi Santoso;0812 3400 0001;ribut di gang;Tawuran antar gang;dibubarkan
01/05/2025;10.05;;;halo;prank;
31/02/2025;10.00;;;salah tanggal;;
"""


@pytest.fixture
def page(workplace: Workplace, people: People, shown: Show, qtbot: QtBot) -> Iterator[DataPage]:
    workplace.set_session(people.supervisor)
    workplace.translator.use("id")
    made = DataPage(workplace)
    shown(made, 1300, 680)
    made.entered()
    yield made
    workplace.translator.use("en")
    qtbot.waitUntil(workplace.jobs.is_idle)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "log.csv"
    path.write_text(LOG, encoding="cp1252")
    return path


def settled(page: DataPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(page._workplace.jobs.is_idle)
    qtbot.waitUntil(lambda: not page.importing.is_running())


def opened(page: DataPage, log: Path, qtbot: QtBot) -> None:
    page.importing.file.path.setText(str(log))
    qtbot.keyClick(page.importing.file.path, Qt.Key.Key_Return)
    settled(page, qtbot)


def lines(page: DataPage) -> dict[str, str]:
    model = page.importing.model
    return {model.line(row).what: model.line(row).becomes() for row in range(model.rowCount())}


@pytest.mark.qt_log_ignore("This plugin does not support")  # the list of choices is a window of its own
def test_a_log_goes_in_by_keyboard(page: DataPage, log: Path, qtbot: QtBot, workplace: Workplace) -> None:
    assert page.importing.file.path.hasFocus()
    opened(page, log, qtbot)
    panel = page.importing
    assert panel.told.text() == "UTF-8 · pemisah ; · judul kolom di baris 2 · 7 dari 7 kolom dikenali"
    assert panel.view.hasFocus()
    told = lines(page)
    assert next(iter(told)).endswith("“Tawuran antar gang”")
    assert [told[name] for name in ("Tgl", "Jam", "Pelapor", "HP", "Uraian", "Jenis", "Ket")] == [
        "Waktu lapor", "Jam lapor", "Nama pelapor", "Nomor telepon", "Laporan", "Jenis", "Catatan",
    ]  # fmt: skip
    assert open_incidents(workplace.desk) == closed_incidents(workplace.desk, QueueFilter()) == []
    assert "Tgl: tanggal 31/2/2025 tidak ada" in panel.found.toPlainText()
    # the unknown word stands first; Enter opens its choices, letters go to one
    panel.view.setCurrentIndex(panel.model.index(0, BECOMES))
    qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    box = panel.view.findChild(QComboBox)
    assert box is not None
    choices = box.view()
    choices.setCurrentIndex(box.model().index(box.findText("Tawuran pelajar/pemuda"), 0))
    qtbot.keyClick(choices, Qt.Key.Key_Return)
    qtbot.waitUntil(panel.view.hasFocus)
    assert next(iter(lines(page).values())) == "Tawuran pelajar/pemuda"
    with qtbot.waitSignal(workplace.jobs.changed):
        qtbot.keyClick(
            QApplication.focusWidget() or page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
        )
    settled(page, qtbot)
    (row,) = closed_incidents(workplace.desk, QueueFilter())
    assert (row.kind_id, row.summary) == ("brawl", "ribut di gang")
    assert "log-ditolak.csv" in panel.message.accessibleName()
    with (log.parent / "log-ditolak.csv").open(encoding="utf-8-sig") as stream:
        assert len(list(csv.reader(stream, delimiter=";"))) == 2
    panel.check.click()
    settled(page, qtbot)
    assert "2" in panel.message.accessibleName()


def test_who_called_is_masked_in_the_samples(page: DataPage, log: Path, qtbot: QtBot) -> None:
    opened(page, log, qtbot)
    model = page.importing.model
    samples = " ".join(model.line(row).sample for row in range(model.rowCount()))
    assert "Santoso" not in samples
    assert "34000001" not in samples.replace(" ", "")
    assert "B•••" in samples


def test_a_column_is_left_out_or_becomes_another_field(page: DataPage, log: Path, qtbot: QtBot) -> None:
    opened(page, log, qtbot)
    model = page.importing.model
    row = next(row for row in range(model.rowCount()) if model.line(row).what == "Ket")
    model.setData(model.index(row, BECOMES), "narrative")
    told = lines(page)
    assert (told["Ket"], told["Uraian"]) == ("Laporan", "(tidak diambil)")


def test_a_file_that_is_no_table_says_so(page: DataPage, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 nothing")
    opened(page, tmp_path / "a.xlsx", qtbot)
    assert "rusak" in page.importing.message.accessibleName()
    assert not page.importing.view.isVisible()
    opened(page, tmp_path / "none.csv", qtbot)
    assert "tidak ditemukan" in page.importing.message.accessibleName()


def test_an_import_can_be_stopped_and_completed(
    page: DataPage, tmp_path: Path, qtbot: QtBot, workplace: Workplace
) -> None:
    path, rows = tmp_path / "besar.csv", 3000
    path.write_text(
        "Tanggal,Uraian\n" + "".join(f"{n % 28 + 1}/5/2025,ribut {n}\n" for n in range(rows)),
        encoding="utf-8",
    )
    opened(page, path, qtbot)
    panel = page.importing
    with qtbot.waitSignal(panel.progressed, timeout=60_000):
        panel.take_in.click()
    assert panel.cancel.isVisible()
    assert panel.cancel.key == "Esc"
    assert not panel.take_in.isEnabled()
    panel.cancel.click()
    qtbot.waitUntil(lambda: not panel.is_running(), timeout=60_000)
    with workplace.desk.store.read() as connection:
        kept = connection.exec_driver_sql("SELECT count(*) FROM report").scalar_one()
    assert kept % 500 == 0
    assert 0 < kept < rows
    assert "Dihentikan" in panel.message.accessibleName()
    panel.take_in.click()
    qtbot.waitUntil(lambda: not panel.is_running(), timeout=120_000)
    with workplace.desk.store.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM report").scalar_one() == rows


def test_closing_the_window_stops_an_import(
    page: DataPage, tmp_path: Path, qtbot: QtBot, workplace: Workplace
) -> None:
    path, rows = tmp_path / "besar.csv", 4000
    path.write_text(
        "Tanggal,Uraian\n" + "".join(f"{n % 28 + 1}/5/2025,ribut {n}\n" for n in range(rows)),
        encoding="utf-8",
    )
    opened(page, path, qtbot)
    with qtbot.waitSignal(page.importing.progressed, timeout=60_000):
        page.importing.take_in.click()
    workplace.jobs.close()
    with workplace.desk.store.read() as connection:
        kept = connection.exec_driver_sql("SELECT count(*) FROM report").scalar_one()
    assert kept % 500 == 0
    assert 0 < kept < rows
    assert verify(workplace.desk.store) is None
    qtbot.waitUntil(workplace.jobs.is_idle)


def test_the_call_log_goes_out(
    page: DataPage,
    people: People,
    form: Callable[..., ReportForm],
    workplace: Workplace,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    save_report(workplace.desk, people.operator, form(name="Wiryo"))
    card = page.exporting

    def chosen(*_: object) -> str:
        return str(tmp_path / "keluar")

    monkeypatch.setattr(export_card, "choose_to_save", chosen)
    assert card.format.value() == "xlsx"
    qtbot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil((tmp_path / "keluar.xlsx").exists)  # a button is shown pressed before it acts
    qtbot.waitUntil(workplace.jobs.is_idle)
    sheet = load_workbook(tmp_path / "keluar.xlsx").active
    assert sheet is not None
    assert sheet.max_row == 2
    assert "1 baris" in card.message.accessibleName()
    card.unmasked.setChecked(True)
    card.format.set_value("csv")
    card.export.click()
    assert "identitas" in card.message.accessibleName()
    assert not (tmp_path / "keluar.csv").exists()
    card.reason.setText("permintaan Inspektorat")
    card.export.click()
    qtbot.waitUntil(workplace.jobs.is_idle)
    assert "Wiryo" in (tmp_path / "keluar.csv").read_text(encoding="utf-8-sig")
    assert not card.unmasked.isChecked()


def test_an_operator_is_offered_no_identities(page: DataPage, people: People, workplace: Workplace) -> None:
    workplace.set_session(people.operator)
    assert not page.exporting.unmasked.isVisible()


def test_the_queue_as_it_is_shown_goes_out(
    workplace: Workplace,
    people: People,
    form: Callable[..., ReportForm],
    shown: Show,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, level in (("Wiryo", "=satu"), ("Sastro", "dua")):
        save_report(workplace.desk, people.operator, form(name=name, narrative=f"{level} kata {name}"))
    panel = QueuePanel(workplace)
    shown(panel, 800, 600)
    panel.reload()
    qtbot.waitUntil(lambda: panel._model.rowCount() == 2)
    chosen = iter(["", str(tmp_path / "antrean.csv")])
    monkeypatch.setattr(list_export, "choose_to_save", lambda *_: next(chosen))
    panel.export_list()  # without a place nothing happens
    qtbot.keyClick(panel._view, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(workplace.jobs.is_idle)
    with (tmp_path / "antrean.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["Number"] for row in rows] == [row.number for row in panel._model.rows()]
    assert {row["First report"] for row in rows} == {"'=satu kata •••", "dua kata •••"}


def test_the_call_backs_go_out(
    workplace: Workplace,
    people: People,
    shown: Show,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    log_call(workplace.desk, people.operator, "abandoned", number="0812 3456 7890")
    page = CallbacksPage(workplace)
    shown(page, 900, 500)
    page.entered()
    monkeypatch.setattr(list_export, "choose_to_save", lambda *_: str(tmp_path / "hubungi.xlsx"))
    page.export.click()
    qtbot.waitUntil(workplace.jobs.is_idle)
    sheet = load_workbook(tmp_path / "hubungi.xlsx").active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]][3:] == [0, None, "0812 •••• 7890"]


def test_the_table_of_matches(qtmodeltester: ModelTester) -> None:
    model = MatchModel()
    choices = (("", "(tidak diambil)"), ("kind", "Jenis"))
    model.set_lines([MatchLine(("column", str(at)), f"K{at}", "x", choices, "") for at in range(4)])
    qtmodeltester.check(model)
    model.set_lines([MatchLine(("column", "9"), "K9", "x", choices, "kind")])
    assert model.data(model.index(0, BECOMES)) == "Jenis"
    qtmodeltester.check(model)
