"""What takes a stream (a pipe, a device) is written to and never replaced by a file, and never waited for when read."""

from __future__ import annotations

import io
import os
import stat
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import pytest

from madiun_console.actions.desk import Desk
from madiun_console.actions.keep_store import restore
from madiun_console.data_files.export_file import write_table
from madiun_console.data_files.figures_book import FigureTable, write_figures
from madiun_console.data_files.inspect_table import look_at
from madiun_console.data_files.mapping_file import read_mapping
from madiun_console.data_files.opening_table import open_table
from madiun_console.data_files.whole_file import takes_a_stream, whole_file, write_file
from madiun_console.db.backup import read_manifest
from madiun_console.domain.rulebook import Rulebook
from madiun_console.errors import ConsoleError, InvalidInput
from madiun_console.queries.table_columns import Column
from madiun_console.ui.paper.pdf import Paper, save_pdf

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes among its files")


@contextmanager
def read_behind(pipe: Path) -> Iterator[list[bytes]]:
    """Read the pipe until its writer is gone, aside; what came is there after the block."""
    os.mkfifo(pipe)
    came: list[bytes] = []
    reader = threading.Thread(target=lambda: came.append(pipe.read_bytes()), daemon=True)
    reader.start()
    yield came
    reader.join(20)
    assert not reader.is_alive()
    assert pipe.is_fifo(), "it was replaced"
    assert [left.name for left in pipe.parent.iterdir()] == [pipe.name]


def _stream(pipe: Path) -> None:
    with whole_file(pipe) as file:
        file.write(b"PK or not")


COLUMNS = [Column("a", "Nama")]
WRITERS: dict[str, tuple[Callable[[Path], object], bytes]] = {
    "stream": (_stream, b"PK or not"),
    "small": (lambda pipe: write_file(pipe, b"%PNG"), b"%PNG"),
    "csv": (lambda pipe: write_table(pipe, "csv", COLUMNS, [("Sri",)], "x"), b"\xef\xbb\xbfa\r\nSri"),
    "xlsx": (lambda pipe: write_table(pipe, "xlsx", COLUMNS, [("Sri",)], "x"), b"PK\x03\x04"),
    "figures": (lambda pipe: write_figures(pipe, "x", [FigureTable("T", ["T"], [["a"]])]), b"PK\x03\x04"),
    "paper": (lambda pipe: save_pdf(Paper("<p>Halo</p>", "Halo"), pipe), b"%PDF"),
}


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("what", list(WRITERS))
def test_a_pipe_gets_the_content_and_stays_a_pipe(tmp_path: Path, what: str) -> None:
    write, begins = WRITERS[what]
    with read_behind(tmp_path / "pipa") as came:
        write(tmp_path / "pipa")
    (content,) = came
    assert content.startswith(begins)
    if begins.startswith(b"PK\x03"):
        assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None


def test_files_folders_and_what_is_not_there_are_no_streams(tmp_path: Path) -> None:
    (tmp_path / "berkas").touch()
    (tmp_path / "tautan").symlink_to(tmp_path / "tidak ada")
    for name in ("berkas", "tautan", "tidak ada", ".", "tidak ada/x"):
        assert not takes_a_stream(tmp_path / name)


def test_the_name_of_an_open_stream_is_one_even_when_it_leads_to_a_file(tmp_path: Path) -> None:
    if not Path("/proc/self/fd").exists():
        pytest.skip("this system does not name open streams")
    with (tmp_path / "keluar").open("wb") as file:
        assert takes_a_stream(Path(f"/proc/self/fd/{file.fileno()}"))
        write_file(Path(f"/proc/self/fd/{file.fileno()}"), b"isi")
    assert (tmp_path / "keluar").read_bytes() == b"isi"


def _within_seconds(work: Callable[[], object]) -> ConsoleError:
    """The refusal; a pipe that is waited for fails the test and does not hang it."""
    refused: list[ConsoleError] = []

    def aside() -> None:
        try:
            work()
        except ConsoleError as error:
            refused.append(error)

    worker = threading.Thread(target=aside, daemon=True)
    worker.start()
    worker.join(20)
    assert refused, "it waits" if worker.is_alive() else "it was taken"
    return refused[0]


@pytest.mark.parametrize("read", [open_table, read_manifest])
def test_a_pipe_is_no_file_to_read(tmp_path: Path, read: Callable[[Path], object]) -> None:
    os.mkfifo(tmp_path / "pipa")
    refused = _within_seconds(lambda: read(tmp_path / "pipa"))
    assert isinstance(refused, InvalidInput)
    assert "bukan berkas biasa" in refused.text_id


def test_a_device_is_no_file_to_read(tmp_path: Path) -> None:
    device = tmp_path / "nol"
    try:
        os.mknod(device, stat.S_IFCHR | 0o600, os.makedev(1, 3))  # empty to whoever reads it all the same
    except OSError:
        pytest.skip("only root makes devices")
    for read in (open_table, read_manifest):
        assert "bukan berkas biasa" in _within_seconds(partial(read, device)).text_id


def test_a_restore_from_a_pipe_leaves_the_store_as_it_is(desk: Desk, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipa")
    folder = desk.store.folder
    desk.store.close()
    before = sorted(one.name for one in folder.iterdir())
    refused = _within_seconds(lambda: restore(tmp_path / "pipa", folder))
    assert refused.id == "backup_not_a_file"
    assert sorted(one.name for one in folder.iterdir()) == before


def test_of_a_mapping_without_an_end_only_so_much_is_read(tmp_path: Path, rulebook: Rulebook) -> None:
    table, pipe = tmp_path / "a.csv", tmp_path / "pipa"
    table.write_text("Waktu,Uraian\n1/5/2025 10:00,satu\n", encoding="utf-8")
    os.mkfifo(pipe)
    sight = look_at(open_table(table))
    told = threading.Event()

    def pour() -> None:
        with pipe.open("wb") as endless, suppress(OSError):
            endless.write(b"?" * 1_100_000)
            endless.flush()
            told.wait(30)

    pouring = threading.Thread(target=pour, daemon=True)
    pouring.start()
    refused = _within_seconds(lambda: read_mapping(pipe, sight, rulebook))
    told.set()
    pouring.join(20)
    assert "TOML" in refused.text_id
