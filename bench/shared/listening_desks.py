"""Hundreds of desks in one process that listen, wait as the console does, and pull: libpq alone, lest they be measured too."""

from __future__ import annotations

import asyncio
import hashlib
import heapq
import json
import resource
import select
import time
import uuid
from dataclasses import dataclass, field
from typing import Any

import psycopg
from psycopg import pq, sql

from madiun_console.sync.spacing import Spacing

_PULL = (
    b'SELECT pos, hdr, fact, eff_hlc, held, "by", (extract(epoch FROM received_at) * 1000)::bigint '
    b"FROM sync.pull($1::bigint, $2::bytea, 500)"
)

Heard = tuple[str, float]
"""A fact's identifier, and when (monotonic seconds) a desk had it."""


def listen(dsns: list[str], among: int, seconds: float, way: Any) -> None:
    """In a process of its own: says "ready" on `way`, then what was heard by all desks, as a list of `Heard`."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (4096, 4096))
    desks = asyncio.run(_joined(dsns))
    way.send("ready")
    way.send(_Listening(desks, among).run(seconds))
    for desk in desks:
        desk.line.finish()


@dataclass(eq=False)
class _Desk:
    """A connection and how far it has read."""

    connection: Any  # keeps `line` alive
    line: pq.abc.PGconn
    pos: int
    chain: bytes
    spacing: Spacing = field(default_factory=Spacing)
    known: int = 0
    """The newest position that a hint has named."""
    urgent: bool = False
    waiting: bool = False
    pulling: bool = False


async def _joined(dsns: list[str]) -> list[_Desk]:
    return [await _desk(dsn) for dsn in dsns]


async def _desk(dsn: str) -> _Desk:
    connection = await psycopg.AsyncConnection.connect(dsn, autocommit=True)
    rid = str(uuid.uuid4())
    hello = (await (await connection.execute("SELECT sync.hello(%s, 1, 0)", (rid,))).fetchone())[0]  # type: ignore[index]
    await connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(hello["channel"])))
    line = connection.pgconn
    line.notify_handler = None
    line.prepare(b"pull", _PULL)
    line.nonblocking = 1
    return _Desk(connection, line, hello["head"], bytes.fromhex(hello["chain"]))


class _Listening:
    """One loop over all sockets."""

    def __init__(self, desks: list[_Desk], among: int) -> None:
        self._among = among
        self._desks = {desk.line.socket: desk for desk in desks}
        self._poll = select.epoll()
        for socket in self._desks:
            self._poll.register(socket, select.EPOLLIN)
        self._due: list[tuple[float, int]] = []
        self._heard: list[Heard] = []

    def run(self, seconds: float) -> list[Heard]:
        until = time.monotonic() + seconds
        while (now := time.monotonic()) < until:
            while self._due and self._due[0][0] <= now:
                self._pull(self._desks[heapq.heappop(self._due)[1]])
            following = self._due[0][0] if self._due else until
            for socket, _ in self._poll.poll(max(0.0, min(following, until) - time.monotonic())):
                self._read(self._desks[socket])
        return self._heard

    def _pull(self, desk: _Desk) -> None:
        desk.waiting, desk.pulling, desk.urgent = False, True, False
        desk.line.send_query_prepared(b"pull", [str(desk.pos).encode(), b"\\x" + desk.chain.hex().encode()])
        while desk.line.flush():  # a question of some hundred bytes goes into any socket at once
            pass

    def _read(self, desk: _Desk) -> None:
        line = desk.line
        line.consume_input()
        while (note := line.notifies()) is not None:
            hint = note.extra.decode()
            if hint[:1].isdigit():
                desk.known = max(desk.known, int(hint.split()[0]))
                desk.urgent |= hint.endswith("urgent")
        if desk.pulling and not line.is_busy():
            self._take(desk)
        if desk.known > desk.pos and not (desk.waiting or desk.pulling):
            desk.waiting = True
            wait = desk.spacing.wait_s(self._among, urgent=desk.urgent)
            heapq.heappush(self._due, (time.monotonic() + wait, line.socket))

    def _take(self, desk: _Desk) -> None:
        now = time.monotonic()
        desk.pulling = False
        while (result := desk.line.get_result()) is not None:
            if result.status != pq.ExecStatus.TUPLES_OK:
                raise RuntimeError(result.error_message.decode())
            for row in range(result.ntuples):
                values = [result.get_value(row, column) for column in range(7)]
                desk.pos = int(values[0] or b"0")
                desk.chain = _next(desk.chain, values)
                self._heard.append((json.loads(values[2] or b"")["id"], now))


def _next(chain: bytes, row: list[bytes | None]) -> bytes:
    """The hash of the feed behind a row (docs/sync.md)."""
    _, hdr, _, eff_hlc, held, by, received = row
    said = b"|".join((eff_hlc or b"", received or b"", held or b"", by or b""))
    return hashlib.sha256(chain + hashlib.sha256(hdr or b"").digest() + said).digest()
