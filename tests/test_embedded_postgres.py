"""The embedded PostgreSQL: encrypted, by password only, at one port, and a crash loses nothing that was committed."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from tests.server_fixtures import SyncServer, server_for_one_test
from tools.embedded_postgres import EmbeddedPostgres

ROOT = Path(__file__).resolve().parents[1]


def test_what_was_committed_outlives_a_crash_and_the_port_stays(empty_server: SyncServer) -> None:
    port = empty_server.postgres.port
    with empty_server.admin() as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    empty_server.kill()
    with pytest.raises(psycopg.OperationalError, match="refused"):
        empty_server.ask("SELECT 1")
    empty_server.start()
    assert empty_server.ask("SELECT number FROM kept") == 7
    empty_server.restart()
    assert empty_server.ask("SELECT number FROM kept") == 7
    assert empty_server.postgres.port == port


def test_it_talks_encrypted_and_asks_for_a_password(empty_server: SyncServer) -> None:
    assert empty_server.ask("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()") is True
    with pytest.raises(psycopg.OperationalError, match="no encryption"):
        psycopg.connect(empty_server.dsn, sslmode="disable")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(empty_server.dsn_of("postgres", "salah"))


def test_a_tests_logins_are_gone_with_its_database(postgres: EmbeddedPostgres) -> None:
    lent = server_for_one_test(postgres, "template0")
    server = next(lent)
    login = server.login()
    with server.admin() as connection:
        connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(login)))
    assert next(lent, None) is None
    with psycopg.connect(postgres.dsn()) as connection:
        left = connection.execute("SELECT rolname FROM pg_roles WHERE rolname = %s", (login,)).fetchall()
    assert left == []


@pytest.mark.skipif(sys.platform != "linux", reason="setpriv --pdeathsig is Linux's")
def test_the_server_dies_with_the_program_that_was_killed(tmp_path: Path) -> None:
    """A run of tests that is killed leaves no server behind."""
    words = (
        "import sys, tempfile; from pathlib import Path; from tools.embedded_postgres import EmbeddedPostgres\n"
        "server = EmbeddedPostgres(Path(tempfile.mkdtemp(prefix='madiun-postgres-')), durable=False); server.start()\n"
        "print(server.folder, flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", words],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as parent:
        assert parent.stdout is not None
        folder = Path(parent.stdout.readline().strip())
        port = int((folder / "data" / "postmaster.pid").read_text().split()[3])
        assert _answers(port)
        parent.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 30
    while _answers(port) or (folder / "data" / "postmaster.pid").exists():
        assert time.monotonic() < deadline, "the server outlived its parent"
    shutil.rmtree(folder)


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
