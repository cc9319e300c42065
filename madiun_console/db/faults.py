"""What SQLite and SQLCipher say when the disk, the file or the key fails, as errors a person can act on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from madiun_console.errors import (
    ConsoleError,
    DiskFailed,
    DiskFull,
    NoPermission,
    StoreDamaged,
    StoreInUse,
    WrongKey,
)

_FULL = ("disk is full",)
_READ_ONLY = ("readonly database", "unable to open database file")
_DAMAGED = (
    "malformed",
    "disk image",
    "no such table",
    "no such column",
    "hmac check failed",
    "vtable constructor failed",
)
_ROOM_NEEDED = 1 << 20
_DISK_FAILED = (
    "disk menolak; yang sudah tersimpan aman. Periksa ruang, kuota dan kesehatan disk, lalu ulangi",
    "the disk refused; what was saved is safe. Check room, quota and health of the disk, then try again",
)
_LOCKED = ("database is locked", "database table is locked")


def fault_of(error: BaseException, place: Path, *, opened: bool = False) -> ConsoleError | None:
    """The person's error behind a driver's error, or None when it is a bug of ours.

    `opened`: the key has opened this file before, so what cannot be read now is damaged.
    """
    error = _of_driver(error)
    if isinstance(error, OSError):
        from madiun_console.errors import environment_fault

        return environment_fault(error, place)
    if not isinstance(error, sqlcipher.Error):
        return None
    said = str(error)
    if any(word in said for word in _FULL):
        return DiskFull(place)
    if "not a database" in said:
        return StoreDamaged(place) if opened else WrongKey(place)
    if any(word in said for word in _READ_ONLY):
        return NoPermission(place)
    if any(word in said for word in _DAMAGED):
        return StoreDamaged(place)
    if any(word in said for word in _LOCKED):
        return StoreInUse(place)
    if "disk I/O error" in said:
        # fsync that finds no room, a quota and the like come as plain I/O errors
        return DiskFull(place) if _no_room(place) else DiskFailed(place, *_DISK_FAILED)
    return None


def _of_driver(error: BaseException) -> BaseException:
    """What the driver said, when SQLAlchemy wrapped it: told by `orig`, because a start does not import SQLAlchemy."""
    inside = getattr(error, "orig", None)
    return inside if isinstance(inside, sqlcipher.Error) else error


def _no_room(place: Path) -> bool:
    try:
        return shutil.disk_usage(place.parent).free < _ROOM_NEEDED
    except OSError:
        return False


@contextmanager
def told(place: Path, *, opened: bool = False) -> Iterator[None]:
    """Turn a driver's error inside into a ConsoleError; anything else passes as it is."""
    try:
        yield
    except Exception as error:
        fault = fault_of(error, place, opened=opened)
        if fault is None:
            raise
        raise fault from error
