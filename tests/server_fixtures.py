"""A real PostgreSQL for tests: one cluster for each worker, a fresh database for each test."""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, LiteralString

import psycopg
import pytest
from psycopg import sql

from tools.embedded_postgres import EmbeddedPostgres

TEMPLATE = "madiun_template"
_FOLDER = "madiun-postgres-"


@dataclass(frozen=True)
class SyncServer:
    """One test's database with the schema in it, on the worker's cluster.

    Roles belong to the cluster: logins made in one test would be there in the next, so `login()` gives names that no
    other test has, and every login of a test is dropped with its database.
    """

    postgres: EmbeddedPostgres
    database: str

    @property
    def dsn(self) -> str:
        """The superuser in this test's database."""
        return self.postgres.dsn(self.database)

    def dsn_of(self, login: str, password: str, **more: Any) -> str:
        """Somebody else in this test's database."""
        return self.postgres.dsn(self.database, user=login, password=password, **more)

    def admin(self) -> psycopg.Connection[tuple[Any, ...]]:
        """A superuser's connection in autocommit; close it, or use it in a `with`."""
        return psycopg.connect(self.dsn, autocommit=True)

    def ask(self, question: LiteralString, *values: object) -> Any:
        """The first column of the first row, as the superuser; None without a row."""
        with self.admin() as connection:
            row = connection.execute(question, values).fetchone()
        return row and row[0]

    def kill(self) -> None:
        """Crash the server; `start()` recovers it at the same port."""
        self.postgres.kill()

    def start(self) -> None:
        self.postgres.start()

    def restart(self) -> None:
        self.postgres.restart()

    def cut(self, login: str) -> int:
        """End all connections of a login, as a lost network does; how many there were."""
        return int(
            self.ask(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = %s", login
            )
        )

    def snapshot(self) -> str:
        """A copy of the database as it is now, as a backup would have it; open connections are ended. Gives its name."""
        copy = f"{self.database}_{secrets.token_hex(2)}"
        with psycopg.connect(self.postgres.dsn(), autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = %s",
                (self.database,),
            )
            _copy_database(connection, self.database, copy)
        return copy

    def restore(self, snapshot: str) -> None:
        """Put the database back to a snapshot, which stays; passwords and logins are the cluster's and stay as they are."""
        with psycopg.connect(self.postgres.dsn(), autocommit=True) as connection:
            _drop_database(connection, self.database)
            _copy_database(connection, snapshot, self.database)

    @staticmethod
    def login(stem: str = "meja") -> str:
        """A name for a login that no other test uses."""
        return f"{stem}_{secrets.token_hex(4)}"


def cluster_folder() -> Path:
    """A new folder that the server's account can reach, as pytest's are closed to it; those of killed runs are removed."""
    for old in Path(tempfile.gettempdir()).glob(f"{_FOLDER}*"):
        process = old.name.removeprefix(_FOLDER).partition("-")[0]
        if Path("/proc").is_dir() and process.isdigit() and not Path("/proc", process).exists():
            shutil.rmtree(old, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=f"{_FOLDER}{os.getpid()}-"))


@pytest.fixture(scope="session")
def postgres() -> Iterator[EmbeddedPostgres]:
    """The worker's cluster, started by the first test that asks for it. fsync is off: only a power cut would tell."""
    server = EmbeddedPostgres(cluster_folder(), durable=False)
    try:
        server.start()
        yield server
    finally:
        server.remove()


@pytest.fixture(scope="session")
def server_template(postgres: EmbeddedPostgres) -> str:
    """A database into which the schema was installed, once; the tests' are copies of it (60 ms instead of seconds)."""
    from madiun_console.sync.install import install

    with psycopg.connect(postgres.dsn(), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(TEMPLATE)))
    with psycopg.connect(postgres.dsn(TEMPLATE)) as connection:
        install(connection)
    return TEMPLATE


@pytest.fixture
def empty_server(postgres: EmbeddedPostgres) -> Iterator[SyncServer]:
    """A database without the schema, as an administrator finds it."""
    yield from server_for_one_test(postgres, "template0")


@pytest.fixture
def server(postgres: EmbeddedPostgres, server_template: str) -> Iterator[SyncServer]:
    """A database with the schema, of this test's own."""
    yield from server_for_one_test(postgres, server_template)


def server_for_one_test(postgres: EmbeddedPostgres, template: str) -> Iterator[SyncServer]:
    """A copy of `template` to work in; afterwards it and the logins that were made meanwhile are dropped."""
    database = f"madiun_{secrets.token_hex(4)}"
    with psycopg.connect(postgres.dsn(), autocommit=True) as connection:
        before = _roles(connection)
        _copy_database(connection, template, database)
    yield SyncServer(postgres, database)
    postgres.start()  # a test may have left it killed
    with psycopg.connect(postgres.dsn(), autocommit=True) as connection:
        ours = "SELECT datname FROM pg_database WHERE starts_with(datname, %s)"
        for (name,) in connection.execute(ours, (database,)).fetchall():
            _drop_database(connection, name)
        for role in _roles(connection) - before:
            connection.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(role)))


def _copy_database(connection: psycopg.Connection[tuple[Any, ...]], source: str, target: str) -> None:
    connection.execute(
        sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(target), sql.Identifier(source))
    )
    _copy_rights(connection, source, target)


def _drop_database(connection: psycopg.Connection[tuple[Any, ...]], name: str) -> None:
    connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _copy_rights(connection: psycopg.Connection[tuple[Any, ...]], source: str, target: str) -> None:
    """Who may connect, and settings of the database: CREATE DATABASE leaves them out of the copy."""
    connection.execute(
        "UPDATE pg_database SET datacl = (SELECT datacl FROM pg_database WHERE datname = %s) WHERE datname = %s",
        (source, target),
    )
    connection.execute(
        "INSERT INTO pg_db_role_setting (setdatabase, setrole, setconfig) SELECT n.oid, s.setrole, s.setconfig"
        " FROM pg_db_role_setting s JOIN pg_database o ON o.oid = s.setdatabase AND o.datname = %s"
        " JOIN pg_database n ON n.datname = %s",
        (source, target),
    )


def _roles(connection: psycopg.Connection[tuple[Any, ...]]) -> set[str]:
    """Roles that log in; the schema's own (madiun_owner and the like) stay for the next database."""
    return {
        name
        for (name,) in connection.execute(
            "SELECT rolname FROM pg_roles WHERE rolcanlogin AND rolname !~ '^pg_'"
        )
    }
