"""One row becomes a report, a call, or a list of reasons that name the column."""

from __future__ import annotations

from typing import Any

import pytest

from madiun_console.domain.past_rows.headers import Mapping
from madiun_console.domain.past_rows.past_row import PastRow, Refused, read_told, written_told
from madiun_console.domain.past_rows.row_identity import Repetitions, row_words, subject_of
from madiun_console.domain.past_rows.row_reader import RowReader
from madiun_console.domain.rulebook import Rulebook

NOW = 1_795_419_128_000
OWN_ID = "0192f0c4-8d2a-7cc3-98c4-dc0c0c07398f"


def read(
    rulebook: Rulebook, values: dict[str, dict[str, str]] | None = None, **cells: Any
) -> PastRow | Refused:
    mapping = Mapping(tuple(cells), values or {})
    row = RowReader(rulebook, [name.upper() for name in cells], mapping, NOW).read(7, list(cells.values()))
    assert row is not None
    return row


def report(rulebook: Rulebook, **cells: Any) -> PastRow:
    row = read(rulebook, **{"reported": "22/11/2026 01.15", "narrative": "Ribut di lapangan", **cells})
    assert isinstance(row, PastRow), row
    return row


def reasons(row: PastRow | Refused) -> dict[str, str]:
    assert isinstance(row, Refused)
    assert row.line == 7
    return {fault.column: fault.text_id for fault in row.faults}


def test_a_usual_row(rulebook: Rulebook) -> None:
    row = report(
        rulebook, kind="Tawuran pelajar/pemuda", level="Tinggi", channel="telepon", phone="0812-3456-7890",
        kelurahan="Kel. Winongo", address="Jl. Merak", outcome="Selesai ditangani", closed="22/11/2026 03.00", agency="Polsek",
    )  # fmt: skip
    assert (row.kind_id, row.level, row.channel, row.closing) == ("brawl", "high", "phone", "handled")
    assert row.phone == "+6281234567890"
    assert rulebook.unit(row.unit).name == "Winongo"
    assert (row.precision, row.told, row.is_open) == ("street", {"Instansi": "Polsek"}, False)
    assert row.closed is not None
    assert row.reported is not None
    assert row.closed - row.reported == 105 * 60_000


@pytest.mark.parametrize(
    ("cells", "outcome"),
    [
        ({"outcome": "Iseng"}, "prank"), ({"outcome": "prank"}, "prank"), ({"kind": "ghost"}, "ghost"),
        ({"kind": "Panggilan iseng (prank call)"}, "prank"), ({"outcome": "Salah sambung"}, "wrong_number"),
    ],
)  # fmt: skip
def test_a_call_that_was_no_incident(rulebook: Rulebook, cells: dict[str, str], outcome: str) -> None:
    row = report(rulebook, **cells)
    assert (row.call_outcome, row.closing, row.kind_id) == (outcome, "", "")


def test_places(rulebook: Rulebook) -> None:
    assert (
        report(rulebook, kelurahan="Taman").unit
        == report(rulebook, kelurahan="kelurahan taman", kecamatan="Taman").unit
    )
    assert rulebook.unit(report(rulebook, kecamatan="Kec. Manguharjo").unit).level == "kecamatan"
    two = [desa for desa in rulebook.neighbour_desa if desa.name == "Sambirejo"]
    for desa in two:
        row = report(rulebook, kelurahan="Desa Sambirejo", kecamatan=desa.kecamatan)
        assert (row.unit, row.precision) == (desa.code, "outside")
    assert (
        "lebih dari satu"
        in reasons(read(rulebook, reported="22/11/2026", narrative="x", kelurahan="Sambirejo"))["KELURAHAN"]
    )


def test_every_mistake_of_a_row_is_told_with_its_column(rulebook: Rulebook) -> None:
    found = reasons(
        read(
            rulebook, reported="31/02/2026", kind="Hujan", level="gawat", kelurahan="Atlantis", lat="1000", lon="2",
            protected="mungkin", narrative="x",
        )
    )  # fmt: skip
    assert set(found) == {"REPORTED", "KIND", "LEVEL", "KELURAHAN", "LAT", "PROTECTED"}
    assert "31/2/2026" in found["REPORTED"]
    assert '"Hujan"' in found["KIND"]


@pytest.mark.parametrize(
    ("cells", "column", "word"),
    [
        ({"reported": "24/11/2026"}, "REPORTED", "belum terjadi"),
        ({"reported": ""}, "REPORTED", "kosong"),
        ({"closed": "21/11/2026"}, "CLOSED", "lebih awal"),
        ({"closed": "1/1/2030"}, "CLOSED", "belum terjadi"),
        ({"occurred": "1/1/2029"}, "OCCURRED", "setahun"),
        ({"status": "terbuka", "outcome": "handled"}, "STATUS", "salah satu"),
        ({"kind": "brawl", "outcome": "prank"}, "OUTCOME", "bukan kejadian"),
        ({"lat": "-7,6"}, "Bujur", "keduanya"),
        ({"unit": "99.99"}, "UNIT", "tidak dikenal"),
        ({"narrative": "x" * 200_001}, "NARRATIVE", "terlalu panjang"),
        ({"narrative": " "}, "NARRATIVE", "tidak berisi laporan"),
    ],
)  # fmt: skip
def test_what_cannot_be(rulebook: Rulebook, cells: dict[str, str], column: str, word: str) -> None:
    given: dict[str, Any] = {"reported": "22/11/2026 01.15", "narrative": "Ribut", **cells}
    row = read(rulebook, **given)
    assert word in reasons(row)[column]


