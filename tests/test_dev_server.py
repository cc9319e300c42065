"""`make server`: says how it is reached, gives a code that works, and keeps its data from one run to the next."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from madiun_console.sync.enrol_code import EnrolCode, decode
from tests.server_fixtures import cluster_folder
from tools.embedded_postgres import EmbeddedPostgres

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
        with running(folder) as (dsn, second), psycopg.connect(dsn) as admin:
            assert second.port == first.port
            assert (first.desk, second.desk) == ("A", "B")
            assert admin.execute("SELECT count(*) FROM sync.device").fetchone() == (2,)
    finally:
        EmbeddedPostgres(folder).remove()


@contextmanager
def running(folder: Path) -> Iterator[tuple[str, EnrolCode]]:
    """The DSN and the code that `make server` prints; Ctrl+C afterwards ends it well."""
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
        found = re.search(r"MADIUN_SERVER_DSN='(.+)'", text)
        assert found is not None, text
        yield found[1], decode("\n".join(re.findall(r"^[0-9A-Z]{6}(?:-[0-9A-Z]{6})*$", text, re.MULTILINE)))
        server.send_signal(signal.SIGINT)
        server.communicate(timeout=60)
    assert server.returncode == 0
