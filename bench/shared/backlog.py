"""A backlog of ten thousand facts goes up, and a new desk takes a whole log into a ready, searchable store."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg

from bench.figures import Figure, median
from bench.shared.center import Center
from madiun_console.db.verify import verify
from madiun_console.domain import feed_chain
from madiun_console.sync.exchange import Exchange
from madiun_console.sync.postgres import PostgresTransport

_COLUMNS = "hdr, fact, body, body_salt, restricted, restricted_salt, pii, pii_salt"
BACKLOG = 10_000
_ROUNDS = 5

Say = Callable[[str], None]


def backlog(center: Center, home: Path, say: Say) -> list[Figure]:
    """Push of an offline backlog against `executemany` of the same rows into a plain table, in turns."""
    ours, plain = [], []
    for nth in range(_ROUNDS):
        seconds, sent = pushed(center, home, f"backlog-{nth}")
        ours.append(seconds)
        plain.append(_plain_insert(center))
        say(f"push of {sent:,}: {seconds:.2f} s; executemany {plain[-1]:.2f} s")
    seconds = median(ours)
    note = f"{BACKLOG / seconds:,.0f} facts a second, judged, chained and acknowledged; medians of {_ROUNDS}, in turns"
    what = f"push of a backlog of {BACKLOG:,} facts"
    return [Figure(what, seconds, "s", "executemany into a plain table", median(plain), 3, note)]


def pushed(center: Center, home: Path, name: str) -> tuple[float, int]:
    """(seconds, facts) of an offline backlog that goes up into a fresh database."""
    center.begin()
    store, link = center.filled_store(home, BACKLOG, name)
    transport = PostgresTransport(link.dsn(store.folder))
    try:
        exchange = Exchange(store, transport, lambda _: None)
        exchange.greet()
        _warm(center)
        started = time.perf_counter()
        tally = exchange.round()
        seconds = time.perf_counter() - started
    finally:
        transport.close()
        store.close()
    return seconds, tally.sent


def bootstrap(center: Center, home: Path, events: int, say: Say) -> list[Figure]:
    """A new desk pulls everything into a ready store, against a raw pull of the same rows that stores nothing."""
    center.begin()
    store, link = center.filled_store(home, events, f"log-{events}")
    transport = PostgresTransport(link.dsn(store.folder))
    Exchange(store, transport, lambda _: None).round()
    transport.close()
    store.close()
    fresh, link = center.empty_store(f"new-{events}")
    transport = PostgresTransport(link.dsn(fresh.folder))
    try:
        raw, bytes_ = _raw_pull(transport)
        started = time.perf_counter()
        tally = Exchange(fresh, transport, lambda _: None).round()
        seconds = time.perf_counter() - started
        damage = verify(fresh)
        if damage is not None or tally.received < events:
            raise RuntimeError(f"the store is not whole: {damage} {tally}")
    finally:
        transport.close()
        fresh.close()
    say(f"bootstrap of {tally.received:,}: {seconds:.1f} s; raw pull {raw:.2f} s")
    note = (
        f"{tally.received / seconds:,.0f} facts a second; {bytes_ / 1e6:,.0f} MB of rows; verified afterwards"
    )
    what = f"bootstrap of {tally.received:,} facts into a ready store"
    return [Figure(what, seconds, "s", "raw pull, nothing stored", raw, 6, note)]


def _warm(center: Center) -> None:
    """The server reads its catalogues at the first question of a session; an office's server has done that."""
    with psycopg.connect(center.dsn) as connection:
        connection.execute("SELECT count(*) FROM pg_proc").fetchone()


def _plain_insert(center: Center) -> float:
    with psycopg.connect(center.dsn, autocommit=True) as connection:
        rows = connection.execute(f"SELECT {_COLUMNS} FROM sync.event").fetchall()  # noqa: S608
        connection.execute(
            "CREATE TABLE plain (hdr text, fact text, body text, body_salt bytea, restricted text, restricted_salt bytea, "
            "pii text, pii_salt bytea)"
        )
        started = time.perf_counter()
        with connection.transaction(), connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO plain ({_COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",  # noqa: S608
                rows,
            )
        seconds = time.perf_counter() - started
        connection.execute("DROP TABLE plain")
    return seconds


def _raw_pull(transport: PostgresTransport) -> tuple[float, int]:
    pos, chain, size = 0, feed_chain.START, 0
    started = time.perf_counter()
    while items := transport.pull(pos, chain, 1000):
        for item in items:
            said = feed_chain.verdict(item.eff_hlc, item.received_ms, item.held, item.by)
            chain = feed_chain.link(chain, item.hdr, said)  # the next pull has to name it
            size += sum(_size(value) for value in item)
        pos = items[-1].pos
    return time.perf_counter() - started, size


def _size(value: Any) -> int:
    return len(value) if isinstance(value, str | bytes) else 8
