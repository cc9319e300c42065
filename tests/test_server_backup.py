"""The runbook's scripts against a real PostgreSQL: backup, archive, restore, and the watchdog. The drill runs them on Debian."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from tests.server_fixtures import SyncServer, cluster_folder
from tests.sync_desks import JoinedDesk
from tools.embedded_postgres import HOST, SUPERUSER, EmbeddedPostgres

SCRIPTS = Path(__file__).resolve().parents[1] / "resources" / "server"
pytestmark = pytest.mark.skipif(not shutil.which("flock"), reason="scripts of a Linux server")


@dataclass(frozen=True)
class Kept:
    """A cluster and the folder of its backups."""

    server: EmbeddedPostgres
    place: Path
    environment: dict[str, str]

    @property
    def backups(self) -> Path:
        return self.place / "backups"

    def run(self, script: str, *words: object, **more: str) -> str:
        """One of the scripts, as the runbook calls it."""
        done = subprocess.run(
            ["bash", SCRIPTS / script, *map(str, words)],  # noqa: S607
            env=self.environment | more, capture_output=True, encoding="utf-8", timeout=120, check=False, cwd="/",
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def number(self) -> int:
        with psycopg.connect(self.server.dsn()) as connection:
            row = connection.execute("SELECT count(*) FROM call").fetchone()
        assert row is not None
        return int(row[0])

    def log_calls(self, count: int) -> None:
        with psycopg.connect(self.server.dsn()) as connection:
            connection.execute("INSERT INTO call SELECT FROM generate_series(1, %s)", (count,))


def environment_of(server: EmbeddedPostgres, place: Path, database: str = "postgres") -> dict[str, str]:
    """What stands in /etc/madiun/server.env, and the way to this server for psql and its like."""
    assert server.tls is not None
    settings = place / "server.env"
    settings.write_text(
        f"PGCLUSTER=17/madiun\nDATABASE={database}\nBACKUPS={place}/backups\nKEEP_DAYS=35\nPG_BIN={server.programs}\n",
        encoding="utf-8",
    )
    password = (server.folder / "password").read_text(encoding="ascii")
    return {
        "PATH": f"{server.programs}:{os.environ['PATH']}", "MADIUN_SERVER_ENV": str(settings), "PGHOST": HOST,
        "PGPORT": str(server.port), "PGUSER": SUPERUSER, "PGPASSWORD": password, "PGSSLMODE": "verify-full",
        "PGSSLROOTCERT": str(server.tls.ca),
    }  # fmt: skip


@pytest.fixture
def kept() -> Iterator[Kept]:
    """A cluster that archives its WAL, with a table of calls."""
    place = cluster_folder()
    place.chmod(0o755)
    server = EmbeddedPostgres(place / "server", durable=False)
    server.start()
    for folder in (place / "backups", place / "backups" / "wal"):
        folder.mkdir()
        folder.chmod(0o777)  # the server archives under its own account, the test's is another
    found = Kept(server, place, environment_of(server, place))
    server.configure(
        archive_mode="on",
        archive_command=f"MADIUN_SERVER_ENV={place}/server.env bash {SCRIPTS}/archive-wal.sh %p %f",
    )
    server.restart()
    with psycopg.connect(server.dsn()) as connection:
        connection.execute("CREATE TABLE call ()")
    yield found
    server.remove()
    shutil.rmtree(place, ignore_errors=True)


def lose_the_disk(kept: Kept) -> None:
    """What the last moments wrote is in the archive; then the data are gone."""
    with psycopg.connect(kept.server.dsn(), autocommit=True) as connection:
        row = connection.execute("SELECT pg_walfile_name(pg_switch_wal())").fetchone()
    assert row is not None
    archived = kept.backups / "wal" / f"{row[0]}.gz"
    deadline = time.monotonic() + 60
    while not archived.exists():
        assert time.monotonic() < deadline, "the WAL was not archived"
    kept.server.kill()
    kept.server.data.rename(kept.place / "lost")


def start_restored(kept: Kept) -> None:
    owner = (kept.place / "lost").stat()
    for path in (kept.server.data, *kept.server.data.rglob("*")):
        os.chown(path, owner.st_uid, owner.st_gid)
    for path in (kept.backups / "wal").iterdir():
        path.chmod(0o644)
    kept.server.start()
    deadline = time.monotonic() + 60
    with psycopg.connect(kept.server.dsn(), autocommit=True) as connection:
        while connection.execute("SELECT pg_is_in_recovery()").fetchone() == (True,):
            assert time.monotonic() < deadline, "the recovery did not end"


def test_a_lost_disk_comes_back_with_all_that_was_archived(kept: Kept) -> None:
    kept.log_calls(10)
    assert "sudah diperiksa" in kept.run("backup.sh")
    assert (kept.backups / "last-good").exists()
    kept.log_calls(5)
    lose_the_disk(kept)
    kept.run("restore.sh", kept.server.data)
    start_restored(kept)
    assert kept.number() == 15


@pytest.mark.drill
def test_back_to_a_moment_before_a_mistake(kept: Kept) -> None:
    kept.run("backup.sh")
    kept.log_calls(3)
    with psycopg.connect(kept.server.dsn(), autocommit=True) as connection:
        row = connection.execute("SELECT clock_timestamp()::text").fetchone()
        assert row is not None
        connection.execute("SELECT pg_sleep(0.01)")
        connection.execute("DELETE FROM call")
    lose_the_disk(kept)
    kept.run("restore.sh", kept.server.data, "", row[0])
    start_restored(kept)
    assert kept.number() == 3


@pytest.mark.drill
def test_a_folder_with_data_is_never_restored_into(kept: Kept) -> None:
    kept.run("backup.sh")
    with pytest.raises(AssertionError, match="tidak kosong"):
        kept.run("restore.sh", kept.server.data)
    assert kept.number() == 0


@pytest.mark.drill
def test_a_damaged_backup_is_not_restored(kept: Kept) -> None:
    kept.run("backup.sh")
    (backup,) = (kept.backups / "base").glob("*.tar.gz")
    with tempfile.TemporaryDirectory() as opened:
        subprocess.run(["tar", "-xzf", backup, "-C", opened], check=True)  # noqa: S607
        victim = next(
            file for file in Path(opened, "base").rglob("*") if file.is_file() and file.stat().st_size > 8192
        )
        data = bytearray(victim.read_bytes())
        data[100] ^= 1
        victim.write_bytes(data)
        subprocess.run(["tar", "-czf", backup, "-C", opened, "."], check=True)  # noqa: S607
    with pytest.raises(AssertionError, match="checksum mismatch"):
        kept.run("restore.sh", kept.place / "elsewhere")


@pytest.mark.drill
def test_old_backups_and_their_wal_go_but_two_stay(kept: Kept) -> None:
    for _ in range(3):
        kept.log_calls(1)
        kept.run("backup.sh")
        for backup in (kept.backups / "base").glob("*.tar.gz"):
            os.utime(backup, (0, 0))  # older than any number of days
        wait_for_another_second()
    kept.run("backup.sh")
    backups = sorted((kept.backups / "base").glob("*.tar.gz"))
    assert len(backups) == 2


def wait_for_another_second() -> None:
    """Backups are named by the second."""
    now = int(time.time())
    while int(time.time()) == now:
        os.sched_yield()


def test_the_archive_takes_a_file_once_and_refuses_another_one_of_its_name(
    kept: Kept, tmp_path: Path
) -> None:
    segment = tmp_path / "segment"
    segment.write_bytes(b"one" * 1000)
    for _ in range(2):
        kept.run("archive-wal.sh", segment, "000000010000000000000FFF")
    kept.run("fetch-wal.sh", "000000010000000000000FFF", tmp_path / "back")
    assert (tmp_path / "back").read_bytes() == segment.read_bytes()
    segment.write_bytes(b"two" * 1000)
    with pytest.raises(AssertionError, match="isi lain"):
        kept.run("archive-wal.sh", segment, "000000010000000000000FFF")


def test_the_watchdog_ends_who_holds_the_log_and_nobody_else(
    server: SyncServer, new_desk: Callable[..., JoinedDesk], tmp_path: Path
) -> None:
    from madiun_console.sync.joining import server_link

    store = new_desk("a").desk.store
    link = server_link(store)
    assert link is not None
    kept = Kept(server.postgres, tmp_path, environment_of(server.postgres, tmp_path, server.database))
    dsn = link.dsn(store.folder)
    with psycopg.connect(dsn, autocommit=True) as healthy, server.admin() as admin:
        hostile = psycopg.connect(dsn)
        hostile.execute("SET idle_in_transaction_session_timeout = 0")
        hostile.execute("SELECT sync.push(%s, '[]')", (store.rid,))
        assert kept.run("watchdog.sh", "--once", IDLE_SECONDS="3600") == ""
        assert f"diakhiri: {link.login}" in kept.run("watchdog.sh", "--once", IDLE_SECONDS="0")
        with pytest.raises(psycopg.OperationalError):
            hostile.execute("SELECT 1")
        hostile.close()
        assert healthy.execute("SELECT 1").fetchone() == (1,)
        assert admin.execute("SELECT 1").fetchone() == (1,)


def test_what_was_erased_and_revoked_is_so_again_after_an_old_backup(
    server: SyncServer, new_desk: Callable[..., JoinedDesk], tmp_path: Path
) -> None:
    new_desk("a")
    kept = Kept(server.postgres, tmp_path, environment_of(server.postgres, tmp_path, server.database))
    with server.admin() as admin:
        admin.execute("SELECT sync._erase(ARRAY['01a2157d-8c07-7b98-b4db-c2aa8abe2302'::uuid], '{pii}')")
        admin.execute("SELECT sync.revoke('a')")
        kept.run("keep-lists.sh")
        admin.execute("DELETE FROM sync.erased")
        admin.execute("UPDATE sync.device SET revoked_at = NULL, label = 'a'")
        assert "1 penghapusan, 1 pencabutan" in kept.run("reapply-lists.sh")
        assert admin.execute("SELECT part FROM sync.erased").fetchall() == [("pii",)]
        assert admin.execute("SELECT count(*) FROM sync.device WHERE revoked_at IS NULL").fetchone() == (0,)
        kept.run("keep-lists.sh")
        kept.run("reapply-lists.sh")
