"""Workbooks as people have them: titles, merged cells, many columns, a macro, a bomb, a text file by that name."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from openpyxl import Workbook

from madiun_console.actions.desk import Desk
from madiun_console.data_files import xlsx_table
from madiun_console.data_files.faults import FileUnreadable
from madiun_console.data_files.inspect_table import look_at
from madiun_console.data_files.opening_table import open_table
from madiun_console.queries.queue import QueueFilter, closed_incidents
from tests.data_files.conftest import Import

HEAD = ["Tanggal", "Uraian", "Jenis"]
WHEN = datetime(2025, 5, 1, 10, 30)  # noqa: DTZ001 - spreadsheets know no zone


def workbook(path: Path, *rows: list[Any], prepare: Callable[[Any], None] | None = None) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if prepare is not None:
        prepare(book.active)
    book.save(path)
    return path


def cells(path: Path) -> list[tuple[Any, ...]]:
    return [row.cells for row in open_table(path).rows()]


def test_a_log_with_a_title(tmp_path: Path, desk: Desk, taken_in: Import) -> None:
    path = workbook(
        tmp_path / "log.xlsx", ["REKAP 2025"], [], HEAD, [WHEN, "Ribut di gang", "Tawuran pelajar/pemuda"], ["kapan", "x", "y"],
        [45778.4375, "tanggal sebagai angka", None],
    )  # fmt: skip
    assert look_at(open_table(path)).header_line == 3
    report = taken_in(path)
    assert (report.tally.added, [one.line for one in report.refused]) == (2, [5])
    assert {row.opened_at for row in closed_incidents(desk, QueueFilter())} == {1_746_070_200_000}
    assert report.refused_file is not None
    assert report.refused_file.name == "log-ditolak.csv"
    assert taken_in(path).tally.added == 0


def test_a_value_of_merged_cells_stands_in_each_row(tmp_path: Path) -> None:
    def merge(sheet: Any) -> None:
        sheet.merge_cells("A2:A4")
        sheet.merge_cells("B3:C3")

    path = workbook(
        tmp_path / "a.xlsx",
        HEAD,
        [WHEN, "satu", "a"],
        [None, "dua"],
        [None, "tiga", "c"],
        [WHEN, "empat"],
        prepare=merge,
    )
    assert [row[:2] for row in cells(path)[1:]] == [
        (WHEN, "satu"),
        (WHEN, "dua"),
        (WHEN, "tiga"),
        (WHEN, "empat"),
    ]


def test_two_hundred_columns(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [f"K{n}" for n in range(200)], list(range(200)))
    assert [len(row) for row in cells(path)] == [200, 200]


def test_a_macro_is_never_looked_at(tmp_path: Path, taken_in: Import) -> None:
    path = workbook(tmp_path / "a.xlsm", HEAD, [WHEN, "satu", None])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" + b"Sub AutoOpen()" * 50)
    table = open_table(path)
    assert "Makro" in table.notes[0][0]
    assert taken_in(path).tally.added == 1


def test_a_csv_file_by_the_name_of_a_workbook(tmp_path: Path, taken_in: Import) -> None:
    path = tmp_path / "log.xlsx"
    path.write_text("Tanggal;Uraian\n1/5/2025;ribut\n", encoding="utf-8")
    table = open_table(path)
    assert (table.kind, table.separator) == ("csv", ";")
    assert "dibaca sebagai CSV" in table.notes[0][0]
    assert taken_in(path).tally.added == 1


def excels(path: Path, *rows: list[str]) -> Path:
    """A workbook whose cells share their texts, as Excel writes it."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    for at, row in enumerate(rows):
        sheet.write_row(at, 0, row)
    book.close()
    return path


def bomb(path: Path, size: int) -> Path:
    workbook(path, HEAD, [WHEN, "satu", None])
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=9) as archive,
        archive.open("xl/worksheets/sheet9.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(size // 1_000_000):
            part.write(b"0" * 1_000_000)
    return path


def test_a_bomb_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = bomb(tmp_path / "a.xlsx", 60_000_000)
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_, **__: pytest.fail("unpacked"))
    with pytest.raises(FileUnreadable) as caught:
        open_table(path)
    assert caught.value.id == "xlsx_bomb"
    assert ".csv" in caught.value.text_id
    assert "60 MB" in caught.value.text_id


@pytest.mark.parametrize(("limit", "most"), [("MOST_BYTES", 3000), ("MOST_SHARED", 10), ("MOST_PARTS", 3)])
def test_every_limit_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, most: int) -> None:
    path = excels(tmp_path / "a.xlsx", HEAD, ["1/5/2025", "satu"])
    open_table(path)
    monkeypatch.setattr(xlsx_table, limit, most)
    with pytest.raises(FileUnreadable):
        open_table(path)


def test_an_archive_that_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(FileUnreadable, match="rusak"):
        open_table(path)


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml", "xl/sharedStrings.xml"]
)
def test_a_damaged_workbook_says_so(tmp_path: Path, part: str) -> None:
    whole, path = excels(tmp_path / "w.xlsx", HEAD, ["1/5/2025", "satu"]), tmp_path / "a.xlsx"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name)[:60] if name == part else source.read(name))
    with pytest.raises(FileUnreadable) as caught:
        look_at(open_table(path))
    assert caught.value.id in {"xlsx_broken", "no_header"}


def test_an_error_of_a_formula_is_refused_where_it_matters(tmp_path: Path, taken_in: Import) -> None:
    path = workbook(
        tmp_path / "a.xlsx", HEAD, ["#REF!", "satu", None], [WHEN, "dua", "#N/A"], [WHEN, "tiga", None]
    )
    report = taken_in(path)
    assert (report.tally.added, [one.columns() for one in report.refused]) == (1, ["Tanggal", "Jenis"])


def test_further_sheets_of_the_same_form_are_read(tmp_path: Path) -> None:
    book = Workbook()
    for title, rows in (("Jan", [[WHEN, "satu"]]), ("Feb", [[WHEN, "dua"]]), ("Daftar", [["lain", "isi"]])):
        sheet = book.create_sheet(title)
        sheet.append(["Tanggal", "Uraian"] if title != "Daftar" else ["Kode", "Arti"])
        for row in rows:
            sheet.append(row)
    book.remove(book.active)
    book.save(tmp_path / "a.xlsx")
    assert [row[1] for row in cells(tmp_path / "a.xlsx")] == ["Uraian", "satu", "dua"]


def _sheet_with(path: Path, rows: str) -> Path:
    """A workbook whose sheet holds these rows as XML."""
    workbook(path, HEAD)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    parts["xl/worksheets/sheet1.xml"] = sheet.replace("</sheetData>", f"{rows}</sheetData>").encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_rows_that_are_missing_cost_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = _sheet_with(tmp_path / "x.xlsx", '<row r="1048576"><c r="B1048576"><v>7</v></c></row>')
    looked: list[object] = []

    def look(value: object) -> object:
        looked.append(value)
        return value

    monkeypatch.setattr(xlsx_table, "_cell", look)
    rows = list(open_table(file).rows())
    assert [row.number for row in rows] == [1, 1_048_576]
    assert rows[-1].cells == (None, 7)
    assert len(looked) < 20, "neither the rows between nor columns that nobody filled"


def test_a_row_beyond_excels_last_is_refused_in_words(tmp_path: Path) -> None:
    file = _sheet_with(tmp_path / "x.xlsx", '<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>')
    with pytest.raises(FileUnreadable, match="99999999999") as refused:
        list(open_table(file).rows())
    assert "1048576" in refused.value.text_en
