"""The disk full, the folder not ours, the store open elsewhere: told, nothing typed is lost, and it goes on afterwards."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from madiun_console.actions.desk import Desk
from madiun_console.actions.drafts import keep_draft
from madiun_console.actions.take_call import save_report
from madiun_console.db.backup import backup
from madiun_console.errors import ConsoleError, DiskFull, StoreInUse
from madiun_console.queries.desk_lists import draft_form, drafts
from madiun_console.queries.queue import open_incidents
from tests.bad_days.conftest import REPORTS, TYPED, Center, filled_form, sound, tells

ROOT = Path(__file__).resolve().parents[2]
Opened = Callable[..., Desk]
posix = pytest.mark.skipif(os.name != "posix", reason="POSIX limits and permissions")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1.5 MB, where the system lets us mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    if (
        mount is None
        or subprocess.run(
            [mount, "-t", "tmpfs", "-o", "size=1500k", "none", str(place)], check=False, capture_output=True
        ).returncode
    ):
        pytest.skip("no right to mount a small disk")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)  # noqa: S607


@posix
def test_a_full_disk_is_told_and_everything_goes_on_after_it(
    center: Center, opened: Opened, small_disk: Path
) -> None:
    folder = small_disk / "data"
    shutil.copytree(center.folder, folder)
    desk = opened(folder)
    ballast = _filled_up(small_disk, 4096)
    form = filled_form(60, narrative="x" * 30_000)
    error = _first_refusal(lambda _: save_report(desk, center.operator, form))
    tells(error, "disk_full", "kosongkan ruang", "sudah tersimpan aman")
    longer = [filled_form(99, narrative=TYPED + "y" * 5000 * number) for number in range(50)]
    error = _first_refusal(lambda number: keep_draft(desk, center.operator, center.draft, longer[number]))
    tells(error, "disk_full", "kosongkan ruang")
    kept = draft_form(drafts(desk, center.operator)[0]).narrative
    assert kept.startswith(TYPED)
    saved = len(open_incidents(desk))
    assert saved >= REPORTS
    ballast.unlink()
    keep_draft(desk, center.operator, center.draft, form)
    save_report(desk, center.operator, form, center.draft)
    assert len(open_incidents(desk)) == saved + 1
    assert drafts(desk, center.operator) == []
    sound(desk)
    desk.store.close()


@posix
def test_a_disk_that_is_full_at_the_start_is_told(center: Center, opened: Opened, small_disk: Path) -> None:
    folder = small_disk / "data"
    shutil.copytree(center.folder, folder)
    ballast = _filled_up(small_disk, 512)
    try:
        desk = opened(folder)
    except ConsoleError as error:
        tells(error, "disk_full", "kosongkan ruang")
    else:
        assert len(open_incidents(desk)) == REPORTS
        big = filled_form(62, narrative="x" * 30_000)
        tells(
            _first_refusal(lambda _: save_report(desk, center.operator, big)), "disk_full", "kosongkan ruang"
        )
        desk.store.close()
    ballast.unlink()
    desk = opened(folder)
    assert len(open_incidents(desk)) >= REPORTS
    sound(desk)


@posix
def test_a_store_on_a_read_only_disk_is_verified_as_it_lies(
    center: Center, opened: Opened, small_disk: Path
) -> None:
    folder = small_disk / "data"
    shutil.copytree(center.folder, folder)
    wal = folder / "store.db-wal"
    for content in (b"", b"x" * 100):
        wal.write_bytes(content)
        subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)  # noqa: S607
        try:
            if content:
                with pytest.raises(ConsoleError) as caught:
                    opened(folder, writing=False)
                tells(caught.value, "store_read_only", "store.db-wal", "salin")
            else:
                desk = opened(folder, writing=False)
                assert len(open_incidents(desk)) == REPORTS
                sound(desk)
                desk.store.close()
        finally:
            subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)  # noqa: S607


@posix
def test_a_backup_to_a_full_disk_leaves_no_half_file(
    center: Center, opened: Opened, small_disk: Path
) -> None:
    desk = opened(center.folder)
    target = small_disk / "cadangan.madiun"
    backup(desk.store, target)
    good = target.read_bytes()
    ballast = _filled_up(small_disk, 4096)
    save_report(desk, center.operator, filled_form(61))
    for name in ("cadangan.madiun", "lain.madiun"):
        with pytest.raises(DiskFull) as caught:
            backup(desk.store, small_disk / name)
        tells(caught.value, "disk_full", "kosongkan ruang", str(small_disk))
    assert sorted(path.name for path in small_disk.iterdir()) == ["ballast", "cadangan.madiun"]
    assert target.read_bytes() == good
    save_report(desk, center.operator, filled_form(62))
    sound(desk)
    ballast.unlink()
    backup(desk.store, target)


@posix
def test_an_export_to_a_full_disk_leaves_what_was_there(
    center: Center, opened: Opened, small_disk: Path
) -> None:
    from madiun_console.data_files.export_file import ExportWish, export_to_file

    desk = opened(center.folder)
    for number in range(40):
        save_report(desk, center.operator, filled_form(number, narrative=f"{number} " * 4000))
    for ending in ("csv", "xlsx", "json"):
        target = small_disk / f"log.{ending}"
        target.write_bytes(b"yang lama")
        ballast = _filled_up(small_disk, 4096)
        with pytest.raises(DiskFull) as caught:
            export_to_file(desk, center.operator, ExportWish(ending), target)
        tells(caught.value, "disk_full", "kosongkan ruang", str(small_disk))
        assert target.read_bytes() == b"yang lama"
        assert sorted(path.name for path in small_disk.iterdir()) == ["ballast", target.name]
        ballast.unlink()
        target.unlink()
        export_to_file(desk, center.operator, ExportWish(ending), target)
        target.unlink()


@posix
def test_an_import_on_a_disk_that_fills_up_is_completed_later(
    center: Center, opened: Opened, small_disk: Path, tmp_path: Path
) -> None:
    from madiun_console.data_files.import_file import run_import
    from madiun_console.data_files.inspect_table import look_at
    from madiun_console.data_files.opening_table import open_table

    folder, log = tmp_path / "larger", tmp_path / "log.csv"
    disk = small_disk / "data"
    shutil.copytree(center.folder, disk)
    log.write_text(
        "Tanggal,Uraian\n" + "".join(f"{n % 28 + 1}/1/2025 10.{n % 60:02d},ribut {n}\n" for n in range(3000)),
        encoding="utf-8",
    )

    def take_in(desk: Desk) -> int:
        table = open_table(log)
        sight = look_at(table)
        return run_import(desk, center.administrator, log, table, sight, sight.mapping).tally.added

    desk = opened(disk)
    with pytest.raises(DiskFull) as caught:
        take_in(desk)
    tells(caught.value, "disk_full", "kosongkan ruang", "sudah tersimpan aman")
    desk.store.close()
    shutil.copytree(disk, folder)  # a larger disk
    desk = opened(folder)
    sound(desk)
    added = take_in(desk)
    assert added
    assert added % 500 == 0
    assert take_in(desk) == 0
    sound(desk)


def test_a_store_that_may_not_grow_is_told(center: Center, opened: Opened) -> None:
    """SQLITE_FULL without a small disk: the file is allowed no further page."""
    desk = opened(center.folder)
    pages = desk.store._writer.execute("PRAGMA page_count").fetchone()[0]
    desk.store._writer.execute(f"PRAGMA max_page_count = {pages}")
    form = filled_form(60, narrative="z" * 20_000)
    tells(_first_refusal(lambda _: save_report(desk, center.operator, form)), "disk_full", "kosongkan ruang")
    saved = len(open_incidents(desk))
    desk.store._writer.execute("PRAGMA max_page_count = 100000")
    save_report(desk, center.operator, form)
    assert len(open_incidents(desk)) == saved + 1
    sound(desk)


WRITE_BEYOND_A_LIMIT = """
import json, resource, signal, sys
from pathlib import Path
from madiun_console.opening import open_desk
from madiun_console.actions.desk import Session
from madiun_console.actions.take_call import save_report
from madiun_console.db.verify import verify
from madiun_console.errors import ConsoleError
from madiun_console.queries.queue import open_incidents
from tests.bad_days.conftest import filled_form
desk = open_desk(Path(sys.argv[1]))
by = Session(sys.argv[2], "Op", "operator", 0)
form = filled_form(1, narrative="w" * 30_000)
save_report(desk, by, form)
size = (Path(sys.argv[1]) / "store.db-wal").stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 20_000, resource.RLIM_INFINITY))
said = []
for _ in range(3):
    try:
        save_report(desk, by, form)
    except ConsoleError as error:
        said.append([error.id, error.text_id])
