"""The server's disk full: the desk is told, works on, and sends everything when there is room again."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from psycopg import sql

from madiun_console.actions.take_call import save_report
from madiun_console.sync.live import Timing
from tests.server_fixtures import SyncServer
from tests.sync.conftest import Staffed, staffed
from tests.sync.desk_work import same_everywhere, settle_down
from tests.sync.live_desks import is_back, running

__all__ = ["staffed"]
QUICK = Timing(head_every_s=0.2, presence_every_s=0.2, retry_s=(0.05, 0.1))


@pytest.fixture
def small_disk(server: SyncServer) -> Iterator[Path]:
    """A disk of 2 MB with the log's table on it, where the system lets us mount one."""
    place = Path(tempfile.mkdtemp(prefix="madiun-small-disk-"))
    owner = server.postgres.data.stat()
    options = f"size=2m,mode=700,uid={owner.st_uid},gid={owner.st_gid}"
    mount = shutil.which("mount")
    if (
        mount is None
        or subprocess.run([mount, "-t", "tmpfs", "-o", options, "none", str(place)], check=False).returncode
    ):
        place.rmdir()
        pytest.skip("no right to mount a small disk")
    name = sql.Identifier(f"small_{server.database}")
    try:
        with server.admin() as admin:
            admin.execute(sql.SQL("CREATE TABLESPACE {} LOCATION {}").format(name, sql.Literal(str(place))))
            admin.execute(sql.SQL("ALTER TABLE sync.event SET TABLESPACE {}").format(name))
        yield place
        with server.admin() as admin:
            admin.execute("ALTER TABLE sync.event SET TABLESPACE pg_default")
            admin.execute("CHECKPOINT")  # only then the old files are gone
            admin.execute(sql.SQL("DROP TABLESPACE {}").format(name))
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)  # noqa: S607
        place.rmdir()


@pytest.mark.skipif(os.name != "posix", reason="mounts a small disk")
def test_a_full_server_is_told_and_nothing_is_lost(staffed: Staffed, small_disk: Path) -> None:
    b = staffed.desk("b")
    with running(b, QUICK) as at:
        ballast = small_disk / "ballast"
        with suppress(OSError), ballast.open("wb", buffering=0) as file:
            while True:
                file.write(bytes(4096))
        for number in range(20):  # the last page has room for some
            save_report(b.desk, staffed.op, staffed.form(narrative=f"{number} " + "x" * 3000))
        at.live.wake()
        at.wait(
            lambda: at.live.state.fault is not None and at.live.state.fault.id == "server_disk_full",
            "it is not told",
        )
        at.wait(lambda: at.live.state.mode == "offline" and at.live.state.unsent > 0, "it does not say so")
        save_report(b.desk, staffed.op, staffed.form())
        ballast.unlink()
        at.wait(lambda: is_back(at), "it did not come back")
    settle_down([staffed.a, b])
    assert len(staffed.a.rows("report")) == 21
    same_everywhere([staffed.a, b])
