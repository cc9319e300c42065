"""A file that appears under its name only when it is complete; until then, and after a failure, what was there stays."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from madiun_console.data_files.faults import told
from madiun_console.durable_file import OWNER_ONLY
from madiun_console.written_target import refuse_own_folder

_STREAMS = (Path("/dev"), Path("/dev/fd"))
"""/dev/stdout may lead to a regular file, and still is no name to put another file under."""


def takes_a_stream(target: Path) -> bool:
    """Whether `target` is a pipe, a device or a name of an open stream: it is written to, and never replaced."""
    with suppress(OSError):
        place = target.absolute()
        if place.is_dir() or not place.exists():
            return False
        return not place.is_file() or place.parent in _STREAMS or place.is_relative_to("/proc")
    return False


@contextmanager
def whole_file(target: Path) -> Iterator[IO[bytes]]:
    """A stream whose content replaces `target` when the block ends, and leaves no trace when it raises.

    Raises an EnvironmentFault: disk full, folder read-only, file open elsewhere. For the owner alone, as what is
    exported holds what people told the center. Raises InvalidInput for a target in a data folder. What takes a stream
    gets the content as it comes.
    """
    refuse_own_folder(target)
    if takes_a_stream(target):
        with told(target), target.open("wb") as stream:
            yield stream
        return
    fresh = _beside(target)
    try:
        with told(target):
            handle = os.open(
                fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), OWNER_ONLY
            )
            with os.fdopen(handle, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(target)
    except BaseException:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise


@contextmanager
def whole_file_made_elsewhere(target: Path) -> Iterator[Path]:
    """The same for a library that wants a path: it may use the path's folder, which is nobody else's and goes away."""
    refuse_own_folder(target)
    if takes_a_stream(target):
        with told(target), TemporaryDirectory() as apart:
            made = Path(apart) / "made"
            yield made
            with made.open("rb") as file, target.open("wb") as stream:
                shutil.copyfileobj(file, stream)
        return
    folder = _beside(target)
    try:
        with told(target):
            folder.mkdir(0o700)
            made = folder / target.name
            yield made
            with made.open("r+b") as file:
                os.fsync(file.fileno())
            made.chmod(OWNER_ONLY)
            made.replace(target)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def write_file(target: Path, content: bytes) -> None:
    """Write a small file whole; raises as `whole_file`."""
    with whole_file(target) as file:
        file.write(content)


def _beside(target: Path) -> Path:
    return target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.new")
