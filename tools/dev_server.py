"""`make server`: a shared server to try, on this computer, with TLS; keeps its data in .dev/server until that is removed."""

from __future__ import annotations

import signal
import sys
import threading
from pathlib import Path

import psycopg

from madiun_console.cli import main as console
from tools.embedded_postgres import EmbeddedPostgres

FOLDER = Path(__file__).resolve().parents[1] / ".dev" / "server"
DATABASE = "madiun"


def main(folder: Path = FOLDER) -> int:
    """Start it, say how it is reached, and stop it at Ctrl+C."""
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    with EmbeddedPostgres(folder) as server:
        make_database(server)
        dsn = server.dsn(DATABASE)
        if console(["server", "init", "--dsn", dsn]):
            return 1
        print(f"\nexport MADIUN_SERVER_DSN='{dsn}'\nData: {folder}\n", flush=True)
        if console(["server", "enrol", _next_name(dsn), "--dsn", dsn]):
            return 1
        print('\nLagi satu / one more: make run ARGS="server enrol NAMA"\nCtrl+C: selesai / stop', flush=True)
        stopped.wait()
    print("Server berhenti; datanya tetap ada. / The server stopped; its data are kept.")
    return 0


def make_database(server: EmbeddedPostgres) -> None:
    """The database of the shared server, if it is not there."""
    with psycopg.connect(server.dsn(), autocommit=True) as connection:
        there = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (DATABASE,)).fetchone()
        if not there:
            connection.execute("CREATE DATABASE madiun TEMPLATE template0")


def _next_name(dsn: str) -> str:
    with psycopg.connect(dsn) as connection:
        row = connection.execute("SELECT count(*) + 1 FROM sync.device").fetchone()
    return f"Komputer {row[0] if row else 1}"


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