count = len(open_incidents(desk))
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
save_report(desk, by, form)
print(json.dumps([said, count, len(open_incidents(desk)), str(verify(desk.store))]))
desk.store.close()
"""


@posix
def test_a_limit_on_files_is_told_with_advice(center: Center) -> None:
    said, count, after, damage = _in_a_process(WRITE_BEYOND_A_LIMIT, center.folder, center.operator.person)
    assert said
    for id_, text in said:
        assert id_ in {"disk_full", "disk_failed"}
        assert "ruang" in text
        assert "aman" in text
    assert after == count + 1
    assert damage == "None"


OPEN_AS_A_STRANGER = """
import json, os, sys
from pathlib import Path
from madiun_console.opening import open_desk
from madiun_console.resources import load_rulebook
from madiun_console.errors import ConsoleError
import madiun_console.db.verify, madiun_console.db.rebuild, encodings.idna
rulebook = load_rulebook()
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
said = []
for writing in (True, False):
    try:
        desk = open_desk(Path(sys.argv[1]), rulebook=rulebook, writing=writing)
        desk.store.close()
        said.append(["opened", ""])
    except ConsoleError as error:
        said.append([error.id, error.text_id])
print(json.dumps(said))
"""


@posix
@pytest.mark.parametrize("what", ["file", "folder", "both"])
def test_what_may_only_be_read_is_told(center: Center, what: str) -> None:
    place = Path(tempfile.mkdtemp())
    folder = place / "data"
    try:
        shutil.copytree(center.folder, folder)
        (folder / "store.db").chmod(0o400 if what != "folder" else 0o600)
        if os.getuid() == 0:
            for path in (place, folder, *folder.iterdir()):
                os.chown(path, 65534, 65534)
        folder.chmod(0o500 if what != "file" else 0o700)
        before = (folder / "store.db").read_bytes()
        to_write, to_read = _in_a_process(OPEN_AS_A_STRANGER, folder)
        assert to_write[0] == "no_permission"
        assert "izin" in to_write[1]
        assert "--data" in to_write[1]
        assert to_read[0] in {"opened", "no_permission"}
        assert (folder / "store.db").read_bytes() == before
    finally:
        folder.chmod(0o700)
        shutil.rmtree(place)


@posix
def test_a_key_of_somebody_else_is_told(center: Center) -> None:
    if os.getuid() != 0:
        pytest.skip("needs a second user")
    place = Path(tempfile.mkdtemp())
    try:
        place.chmod(0o755)
        folder = place / "data"
        shutil.copytree(center.folder, folder)
        folder.chmod(0o777)
        for path in folder.iterdir():
            path.chmod(0o666)
        (to_write, _) = _in_a_process(OPEN_AS_A_STRANGER, folder)
        assert to_write[0] == "key_exposed"
        assert "chmod 600" in to_write[1]
        (folder / "store.key").chmod(0o600)
        (to_write, _) = _in_a_process(OPEN_AS_A_STRANGER, folder)
        assert to_write[0] == "no_permission"
    finally:
        shutil.rmtree(place)


HOLD = """
import sys
from pathlib import Path
from madiun_console.opening import open_desk
from madiun_console.actions.desk import Session
from madiun_console.actions.take_call import save_report
from tests.bad_days.conftest import filled_form
desk = open_desk(Path(sys.argv[1]))
print("open", flush=True)
for line in sys.stdin:
    save_report(desk, Session(sys.argv[2], "Op", "operator", 0), filled_form(70))
    print("saved", flush=True)
