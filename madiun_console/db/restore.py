"""Putting a backup in place of the store: what stood there is set aside, never deleted, and nothing half-done remains."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from madiun_console.credentials import ID_FILE
from madiun_console.db import store_format
from madiun_console.db.backup import FORMAT, Manifest, read_manifest, unpack
from madiun_console.db.connect import connect
from madiun_console.db.erasing import repeat_erasures
from madiun_console.db.faults import told
from madiun_console.db.file_lock import FileLock
from madiun_console.db.outbox import remember_chain
from madiun_console.db.recovery import RECOVERY_FILE, unwrap_key
from madiun_console.db.store import LOCK_FILE, STORE_FILE
from madiun_console.db.store_file import clear_leftovers
from madiun_console.domain.clock import local_time
from madiun_console.domain.ids import IdSource
from madiun_console.durable_file import make_folder, write_durably
from madiun_console.errors import StoreFault, StoreInUse, StoreNewer

_SIDE_FILES = ("-wal", "-shm", "-journal")
_ASIDE = "-disisihkan"


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did; `key` is to be kept for the folder."""

    manifest: Manifest
    key: bytes
    set_aside: Path | None


def put_back(
    file: Path, folder: Path, *, keys: tuple[bytes, ...], code: str | None, now: int, ids: IdSource
) -> Restored:
    """Put the backup in place as `folder`'s store. `keys` are tried first, then the recovery code with the backup's file.

    The restored store goes on under a new chain (`rid`): facts logged after the backup may still come back from
    elsewhere under the old one. `now` in milliseconds. Raises InvalidInput, NotAllowed (wrong code), StoreFault
    (no backup, no key), StoreNewer, StoreInUse; the store is then as it was.
    """
    manifest = read_manifest(file)
    if manifest.format > FORMAT or manifest.schema > store_format.SCHEMA_VERSION:
        raise StoreNewer(file)
    make_folder(folder)
    with _locked(folder), told(folder):
        clear_leftovers(folder)
        fresh = folder / f".{STORE_FILE}.{secrets.token_hex(4)}.restoring"
        try:
            recovery = unpack(file, manifest, fresh)
            key = _key_for(fresh, keys, recovery, code)
            _adopt(fresh, key, file, ids.new(now), folder)
            aside = set_aside(folder, now)
            if recovery:
                write_durably(folder / RECOVERY_FILE, recovery)
            fresh.replace(folder / STORE_FILE)
            _flush(folder)
        finally:
            for end in ("", *_SIDE_FILES):
                with suppress(OSError):
                    Path(f"{fresh}{end}").unlink(missing_ok=True)
    return Restored(manifest, key, aside)


def unfinished(folder: Path) -> Path | None:
    """The store that a restore had set aside when it was cut off; None when that is not what happened."""
    if (folder / STORE_FILE).exists():
        return None
    asides = [one for one in folder.glob(f"{STORE_FILE}.*{_ASIDE}*") if not one.name.endswith(_SIDE_FILES)]
    return max(asides, key=lambda one: one.name, default=None)


def set_aside(folder: Path, now: int) -> Path | None:
    """Rename store and WAL to `….2026-11-23T143205-disisihkan`; the caller holds the folder's lock."""
    store = folder / STORE_FILE
    if not store.exists():
        return None
    stamp = f"{local_time(now):%Y-%m-%dT%H%M%S}{_ASIDE}"
    while (aside := folder / f"{STORE_FILE}.{stamp}").exists():
        stamp = f"{stamp}-{secrets.token_hex(2)}"
    # The WAL goes first: with it, the store set aside opens as it was; a kill in between loses no name.
    for end in _SIDE_FILES:
        side = Path(f"{store}{end}")
        if side.exists():
            side.rename(f"{aside}{end}")
    for name in (
        RECOVERY_FILE,
        ID_FILE,
    ):  # copies: what opens the store set aside, should its key be another one
        if (folder / name).exists():
            write_durably(folder / f"{name}.{stamp}", (folder / name).read_bytes())
    store.rename(aside)
    return aside


def _key_for(copy: Path, keys: tuple[bytes, ...], recovery: bytes, code: str | None) -> bytes:
    for key in keys:
        if _opens(copy, key):
            return key
    if not recovery:
        raise StoreFault(
            "backup_without_recovery",
            "Cadangan itu dibuat saat kode pemulihan belum ada, jadi hanya bisa dipulihkan di komputer asalnya. "
            "Pakai cadangan lain, atau pulihkan di komputer itu.",
            "That backup was made while there was no recovery code, so it can only be restored on its own computer. "
            "Use another backup, or restore it there.",
        )
    if code is None:
        raise StoreFault(
            "restore_key",
            "Kunci di komputer ini tidak cocok dengan cadangan itu. "
            "Berikan kode pemulihan: restore BERKAS --recovery-code-file BERKAS.",
            "The key on this computer does not fit the backup. "
            "Give the recovery code: restore FILE --recovery-code-file FILE.",
        )
    key = unwrap_key(recovery, code)
    if not _opens(copy, key):
        raise StoreFault(
            "restore_key_other",
            "Kode pemulihan benar, tetapi kunci di dalam cadangan tidak membuka datanya. Pakai cadangan lain.",
            "The recovery code is right, but the key in the backup does not open its data. Use another backup.",
        )
    return key


def _opens(copy: Path, key: bytes) -> bool:
    try:
        connection = connect(copy, key, writing=False)
    except sqlcipher.DatabaseError:  # some pragmas read already
        return False
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlcipher.DatabaseError:
        return False
    finally:
        connection.close()
    return True


def _adopt(copy: Path, key: bytes, file: Path, rid: str, folder: Path) -> None:
    """Check that the copy is a whole store of a version we know, give it a new chain, and erase what was erased since."""
    connection = connect(copy, key, writing=True)
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        if version > store_format.SCHEMA_VERSION:
            raise StoreNewer(file)
        said = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if application != store_format.APPLICATION_ID or version < 1 or said != "ok":
            raise StoreFault(
                "backup_store_bad",
                f"Data di dalam cadangan {file} tidak utuh. Pakai cadangan lain; data sekarang tidak diubah.",
                f"The data in the backup {file} are not intact. Use another backup; the present data were not changed.",
            )
        connection.execute("PRAGMA synchronous = FULL")
        old = connection.execute("SELECT v FROM meta WHERE k = 'rid'").fetchone()[0]
        remember_chain(connection, old)
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('rid', ?)", (rid,))
        repeat_erasures(connection, folder)
    finally:
        connection.close()


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    lock = FileLock(folder / LOCK_FILE)
    if not lock.take():
        raise StoreInUse(folder)
    try:
        yield
    finally:
        lock.release()


def _flush(folder: Path) -> None:
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
