"""Backups: one file with an encrypted copy of the store, its recovery file and a manifest, checked before it gets its name."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import zipfile
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import IO, Any

from madiun_console.db import store_format
from madiun_console.db.connect import connect
from madiun_console.db.faults import told
from madiun_console.db.recovery import RECOVERY_FILE
from madiun_console.db.store import STORE_FILE, Store
from madiun_console.domain.clock import local_day
from madiun_console.durable_file import OWNER_ONLY, make_folder
from madiun_console.errors import InvalidInput, StoreFault
from madiun_console.written_target import refuse_own_folder

FORMAT = 1
MANIFEST = "manifest.json"
FOLDER = "backups"
SUFFIX = ".madiun"
KEEP_DAYS = 14
_DAY_MS = 24 * 60 * 60 * 1000
_CHUNK = 1 << 20
_LONGEST_MANIFEST = 1 << 16


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself, readable without the key."""

    format: int
    schema: int
    center: str
    rid: str
    desk: str
    created: int
    """Milliseconds since 1970 UTC."""
    head: int
    """Length of the store's own chain."""
    bytes: int
    sha256: str
    """Of the encrypted copy."""


def backup(store: Store, target: Path) -> Manifest:
    """Write a verified backup to `target` while work goes on; a backup that stands there is replaced only when all is well.

    Raises InvalidInput for a target that is something else, EnvironmentFault when the disk refuses.
    """
    if not _is_kept_backup(target, store.folder):
        refuse_own_folder(target, store.folder)
    _refuse_other_files(target)
    make_folder(target.parent)
    mark = secrets.token_hex(4)
    copy, fresh = (target.with_name(f".{target.name}.{mark}.{end}") for end in ("db", "new"))
    try:
        with told(target):
            store.copy_to(copy)
            head = _settle(copy, store.key)
            size, digest = _measured(copy)
            manifest = Manifest(
                FORMAT, store_format.SCHEMA_VERSION, store.center, store.rid, store.meta("desk") or "",
                store.clock.now_ms(), head, size, digest,
            )  # fmt: skip
            _pack(fresh, copy, store.folder / RECOVERY_FILE, manifest)
            copy.unlink()
            if read_manifest(fresh) != manifest or not _is_whole(fresh, manifest):
                raise _unreadable(fresh)
            fresh.replace(target)
            _flush_folder(target.parent)
    finally:
        for left in (copy, fresh, *(Path(f"{copy}{end}") for end in ("-wal", "-shm", "-journal"))):
            with suppress(OSError):
                left.unlink(missing_ok=True)
    return manifest


def read_manifest(file: Path) -> Manifest:
    """What a backup says of itself. Raises StoreFault when the file is no backup of ours, or a damaged one."""
    _refuse_special(file)
    try:
        with zipfile.ZipFile(file) as packed, packed.open(MANIFEST) as stream:
            value = json.loads(stream.read(_LONGEST_MANIFEST))
        manifest = Manifest(**{item.name: value[item.name] for item in fields(Manifest)})
        if any(type(getattr(manifest, item.name)).__name__ != item.type for item in fields(Manifest)):
            raise _unreadable(file)
        return manifest
    except FileNotFoundError as error:
        raise InvalidInput(
            "backup_missing", f"Berkas cadangan {file} tidak ditemukan.", f"The backup {file} was not found."
        ) from error
    except UNREADABLE as error:
        raise _unreadable(file) from error


UNREADABLE = (
    zipfile.BadZipFile,
    KeyError,
    ValueError,
    TypeError,
    EOFError,
    RuntimeError,
    NotImplementedError,
)
"""What zipfile and json raise for garbage, truncated and foreign files."""


def _owners_file(path: Path) -> IO[bytes]:
    """A new file that its owner alone can read."""
    return os.fdopen(
        os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), OWNER_ONLY), "w+b"
    )


def unpack(file: Path, manifest: Manifest, target: Path) -> bytes:
    """Write the backup's copy of the store to `target`, its hash checked, and give its recovery file's content."""
    try:
        with zipfile.ZipFile(file) as packed:
            with packed.open(STORE_FILE) as source, _owners_file(target) as out:
                digest = _poured(source, out)
                out.flush()
                os.fsync(out.fileno())
            recovery = packed.read(RECOVERY_FILE) if RECOVERY_FILE in packed.namelist() else b""
    except UNREADABLE as error:
        raise _unreadable(file) from error
    if digest != manifest.sha256:
        raise _unreadable(file)
    return recovery


