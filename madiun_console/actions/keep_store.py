"""Care of the store: backups by hand and each night, and putting one back with this computer's key or the recovery code."""

from __future__ import annotations

from pathlib import Path

from madiun_console.credentials import load_key, save_key
from madiun_console.db.backup import FOLDER, SUFFIX, backup, good_backups, nightly_backup
from madiun_console.db.desk import Desk
from madiun_console.db.restore import Restored, put_back
from madiun_console.domain.clock import Clock, SystemClock, local_day
from madiun_console.domain.ids import RandomIds
from madiun_console.errors import StoreFault


def back_up_now(desk: Desk) -> Path:
    """Write a verified backup of today among the nightly ones, in place of one made earlier today.

    Needs no permission, since nobody can read it without the key or the recovery code.
    """
    target = desk.store.folder / FOLDER / f"{local_day(desk.store.clock.now_ms())}{SUFFIX}"
    backup(desk.store, target)
    return target


def back_up_if_due(desk: Desk) -> Path | None:
    """The backup of the day when the last good one is older than 24 hours; called when the desk is idle."""
    return nightly_backup(desk.store, desk.store.folder, desk.store.clock.now_ms())


def latest_backup(folder: Path) -> Path | None:
    """The newest good one of the nightly backups in a data folder."""
    good = good_backups(folder / FOLDER)
    return good[-1][1] if good else None


def restore(file: Path, folder: Path, code: str | None = None, clock: Clock | None = None) -> Restored:
    """Put a backup in place of the store in `folder`, which nobody may have open; `code` is the recovery code.

    The key is kept for the folder afterwards, so the store opens as before. Raises InvalidInput, NotAllowed (wrong
    code), StoreFault (no backup, no key), StoreNewer or StoreInUse, and the present store is as it was.
    """
    try:
        keys: tuple[bytes, ...] = (load_key(folder),)
    except StoreFault:  # none here, or it cannot be had: the recovery code decides
        keys = ()
    now = (clock or SystemClock()).now_ms()
    restored = put_back(file, folder, keys=keys, code=code, now=now, ids=RandomIds())
    save_key(folder, restored.key)
    return restored
