"""Whose columns are which: Indonesian and English names, typing errors, titles above the header."""

from __future__ import annotations

import pytest

from madiun_console.domain.past_rows.fields import FIELDS, REASON_COLUMNS
from madiun_console.domain.past_rows.headers import header_row, suggest, unique_headers


@pytest.mark.parametrize(
    ("headers", "fields"),
    [
        (
            ["No", "Tanggal", "Jam", "Nama Pelapor", "No. HP", "Uraian Kejadian", "Jenis Kejadian", "Lokasi", "Kelurahan",
             "Kecamatan", "Tindak Lanjut", "Status"],
            ["id", "reported", "reported_time", "name", "phone", "narrative", "kind", "address", "kelurahan", "kecamatan",
             "note", "status"],
        ),
        (
            ["Ticket", "Date", "Time", "Caller", "Phone Number", "Description", "Category", "Location", "Priority", "Result"],
            ["reference", "reported", "reported_time", "name", "phone", "narrative", "kind", "address", "level", "outcome"],
        ),
        (["Tangal", "Urian", "Kelurahn"], ["reported", "narrative", "kelurahan"]),
        (["id", "channel", "text", "expected_category", "expected_sub", "expected_level", "kelurahan_code", "note"],
         ["id", "channel", "narrative", "", "kind", "level", "unit", "note"]),
        (["Warna baju", "Cuaca", ""], ["", "", ""]),
    ],
)  # fmt: skip
def test_suggestions(headers: list[str], fields: list[str]) -> None:
    assert list(suggest(headers).columns) == fields


@pytest.mark.parametrize("language", ["id", "en"])
def test_our_own_export_is_known_by_every_column(language: str) -> None:
    own = [field for field in FIELDS if not field.only_in]
    assert list(suggest([field.label(language) for field in own]).columns) == [field.id for field in own]


def test_what_the_file_of_refused_rows_adds_is_nothing_to_take_in() -> None:
    assert set(suggest(REASON_COLUMNS).columns) == {""}


def test_titles_stand_above_the_header() -> None:
    rows = [
        ["REKAP PANGGILAN 112"],
        ["Kota Madiun", "", "Tahun 2025"],
        ["Tanggal", "Jenis", "Uraian"],
        ["1/1/2025", "x", "y"],
    ]
    assert header_row(rows) == 2
    assert header_row([["a1", "b2"], ["c", "d"]]) == 0
    assert header_row([["1", "2"], ["", ""]]) is None


def test_a_field_moves_when_a_person_gives_it_to_another_column() -> None:
    mapping = suggest(["Tanggal", "Uraian", "Kronologis"])
    assert mapping.with_column(2, "narrative").columns == ("reported", "", "narrative")
    assert mapping.with_column(0, "").columns[0] == ""


def test_columns_of_one_name_are_told_apart() -> None:
    assert unique_headers(["Ket", "Ket", "", "Ket"]) == ("Ket", "Ket (2)", "[C]", "Ket (3)")


@pytest.mark.no_cover
def test_names_are_found_among_thousands_of_columns() -> None:
    headers = [f"k{number}" for number in range(3000)]
    headers[2500], headers[7] = "Waktu lapor", "Uraian laporn"
    mapping = suggest(headers)
    assert mapping.at("reported") == 2500
    assert mapping.at("narrative") == 7
    assert sum(1 for field_id in mapping.columns if field_id) == 2
