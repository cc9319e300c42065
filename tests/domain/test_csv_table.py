"""CSV tables with comments are read, and every fault names its line."""

from __future__ import annotations

import pytest

from madiun_console.domain.rulebook import RuleTableError
from madiun_console.domain.rulebook.csv_table import Row, read_rows

COLUMNS = ("code", "name", "size")


def rows(text: str, key: str | None = None) -> list[Row]:
    return list(read_rows("t.csv", text, COLUMNS, key))


def fault(text: str, key: str | None = None) -> str:
    with pytest.raises(RuleTableError) as raised:
        rows(text, key)
    return str(raised.value)


def test_comments_empty_lines_and_quoted_line_ends_count_as_lines() -> None:
    text = '# "quoted, in a comment\n# second\ncode,name,size\na,"two\nlines",1\n\n# later\nb,plain,2\n'
    assert [(row.line, row.text("code"), row.get("name")) for row in rows(text)] == [
        (4, "a", "two\nlines"),
        (8, "b", "plain"),
    ]


def test_columns_may_stand_in_any_order() -> None:
    assert rows("size,code,name\n7,a,x\n")[0].number("size") == 7


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("code,name,size\na,x\n", "t.csv baris 2: ada 2 kolom, seharusnya 3"),
        ("#\ncode,name,size\na,x,1\na,x,1,9\n", "t.csv baris 4: ada 4 kolom, seharusnya 3"),
        ("code,name\na,x\n", 't.csv baris 1: kolom "size" tidak ada'),
        ("code,name,size,more\n", 't.csv baris 1: kolom "more" tidak dikenal atau ditulis dua kali'),
        ("code,name,size,name\n", 't.csv baris 1: kolom "name" tidak dikenal atau ditulis dua kali'),
        (
            "code;name;size\n",
            't.csv baris 1: kolom "code" tidak ada; kolom harus dipisah koma, bukan titik koma',
        ),
        ("# only a comment\n", "t.csv baris 1: tidak ada baris judul kolom"),
        ("", "t.csv baris 1: tidak ada baris judul kolom"),
    ],
)
def test_a_fault_in_the_shape_names_its_line(text: str, message: str) -> None:
    assert fault(text) == message


def test_a_quotation_mark_that_is_not_closed_names_the_line_where_it_opens() -> None:
    assert fault('#\ncode,name,size\na,x,1\nb,"open,2\nc,x,3\n').startswith(
        "t.csv baris 4: susunan CSV salah"
    )


def test_a_key_twice_names_both_lines() -> None:
    assert (
        fault("code,name,size\na,x,1\nb,x,1\na,y,2\n", "code")
        == 't.csv baris 4: code "a" sudah dipakai di baris 2'
    )


def test_cells_are_checked_for_what_they_should_be() -> None:
    row = rows("code,name,size\n 12 ,,x\n")[0]
    assert row.number("code") == 12
    assert row.optional_number("name") is None
    checks = [
        (lambda: row.text("name"), "kolom name tidak boleh kosong"),
        (lambda: row.number("size"), 'kolom size: "x" bukan bilangan bulat'),
        (lambda: row.decimal("size", 0, 1), 'kolom size: "x" bukan bilangan (pakai titik, bukan koma)'),
        (lambda: row.decimal("code", 0, 1), "kolom code: 12 di luar 0 sampai 1"),
        (lambda: row.day("size"), 'kolom size: "x" bukan tanggal seperti 2026-11-23'),
        (lambda: row.flag("size"), 'kolom size: "x" bukan salah satu dari yes, no'),
        (lambda: row.refer("size", {"y"}, "jenis"), 'kolom size: "x" bukan jenis yang dikenal'),
    ]
    for check, reason in checks:
        with pytest.raises(RuleTableError) as raised:
            check()
        assert str(raised.value) == f"t.csv baris 2: {reason}"


@pytest.mark.parametrize("number", ["nan", "inf", "-1", "²", "1,5", "1e400"])
def test_no_strange_number_passes(number: str) -> None:
    row = rows(f'code,name,size\na,x,"{number}"\n')[0]
    with pytest.raises(RuleTableError):
        row.decimal("size", 0, 90)
    with pytest.raises(RuleTableError):
        row.number("size")
