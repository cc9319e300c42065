"""A server of its own for the bench, and stores that have joined it."""

from __future__ import annotations

import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from bench.big_store import Size, big_store
from madiun_console.db.store import Store
from madiun_console.opening import new_store, open_store
from madiun_console.resources import load_rulebook
from madiun_console.sync.enrol_code import EnrolCode
from madiun_console.sync.install import install
from madiun_console.sync.joining import ServerLink, join
from madiun_console.sync.scram import verifier_of
from tools.embedded_postgres import HOST, EmbeddedPostgres


@dataclass
class Center:
    """A durable cluster on loopback, with TLS as in an office; one database for each measure."""

    postgres: EmbeddedPostgres
    place: Path
    database: str = ""

    def begin(self) -> None:
        """Go on in a fresh database."""
        self.database = f"bench_{secrets.token_hex(4)}"
        with psycopg.connect(self.postgres.dsn(), autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(self.database)))
        with psycopg.connect(self.dsn) as connection:
            install(connection)

    @property
    def dsn(self) -> str:
        """The superuser's way in."""
        return self.postgres.dsn(self.database)

    def texts(self) -> list[str]:
        """The facts in the log, as they were written."""
        with psycopg.connect(self.dsn) as connection:
            return [row[0] for row in connection.execute("SELECT fact FROM sync.event ORDER BY pos")]

    def enrol(self, name: str) -> tuple[str, str, EnrolCode]:
        """(login, secret, code) of a new desk."""
        secret = secrets.token_urlsafe(16)
        with psycopg.connect(self.dsn, autocommit=True) as connection:
            row = connection.execute(
                "SELECT sync.enrol(%s, NULL, false, %s, 24)", (name, verifier_of(secret))
            ).fetchone()
        if row is None:
            raise RuntimeError("the server did not answer")
        said = row[0]
        code = EnrolCode(
            HOST, self.postgres.port, self.database, "", said["center"], said["login"], secret, said["desk"], "",
            said["expires"],
        )  # fmt: skip
        return said["login"], secret, code

    def enrol_any(self, name: str) -> tuple[str, str, EnrolCode | None]:
        """(login, secret, None) of a desk beyond the letters there are: for simulated ones, which number no incident."""
        secret = secrets.token_urlsafe(16)
        login = f"madiun_d_{secrets.token_hex(8)}"
        with psycopg.connect(self.dsn, autocommit=True) as connection:
            connection.execute(
                sql.SQL("CREATE ROLE {} LOGIN CONNECTION LIMIT 6 PASSWORD {} IN ROLE madiun_desk").format(
                    sql.Identifier(login), sql.Literal(verifier_of(secret))
                )
            )
            connection.execute(
                "INSERT INTO sync.device(login, label, feed_id) VALUES (%s, %s, 1)", (login, name)
            )
        return login, secret, None

    def joined(self, store: Store, name: str) -> ServerLink:
        """Let a store join."""
        return join(store, self.enrol(name)[2].encode(), time.time())

    def filled_store(self, home: Path, events: int, name: str) -> tuple[Store, ServerLink]:
        """A copy of a store with so many facts, which founded the center and has sent nothing yet."""
        made = big_store(home, Size(events, min(5_000, events // 20)), lambda _: None)
        folder = self.place / name
        shutil.copytree(made.folder, folder)
        store = open_store(folder, rulebook=load_rulebook())
        return store, self.joined(store, name)

    def empty_store(self, name: str) -> tuple[Store, ServerLink]:
        """A new desk."""
        store = new_store(self.place / name, load_rulebook())
        return store, self.joined(store, name)


@contextmanager
def center(place: Path) -> Iterator[Center]:
    """A running server below `place`."""
    with EmbeddedPostgres(place / "server") as postgres:
        yield Center(postgres, place)
