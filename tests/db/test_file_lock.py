"""The lock on a store's folder: one holder, in one process too, and gone with its process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from madiun_console.db.file_lock import FileLock

_HOLD = (
    "import sys; from pathlib import Path; from madiun_console.db.file_lock import FileLock; "
    "lock = FileLock(Path(sys.argv[1])); print(lock.take(), flush=True); sys.stdin.read()"
)


def test_a_second_holder_is_refused_until_the_first_lets_go(tmp_path: Path) -> None:
    first, second = FileLock(tmp_path / "lock"), FileLock(tmp_path / "lock")
    assert first.take()
    assert not second.take()
    first.release()
    assert second.take()
    second.release()
    second.release()


def test_it_goes_with_the_process_that_held_it(tmp_path: Path) -> None:
    lock = FileLock(tmp_path / "lock")
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(tmp_path / "lock")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == "True"
        assert not lock.take()
        other.kill()
        other.wait()
    assert lock.take()
    lock.release()


def test_a_folder_that_is_not_there_is_no_holder(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        FileLock(tmp_path / "none" / "lock").take()
