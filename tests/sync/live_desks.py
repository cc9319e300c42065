"""Desks whose link runs on its thread, as in the program, and a way to wait for what it tells."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace

import psycopg

from madiun_console.db.inbox import cursor_of
from madiun_console.domain.changes import Changes
from madiun_console.sync.joining import server_link
from madiun_console.sync.link_state import REACHABLE, SERVER_META, LinkState
from madiun_console.sync.live import Live, Timing
from tests.bad_network import BadNetwork
from tests.server_fixtures import SyncServer
from tests.sync_desks import JoinedDesk

_ALONE = (
    "SELECT count(*) FROM fact f WHERE NOT EXISTS "
    "(SELECT 1 FROM header h WHERE h.fact = f.lid AND h.pos IS NOT NULL)"
)


class Watched:
    """A live link and everything it told, with a way to wait for something."""

    def __init__(self, desk: JoinedDesk, timing: Timing | None = None) -> None:
        self.desk = desk.desk
        self._told = threading.Condition()
        self.changes: list[Changes] = []
        link = server_link(desk.desk.store)
        assert link is not None
        self.link = link
        self.live = Live(desk.desk.store, link, self._shown, self._heard, timing)

    def _shown(self, changes: Changes) -> None:
        with self._told:
            self.changes.append(changes)
            self._told.notify_all()

    def _heard(self, _: LinkState) -> None:
        with self._told:
            self._told.notify_all()

    def until(self, condition: Callable[[], bool], seconds: float = 20) -> bool:
        end = time.monotonic() + seconds
        with self._told:
            return self._told.wait_for(condition, end - time.monotonic())

    def wait(self, condition: Callable[[], bool], what: str, seconds: float = 20) -> None:
        """The same; raises TimeoutError with what did not happen, and how it stands instead."""
        if not self.until(condition, seconds):
            raise TimeoutError(f"{what}: {self.live.state}")


def is_back(at: Watched) -> bool:
    """It says so, and it is true: every fact stands in the log, also those a clone has pushed out of their chain."""
    alone: int = at.desk.store.driver(lambda reader: reader.execute(_ALONE).fetchone()[0])
    return alone == 0 and at.live.state.unsent == 0 and at.live.state.mode in ("live", "polling")


def everything_is_at(desks: Iterable[Watched], dsn: str) -> bool:
    """Whether all desks have sent and read everything of the server at `dsn`; nobody sent anything while we looked."""
    with psycopg.connect(dsn, autocommit=True) as connection:

        def head() -> int:
            row = connection.execute("SELECT head FROM sync.feed WHERE feed_id = 1").fetchone()
            return int(row[0]) if row else 0

        before = head()
        return (
            all(is_back(at) and at.desk.store.driver(cursor_of)[0] == before for at in desks)
            and head() == before
        )


def put_behind(line: BadNetwork, desk: JoinedDesk, server: SyncServer) -> JoinedDesk:
    """From now on this desk's link goes over the bad network, with the server's certificate checked as in a real center."""
    link, tls = server_link(desk.desk.store), server.postgres.tls
    assert link is not None
    assert tls is not None
    link = replace(link, port=line.port, authority=tls.ca.read_text("ascii"))
    assert "sslmode=verify-full" in link.dsn(desk.desk.store.folder)
    desk.desk.store.set_meta(SERVER_META, json.dumps(asdict(link)))
    return desk


@contextmanager
def running(desk: JoinedDesk, timing: Timing | None = None, *, wait: bool = True) -> Iterator[Watched]:
    """The link of a desk while it runs, connected (or not yet)."""
    watched = Watched(desk, timing)
    watched.live.start()
    try:
        if wait:
            watched.wait(
                lambda: watched.live.state.mode in REACHABLE and watched.live.state.heard_ms > 0,
                "it did not connect",
            )
        yield watched
    finally:
        watched.live.stop()
