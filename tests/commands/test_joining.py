"""`server join` and `sync` on real folders and a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from madiun_console.actions.take_call import save_report
from madiun_console.cli import main
from madiun_console.domain.report_form import ReportForm
from madiun_console.domain.rulebook import Rulebook
from madiun_console.errors import ExitCode
from madiun_console.opening import found, open_desk
from tests.desk_fixtures import PASSWORD
from tests.server_fixtures import SyncServer
from tests.sync_desks import JoinedDesk, enrol

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], data_dir: Path) -> Run:
    def command(*words: str, data: Path = data_dir) -> tuple[int, str, str]:
        code = main([*words, "--data", str(data), "--lang", "en"])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


@pytest.fixture
def center(new_desk: Callable[..., JoinedDesk]) -> JoinedDesk:
    made = new_desk("pusat")
    made.round()
    return made


def test_an_empty_folder_joins_and_exchanges(
    run: Run, server: SyncServer, center: JoinedDesk, tmp_path: Path, form: Callable[..., ReportForm]
) -> None:
    file = tmp_path / "kode.txt"
    file.write_text(enrol(server, "Meja 2").encode() + "\n")
    code, out, _ = run("server", "join", "--code-file", str(file))
    assert code == ExitCode.OK
    assert "Desk A" in out
    assert "Recovery code: " in out
    save_report(center.desk, center.sign_in(), form())
    center.round()
    code, out, _ = run("sync", "--once")
    assert (code, "received 3" in out) == (ExitCode.OK, True)
    code, out, _ = run("sync", "--once")
    assert "Sent 0, received 0" in out


def test_codes_may_be_printed_before_the_first_desk_joins(
    run: Run, server: SyncServer, new_desk: Callable[..., JoinedDesk], data_dir: Path
) -> None:
    early = enrol(server, "Meja 2")
    assert early.center == ""
    number, _, err = run("server", "join", "--code", early.encode())
    assert (number, "still empty" in err) == (ExitCode.USAGE, True)
    assert not (data_dir / "store.db").exists()
    first = new_desk("pusat")
    first.round()
    number, out, err = run("server", "join", "--code", early.encode())  # it was not used up
    assert (number, "Desk A" in out) == (ExitCode.OK, True), err
    desk = open_desk(data_dir)
    assert desk.store.center == first.desk.store.center
    desk.store.close()
    number, out, _ = run("sync", "--once")
    assert (number, "Sent 0, received 0" in out) == (ExitCode.OK, True)


def test_a_code_that_names_a_center_is_for_that_center_alone(
    run: Run, server: SyncServer, center: JoinedDesk, data_dir: Path
) -> None:
    code = enrol(server, "Meja 2")
    number, _, err = run("server", "join", "--code", replace(code, center="ab" * 32).encode())
    assert (number, "another call center" in err) == (ExitCode.USAGE, True)
    assert not (data_dir / "store.db").exists()
    assert run("server", "join", "--code", code.encode())[0] == ExitCode.OK


def test_an_agency_is_called_by_its_name(run: Run, server: SyncServer, center: JoinedDesk) -> None:
    code, out, _ = run("server", "join", "--code", enrol(server, "Polres", "polres_madiun_kota").encode())
    assert code == ExitCode.OK
    assert out.startswith("The desk of Kepolisian Resor Madiun Kota in ")
    assert "Desk A" not in out


def test_what_sync_needs_is_said_in_the_language_that_is_asked_for(
    capsys: pytest.CaptureFixture[str], data_dir: Path
) -> None:
    assert main(["sync", "--data", str(data_dir)]) == ExitCode.USAGE
    assert "pilih salah satu: --once --watch" in capsys.readouterr().err
    assert main(["sync", "--data", str(data_dir), "--lang", "en"]) == ExitCode.USAGE
    assert "one of the arguments --once --watch is required" in capsys.readouterr().err


def test_a_desk_alone_joins_only_with_its_administrator(
    run: Run, server: SyncServer, data_dir: Path, rulebook: Rulebook, tmp_path: Path
) -> None:
    found(data_dir, "C", "Sari", PASSWORD, rulebook=rulebook).desk.store.close()
    joining = ("server", "join", "--code", enrol(server, "Meja 1").encode())
    assert run(*joining)[0] == ExitCode.USAGE
    secret = tmp_path / "sandi"
    secret.write_text(PASSWORD)
    code, out, _ = run(*joining, "--as", "Sari", "--password-file", str(secret))
    assert code == ExitCode.OK
    assert "Recovery code" not in out  # it has one
    assert run("sync", "--once")[0] == ExitCode.OK
    assert server.ask("SELECT count(*) FROM sync.event") == 2
    desk = open_desk(data_dir)
    assert desk.letter == "C"
    desk.store.close()


def test_what_is_wrong_is_said_with_its_exit_code(
    run: Run, server: SyncServer, center: JoinedDesk, data_dir: Path, rulebook: Rulebook, tmp_path: Path
) -> None:
    code = enrol(server, "Meja 2").encode()
    assert run("server", "join", "--code", code[:-8])[0] == ExitCode.USAGE
    assert run("server", "join")[0] == ExitCode.USAGE
    assert not (data_dir / "store.db").exists()
    late = replace(enrol(server, "Meja 3"), expires=1).encode()
    used = enrol(server, "Meja 4").encode()
    server.ask("SELECT sync.revoke('Meja 4')")
    data_dir.mkdir(exist_ok=True)
    (data_dir / "catatan.txt").write_text("milik orang lain")
    for refused in (late, used):
        assert run("server", "join", "--code", refused)[0] in (ExitCode.USAGE, ExitCode.ENVIRONMENT)
        assert [path.name for path in data_dir.iterdir()] == ["catatan.txt"]
    alone = tmp_path / "sendiri"
    found(alone, "C", "Sari", PASSWORD, rulebook=rulebook).desk.store.close()
    number, _, err = run("sync", "--once", data=alone)
    assert (number, "has joined no server" in err) == (ExitCode.USAGE, True)
    assert run("server", "join", "--code", code)[0] == ExitCode.OK
    server.kill()
    number, _, err = run("sync", "--once")
    assert number == ExitCode.ENVIRONMENT
    assert "Traceback" not in err
