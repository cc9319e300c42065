"""CSV files as people have them: separators, encodings, comments, and everything that can be wrong with a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madiun_console.data_files.csv_table import CsvTable
from madiun_console.data_files.faults import FileUnreadable
from madiun_console.data_files.inspect_table import look_at
from madiun_console.data_files.opening_table import open_table
from madiun_console.data_files.table import BrokenRow, TableRow

File = Callable[[str, "str | bytes"], Path]


def cells(path: Path) -> list[tuple[int, tuple[object, ...]]]:
    return [(row.number, row.cells) for row in CsvTable(path).rows()]


def broken(path: Path) -> dict[int, str]:
    return {row.number: row.text_id for row in CsvTable(path).rows() if isinstance(row, BrokenRow)}


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_separators_and_encodings(file: File, separator: str, encoding: str) -> None:
    lines = [["Tanggal", "Uraian"], ["1/1/2025", "Kafé di Jl. Merak"], ["2/1/2025", "a, b; c | d"]]
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(lines)
    table = CsvTable(file("a.csv", text.getvalue().encode(encoding)))
    assert [list(row.cells) for row in table.rows()] == lines
    assert table.separator == separator
    assert {"utf-8": "UTF-8", "utf-8-sig": "UTF-8 (BOM)", "cp1252": "cp1252", "utf-16": "UTF-16"}[
        encoding
    ] == table.encoding


def test_comments_and_empty_lines_are_no_rows(file: File) -> None:
    path = file("a.csv", '# "judul\n\na,b\n# x\n1,2\n   \n3,4\n')
    assert cells(path) == [(3, ("a", "b")), (5, ("1", "2")), (7, ("3", "4"))]


def test_a_cell_may_hold_lines_and_comment_signs(file: File) -> None:
    path = file("a.csv", 'a,b\n1,"dua\n# bukan komentar\n\nbaris"\n3,4\n')
    assert cells(path) == [(1, ("a", "b")), (2, ("1", "dua\n# bukan komentar\n\nbaris")), (6, ("3", "4"))]


@pytest.mark.parametrize(
    "bad", ['2,"tidak ditutup', '2,"a" b,c', '2,""x"', '"2,x', '2,"dua "kali" dikutip"'],
)  # fmt: skip
def test_a_broken_quotation_loses_no_other_row(file: File, bad: str) -> None:
    path = file("a.csv", "a,b\n1,x\n" + bad + "\n" + "".join(f"{n},teks {n}\n" for n in range(3, 600)))
    rows = list(CsvTable(path).rows())
    assert [row.number for row in rows if isinstance(row, BrokenRow)] == [3]
    assert "tanda kutip" in broken(path)[3]
    assert [row.number for row in rows if isinstance(row, TableRow)] == [1, 2, *range(4, 601)]


def test_a_broken_quotation_at_the_end(file: File) -> None:
    path = file("a.csv", 'a,b\n1,"x\n2,y')
    assert [type(row).__name__ for row in CsvTable(path).rows()] == ["TableRow", "BrokenRow", "TableRow"]


def test_a_quotation_mark_inside_a_word_is_a_letter(file: File) -> None:
    assert cells(file("a.csv", 'a,b\n1,pipa 5" bocor\n2,y\n'))[1] == (2, ("1", 'pipa 5" bocor'))


def test_a_nul_and_a_cell_of_ten_megabytes(file: File) -> None:
    path = file(
        "a.csv", b"a,b\n1,x\n2,\x00\n3," + b"z" * 10_000_000 + b'\n4,"' + b"y" * 10_000_000 + b'"\n5,w\n'
    )
    found = broken(path)
    assert set(found) == {3, 4, 5}
    assert "NUL" in found[3]
    assert "terlalu panjang" in found[4]
    assert [row.number for row in CsvTable(path).rows() if isinstance(row, TableRow)] == [1, 2, 6]


def test_lines_of_two_encodings(file: File) -> None:
    path = file("a.csv", "a,b\n1,kafé\n".encode() + "2,kafé\n".encode("cp1252"))
    table = CsvTable(path)
    assert [row.cells[1] for row in table.rows()] == ["b", "kafé", "kafé"]
    assert table.encoding == "UTF-8 + cp1252"


def test_the_line_ends_of_old_macs(file: File) -> None:
    assert cells(file("a.csv", b"a,b\r1,2\r3,4")) == [(1, ("a", "b")), (2, ("1", "2")), (3, ("3", "4"))]


def test_two_hundred_columns(file: File) -> None:
    text = ",".join(f"k{n}" for n in range(200)) + "\n" + ",".join(str(n) for n in range(200)) + "\n"
    assert [len(row.cells) for row in CsvTable(file("a.csv", text)).rows()] == [200, 200]


_LETTERS = st.characters(blacklist_categories=("Cs", "Cc")) | st.sampled_from('\n,;"')
_ROWS = st.lists(st.lists(st.text(_LETTERS, max_size=12), min_size=3, max_size=3), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@given(_ROWS)
def test_what_csv_writes_is_read(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    rows = [["x", *row] for row in rows]
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["satu", "dua", "tiga", "empat"], *rows])
    assert [list(row.cells) for row in CsvTable(path).rows()][1:] == rows


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=300))
def test_nothing_breaks_the_reader(tmp_path_factory: pytest.TempPathFactory, noise: bytes) -> None:
    path = tmp_path_factory.mktemp("noise") / "a.csv"
    path.write_bytes(b"Tanggal,Uraian\n1/1/2025,x\n" + noise)
    numbers = [row.number for row in CsvTable(path).rows()]
    assert numbers[:1] == [1]  # whatever separator the noise suggests, the first lines are there
    assert numbers == sorted(numbers)


@pytest.mark.parametrize(
    ("content", "id_"),
    [
        (b"", "file_empty"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "file_old_excel"),
        (b"PK\x03\x04 no archive", "xlsx_broken"), (bytes(range(1, 32)) * 50, "file_no_table"), (b"1,2\n3,4\n", "no_header"),
    ],
)  # fmt: skip
def test_what_is_no_table_says_so(file: File, content: bytes, id_: str) -> None:
    with pytest.raises(FileUnreadable) as caught:
        look_at(open_table(file("a.csv", content)))
    assert caught.value.id == id_


def test_what_is_not_there_says_so(tmp_path: Path) -> None:
    for path, id_ in ((tmp_path / "no.csv", "file_missing"), (tmp_path, "file_folder")):
        with pytest.raises(FileUnreadable) as caught:
            open_table(path)
        assert caught.value.id == id_


def test_a_cell_that_is_too_long_is_called_so(file: File) -> None:
    path = file("a.csv", 'a,b\n1,"' + "y" * 1_600_000 + '"\n2,' + "z" * 1_600_000 + "\n3,w\n")
    found = broken(path)
    assert set(found) == {2, 3}
    assert all("terlalu panjang" in reason for reason in found.values())