def test_words_that_a_person_has_matched(rulebook: Rulebook) -> None:
    row = read(
        rulebook, {"kind": {"tawuran antar kampung": "brawl", "lain": ""}}, reported="22/11/2026", narrative="x",
        kind="Tawuran antar-kampung",
    )  # fmt: skip
    assert isinstance(row, PastRow)
    assert row.kind_id == "brawl"
    row = read(rulebook, {"kind": {"lain": ""}}, reported="22/11/2026", narrative="x", kind="Lain")
    assert isinstance(row, PastRow)
    assert row.kind_id == ""


def test_a_part_of_a_name_is_enough_when_only_one_has_it(rulebook: Rulebook) -> None:
    assert report(rulebook, channel="HT").channel == "radio"
    assert report(rulebook, channel="Patroli").channel == "officer"
    assert "KIND" in reasons(
        read(rulebook, reported="22/11/2026", narrative="x", kind="tawuran")
    )  # three have it


def test_what_an_export_has_masked_says_nothing_of_the_caller(rulebook: Rulebook) -> None:
    row = report(rulebook, phone="0812 •••• 7890", name="S•••", home="•••")
    assert (row.phone, row.name, row.home) == ("", "", "")


def test_an_apostrophe_before_a_formula_was_added_by_an_export(rulebook: Rulebook) -> None:
    assert report(rulebook, narrative="'=cmd|' /C calc'!A0").narrative == "=cmd|' /C calc'!A0"
    assert report(rulebook, narrative="''=1").narrative == "'=1"
    assert report(rulebook, narrative="'kutip' saja").narrative == "'kutip' saja"


def test_numbers_and_identifiers(rulebook: Rulebook) -> None:
    row = report(rulebook, id=OWN_ID, number="20261122-b004", desk="c")
    assert (row.id, row.number, row.desk) == (OWN_ID, "20261122-B004", "C")
    row = report(rulebook, id="S001", number="112/XI/2026")
    assert (row.id, row.number, row.told) == ("", "", {"Nomor asal": "S001"})


def test_an_empty_row_is_nothing(rulebook: Rulebook) -> None:
    reader = RowReader(rulebook, ["a"], Mapping(("narrative",)), NOW)
    assert reader.read(1, [None, ""]) is None


def test_more_cells_than_columns(rulebook: Rulebook) -> None:
    reader = RowReader(rulebook, ["a"], Mapping(("narrative",)), NOW)
    assert isinstance(reader.read(1, ["x", "", ""]), PastRow)
    assert "kolom lebih banyak" in next(iter(reasons(reader.read(7, ["x", "", "y"])).values()))  # type: ignore[arg-type]


def test_a_row_is_the_same_however_the_office_sorts_it(rulebook: Rulebook) -> None:
    once, again = report(rulebook, kind="brawl"), report(rulebook, kind="gang", level="low", channel="radio")
    assert subject_of(once, row_words(once), 1) == subject_of(again, row_words(again), 1)
    other = report(rulebook, narrative="Ribut di pasar")
    assert subject_of(once, row_words(once), 1) != subject_of(other, row_words(other), 1)
    assert subject_of(once, row_words(once), 1) != subject_of(once, row_words(once), 2)


@pytest.mark.no_cover  # each identifier is slow to make, on purpose
def test_a_number_cannot_be_found_from_an_identifier(rulebook: Rulebook) -> None:
    """Of ten thousand numbers some forty give the same identifier: whoever tries them all has learnt nothing."""
    rows = [report(rulebook, phone=f"+62812340{number:05d}") for number in range(1000)]
    assert len({row.phone for row in rows}) == 1000
    assert len({subject_of(row, row_words(row), 1) for row in rows}) <= 256


def test_repetitions_are_counted() -> None:
    seen = Repetitions()
    assert [seen.nth(str(number)) for number in range(20_000)] == [1] * 20_000
    assert [seen.nth("7"), seen.nth("7"), seen.nth("8"), seen.nth("neu")] == [2, 3, 2, 1]


def test_answers_in_one_cell() -> None:
    told = {"Siapa?": "Warga\nRT 3: ada dua", "Jam: kira-kira?": "dua"}
    assert written_told(read_told(written_told(told))) == written_told(told)
    assert read_told(written_told(told))["Siapa?"] == "Warga\nRT 3: ada dua"
