"""A desk behind a bad network: it works on, says how it stands, and comes back by itself with nothing lost or doubled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from madiun_console.actions.take_call import save_report
from madiun_console.actions.work_incident import lower_level, raise_level
from madiun_console.db.inbox import cursor_of
from madiun_console.domain.ids import id_text
from madiun_console.sync import live
from madiun_console.sync.live import Timing
from madiun_console.sync.postgres import login_of
from tests.bad_network import BadNetwork, Way
from tests.desk_fixtures import PASSWORD
from tests.server_fixtures import SyncServer
from tests.sync.conftest import Staffed
from tests.sync.desk_work import log_of, same_everywhere, settle_down
from tests.sync.live_desks import is_back, put_behind, running
from tests.sync_desks import JoinedDesk

QUICK = Timing(head_every_s=0.2, presence_every_s=0.2, silence_s=0.6, connect_s=2, retry_s=(0.05, 0.1, 0.2))
"""As in the program, in a fiftieth of the time."""


@pytest.fixture
def line(server: SyncServer) -> Iterator[BadNetwork]:
    with BadNetwork(server.postgres.port) as line:
        yield line


@pytest.fixture
def b(staffed: Staffed, line: BadNetwork, server: SyncServer) -> JoinedDesk:
    return put_behind(line, staffed.desk("b"), server)


def saved(desk: JoinedDesk, staffed: Staffed, times: int = 1) -> None:
    """It returns although the network does nothing: that is what "an action saves at once" means."""
    for _ in range(times):
        save_report(desk.desk, staffed.op, staffed.form())


def same_in_the_end(staffed: Staffed, desk: JoinedDesk, server: SyncServer) -> None:
    """Both desks and the server hold the same, each fact once, and every chain proves it."""
    settle_down([staffed.a, desk])
    assert log_of(staffed.a) == log_of(desk)
    same_everywhere([staffed.a, desk])
    assert server.ask("SELECT count(*) = count(DISTINCT fact_hash) FROM sync.event") is True
    assert server.ask("SELECT count(*) FROM sync.event WHERE again OR fact IS NULL OR held IS NOT NULL") == 0
    assert server.ask("SELECT count(*) FROM sync.event") == len(desk.rows("fact"))


@pytest.mark.parametrize("ways", [("down",), ("up", "down")], ids="+".join)
def test_a_line_that_swallows_everything_is_noticed_and_what_was_under_way_is_known(
    staffed: Staffed, b: JoinedDesk, line: BadNetwork, server: SyncServer, ways: tuple[Way, ...]
) -> None:
    with running(b, QUICK) as at:
        line.hold(*ways)
        saved(b, staffed, 2)
        at.live.wake()
        at.wait(lambda: at.live.state.mode == "offline", "it did not notice")
        assert at.live.state.fault is not None
        assert at.live.state.fault.id in ("server_silent", "server_unreachable")
        saved(b, staffed)
        at.live.wake()
        at.wait(lambda: at.live.state.unsent == 9, "it does not count what waits")
        line.heal()
        at.wait(lambda: is_back(at), "it did not come back")
    same_in_the_end(staffed, b, server)


def test_a_line_that_dies_while_nothing_is_said_is_noticed_too(
    staffed: Staffed, b: JoinedDesk, line: BadNetwork, server: SyncServer
) -> None:
    """A router that lost its memory: neither side is told, and new connections are none the worse."""
    with running(b, QUICK) as at:
        made = line.made
        line.forget()
        line.until(lambda: line.made > made, "it did not connect anew")
        at.wait(lambda: is_back(at), "it did not come back")
        saved(b, staffed)
        at.live.wake()
        staffed.a.round()
    same_in_the_end(staffed, b, server)


@pytest.mark.parametrize("way", ["up", "down"])
def test_a_line_that_breaks_anywhere_in_a_message(
    staffed: Staffed, b: JoinedDesk, line: BadNetwork, server: SyncServer, way: Way
) -> None:
    """Up: the server may have a part of the batch, which is none. Down: it has it, and only the answer is lost."""
    with running(b, QUICK) as at:
        for count in (1, 40, 300, 900, 3000):
            line.after(count, "cut", way)
            saved(b, staffed, 2)
            at.live.wake()
            line.until(lambda: not line.mined, "it did not break")
            at.wait(lambda: is_back(at), "it did not come back")
    same_in_the_end(staffed, b, server)


def test_nobody_listens(staffed: Staffed, b: JoinedDesk, line: BadNetwork, server: SyncServer) -> None:
    with running(b, QUICK) as at:
        line.refuse()
        at.wait(lambda: at.live.state.mode == "offline", "it did not notice")
        saved(b, staffed)
        at.live.wake()
        at.wait(lambda: at.live.state.unsent == 3, "it does not count what waits")
        at.wait(
            lambda: at.live.state.fault is not None and at.live.state.fault.id == "server_refused",
            "another fault",
        )
        since = at.live.state.since_ms
        line.heal()
        at.wait(lambda: is_back(at), "it did not come back")
        assert at.live.state.since_ms >= since
        assert at.live.state.fault is None
    same_in_the_end(staffed, b, server)


@pytest.mark.parametrize("count", [0, 900], ids=["at once", "in the middle of TLS"])
def test_somebody_takes_the_connection_and_says_nothing(
    staffed: Staffed, b: JoinedDesk, line: BadNetwork, server: SyncServer, count: int
) -> None:
    with running(b, QUICK) as at:
        if count:
            line.after(count, "hold", "down")
        else:
            line.hold()
        line.cut()
        at.wait(lambda: at.live.state.mode == "offline", "it did not notice")
        saved(b, staffed)
        at.wait(
            lambda: at.live.state.fault is not None and at.live.state.fault.id == "server_unreachable",
            "another fault",
        )
        line.heal()
        at.wait(lambda: is_back(at), "it did not come back")
    same_in_the_end(staffed, b, server)


def test_a_slow_line_gets_everything_through(
    staffed: Staffed, b: JoinedDesk, line: BadNetwork, server: SyncServer
) -> None:
    """The backlog as one batch would take five times as long as silence is borne."""
    saved(b, staffed, 20)
    saved(staffed.a, staffed, 20)
    staffed.a.round()
    with running(b, QUICK, wait=False) as at:
        line.slow(bytes_per_s=60_000, latency_s=0.02)
        at.wait(lambda: at.live.state.mode == "live", "it does not connect")
        at.wait(lambda: is_back(at) and at.live.state.heard_ms > 0, "it does not get through", 60)
    same_in_the_end(staffed, b, server)


def test_closing_the_program_waits_for_no_network(
    staffed: Staffed, b: JoinedDesk, line: BadNetwork, server: SyncServer
) -> None:
    """With the program's own patience, of which a person would see fifteen seconds: in mid-statement and in mid-connection."""
    with running(b, Timing(head_every_s=0.2, presence_every_s=0.2)):
        line.hold()
        line.until(lambda: line.arrived != line.passed, "nothing was asked")
    made = line.made
    with running(b, Timing(connect_s=60), wait=False):
        line.until(lambda: line.made > made, "it did not connect")
    line.cut()
    same_in_the_end(staffed, b, server)


