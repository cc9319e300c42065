"""What was found leaves the console without identities and formulas; where a word stands is told without restricted text."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madiun_console.actions.take_call import save_report
from madiun_console.actions.work_incident import add_note, close_incident
from madiun_console.errors import EnvironmentFault
from madiun_console.queries.found_csv import found_csv, inert
from madiun_console.queries.found_text import found_texts
from madiun_console.queries.queue import QueueFilter
from madiun_console.ui.queue.found_export import export_found
from madiun_console.ui.queue.saved_searches import Search

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from madiun_console.actions.desk import Desk
    from madiun_console.domain.report_form import ReportForm
    from tests.desk_fixtures import People


def rows(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")
    return list(csv.reader(text[1:].splitlines(), delimiter=";"))


def test_a_table_of_what_was_found(desk: Desk, people: People, form: Callable[..., ReportForm]) -> None:
    story = "Ribut; Wiryawan Purba bilang hubungi 0813 5555 7777, kelompok Zx mulai"
    filled = form(
        narrative=story,
        name="Wiryawan Purba",
        number="0813 5555 7777",
        groups="Zx",
        address="@SUM(A1) Jl. Merak",
    )
    incident = save_report(desk, people.operator, filled).created["incident"]
    close_incident(desk, people.supervisor, incident, "handled")
    table = found_csv(desk, people.supervisor, "5555 7777", QueueFilter(), "id")
    head, line = rows(table.text)
    cells = dict(zip(head, line, strict=True))
    assert (table.rows, table.cut) == (1, False)
    assert cells["Nomor"] == "20261123-B001"
    assert cells["Waktu"] == "2026-11-23 14:32"
    assert cells["Kelurahan"] == desk.rulebook.unit("35.77.02.1005").name
    assert cells["Hasil"] == desk.rulebook.closings_by_id["handled"].label("id")
    assert cells["Nomor pelapor"] == "0813 •••• 7777"
    assert cells["Alamat"].startswith("'@SUM")
    for secret in ("Wiryawan", "Purba", "5555", "Zx"):
        assert secret not in table.text
    head, line = rows(found_csv(desk, people.operator, "ribut", QueueFilter(), "en").text)
    assert dict(zip(head, line, strict=True))["Caller's number"] == ""


def test_it_is_cut_at_a_limit_and_says_so(
    desk: Desk, people: People, form: Callable[..., ReportForm]
) -> None:
    for number in range(5):
        save_report(desk, people.operator, form(number=f"0812 0000 {number:04}"))
    table = found_csv(desk, people.operator, "kumpul", QueueFilter(), "id", most=3)
    assert (table.rows, table.cut, len(rows(table.text))) == (3, True, 4)
    table = found_csv(desk, people.operator, "kumpul", QueueFilter(), "id", most=5)
    assert (table.rows, table.cut) == (5, False)


@given(st.text())
def test_no_cell_is_a_formula(text: str) -> None:
    assert not inert(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert inert(text).endswith(text)


def test_a_folder_that_cannot_be_written_is_told(
    desk: Desk, people: People, form: Callable[..., ReportForm], tmp_path: Path
) -> None:
    save_report(desk, people.operator, form())
    (tmp_path / "file").touch()
    with pytest.raises(EnvironmentFault):
        export_found(desk, people.operator, Search("kumpul"), "id", tmp_path / "file")


def test_where_a_word_stands(desk: Desk, people: People, form: Callable[..., ReportForm]) -> None:
    story = "Mula-mula hanya adu mulut soal parkir, " * 8 + "lalu ada yang dikeroyok di belakang toko"
    first = save_report(desk, people.operator, form(narrative=story)).created["incident"]
    noted = save_report(desk, people.operator, form(narrative="Ribut", groups="Kelompok Zx")).created[
        "incident"
    ]
    add_note(desk, people.operator, noted, "Pengeroyokan oleh empat orang")
    add_note(desk, people.operator, noted, "Rahasia: keroyokan Zx", restricted=True)
    found = found_texts(desk, {first: [], noted: ["Ribut"]}, "keroyokan")
    assert found[first].startswith("… ")
    assert "dikeroyok di belakang toko" in found[first]
    assert found[noted] == "Pengeroyokan oleh empat orang"
    assert found_texts(desk, {noted: []}, "zx") == {}
    assert found_texts(desk, {noted: []}, "rahasia") == {}
    assert found_texts(desk, {first: ["sudah dikeroyok"]}, "keroyokan") == {}
