"""A backup that is too old to heal by itself: what a lost desk had written comes back from another desk."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from madiun_console.actions.take_call import save_report
from madiun_console.cli import main
from madiun_console.db.verify import verify
from madiun_console.domain.report_form import ReportForm
from madiun_console.errors import ExitCode
from madiun_console.sync.exchange import Exchange
from madiun_console.sync.joining import server_link
from madiun_console.sync.postgres import PostgresTransport
from tests.server_fixtures import SyncServer
from tests.sync_desks import JoinedDesk

Form = Callable[..., ReportForm]
NewDesk = Callable[..., JoinedDesk]


def reconnect(joined: JoinedDesk) -> None:
    link = server_link(joined.desk.store)
    assert link is not None
    joined.transport.close()
    joined.transport = PostgresTransport(link.dsn(joined.desk.store.folder))
    joined.exchange = Exchange(joined.desk.store, joined.transport, joined.shown.append)


@pytest.mark.parametrize("calls", [1, 4])
def test_what_a_lost_desk_wrote_comes_back_from_another(
    server: SyncServer,
    new_desk: NewDesk,
    form: Form,
    capsys: pytest.CaptureFixture[str],
    log_guard: object,
    calls: int,
) -> None:
    log_guard.expect("the server's log differs")  # type: ignore[attr-defined]
    first, lost = new_desk("a"), None
    first.round()
    lost, other = new_desk("b"), new_desk("c")
    for one in (lost, other):
        one.round()
    backup = server.snapshot()
    for joined in (first, lost, other):
        reconnect(joined)
    for number in range(calls):
        save_report(lost.desk, lost.sign_in(), form(narrative=f"Dari meja yang hilang {number}"))
    lost.round()
    other.round()
    everything = other.rows("fact", "hash")

    server.restore(backup)
    reconnect(other)
    other.round()
    assert server.ask("SELECT head FROM sync.feed WHERE feed_id = 1") < len(everything)

    other.desk.store.close()
    words = ["server", "rescue", "--dsn", server.dsn, "--data", str(other.desk.store.folder)]
    assert main(words) == ExitCode.OK
    assert "peristiwa dari 1 meja lain kembali ke server" in capsys.readouterr().out
    assert server.ask("SELECT count(*) FROM sync.event") == len(everything)
    assert main(words) == ExitCode.OK
    again = capsys.readouterr()
    assert "0 peristiwa dari 0 meja" in again.out
    assert again.err == ""

    reconnect(first)
    first.round()
    assert first.rows("fact", "hash") == everything
    assert verify(first.desk.store) is None


def test_only_a_joined_desk_of_the_call_center_rescues(
    server: SyncServer, new_desk: NewDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    new_desk("a").round()
    office = new_desk("polres", "polres_madiun_kota")
    office.desk.store.close()
    words = ["server", "rescue", "--dsn", server.dsn, "--data", str(office.desk.store.folder)]
    assert main(words) == ExitCode.USAGE
    assert "meja pusat panggilan yang tergabung" in capsys.readouterr().err
