"""`make desks`: the desks are made once, joined, and see one truth."""

from __future__ import annotations

from pathlib import Path

import pytest

from madiun_console.actions.people import change_own_password
from madiun_console.actions.sign_in import sign_in
from madiun_console.actions.take_call import save_report
from madiun_console.cli import main
from madiun_console.domain.report_form import ReportForm
from madiun_console.opening import open_desk
from madiun_console.queries.queue import open_incidents
from tests.server_fixtures import SyncServer
from tools.desks import AGENCY, PASSWORD, SEATS, _open, _tell, make_desks, place_of


def test_what_is_printed_names_everybody_in_columns_and_no_code(
    server: SyncServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_desks(tmp_path, server.dsn)
    printed = capsys.readouterr()
    assert "Kode gabung" not in printed.out + printed.err  # it was used here and then
    _tell(tmp_path)
    lines = capsys.readouterr().out.splitlines()
    agency = next(line for line in lines if line.startswith("Polres "))
    assert f"({AGENCY})  {PASSWORD}  " in agency


def test_a_password_that_was_changed_is_told_and_the_window_asks_for_it(
    server: SyncServer, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    make_desks(tmp_path, server.dsn)
    rani = SEATS[2]
    opened: list[list[str]] = []
    monkeypatch.setattr("tools.desks.subprocess.Popen", opened.append)
    _open(tmp_path, rani)
    assert "--as" in opened[-1]
    desk = open_desk(place_of(tmp_path, rani))
    change_own_password(desk, sign_in(desk, rani.person, PASSWORD), PASSWORD, "lain-456-lain")
    desk.store.close()
    _open(tmp_path, rani)
    assert "--as" not in opened[-1]
    said = capsys.readouterr().out
    assert "kata sandi Rani sudah diganti" in said
    assert "Meja Rani" in said


def test_a_call_logged_at_one_desk_appears_at_the_others_and_every_person_signs_in(
    server: SyncServer, tmp_path: Path
) -> None:
    make_desks(tmp_path, server.dsn)
    letters = []
    for seat in SEATS:
        desk = open_desk(place_of(tmp_path, seat))
        letters.append(desk.letter)
        session = sign_in(desk, seat.person, PASSWORD)
        if seat.name == "Meja Rani":
            story = "Warga berkumpul di depan balai dan saling teriak"
            form = ReportForm(
                channel="phone", started=desk.store.clock.now_ms(), number="0812 3456 7890", narrative=story
            )
            save_report(desk, session, form)
        desk.store.close()
    assert letters[:3] == ["A", "B", "C"]
    for name in ("meja-rani", "meja-sari"):
        assert main(["sync", "--once", "--data", str(tmp_path / name)]) == 0
    desk = open_desk(tmp_path / "meja-sari")
    assert len(open_incidents(desk)) == 1
    desk.store.close()
    with_login = "SELECT array_agg(role ORDER BY role) FROM sync.person WHERE login IS NOT NULL"
    assert server.ask(with_login) == [
        "administrator",
        "supervisor",
    ]  # else what they do waits to be confirmed
    make_desks(tmp_path, server.dsn)  # the second time there is nothing to do
    assert server.ask("SELECT count(*) FROM sync.device") == len(SEATS)
