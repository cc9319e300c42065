"""Joining by a code over a bad network: each cut is told in words, and the same code goes on where it was cut off."""

from __future__ import annotations

import hashlib
import ssl
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from madiun_console.db.store import Store
from madiun_console.domain.rulebook import Rulebook
from madiun_console.opening import new_store
from madiun_console.sync.connecting import ServerFault
from madiun_console.sync.enrol_code import EnrolCode
from madiun_console.sync.exchange import Exchange
from madiun_console.sync.joining import ServerLink, join
from madiun_console.sync.link_state import has_joined
from madiun_console.sync.postgres import PostgresTransport
from tests.bad_network import BOTH, BadNetwork
from tests.desk_fixtures import MovedClock
from tests.server_fixtures import SyncServer
from tests.sync_desks import JoinedDesk, enrol

CUT = {"server_cut", "server_not_postgres"}


@pytest.fixture
def line(server: SyncServer) -> Iterator[BadNetwork]:
    with BadNetwork(server.postgres.port) as line:
        yield line


@pytest.fixture
def code(server: SyncServer, line: BadNetwork, new_desk: Callable[..., JoinedDesk]) -> EnrolCode:
    """As an administrator hands it out: with the authority's fingerprint, and the address of the bad network."""
    new_desk("a").round()
    tls = server.postgres.tls
    assert tls is not None
    pinned = hashlib.sha256(ssl.PEM_cert_to_DER_cert(tls.ca.read_text("ascii"))).hexdigest()
    return replace(enrol(server, "b"), port=line.port, ca_sha256=pinned)


@pytest.fixture
def store(tmp_path: Path, rulebook: Rulebook, clock: MovedClock) -> Iterator[Store]:
    store = new_store(tmp_path / "b", rulebook, clock)
    yield store
    store.close()


def test_each_cut_is_told_and_the_same_code_goes_on(
    store: Store, code: EnrolCode, line: BadNetwork, clock: MovedClock
) -> None:
    told: list[str] = []
    link: ServerLink | None = None
    for number, count in enumerate(range(3, 20_000, 450)):
        line.after(count, "cut", BOTH[number % 2])
        try:
            link = join(store, code.encode(), clock.now_ms() / 1000)
        except ServerFault as fault:
            told.append(fault.id)
            assert not has_joined(store)
        else:
            break
    assert told  # a later cut may meet a connection that has done its work already
    assert set(told) <= CUT
    line.heal()
    assert link is not None
    transport = PostgresTransport(link.dsn(store.folder))
    Exchange(store, transport, lambda _: None).round()
    transport.close()
    assert has_joined(store)


def test_where_one_of_two_servers_is_dead_the_code_works_all_the_same(
    store: Store, code: EnrolCode, clock: MovedClock
) -> None:
    """127.0.0.2: nobody listens there; the standby has taken over before this desk joined."""
    link = join(store, replace(code, host=f"127.0.0.2,{code.host}").encode(), clock.now_ms() / 1000)
    assert link.authority
    PostgresTransport(link.dsn(store.folder)).close()
