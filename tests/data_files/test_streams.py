"""What takes a stream (a pipe, a device) is written to and never replaced by a file."""

from __future__ import annotations

import io
import os
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from madiun_console.data_files.export_file import write_table
from madiun_console.data_files.figures_book import FigureTable, write_figures
from madiun_console.data_files.whole_file import takes_a_stream, whole_file, write_file
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
