"""What was found leaves the console without identities; where a word stands is told without restricted text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from madiun_console.actions.take_call import save_report
from madiun_console.actions.work_incident import add_note, close_incident
from madiun_console.queries import export_lists
from madiun_console.queries.export_lists import found_lines, incident_columns
from madiun_console.queries.found_text import found_texts
from madiun_console.queries.queue import QueueFilter
from tests.desk_fixtures import NIGHT_CALL_MS

if TYPE_CHECKING:
    from collections.abc import Callable

    from madiun_console.actions.desk import Desk
    from madiun_console.domain.report_form import ReportForm
    from tests.desk_fixtures import People


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
    heads = [column.label for column in incident_columns("id")]
    (line,) = found_lines(desk, people.supervisor, "5555 7777", QueueFilter(), "id")
    cells = dict(zip(heads, line, strict=True))
    assert cells["Nomor"] == "20261123-B001"
    assert cells["Dibuka"] == NIGHT_CALL_MS
    assert cells["Kelurahan"] == desk.rulebook.unit("35.77.02.1005").name
    assert cells["Hasil"] == desk.rulebook.closings_by_id["handled"].label("id")
    for secret in ("Wiryawan", "Purba", "5555", "Zx"):
        assert secret not in str(line)


def test_it_goes_on_behind_the_first_page(
    desk: Desk, people: People, form: Callable[..., ReportForm], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_lists, "PAGE", 2)
    for number in range(5):
        save_report(desk, people.operator, form(number=f"0812 0000 {number:04}"))
    numbers = [line[0] for line in found_lines(desk, people.operator, "kumpul", QueueFilter(), "id")]
    assert numbers == [f"20261123-B{number:03}" for number in (5, 4, 3, 2, 1)]


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
