"""Desks that were apart for days, and a desk whose disk was cloned: both links run, and in the end all show the same."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from random import Random

import pytest

from madiun_console.actions.take_call import save_report
from madiun_console.domain.rulebook import Rulebook
from madiun_console.opening import desk_of, open_store
from madiun_console.sync.exchange import Exchange
from madiun_console.sync.joining import server_link
from madiun_console.sync.live import Timing
from madiun_console.sync.postgres import PostgresTransport
from tests.bad_network import BadNetwork, wait_until
from tests.desk_fixtures import NIGHT_CALL_MS, MovedClock
from tests.logfail import LogGuard
from tests.server_fixtures import SyncServer
from tests.sync.conftest import Staffed
from tests.sync.desk_work import Shift, log_of, same_everywhere
from tests.sync.live_desks import Watched, everything_is_at, put_behind, running
from tests.sync_desks import JoinedDesk

HOUR = 3_600_000
QUICK = Timing(head_every_s=0.2, presence_every_s=0.2, connect_s=2, retry_s=(0.05, 0.1))


def test_two_desks_work_on_the_same_incidents_for_days_without_a_network(
    staffed: Staffed, server: SyncServer
) -> None:
    """Their clocks are off by hours, each in its own direction; what was said apart is a conflict at both or at neither."""
    a, b, random = staffed.a, staffed.desk("b"), Random(7)
    with ExitStack() as stack:
        lines = [stack.enter_context(BadNetwork(server.postgres.port)) for _ in range(2)]
        for desk, line in zip((a, b), lines, strict=True):
            put_behind(line, desk, server)
        ats = [stack.enter_context(running(desk, QUICK)) for desk in (a, b)]
        Shift(a, staffed.op, staffed.form, random).work(20)
        ats[0].live.wake()
        wait_until(lambda: everything_is_at(ats, server.dsn), "not together before")
        for line in lines:
            line.refuse()
        for day in range(4):
            for desk, off in ((a, -5), (b, 7)):
                desk.desk.store.clock = MovedClock(NIGHT_CALL_MS + (24 * day + off) * HOUR)
                Shift(desk, random.choice([staffed.op, staffed.bima]), staffed.form, random).work(15)
        for at in ats:
            at.live.wake()
            at.wait(partial(gone, at), "it is not offline")
        for line in lines:
            line.heal()
        wait_until(lambda: everything_is_at(ats, server.dsn), "not together after")
    assert log_of(a) == log_of(b)
    same_everywhere([a, b, staffed.desk("c")])


def gone(at: Watched) -> bool:
    return at.live.state.mode == "offline" and at.live.state.unsent > 20


@pytest.fixture
def clone(
    staffed: Staffed, tmp_path: Path, rulebook: Rulebook, clock: MovedClock
) -> Iterator[tuple[JoinedDesk, JoinedDesk]]:
    """Desk b, and a PC that was set up from a copy of its disk."""
    b = staffed.desk("b")
    Shift(b, staffed.op, staffed.form, Random(1)).work(5)
    b.round()
    save_report(b.desk, staffed.op, staffed.form())  # not sent when the disk was copied: both have it
    b.desk.store.close()
    copied = tmp_path / "copied"
    shutil.copytree(b.desk.store.folder, copied)
    b.transport.close()
    both = []
    for folder in (b.desk.store.folder, copied):
        store = open_store(folder, clock=clock, rulebook=rulebook)
        link = server_link(store)
        assert link is not None
        desk = JoinedDesk(desk_of(store, rulebook), PostgresTransport(link.dsn(folder)), [])
        desk.exchange = Exchange(store, desk.transport, desk.shown.append)
        both.append(desk)
    yield both[0], both[1]
    for desk in both:
        desk.close()


def test_a_desk_and_the_clone_of_its_disk_both_work_on(
    staffed: Staffed, server: SyncServer, clone: tuple[JoinedDesk, JoinedDesk], log_guard: LogGuard
) -> None:
    """Both write under one chain until the server sees it; then one goes on under a new one, and nothing is lost."""
    log_guard.expect("new chain|new one")
    random = Random(3)
    with ExitStack() as stack:
        ats = [stack.enter_context(running(desk, QUICK, wait=False)) for desk in (staffed.a, *clone)]
        for desk, at in zip((staffed.a, *clone), ats, strict=True):
            Shift(desk, staffed.op, staffed.form, random).work(10)
            save_report(desk.desk, staffed.op, staffed.form(narrative=f"Dari {desk.desk.store.folder.name}"))
            at.live.wake()
        wait_until(lambda: everything_is_at(ats, server.dsn), "not together")
        assert len({desk.desk.store.rid for desk in clone}) == 2
    assert log_of(staffed.a) == log_of(clone[0]) == log_of(clone[1])
    same_everywhere([staffed.a, *clone])
    assert server.ask("SELECT count(*) FROM sync.event WHERE NOT again") == len(staffed.a.rows("fact"))
