"""A standby that had not heard the last of it takes over: what the dead primary alone had is sent again by whoever said it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

import psycopg
import pytest

from madiun_console.actions.take_call import save_report
from madiun_console.sync.live import Timing
from tests.bad_network import BadNetwork, wait_until
from tests.logfail import LogGuard
from tests.server_fixtures import SyncServer
from tests.sync.conftest import Staffed, staffed
from tests.sync.desk_work import Shift, log_of, same_everywhere
from tests.sync.live_desks import everything_is_at, put_behind, running
from tools.embedded_postgres import EmbeddedPostgres

__all__ = ["staffed"]
QUICK = Timing(head_every_s=0.2, presence_every_s=0.2, connect_s=2, retry_s=(0.05, 0.1))


@pytest.fixture
def standby(server: SyncServer) -> Iterator[EmbeddedPostgres]:
    """A copy of the cluster that follows it."""
    primary = server.postgres
    folder = Path(tempfile.mkdtemp(prefix="madiun-standby-"))
    owner = primary.data.stat()
    shutil.chown(folder, owner.st_uid, owner.st_gid)
    copy = EmbeddedPostgres(folder, durable=False)
    # the account of the server may not look for a certificate of ours below our home
    way = primary.dsn(sslcert=str(folder / "none"))
    primary.run("pg_basebackup", "-D", str(copy.data), "-d", way, "-R", "-c", "fast")
    for name in ("password", "tls"):
        (folder / name).symlink_to(primary.folder / name)
    with BadNetwork(primary.port) as free:  # a port that nobody has
        port = free.port
    copy.configure(port=str(port))
    try:
        copy.start()
        yield copy
    finally:
        copy.remove()


@pytest.mark.drill
def test_a_standby_promoted_with_loss_is_healed_by_the_desks(
    staffed: Staffed,
    server: SyncServer,
    standby: EmbeddedPostgres,
    log_guard: LogGuard,
) -> None:
    log_guard.expect("the server's log differs")
    b, random = staffed.desk("b"), Random(4)
    with BadNetwork(server.postgres.port) as line:
        for desk in (staffed.a, b):
            put_behind(line, desk, server)
        with running(staffed.a, QUICK) as at_a, running(b, QUICK) as at_b:
            Shift(b, staffed.op, staffed.form, random).work(10)
            at_b.live.wake()
            head = server.ask("SELECT head FROM sync.feed WHERE feed_id = 1")
            with psycopg.connect(standby.dsn(server.database), autocommit=True) as copy:
                follows = "SELECT head >= %s FROM sync.feed WHERE feed_id = 1"
                wait_until(
                    lambda: copy.execute(follows, (head,)).fetchone() == (True,),
                    "the standby does not follow",
                )
                # it hears no more of its primary, as where the line between them is cut
                copy.execute("ALTER SYSTEM SET primary_conninfo = ''")
                copy.execute("SELECT pg_reload_conf()")
                wait_until(
                    lambda: copy.execute("SELECT count(*) FROM pg_stat_wal_receiver").fetchone() == (0,),
                    "the standby still listens",
                )
                for desk, at in ((staffed.a, at_a), (b, at_b)):
                    save_report(desk.desk, staffed.op, staffed.form())
                    Shift(desk, staffed.op, staffed.form, random).work(6)
                    at.live.wake()
                wait_until(
                    lambda: everything_is_at([at_a, at_b], server.dsn), "not everything is at the primary"
                )
                lost = server.ask("SELECT head FROM sync.feed WHERE feed_id = 1")
                server.kill()
                save_report(b.desk, staffed.op, staffed.form())
                copy.execute("SELECT pg_promote()")
                kept = copy.execute("SELECT head FROM sync.feed WHERE feed_id = 1").fetchone()
                assert kept is not None
                assert kept[0] < lost
            line.lead_to(standby.port)
            for at in (at_a, at_b):
                at.live.wake()
            wait_until(
                lambda: everything_is_at([at_a, at_b], standby.dsn(server.database)),
                "not everything came back",
            )
    assert log_of(staffed.a) == log_of(b)
    same_everywhere([staffed.a, b])
    with psycopg.connect(standby.dsn(server.database)) as copy:
        assert copy.execute("SELECT count(*), count(DISTINCT fact_hash) FROM sync.event").fetchone() == (
            len(b.rows("fact")),
            len(b.rows("fact")),
        )
