"""One process at a time: a lock on a file that the system lets go of by itself when its holder dies."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from madiun_console.durable_file import OWNER_ONLY


class FileLock:
    """A second holder is refused, in this process too. The file stays: removing it would let two hold the lock.

    The same calls and bytes as the library `filelock`, which costs a start 20 ms for features that nobody needs here.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None

    def take(self) -> bool:
        """False when another one holds it; raises OSError when the file cannot be opened."""
        file = os.open(self._path, os.O_RDWR | os.O_CREAT, OWNER_ONLY)
        try:
            _lock(file)
        except (BlockingIOError, PermissionError):  # the second is what Windows says
            os.close(file)
            return False
        except BaseException:
            os.close(file)
            raise
        self._file = file
        return True

    def release(self) -> None:
        """Let the next one have it; nothing happens when it is not held."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
