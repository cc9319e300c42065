"""`make server`: says how it is reached, gives a code that works, and keeps its data from one run to the next."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from madiun_console.sync.enrol_code import EnrolCode, decode
from tests.server_fixtures import cluster_folder
from tools.dev_server import CODE_FILE
from tools.embedded_postgres import EmbeddedPostgres
from tools.postgres_remains import clear_remains

ROOT = Path(__file__).resolve().parents[1]


def test_the_server_gives_a_code_and_keeps_its_data() -> None:
    folder = cluster_folder()
    try:
        with running(folder) as (dsn, first), psycopg.connect(dsn) as admin:
            authority = re.search(r"sslrootcert=(\S+)", dsn)
            assert authority is not None
            with psycopg.connect(
                host=first.host, port=first.port, dbname=first.database, user=first.login, password=first.secret,
                sslmode="verify-full", sslrootcert=authority[1],
            ) as desk:  # fmt: skip
                assert desk.execute("SELECT head FROM sync.head()").fetchone() == (0,)
            assert admin.execute("SELECT count(*) FROM sync.device").fetchone() == (1,)
        with running(folder) as (dsn, second), psycopg.connect(dsn, autocommit=True) as admin:
            assert second == first  # it waits to be used
            assert admin.execute("SELECT count(*) FROM sync.device").fetchone() == (1,)
            admin.execute("UPDATE sync.device SET expires_at = NULL")  # it has joined
        with running(folder) as (dsn, third), psycopg.connect(dsn) as admin:
            assert third.port == first.port
            assert (first.desk, third.desk) == ("A", "B")
            assert admin.execute("SELECT count(*) FROM sync.device").fetchone() == (2,)
        (folder / CODE_FILE).unlink()
        with running(folder) as (dsn, fourth), psycopg.connect(dsn) as admin:
            assert fourth.desk == third.desk  # another code for the computer that has not joined yet
            assert fourth.login != third.login
            assert admin.execute("SELECT count(*) FROM sync.device").fetchone() == (2,)
    finally:
        EmbeddedPostgres(folder).remove()


def test_a_killed_postgres_is_started_again_and_it_is_said() -> None:
    folder = cluster_folder()
    try:
        with started(folder) as (server, _):
            assert server.stdout is not None
            first = (folder / "data" / "postmaster.pid").read_text().splitlines()[0]
            os.kill(int(first), signal.SIGKILL)
            said = []
            for line in server.stdout:
                said.append(line)
                if line.startswith("Menyala lagi"):
                    break
            assert any("mati mendadak; dinyalakan lagi" in line for line in said)
            assert (folder / "data" / "postmaster.pid").read_text().splitlines()[0] != first
            with subprocess.Popen(
                [sys.executable, "-m", "tools.dev_server", str(folder)],
                cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
            ) as second:  # fmt: skip
                answer, _ = second.communicate(timeout=60)
            assert second.returncode == 1
            assert "sudah menyala di terminal lain" in answer
    finally:
        EmbeddedPostgres(folder).remove()


@pytest.mark.skipif(not Path("/proc/self/cwd").exists(), reason="looks into /proc")
def test_the_file_that_a_killed_postgres_left_is_removed_once_nobody_works_there(tmp_path: Path) -> None:
    data = (tmp_path / "data").resolve()
    data.mkdir()
    file = data / "postmaster.pid"
    file.write_text(f"{os.getpid()}\n{data}\n")  # its number is that of another program by now
    said: list[str] = []
    with subprocess.Popen([sys.executable, "-c", "input()"], cwd=data, stdin=subprocess.PIPE) as left:
        clear_remains(data, said.append, patience_s=0)
        assert file.exists()  # a process of the killed one still works there
        assert "menunggu 1 prosesnya" in said[-1]
        file.write_text(f"{left.pid}\n{data}\n")
        clear_remains(data, said.append)
        assert file.exists()  # it lives
        left.communicate(b"\n")
    file.write_text(f"{os.getpid()}\n{data}\n")
    clear_remains(data, said.append)
    assert not file.exists()
    assert "postmaster.pid tertinggal" in said[-1]


@contextmanager
def running(folder: Path) -> Iterator[tuple[str, EnrolCode]]:
    """The DSN and the code that `make server` prints."""
    with started(folder) as (_, text):
        found = re.search(r"MADIUN_SERVER_DSN='(.+)'", text)
        assert found is not None, text
        yield found[1], decode("\n".join(re.findall(r"^[0-9A-Z]{6}(?:-[0-9A-Z]{6})*$", text, re.MULTILINE)))


@contextmanager
def started(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process of `make server` and what it printed until it was ready; Ctrl+C afterwards ends it well."""
    with subprocess.Popen(
        [sys.executable, "-m", "tools.dev_server", str(folder)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8",
    ) as server:  # fmt: skip
        assert server.stdout is not None
        text = ""
        for line in server.stdout:
            text += line
            if line.startswith("Ctrl+C"):
                break
        try:
            yield server, text
        finally:
            server.send_signal(signal.SIGINT)
            server.communicate(timeout=60)
    assert server.returncode == 0
