"""A call log goes in: as reports, incidents and calls of its time, once however often it is read."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from madiun_console.actions.desk import Desk
from madiun_console.actions.take_call import save_report
from madiun_console.db.verify import verify
from madiun_console.domain.ids import id_bytes, id_text
from madiun_console.domain.past_rows.headers import suggest
from madiun_console.domain.report_form import ReportForm
from madiun_console.domain.rulebook import Rulebook
from madiun_console.errors import DiskFull, NotAllowed
from madiun_console.queries.find import found_rows
from madiun_console.queries.queue import QueueFilter, closed_incidents, open_incidents, search_incidents
from madiun_console.resources import resource_path
from tests.data_files.conftest import Import
from tests.desk_fixtures import MovedClock, People

File = Callable[[str, "str | bytes"], Path]
HEAD = "Tanggal;Jam;Nama;No HP;Uraian;Jenis;Level;Kelurahan;Status;Hasil\n"


def year(rows: int) -> str:
    """A log with several calls a day, every fifth of them an incident."""
    lines = []
    for n in range(rows):
        day, hour = n // 8 % 28 + 1, n % 24
        if n % 5:
            lines.append(f"{day}/{n // 300 % 12 + 1}/2025;{hour:02d}.10;;;senyap;;;;;Senyap")
        else:
            lines.append(f"{day}/{n // 300 % 12 + 1}/2025;{hour:02d}.15;Warga {n};08123400{n:04d};Ribut ke-{n} di gang;"
                         "Tawuran pelajar/pemuda;Sedang;Winongo;;Selesai ditangani")  # fmt: skip
    return HEAD + "\n".join(lines) + "\n"


def sound(desk: Desk) -> None:
    damage = verify(desk.store)
    assert damage is None, damage.text("en")


def facts(desk: Desk) -> int:
    with desk.store.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM fact").scalar_one())


def test_the_sample_goes_in_as_it_is(desk: Desk, taken_in: Import, people: People, tmp_path: Path) -> None:
    path = tmp_path / "sample_reports.csv"
    path.write_bytes(resource_path("domain", "sample_reports.csv").read_bytes())
    report = taken_in(path)
    assert (report.tally.rows, report.tally.added, report.tally.refused) == (74, 74, 0)
    assert report.tally.calls == 7
    assert report.refused_file is None
    before = facts(desk)
    again = taken_in(path)
    assert (again.tally.added, again.tally.known) == (0, 74)
    assert facts(desk) == before
    assert open_incidents(desk) == []
    assert search_incidents(desk, "geber-geber motor")
    sound(desk)


def test_the_past_stands_at_its_time(desk: Desk, taken_in: Import, file: File, rulebook: Rulebook) -> None:
    taken_in(file("log.csv", year(20)))
    rows = closed_incidents(desk, QueueFilter())
    assert sorted(row.number for row in rows) == [
        "20250101-B001",
        "20250101-B002",
        "20250102-B001",
        "20250102-B002",
    ]
    first = min(rows, key=lambda row: row.number)
    assert (first.kind_id, first.level, first.closing, first.reports) == ("brawl", "middle", "handled", 1)
    assert first.opened_at == 1_735_665_300_000  # 1 Jan 2025 00.15 WIB
    with desk.store.read() as connection:
        found = connection.exec_driver_sql("SELECT count(*), min(logged_at) FROM call").one()
        waiting = connection.exec_driver_sql(
            "SELECT count(*) FROM incident WHERE review = 'waiting'"
        ).scalar_one()
        finished = (
            connection.exec_driver_sql("SELECT fact FROM fact WHERE type = 'import_finished'").scalars().all()
        )
    assert found == (16, 1_735_668_600_000)
    assert waiting == 0
    assert '"rows":20,"added":20,"refused":0' in finished[0]
    sound(desk)


def test_numbers_of_a_day_go_on(
    desk: Desk, taken_in: Import, file: File, people: People, form: Callable[..., ReportForm]
) -> None:
    save_report(desk, people.operator, form())
    taken_in(file("a.csv", HEAD + "23/11/2026;10.00;;;satu;;;;terbuka;\n1/5/2025;1.00;;;dua;;;;;\n"))
    taken_in(file("b.csv", HEAD + "23/11/2026;11.00;;;tiga;;;;terbuka;\n1/5/2025;2.00;;;empat;;;;;\n"))
    assert sorted(row.number for row in open_incidents(desk)) == [
        "20261123-B001",
        "20261123-B002",
        "20261123-B003",
    ]
    assert sorted(row.number for row in closed_incidents(desk, QueueFilter())) == [
        "20250501-B001",
        "20250501-B002",
    ]


def test_only_what_the_file_calls_open_comes_into_the_queue(desk: Desk, taken_in: Import, file: File) -> None:
    report = taken_in(
        file(
            "a.csv",
            HEAD
            + "1/11/2026;1.00;;;lama;;;;;\n2/11/2026;1.00;;;jalan;;;;terbuka;\n3/11/2026;1.00;;;x;;;;selesai;\n",
        )
    )
    (row,) = open_incidents(desk)
    assert row.summary == "jalan"
    assert report.changes.incidents == {row.id}
    assert {one.closing for one in closed_incidents(desk, QueueFilter())} == {"archived"}


def test_rows_that_repeat_are_kept_as_often_as_they_stand_there(
    desk: Desk, taken_in: Import, file: File
) -> None:
    """Three silent calls of one minute are three calls; an overlapping file adds only what is new."""
    silent = "1/5/2025;1.00;;;;;;;;Senyap\n"
    assert taken_in(file("a.csv", HEAD + silent * 3)).tally.added == 3
    assert taken_in(file("b.csv", HEAD + silent * 3)).tally.added == 0
    more = taken_in(file("c.csv", HEAD + silent * 5))
    assert (more.tally.added, more.tally.known) == (2, 3)


def test_a_mended_file_of_refused_rows_goes_in(desk: Desk, taken_in: Import, file: File) -> None:
    path = file("log.csv", HEAD + "1/5/2025;1.00;;;satu;Tawuran pelajar/pemuda;;;;\n31/2/2025;1.00;;;dua;Hujan;;;;\n"
                "2/5/2025;1.00;;;=tiga;;gawat;;;\n\n3/5/2025;1.00;;;empat;;;;;\n")  # fmt: skip
    report = taken_in(path)
    assert (report.tally.rows, report.tally.added, report.tally.refused) == (4, 2, 2)
    assert [(one.line, one.columns()) for one in report.refused] == [(3, "Tanggal, Jenis"), (4, "Level")]
    assert report.refused_file == path.with_name("log-ditolak.csv")
    with report.refused_file.open(encoding="utf-8-sig", newline="") as stream:
        head, *rows = list(csv.reader(stream, delimiter=";"))
    assert head == [*HEAD.strip().split(";"), "Baris", "Kolom", "Alasan"]
    assert rows[0][:2] == ["31/2/2025", "1.00"]
    assert rows[0][-3:-1] == ["3", "Tanggal, Jenis"]
    assert "tanggal 31/2/2025 tidak ada" in rows[0][-1]
    assert rows[1][4] == "'=tiga"
    mended = report.refused_file.read_text(encoding="utf-8-sig")
    mended = (
        mended.replace("31/2/2025", "28/2/2025", 1)
        .replace(";Hujan;", ";;", 1)
        .replace(";gawat;", ";Tinggi;", 1)
    )
    report.refused_file.write_text(mended, encoding="utf-8-sig")
    again = taken_in(report.refused_file)
    assert (again.tally.added, again.tally.refused) == (2, 0)
    assert {row.summary for row in closed_incidents(desk, QueueFilter())} == {"satu", "dua", "=tiga", "empat"}
    assert taken_in(path).tally.known == 2


def test_a_dry_run_changes_nothing(desk: Desk, taken_in: Import, file: File) -> None:
    path = file("log.csv", year(30) + "x;;;;;Tawuran;;;;\n")
    before = facts(desk)
    report = taken_in(path, dry_run=True)
    assert (report.tally.added, report.tally.calls, report.tally.refused) == (30, 24, 1)
    assert report.unknown == {"kind": {"Tawuran": 1}}
    assert [row.line for row in report.first] == [2, 3, 4, 5, 6]
    assert facts(desk) == before
    assert not list(path.parent.glob("*ditolak*"))
    taken_in(path)
    assert taken_in(path, dry_run=True).tally.known == 30


def test_reports_of_one_number_are_one_incident(desk: Desk, taken_in: Import, file: File) -> None:
    head = "Nomor kejadian,Waktu lapor,Laporan,Hasil\n"
    text = head + "20250501-C004,1/5/2025 10.00,satu,handled\n20250501-C004,1/5/2025 10.05,dua,handled\n"
    taken_in(file("a.csv", text))
    taken_in(file("b.csv", head + "20250501-C004,1/5/2025 10.09,tiga,handled\n"))
    (row,) = closed_incidents(desk, QueueFilter())
    assert (row.number, row.reports, row.closing) == ("20250501-C004", 3, "handled")
    assert open_incidents(desk) == []
    assert taken_in(file("c.csv", text)).tally.added == 0
    sound(desk)


def test_only_who_may(desk: Desk, taken_in: Import, people: People, file: File) -> None:
    path, before = file("a.csv", year(3)), facts(desk)
    with pytest.raises(NotAllowed):
        taken_in(path, by=people.operator)
    assert facts(desk) == before
    assert taken_in(path, by=people.administrator).tally.added == 3


def test_a_column_that_is_left_out_leaves_nothing_behind(desk: Desk, taken_in: Import, file: File) -> None:
    path = file("a.csv", "Tanggal,Uraian,NIK\n1/5/2025,ribut,3577010101010001\n")
    taken_in(path)
    with desk.store.read() as connection:
        texts = connection.exec_driver_sql(
            "SELECT group_concat(fact || coalesce(body, '') || coalesce(pii, '')) FROM fact"
        )
        assert "357701" not in texts.scalar_one()


def test_a_cancel_keeps_whole_batches_and_a_second_run_completes(
    desk: Desk, taken_in: Import, file: File
) -> None:
    path = file("log.csv", year(1700) + "x;;;;;;;;;\n")
    calls = iter([False, True])
    report = taken_in(path, cancelled=lambda: next(calls))
    assert report.cancelled
    assert report.tally.added == 1000
    with desk.store.read() as connection:
        assert (
            connection.exec_driver_sql(
                "SELECT count(*) FROM fact WHERE type = 'import_finished'"
            ).scalar_one()
            == 0
        )
    sound(desk)
    rest = taken_in(path)
    assert (rest.tally.added, rest.tally.known, rest.tally.refused) == (700, 1000, 1)
    assert taken_in(path).tally.added == 0
    sound(desk)


def test_progress_reaches_the_end(desk: Desk, taken_in: Import, file: File) -> None:
    told: list[tuple[int, int]] = []
    taken_in(file("log.csv", year(1200)), progress=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert len(told) == 3
    assert told[-1][0] == told[-1][1]


def test_a_disk_that_fills_up_keeps_whole_batches(desk: Desk, taken_in: Import, file: File) -> None:
    path = file("log.csv", year(2000))
    pages = desk.store._writer.execute("PRAGMA page_count").fetchone()[0]
    desk.store._writer.execute(f"PRAGMA max_page_count = {pages + 500}")
    with pytest.raises(DiskFull) as caught:
        taken_in(path)
    assert "kosongkan ruang" in caught.value.text_id.casefold()
    with desk.store.read() as connection:
        kept = connection.exec_driver_sql(
            "SELECT (SELECT count(*) FROM report) + (SELECT count(*) FROM call)"
        ).scalar_one()
    assert kept
    assert kept % 500 == 0
    assert kept < 2000
    desk.store._writer.execute("PRAGMA max_page_count = 1000000")
    sound(desk)
    assert taken_in(path).tally.added == 2000 - kept
    sound(desk)


def test_a_place_where_no_file_of_refused_rows_can_be_written(
    desk: Desk, taken_in: Import, file: File, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os

    path = file("log.csv", HEAD + "x;;;;;;;;;\n1/5/2025;1.00;;;satu;;;;;\n")
    real = os.open

    def refuse(place: object, *rest: object) -> int:
        if "ditolak" in str(place):
            raise PermissionError(13, "no", str(place))
        return real(place, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", refuse)
    report = taken_in(path)
    assert (report.tally.added, report.tally.refused, report.refused_file) == (1, 1, None)
    assert report.trouble is not None
    assert "folder" in report.trouble[0]


def test_two_desks_read_one_file_as_the_same_subjects(
    desk: Desk,
    taken_in: Import,
    file: File,
    tmp_path: Path,
    rulebook: Rulebook,
    clock: MovedClock,
    people: People,
) -> None:
    from madiun_console.actions.import_reports import ImportRun, subjects_of
    from madiun_console.data_files.opening_table import open_table
    from madiun_console.domain.past_rows.past_row import PastRow
    from madiun_console.domain.past_rows.row_reader import RowReader

    path = file("log.csv", year(40))
    taken_in(path)
    with desk.store.read() as connection:
        here = {
            id_text(row[0])
            for row in connection.exec_driver_sql("SELECT id FROM report UNION SELECT id FROM call")
        }
    rows = list(open_table(path).rows())
    headers = [str(cell) for cell in rows[0].cells]
    reader = RowReader(rulebook, headers, suggest(headers), clock.now_ms() + 86_400_000)
    read = [row for one in rows[1:] if isinstance(row := reader.read(one.number, one.cells), PastRow)]
    assert {subject for subject, _ in subjects_of(ImportRun(), read)} == here
    assert all(id_bytes(subject) for subject in here)


def test_what_came_in_is_found_at_its_time_and_by_its_caller(
    desk: Desk, taken_in: Import, file: File, people: People, form: Callable[..., ReportForm]
) -> None:
    today = save_report(desk, people.operator, form(narrative="Ribut di gang")).created["incident"]
    taken_in(file("log.csv", year(20)))
    sound(desk)
    found = found_rows(desk, people.supervisor, "ribut gang").rows
    assert found[0].id == today
    times = [row.opened_at for row in found]
    assert times == sorted(times, reverse=True)
    last_year = QueueFilter(since=1_735_664_400_000, until=1_735_750_800_000)  # 1 Jan 2025
    assert [row.number for row in found_rows(desk, None, "", last_year).rows] == [
        "20250101-B002",
        "20250101-B001",
    ]
    (by_number,) = found_rows(desk, people.supervisor, "234000005").found
    assert by_number.masked_phone == "0812 •••• 0005"
