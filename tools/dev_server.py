"""`make server`: a shared server to try, on this computer, with TLS; keeps its data in .dev/server until that is removed."""

from __future__ import annotations

import contextlib
import io
import signal
import sys
import threading
import time
from pathlib import Path

import psycopg
from psycopg import sql

from madiun_console.cli import main as console
from madiun_console.errors import ConsoleError
from madiun_console.sync.enrol_code import decode
from tools.embedded_postgres import EmbeddedPostgres, PostgresDidNotStart

FOLDER = Path(__file__).resolve().parents[1] / ".dev" / "server"
DATABASE = "madiun"
CODE_FILE = "code"
"""The last code that was printed here; for training on this computer only, so it may be printed again."""
STILL_GOOD_S = 3600
_LOOK_EVERY_S = 0.5


def main(folder: Path = FOLDER) -> int:
    """Start it, say how it is reached, keep it alive, and stop it at Ctrl+C."""
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    server = EmbeddedPostgres(folder, say=say)
    if (server.data / "PG_VERSION").exists() and server.attach():
        say(
            f"Server di {folder} sudah menyala di terminal lain; hentikan dahulu di sana (Ctrl+C). / "
            "That server runs in another terminal; stop it there first."
        )
        return 1
    try:
        with server:
            return _serve(server, stopped)
    except PostgresDidNotStart as error:
        say(
            f"{error}\nPostgreSQL tidak menyala; sebabnya di atas. / PostgreSQL did not start; the cause is above."
        )
        return 1


def say(text: str) -> None:
    """A line at once, though somebody reads it through a pipe."""
    print(text, flush=True)


def _serve(server: EmbeddedPostgres, stopped: threading.Event) -> int:
    make_database(server)
    dsn = server.dsn(DATABASE)
    if console(["server", "init", "--dsn", dsn]):
        return 1
    say(
        f"\nexport MADIUN_SERVER_DSN='{dsn}'\nData: {server.folder}\n"
        "Server coba: `server check` menandai TLS, pg_hba dan cadangan; itu untuk server sungguhan (docs/server.md). / "
        "A server to try: `server check` finds TLS, pg_hba and backups to mend; those are for a real one.\n"
    )
    if not _show_code(server.folder / CODE_FILE, dsn):
        return 1
    say(
        "\nLagi satu, sesudah baris export di atas / one more, after the export above: "
        'make run ARGS="server enrol NAMA"\nCtrl+C: selesai / stop'
    )
    while not stopped.wait(_LOOK_EVERY_S):
        if not server.running:
            say("\nPostgreSQL mati mendadak; dinyalakan lagi … / PostgreSQL was killed; starting it again …")
            server.start()
            say("Menyala lagi di alamat yang sama. / It runs again at the same address.")
    say("Server berhenti; datanya tetap ada. / The server stopped; its data are kept.")
    return 0


def make_database(server: EmbeddedPostgres) -> None:
    """The database of the shared server, if it is not there."""
    with psycopg.connect(server.dsn(), autocommit=True) as connection:
        there = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (DATABASE,)).fetchone()
        if not there:
            connection.execute("CREATE DATABASE madiun TEMPLATE template0")


def forget_unjoined(dsn: str, names: str) -> None:
    """Take back computers that never joined (LIKE `names`), so that their name and letter can be given again.

    `server revoke` keeps the letter for two days, since numbers of incidents may hold it; these wrote none.
    """
    unjoined = (
        "DELETE FROM sync.device d WHERE label LIKE %s AND expires_at IS NOT NULL AND revoked_at IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM sync.replica r WHERE r.device_id = d.device_id) RETURNING login"
    )
    with psycopg.connect(dsn, autocommit=True) as connection:
        for (login,) in connection.execute(unjoined, (names,)).fetchall():
            connection.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(login)))


def _show_code(file: Path, dsn: str) -> bool:
    """A code that waits to be used is printed again; a computer is enrolled only when there is none."""
    waiting = _waiting_code(file, dsn)
    if waiting:
        say(f"Kode gabung ini masih menunggu dipakai: / This code to join still waits to be used:\n{waiting}")
        return True
    forget_unjoined(dsn, "Komputer %")
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        failed = console(["server", "enrol", _next_name(dsn), "--dsn", dsn])
    if failed:
        return False
    file.touch(mode=0o600)
    file.write_text(out.getvalue(), encoding="ascii")
    say(out.getvalue().rstrip())
    return True


def _waiting_code(file: Path, dsn: str) -> str:
    """What was printed last, if its computer has not joined and the code holds for a while; else empty."""
    try:
        text = file.read_text(encoding="ascii").strip()
        code = decode(text)
    except (OSError, ConsoleError):
        return ""
    if code.expired(time.time() + STILL_GOOD_S):
        return ""
    open_ = "SELECT 1 FROM sync.device WHERE login = %s AND expires_at IS NOT NULL AND revoked_at IS NULL"
    with psycopg.connect(dsn) as connection:
        if not connection.execute(open_, (code.login,)).fetchone():
            return ""
        center = connection.execute("SELECT ctr FROM sync.center").fetchone()
    return (
        text if center == (code.center,) else ""
    )  # a code from before the center was founded does not name it


def _next_name(dsn: str) -> str:
    """`Komputer 1`, or the next one that is free."""
    with psycopg.connect(dsn) as connection:
        taken = {name for (name,) in connection.execute("SELECT label FROM sync.device")}
    return next(name for at in range(1, len(taken) + 2) if (name := f"Komputer {at}") not in taken)


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