def test_closing_the_program_does_not_wait_for_the_past(
    staffed: Staffed, b: JoinedDesk, line: BadNetwork, server: SyncServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new desk reads twenty years for minutes; whoever closes it meanwhile goes on with the rest another day."""
    monkeypatch.setattr(live, "_PAGE", 20)
    saved(staffed.a, staffed, 100)
    staffed.a.round()
    with running(b, None, wait=False) as at:
        line.slow(bytes_per_s=100_000, latency_s=0)
        at.wait(lambda: bool(at.changes), "nothing comes")
    assert at.live.state.heard_ms == 0
    assert 0 < b.desk.store.driver(cursor_of)[0] < server.ask("SELECT head FROM sync.feed WHERE feed_id = 1")


def test_an_act_that_needs_a_role_is_not_held_because_the_line_was_cut(
    staffed: Staffed, b: JoinedDesk, line: BadNetwork, server: SyncServer
) -> None:
    """The batch goes over the supervisor's own connection, which breaks in the middle; it does not go over the device's then."""
    saved(b, staffed)
    b.round()
    with running(b, replace(QUICK, head_every_s=60, presence_every_s=60)) as at:
        bima = b.sign_in("Bima")
        at.live.signed_in(bima.person, PASSWORD)
        at.wait(lambda: at.live.state.own_login == "ready", "no login of his own")
        (incident,) = (id_text(row[0]) for row in b.rows("incident", "id"))
        for count in (1500, 20):
            line.after(count, "cut this one", "up")  # first: the link may still be awake from the signing in
            raise_level(b.desk, bima, incident, "high")
            lower_level(b.desk, bima, incident, "middle", "salah dengar")
            at.live.wake()
            line.until(lambda: not line.mined, "it did not break")
            at.wait(lambda: is_back(at), "it did not get through")
            assert at.live.state.mode == "live"
    own = login_of(bima.person)
    assert (
        server.ask("SELECT count(*) FROM sync.event WHERE type = 'level_lowered' AND \"by\" = %s", own) == 2
    )
    same_in_the_end(staffed, b, server)
