"""Small files written so that a power cut leaves either the old content or the new one, never half."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING

from madiun_console.errors import environment_fault

if TYPE_CHECKING:
    from pathlib import Path

OWNER_ONLY = 0o600


def make_folder(folder: Path) -> None:
    """Make `folder`, and what is missing above it, for the owner alone; raises an `EnvironmentFault` when it cannot."""
    try:
        # mkdir(parents=True) would open those above to whomever the umask lets in
        missing = [above for above in folder.parents if not above.exists()]
        for one in (*reversed(missing), folder):
            one.mkdir(exist_ok=True, mode=0o700)
    except OSError as error:
        raise environment_fault(error, folder) from error


def write_durably(path: Path, content: bytes) -> None:
    """Replace `path` by `content`, readable by its owner alone, on the disk when this returns.

    Raises an `EnvironmentFault` (disk full, no permission); `path` then holds what it held before.
    """
    make_folder(path.parent)
    # A name of its own, so that two processes never write into each other's half-made file.
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        try:
            handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(path)
        except BaseException:
            fresh.unlink(missing_ok=True)
            raise
        _flush_folder(path.parent)
    except OSError as error:
        raise environment_fault(error, path) from error


def _flush_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows has no fsync for folders; NTFS journals the rename
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