"""


def test_the_second_program_is_told_and_a_reader_works_beside(center: Center, opened: Opened) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(center.folder), center.operator.person],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=_environment(),
    ) as other:  # fmt: skip
        assert other.stdin is not None
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(StoreInUse) as caught:
            opened(center.folder)
        tells(caught.value, "store_in_use", "tutup jendela", "ulangi")
        reader = opened(center.folder, writing=False)
        assert len(open_incidents(reader)) == REPORTS
        other.stdin.write("save\n")
        other.stdin.flush()
        assert other.stdout.readline() == "saved\n"
        assert len(open_incidents(reader)) == REPORTS + 1
        with pytest.raises(StoreInUse):
            save_report(reader, center.operator, filled_form(71))
        sound(reader)
        other.kill()
    sound(opened(center.folder))  # a killed program holds no lock


def _filled_up(disk: Path, piece: int) -> Path:
    """A file that takes all the room there is."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(piece))
        except OSError:
            return ballast


def _first_refusal(act: Callable[[int], object]) -> ConsoleError:
    """The WAL may have some room left in its last block, so the first tries may succeed."""
    for number in range(50):
        try:
            act(number)
        except ConsoleError as error:
            return error
    pytest.fail("the full disk took everything")


def _in_a_process(script: str, *arguments: object) -> Any:
    run = subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        capture_output=True, text=True, cwd=ROOT, env=_environment(), check=False, timeout=120,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
