"""Care of the store: backups by hand and each night, and putting one back with this computer's key or the recovery code."""

from __future__ import annotations

from pathlib import Path

from madiun_console.credentials import load_key, save_key
from madiun_console.db.backup import Manifest, backup, nightly_backup
from madiun_console.db.desk import Desk
from madiun_console.db.restore import Restored, restore
from madiun_console.domain.clock import Clock, SystemClock
from madiun_console.domain.ids import RandomIds
from madiun_console.errors import StoreFault


def back_up(desk: Desk, target: Path) -> Manifest:
    """Write a verified backup; needs no permission, since without key or recovery code nobody can read it."""
    return backup(desk.store, target)


def back_up_nightly(desk: Desk) -> Path | None:
    """The backup of the day, when the last one is older than 24 hours; called when the desk is idle."""
    return nightly_backup(desk.store, desk.store.folder, desk.store.clock.now_ms())


def restore_backup(file: Path, folder: Path, code: str | None = None, clock: Clock | None = None) -> Restored:
    """Put a backup in place of the store in `folder`, which nobody may have open; `code` is the recovery code.

    The key is kept for the folder afterwards, so the store opens as before.
    """
    try:
        keys: tuple[bytes, ...] = (load_key(folder),)
    except StoreFault:  # none here, or it cannot be had: the recovery code decides
        keys = ()
    now = (clock or SystemClock()).now_ms()
    restored = restore(file, folder, keys=keys, code=code, now=now, ids=RandomIds())
    save_key(folder, restored.key)
    return restored