def nightly_backup(store: Store, folder: Path, now: int, keep_days: int = KEEP_DAYS) -> Path | None:
    """Back up into `folder`/backups when the last good backup is older than a day; gives the new file.

    Those older than `keep_days` go afterwards, but never the last good one. `now` in milliseconds.
    """
    place = folder / FOLDER
    good = good_backups(place)
    if good and now - good[-1][0] < _DAY_MS:
        return None
    target = place / f"{local_day(now)}{SUFFIX}"
    backup(store, target)
    for created, file in good_backups(place)[:-1]:
        if created < now - keep_days * _DAY_MS:
            with told(file):
                file.unlink(missing_ok=True)
    return target


def good_backups(place: Path) -> list[tuple[int, Path]]:
    """(created, file) of the backups in a folder that are whole as far as their directory tells, oldest first."""
    found = []
    for file in place.glob(f"*{SUFFIX}") if place.is_dir() else ():
        with suppress(StoreFault, InvalidInput, OSError):
            manifest = read_manifest(file)
            found.append((manifest.created, file))
    return sorted(found)


def _is_kept_backup(target: Path, data: Path) -> bool:
    """Whether it goes where the program keeps its backups, the one place in the data folder that is for files."""
    place = data / FOLDER
    if target.suffix != SUFFIX or place.is_symlink() or target.is_symlink():
        return False
    with suppress(OSError):
        return target.parent.resolve() == place.resolve()
    return False


def _refuse_other_files(target: Path) -> None:
    if target.is_dir():
        raise InvalidInput(
            "backup_target_folder",
            f"{target} adalah folder. Sebutkan nama berkas, misalnya {target / 'cadangan.madiun'}.",
            f"{target} is a folder. Name a file, such as {target / 'backup.madiun'}.",
        )
    if not target.exists():
        return
    with suppress(StoreFault, OSError):
        read_manifest(target)
        return
    raise InvalidInput(
        "backup_target_other",
        f"{target} sudah ada dan bukan cadangan, jadi tidak ditimpa. Pilih nama lain.",
        f"{target} exists and is no backup, so it is not overwritten. Choose another name.",
    )


def _refuse_special(file: Path) -> None:
    """A pipe would be waited for, and a device read, for ever."""
    if file.exists() and not file.is_file() and not file.is_dir():
        raise InvalidInput(
            "backup_not_a_file",
            f"{file} bukan berkas biasa (pipa atau perangkat), jadi bukan cadangan. Sebutkan berkas .madiun.",
            f"{file} is not a regular file (a pipe or a device), so it is no backup. Name a .madiun file.",
        )


def _settle(copy: Path, key: bytes) -> int:
    """Make the copy one plain file without a WAL, check it through the key, and give its chain's length."""
    connection = connect(copy, key, writing=True)
    try:
        connection.execute("PRAGMA journal_mode = DELETE")
        broken = connection.execute("PRAGMA cipher_integrity_check").fetchone()
        said = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if broken or said != "ok":
            raise StoreFault(
                "backup_copy_bad",
                "Salinan data tidak lolos pemeriksaan; cadangan tidak ditulis. Jalankan `madiun-console verify`.",
                "The copy of the data failed its check; no backup was written. Run `madiun-console verify`.",
            )
        row = connection.execute(
            "SELECT max(dseq) FROM header WHERE hex(rid) = (SELECT upper(replace(v, '-', '')) FROM meta WHERE k = 'rid')"
        ).fetchone()
        return int(row[0] or 0)
    finally:
        connection.close()


def _pack(fresh: Path, copy: Path, recovery: Path, manifest: Manifest) -> None:
    with zipfile.ZipFile(fresh, "x", zipfile.ZIP_STORED) as packed:  # what is encrypted does not compress
        packed.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
        if recovery.exists():
            packed.write(recovery, RECOVERY_FILE)
        packed.write(copy, STORE_FILE)
    with fresh.open("rb+") as file:
        os.fsync(file.fileno())


def _is_whole(file: Path, manifest: Manifest) -> bool:
    with zipfile.ZipFile(file) as packed, packed.open(STORE_FILE) as source:
        return _poured(source, None) == manifest.sha256


def _measured(file: Path) -> tuple[int, str]:
    with file.open("rb") as source:
        return file.stat().st_size, _poured(source, None)


def _poured(source: IO[bytes], out: IO[Any] | None) -> str:
    digest = hashlib.sha256()
    while chunk := source.read(_CHUNK):
        digest.update(chunk)
        if out is not None:
            out.write(chunk)
    return digest.hexdigest()


def _flush_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows has no fsync for folders; NTFS journals the rename
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _unreadable(file: Path) -> StoreFault:
    return StoreFault(
        "backup_unreadable",
        f"{file} bukan cadangan Konsol Madiun, atau cadangan itu rusak atau terpotong. Data sekarang tidak diubah.",
        f"{file} is no backup of Konsol Madiun, or it is damaged or cut short. The present data were not changed.",
    )
