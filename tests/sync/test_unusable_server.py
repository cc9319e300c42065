"""A server that is there and cannot be used: the bar says why and what to do, nothing is lost, and it goes on by itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import LiteralString

import psycopg
import pytest
from psycopg import sql

from madiun_console.actions.take_call import save_report
from madiun_console.errors import ConsoleError
from madiun_console.sync.joining import ServerLink, server_link
from madiun_console.sync.live import Timing
from madiun_console.sync.postgres import PostgresTransport
from tests.bad_network import BadNetwork
from tests.desk_fixtures import MovedClock
from tests.server_fixtures import SyncServer
from tests.sync.conftest import Staffed
from tests.sync.desk_work import settle_down
from tests.sync.live_desks import is_back, put_behind, running
from tests.sync_desks import JoinedDesk

QUICK = Timing(head_every_s=0.2, presence_every_s=0.2, retry_s=(0.05, 0.1))
# what an administrator or an accident does to the server, what is undone, and what the desk says meanwhile
DISK_FULL: LiteralString = """
    CREATE FUNCTION sync.full() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$;
    CREATE TRIGGER disk_is_full BEFORE INSERT ON sync.event EXECUTE FUNCTION sync.full()"""
BAD_DAYS: dict[str, tuple[LiteralString, LiteralString]] = {
    "server_disk_full": (DISK_FULL, "DROP FUNCTION sync.full CASCADE"),
    "server_newer": ("UPDATE sync.center SET min_proto = 2", "UPDATE sync.center SET min_proto = 1"),
    "server_older": (
        "ALTER FUNCTION sync.push(uuid, jsonb) RENAME TO push_of_yesterday",
        "ALTER FUNCTION sync.push_of_yesterday(uuid, jsonb) RENAME TO push",
    ),
    "server_no_schema": ("ALTER SCHEMA sync RENAME TO elsewhere", "ALTER SCHEMA elsewhere RENAME TO sync"),
}


@contextmanager
def one_more_way(desk: JoinedDesk, **changed: object) -> Iterator[ServerLink]:
    link = server_link(desk.desk.store)
    assert link is not None
    yield replace(link, **changed)  # type: ignore[arg-type]


def fault_of(link: ServerLink, desk: JoinedDesk) -> str:
    """The id of what connecting raises; both languages say what to do."""
    with pytest.raises(ConsoleError) as raised:
        PostgresTransport(link.dsn(desk.desk.store.folder))
    assert raised.value.text_id != raised.value.text_en
    return raised.value.id


@pytest.mark.parametrize("fault", BAD_DAYS)
def test_the_bar_says_why_and_it_goes_on_when_that_is_mended(
    staffed: Staffed, server: SyncServer, clock: MovedClock, fault: str
) -> None:
    b = staffed.desk("b")
    broken, mended = BAD_DAYS[fault]
    with (
        BadNetwork(server.postgres.port) as line,
        server.admin() as admin,
        running(put_behind(line, b, server), QUICK) as at,
    ):
        admin.execute(broken)
        save_report(b.desk, staffed.op, staffed.form())
        server.cut(at.link.login)
        at.wait(lambda: at.live.state.fault is not None and at.live.state.fault.id == fault, "another fault")
        at.wait(lambda: at.live.state.mode == "offline" and at.live.state.unsent == 3, "it does not say so")
        since, tries = at.live.state.since_ms, line.made
        clock.pass_minutes(1)
        line.until(lambda: line.made > tries + 2, "it does not try again")
        assert at.live.state.since_ms == since, "a server that takes the connection only is no server"
        admin.execute(mended)
        at.wait(lambda: is_back(at), "it did not come back")
        assert at.live.state.fault is None
    settle_down([staffed.a])
    assert len(staffed.a.rows("report")) == 1


def test_a_revoked_desk_is_told_so_and_keeps_what_it_has(staffed: Staffed, server: SyncServer) -> None:
    b = staffed.desk("b")
    with running(b, QUICK) as at:
        server.ask("SELECT sync.revoke('b')")
        at.wait(lambda: at.live.state.mode == "offline", "it did not notice")
        save_report(b.desk, staffed.op, staffed.form())
        at.live.wake()
        at.wait(
            lambda: at.live.state.fault is not None and at.live.state.fault.id == "server_revoked", "another"
        )
        at.wait(lambda: at.live.state.unsent == 3, "it does not count what waits")


def test_a_busy_server_is_asked_again(staffed: Staffed, server: SyncServer) -> None:
    """Somebody holds the log's row: the statement is ended, and sent again until it gets through."""
    b = staffed.desk("b")
    with one_more_way(b) as link, server.admin() as admin:
        login = link.login
        admin.execute(sql.SQL("ALTER ROLE {} SET statement_timeout = '100ms'").format(sql.Identifier(login)))
    with running(b, QUICK) as at, psycopg.connect(server.dsn) as holding:
        holding.execute("SELECT head FROM sync.feed WHERE feed_id = 1 FOR UPDATE")
        save_report(b.desk, staffed.op, staffed.form())
        at.live.wake()
        at.wait(
            lambda: at.live.state.fault is not None and at.live.state.fault.id == "server_busy",
            "another fault",
        )
        holding.rollback()
        at.wait(lambda: is_back(at), "it did not come back")


def test_wrong_databases_and_a_full_server(staffed: Staffed, server: SyncServer) -> None:
    a = staffed.a
    with one_more_way(a, database="postgres") as link:
        assert fault_of(link, a) == "server_database_right"
    with one_more_way(a, database="tidak_ada") as link:
        assert fault_of(link, a) == "server_database"
    with one_more_way(a) as link, server.admin() as admin:
        name = sql.Identifier(server.database)
        admin.execute(sql.SQL("ALTER DATABASE {} CONNECTION LIMIT 1").format(name))
        assert fault_of(link, a) == "server_full"
        admin.execute(sql.SQL("ALTER DATABASE {} CONNECTION LIMIT -1").format(name))
        admin.execute(sql.SQL("ALTER DATABASE {} SET default_transaction_read_only = on").format(name))
        assert fault_of(link, a) == "server_standby"
        with one_more_way(
            a, host=f"127.0.0.2,{link.host}"
        ) as two:  # the primary is dead, nobody was promoted yet
            assert fault_of(two, a) == "server_standby"


def test_a_login_that_uses_all_its_connections(staffed: Staffed) -> None:
    a = staffed.a
    with one_more_way(a) as link:
        dsn = link.dsn(a.desk.store.folder)
        held = [PostgresTransport(dsn) for _ in range(5)]
        assert fault_of(link, a) == "server_role_full"
        for one in held:
            one.close()
