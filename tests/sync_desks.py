"""Desks for tests of the exchange: real stores joined to the worker's real PostgreSQL."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from madiun_console.actions.desk import Desk, Session
from madiun_console.actions.people import found_center
from madiun_console.actions.sign_in import sign_in
from madiun_console.db.agency_desks import agency_desks, note_agency_desks
from madiun_console.domain.changes import Changes
from madiun_console.domain.rulebook import Rulebook
from madiun_console.opening import desk_of, new_store
from madiun_console.sync.enrol_code import EnrolCode
from madiun_console.sync.exchange import Exchange, Tally
from madiun_console.sync.joining import join, server_link
from madiun_console.sync.postgres import PostgresTransport, login_of
from tests.desk_fixtures import PASSWORD, MovedClock
from tests.server_fixtures import SyncServer


@dataclass
class JoinedDesk:
    """A desk and its exchange; `round()` does what the live loop does at a hint."""

    desk: Desk
    transport: PostgresTransport
    shown: list[Changes]
    people: dict[bytes, PostgresTransport] = field(default_factory=dict)
    exchange: Exchange = field(init=False)

    def round(self) -> Tally:
        return self.exchange.round()

    def sign_in(self, name: str = "Sari", password: str = PASSWORD) -> Session:
        return sign_in(self.desk, name, password)

    def own_login(self, session: Session, password: str = PASSWORD) -> None:
        """Let acts of this person go over their own login from now on."""
        link = server_link(self.desk.store)
        assert link is not None
        dsn = link.dsn(self.desk.store.folder, login_of(session.person), password)
        self.people[bytes.fromhex(session.person.replace("-", ""))] = PostgresTransport(dsn)

    def rows(self, table: str, columns: str = "*") -> list[tuple[Any, ...]]:
        return list(
            self.desk.store.driver(
                lambda reader: reader.execute(f"SELECT {columns} FROM {table} ORDER BY 1").fetchall()  # noqa: S608
            )
        )

    def way_of(self, actor: bytes) -> PostgresTransport | None:
        return self.people.get(actor)

    def broken(self, actor: bytes) -> None:
        self.people.pop(actor).close()

    def close(self) -> None:
        self.transport.close()
        for way in self.people.values():
            way.close()
        self.desk.store.close()


def enrol(server: SyncServer, name: str, agency: str | None = None, *, may_share: bool = False) -> EnrolCode:
    """A code, as `server enrol` makes it."""
    secret = secrets.token_urlsafe(16)
    with server.admin() as connection:
        verifier = connection.pgconn.encrypt_password(secret.encode(), b"x", b"scram-sha-256").decode()
        row = connection.execute(
            "SELECT sync.enrol(%s, %s, %s, %s, 24)", (name, agency, may_share, verifier)
        ).fetchone()
        port = connection.info.port
    assert row is not None
    said = row[0]
    return EnrolCode(
        "127.0.0.1", port, server.database, "", said["center"], said["login"], secret, said["desk"] or "",
        said["feed"] or "", said["expires"],
    )  # fmt: skip


@pytest.fixture
def new_desk(
    server: SyncServer, tmp_path: Path, rulebook: Rulebook, clock: MovedClock
) -> Iterator[Callable[..., JoinedDesk]]:
    """Makes desks: the first one founds the center, every other begins empty (or alone, with `founds=True`)."""
    made: list[JoinedDesk] = []

    def new(
        name: str, agency: str | None = None, *, founds: bool | None = None, may_share: bool = False
    ) -> JoinedDesk:
        store = new_store(tmp_path / name, rulebook, clock)
        if founds if founds is not None else not made:
            found_center(store, rulebook, "B", "Sari", PASSWORD)
        link = join(store, enrol(server, name, agency, may_share=may_share).encode(), clock.now_ms() / 1000)
        transport = PostgresTransport(link.dsn(store.folder))
        shown: list[Changes] = []
        joined = JoinedDesk(desk_of(store, rulebook), transport, shown)
        joined.exchange = Exchange(store, transport, shown.append, joined)
        made.append(joined)
        if agency is not None:
            for one in made:  # as a desk hears within a minute, here of a server that does not tell of rights
                if one.desk.agency is None:
                    note_agency_desks(one.desk.store, tuple({*agency_desks(one.desk.store), agency}))
        return joined

    yield new
    for one in made:
        one.close()
