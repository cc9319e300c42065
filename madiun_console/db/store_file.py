"""Looking at a store's file before it is opened: a wrong key, a newer store, damage and a foreign WAL are told apart."""

from __future__ import annotations

import logging
import os
import secrets
from contextlib import suppress
from pathlib import Path

from madiun_console.db import store_format
from madiun_console.db.connect import connect
from madiun_console.db.faults import told
from madiun_console.db.page_seal import SALT, any_page_fits, wal_is_foreign
from madiun_console.db.recovery import RECOVERY_FILE
from madiun_console.errors import NoPermission, StoreDamaged, StoreFault, StoreMissing, StoreNewer, WrongKey

_PLAIN_MAGIC = b"SQLite format 3\x00"
_log = logging.getLogger("madiun_console.db.store")

_LEFT = (".store.*.new", ".store.db.*.restoring*")
"""Half-made files beside the store: of a small file that was being written, of a backup that was being put back."""


def clear_leftovers(folder: Path) -> None:
    """Delete what a kill left half-made; the caller holds the folder's lock, so nobody is at work on it."""
    for pattern in _LEFT:
        for left in folder.glob(pattern):
            with suppress(OSError):  # it only takes room
                left.unlink(missing_ok=True)


def check_file(path: Path, key: bytes, *, owned: bool) -> None:
    """Raise what keeps the store at `path` from being used, before anything is written; `owned`: we hold its lock."""
    with path.open("rb") as file:
        head = file.read(len(_PLAIN_MAGIC))
    if not head and not _was_founded(path):
        raise StoreMissing(path.parent)
    if len(head) < SALT or head == _PLAIN_MAGIC:
        raise StoreDamaged(path)
    if owned and not os.access(path, os.W_OK):
        raise NoPermission(path)  # SQLite would tell at the first save
    fits = any_page_fits(path, key)
    if fits and wal_is_foreign(path, key):
        set_aside_wal(path, owned=owned)
    try:
        with told(path):
            _look(path, key)
    except WrongKey as error:
        if fits:
            raise StoreDamaged(path) from error
        raise


def wal_holds_something(path: Path) -> bool:
    """Whether a WAL lies beside the store."""
    wal = path.with_name(f"{path.name}-wal")
    return wal.exists() and wal.stat().st_size > 0


def set_aside_wal(path: Path, *, owned: bool) -> None:
    """Another file's WAL would be written over our pages; it is kept, under a name that SQLite does not know."""
    wal = path.with_name(f"{path.name}-wal")
    if not owned:
        raise StoreFault(
            "wal_foreign",
            f"Berkas {wal} bukan milik data ini. Buka programnya sekali: berkas itu akan disisihkan, tidak dihapus.",
            f"The file {wal} does not belong to this data. Open the program once: it will be set aside, not deleted.",
        )
    wal.rename(wal.with_name(f"{wal.name}.{secrets.token_hex(4)}-disisihkan"))
    path.with_name(f"{path.name}-shm").unlink(missing_ok=True)
    _log.warning("a WAL of another file lay beside the store; it was set aside")


def _look(path: Path, key: bytes) -> None:
    # Without a WAL there may be the journal of a beginning that was killed, which only a writable file rolls back.
    connection = connect(path, key, writing=False, looking=wal_holds_something(path))
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        if version > store_format.SCHEMA_VERSION:
            raise StoreNewer(path)
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if not (tables or version or application or path.with_name(RECOVERY_FILE).exists()):
            raise StoreMissing(path.parent)
        if application != store_format.APPLICATION_ID or version < 1:
            raise StoreDamaged(path)
    finally:
        connection.close()


def _was_founded(path: Path) -> bool:
    """Whether an empty file held a center once; the beginning of one that was killed is simply done again."""
    return path.with_name(RECOVERY_FILE).exists() or wal_holds_something(path)
