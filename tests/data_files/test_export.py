"""What goes out: whole or not at all, harmless in a spreadsheet, masked, and the same again when it is read back."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from madiun_console.actions.desk import Desk, Session
from madiun_console.actions.escalate import escalate
from madiun_console.actions.people import found_center
from madiun_console.actions.take_call import save_report
from madiun_console.actions.work_incident import add_note, close_incident
from madiun_console.data_files.export_file import ExportWish, export_to_file, export_to_stream, write_table
from madiun_console.data_files.faults import FileOpenElsewhere, FolderClosed
from madiun_console.data_files.import_file import run_import
from madiun_console.data_files.inert_text import inert
from madiun_console.data_files.inspect_table import look_at
from madiun_console.data_files.opening_table import open_table
from madiun_console.db.verify import verify
from madiun_console.domain.events import catalogue as ev
from madiun_console.domain.masking import LONGEST_OUTGOING, strip_identity
from madiun_console.domain.report_form import ReportForm
from madiun_console.domain.rulebook import Rulebook
from madiun_console.errors import DiskFull, InvalidInput, NotAllowed
from madiun_console.opening import desk_of, new_store
from madiun_console.queries.table_columns import Column, Period
from tests.data_files.conftest import Import
from tests.desk_fixtures import NIGHT_CALL_MS, PASSWORD, MovedClock, People
from tests.hostile_desk import HostileDesk

Form = Callable[..., ReportForm]
CALL = "01890000-0000-7000-8000-0000000000bb"
YEAR = Path(__file__).with_name("call_log_of_a_year.csv")


def table_of(path: Path) -> list[dict[str, Any]]:
    if path.suffix == ".xlsx":
        rows = [row for sheet in load_workbook(path) for row in sheet.iter_rows(values_only=True)]
        return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def exported(desk: Desk, by: Session, path: Path, **wish: Any) -> list[dict[str, Any]]:
    export_to_file(desk, by, ExportWish(path.suffix[1:], **wish), path)
    return table_of(path)


@pytest.fixture
def other(tmp_path: Path, rulebook: Rulebook, clock: MovedClock) -> Any:
    """A second center, empty, and its administrator."""
    store = new_store(tmp_path / "other", rulebook, clock)
    session = found_center(store, rulebook, "B", "Rini", PASSWORD)
    yield desk_of(store, rulebook), session
    store.close()


def into(desk: Desk, by: Session, path: Path) -> Any:
    table = open_table(path)
    sight = look_at(table)
    report = run_import(desk, by, path, table, sight, sight.mapping)
    assert report.refused == []
    return report.tally


def plain(text: str) -> str:
    """A cell as it was before an export made it harmless."""
    return text[1:] if text and inert(text[1:]) == text else text


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_log_of_a_year_goes_in_and_comes_out_unchanged(
    desk: Desk, people: People, taken_in: Import, tmp_path: Path, ending: str, other: tuple[Desk, Session]
) -> None:
    source = tmp_path / "tahun.csv"
    source.write_bytes(YEAR.read_bytes())
    assert taken_in(source).tally.added == 6
    rows = exported(desk, people.supervisor, tmp_path / f"out.{ending}", unmasked=True, reason="uji")
    lines = io.StringIO(YEAR.read_text(encoding="utf-8").partition("\n")[2], newline="")
    before = {row["Nomor asal"]: row for row in csv.DictReader(lines)}
    after = {row["Nomor asal"]: row for row in rows}
    assert after.keys() == before.keys()
    for key, row in before.items():
        for column, text in row.items():
            found = after[key][column]
            if isinstance(found, datetime):
                found = f"{found:%Y-%m-%d %H:%M:%S}"
            elif isinstance(found, float):
                found = repr(found)
            assert plain(found or "") == text, (key, column)
    elsewhere, rini = other
    tally = into(elsewhere, rini, tmp_path / f"out.{ending}")
    assert (tally.added, tally.calls) == (6, 3)
    assert exported(elsewhere, rini, tmp_path / f"again.{ending}", unmasked=True, reason="uji") == rows
    assert into(elsewhere, rini, tmp_path / f"again.{ending}").added == 0
    assert into(desk, people.administrator, tmp_path / f"again.{ending}").added == 0
    assert verify(elsewhere.store) is None


def worked(desk: Desk, people: People, form: Form, clock: MovedClock) -> None:
    """A night: two reports of one incident, one protected, one escalated and closed with a note."""
    first = save_report(desk, people.operator, form(name="Wiryodinomo", narrative="Saya Wiryodinomo, 0812 3456 7890, ribut",
                        told={"Siapa?": "Wiryodinomo\ndari RT 2"}, groups="Perguruan Rahasia"))  # fmt: skip
    clock.pass_minutes(3)
    incident = first.created["incident"]
    save_report(
        desk, people.operator, form(number="0813 9999 8888", joins=incident, protected=True, landmark="=pos")
    )
    escalate(desk, people.operator, incident, "polsek_manguharjo", "mohon bantuan", "phone")
    add_note(desk, people.operator, incident, "kata Wiryodinomo sudah aman")
    clock.pass_minutes(5)
    close_incident(desk, people.supervisor, incident, "handled", "-bubar")
    save_report(desk, people.operator, form(number="", unit="", kind_id="", narrative="masih terbuka"))


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_was_exported_imports_again_unchanged(
    desk: Desk,
    people: People,
    form: Form,
    clock: MovedClock,
    tmp_path: Path,
    other: tuple[Desk, Session],
    ending: str,
) -> None:
    worked(desk, people, form, clock)
    path = tmp_path / f"a.{ending}"
    rows = exported(desk, people.supervisor, path, unmasked=True, reason="uji")
    assert len(rows) == 3
    elsewhere, rini = other
    assert into(elsewhere, rini, path).added == 3
    assert exported(elsewhere, rini, tmp_path / f"b.{ending}", unmasked=True, reason="uji") == rows
    assert into(desk, people.supervisor, path).known == 3


def test_nobody_is_found_by_a_masked_export(
    desk: Desk, people: People, form: Form, clock: MovedClock, tmp_path: Path
) -> None:
    worked(desk, people, form, clock)
    for name in ("a.csv", "a.xlsx", "a.json", "a.geojson"):
        export_to_file(desk, people.operator, ExportWish(name.split(".")[1]), tmp_path / name)
        content = (tmp_path / name).read_bytes()
        if name == "a.xlsx":
            with zipfile.ZipFile(tmp_path / name) as archive:
                content = b"".join(archive.read(part) for part in archive.namelist())
        for secret in (b"Wiryodinomo", b"34567890", b"99998888", b"Rahasia", b"8888"):
            assert secret not in content, (name, secret)
    rows = table_of(tmp_path / "a.csv")
    assert [row["Nomor telepon"] for row in rows] == ["0812 •••• 7890", "•••", ""]
    assert "Nama pelapor" not in rows[0]


def test_identities_go_out_only_with_right_and_reason(
    desk: Desk, people: People, form: Form, tmp_path: Path
) -> None:
    save_report(desk, people.operator, form(name="Wiryo"))
    path = tmp_path / "a.csv"
    with pytest.raises(NotAllowed):
        exported(desk, people.operator, path, unmasked=True, reason="ingin tahu")
    with pytest.raises(InvalidInput, match="Alasan"):
        exported(desk, people.supervisor, path, unmasked=True, reason="  ")
    with pytest.raises(InvalidInput, match="GeoJSON"):
        export_to_file(desk, people.supervisor, ExportWish("geojson", unmasked=True, reason="x"), path)
    assert not path.exists()
    (row,) = exported(desk, people.supervisor, path, unmasked=True, reason="permintaan Inspektorat")
    assert row["Nama pelapor"] == "Wiryo"
    with desk.store.read() as connection:
        logged = connection.exec_driver_sql(
            "SELECT fact, restricted FROM fact WHERE type = 'data_exported'"
        ).all()
    assert len(logged) == 1
    assert '"format":"csv","rows":1' in logged[0][0]
    assert "Inspektorat" in logged[0][1]
    stream = io.BytesIO()
    export_to_stream(desk, people.supervisor, ExportWish("json", unmasked=True, reason="x"), stream, "-")
    assert json.loads(stream.getvalue())["reports"][0]["name"] == "Wiryo"


ACTIVE = ["=1+1", "+62", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "=cmd|' /C calc'!A0", "＝1"]


def test_a_formula_is_only_text(tmp_path: Path) -> None:
    columns = [Column("Teks"), Column("Angka", "number"), Column("Waktu", "moment")]
    rows = [(text, -1.5, NIGHT_CALL_MS) for text in ACTIVE]
    assert write_table(tmp_path / "a.csv", "csv", columns, rows, "Uji") == len(ACTIVE)
    for row in table_of(tmp_path / "a.csv"):
        assert row["Teks"].startswith("'")
        assert row["Angka"] == "-1.5"
    write_table(tmp_path / "a.xlsx", "xlsx", columns, rows, "Uji")
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    for line in sheet.iter_rows(min_row=2):
        assert [cell.data_type for cell in line] == ["s", "n", "d"]
        assert line[0].quotePrefix
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(st.characters(blacklist_categories=("Cs", "Cc")) | st.sampled_from("=+-@'\n\t_x41"), max_size=30)
)
def test_every_text_is_read_as_it_was_written(tmp_path: Path, text: str) -> None:
    for name in ("a.csv", "a.xlsx"):
        write_table(tmp_path / name, name[2:], [Column("A"), Column("B")], [("x", text), ("y", "z")], "Uji")
        rows = list(open_table(tmp_path / name).rows())
        found = str([*rows[1].cells, ""][1] or "")
        assert (plain(found) if name == "a.csv" else found) == text


def test_a_workbook_is_ready_to_work_with(desk: Desk, people: People, form: Form, tmp_path: Path) -> None:
    save_report(desk, people.operator, form(narrative="x" * 40_000))
    done = export_to_file(desk, people.operator, ExportWish("xlsx"), tmp_path / "a.xlsx")
    assert (done.rows, done.cut) == (1, 1)
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(1, sheet.max_column).column_letter}2"
    head = [cell.value for cell in sheet[1]]
    when = sheet.cell(2, head.index("Waktu lapor") + 1)
    assert when.is_date
    assert when.value == datetime(2026, 11, 23, 14, 32, 8)  # noqa: DTZ001
    assert sheet.column_dimensions["J"].width > 50
    assert str(sheet.cell(2, head.index("Laporan") + 1).value).endswith("[…]")


def test_a_period(desk: Desk, people: People, form: Form, clock: MovedClock, tmp_path: Path) -> None:
    for n in range(3):
        save_report(desk, people.operator, form(narrative=f"hari {n}"))
        clock.pass_minutes(24 * 60)
    since, until = NIGHT_CALL_MS + 3_600_000, NIGHT_CALL_MS + 25 * 3_600_000
    for ending in ("csv", "json", "geojson"):
        path = tmp_path / f"a.{ending}"
        done = export_to_file(desk, people.operator, ExportWish(ending, Period(since, until)), path)
        assert done.rows == 1
    assert "hari 1" in (tmp_path / "a.csv").read_text(encoding="utf-8")


def test_points(desk: Desk, people: People, form: Form, tmp_path: Path, rulebook: Rulebook) -> None:
    save_report(desk, people.operator, form(lat=-7.6, lon=111.5, precision="exact"))
    save_report(desk, people.operator, form(precision="unit"))
    save_report(desk, people.operator, form(unit=""))
    done = export_to_file(desk, people.operator, ExportWish("geojson"), tmp_path / "a.geojson")
    assert (done.rows, done.without_place) == (2, 1)
    exact, label = json.loads((tmp_path / "a.geojson").read_text(encoding="utf-8"))["features"]
    assert exact["geometry"] == {"type": "Point", "coordinates": [111.5, -7.6]}
    assert exact["properties"]["position"] == "exact"
    unit = rulebook.unit("35.77.02.1005")
    assert label["geometry"]["coordinates"] == [unit.lon, unit.lat]
    assert (label["properties"]["position"], label["properties"]["precision"]) == ("label_point", "unit")


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json", "geojson"])
def test_a_file_is_whole_or_as_it_was(
    desk: Desk, people: People, form: Form, tmp_path: Path, ending: str
) -> None:
    save_report(desk, people.operator, form())
    path = tmp_path / f"a.{ending}"
    path.write_bytes(b"yang lama")
    desk_rulebook, desk.rulebook = desk.rulebook, None  # type: ignore[assignment]  # fails in the middle
    with pytest.raises(AttributeError):
        export_to_file(desk, people.operator, ExportWish(ending), path)
    desk.rulebook = desk_rulebook
    assert path.read_bytes() == b"yang lama"
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_place_that_refuses_is_told(
    desk: Desk, people: People, tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(FolderClosed) as closed:
        export_to_file(desk, people.operator, ExportWish(ending), tmp_path / "tidak ada" / f"a.{ending}")
    assert "folder lain" in closed.value.text_id
    path = tmp_path / f"a.{ending}"
    path.write_bytes(b"lama")

    def held(*_: object) -> None:
        error = PermissionError(13, "held", str(path))
        error.winerror = 32  # type: ignore[attr-defined]
        raise error

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(FileOpenElsewhere) as held_by:
        export_to_file(desk, people.operator, ExportWish(ending), path)
    assert "Excel" in held_by.value.text_id
    assert path.read_bytes() == b"lama"
    assert [one.name for one in tmp_path.iterdir() if one.name.endswith((".new", f"a.{ending}"))] == [
        f"a.{ending}"
    ]


def test_a_text_of_millions_of_signs_is_cut_before_it_is_masked(
    desk: Desk, people: People, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hostile desk may write it; at the cut no half of a number stays."""
    note = f"{'a ' * ((LONGEST_OUTGOING - 8) // 2)}0812 3456 7890{' b' * 1_000_000}"
    call = ev.CallLogged(outcome="silent", channel="phone", desk="B", started=NIGHT_CALL_MS, note=note)
    HostileDesk(desk, people.operator.person).say(CALL, call, NIGHT_CALL_MS)
    masked: list[int] = []

    def masking(text: str, own: list[str]) -> str:
        masked.append(len(text))
        return strip_identity(text, own)

    monkeypatch.setattr("madiun_console.domain.masking.strip_identity", masking)
    target = tmp_path / "x.csv"
    export_to_file(desk, people.operator, ExportWish("csv"), target)
    text = target.read_text(encoding="utf-8")
    assert max(masked) <= LONGEST_OUTGOING
    assert "[…]" in text
    assert "0812" not in text


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("format_", ["csv", "json", "geojson"])
def test_a_full_device_is_named_and_not_the_data_folder(desk: Desk, people: People, format_: str) -> None:
    with pytest.raises(DiskFull) as full:
        export_to_file(desk, people.operator, ExportWish(format_), Path("/dev/full"))
    assert "/dev/full" in full.value.text_id
