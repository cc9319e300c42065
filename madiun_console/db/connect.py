"""Connections to the encrypted file: SQLCipher through SQLAlchemy, with the pragmas that durability needs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2 as sqlcipher

from madiun_console.errors import EnvironmentFault

if TYPE_CHECKING:
    from sqlalchemy import Engine

OLDEST_SQLITE = (3, 51, 3)
"""Older ones can corrupt a WAL file at a reset (sqlite.org/wal.html); mended in 3.51.3."""
BUSY_MS = 5000


def check_library() -> None:
    """Refuse to run on a SQLite that can corrupt the store."""
    if sqlcipher.sqlite_version_info < OLDEST_SQLITE:
        raise EnvironmentFault(
            "sqlite_too_old",
            f"Pustaka SQLite {sqlcipher.sqlite_version} terlalu lama; perlu 3.51.3 atau lebih baru. Pasang ulang program.",
            f"SQLite {sqlcipher.sqlite_version} is too old; 3.51.3 or newer is needed. Reinstall the program.",
        )


def connect(path: Path, key: bytes, *, writing: bool, looking: bool = False) -> Any:
    """A driver connection with the raw 32-byte key set. A wrong key shows here (`cache_size` reads) or at the first query.

    `looking`: the file is opened read-only, so that closing the last connection moves no WAL into it. In a folder that
    takes no files (a read-only disk) SQLite could not make the side files of a WAL: there the file is taken as it lies.
    """
    mode = "ro" if looking else "rwc" if writing else "rw"
    if not writing and not os.access(path.parent, os.W_OK):
        _check_whole(path)
        mode = "ro&immutable=1"
    connection = sqlcipher.connect(
        f"file:{_uri_path(path)}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=BUSY_MS / 1000,
    )
    try:
        cursor = connection.cursor()
        cursor.execute("PRAGMA cipher_log_level = NONE")  # it would write to stderr, where a person sees it
        cursor.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        cursor.execute("PRAGMA temp_store = MEMORY")
        cursor.execute("PRAGMA cache_size = -16384")
        if not writing:
            cursor.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()  # on Windows an open file can be neither renamed nor removed
        raise
    return connection


def prepare_writer(connection: Any) -> None:
    """WAL with a real flush at each commit: NORMAL would lose the last calls at a power cut."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA wal_autocheckpoint = 4000")
    cursor.execute("PRAGMA cache_size = -65536")


def reading_engine(path: Path, key: bytes) -> Engine:
    """An engine whose connections can only read; a read transaction never waits for the writer.

    SQLAlchemy is imported here: with its first connection it takes longer than all else that a start asks the store.
    """
    from sqlalchemy import create_engine
    from sqlalchemy.pool import QueuePool

    return create_engine(
        "sqlite://",
        creator=lambda: connect(path, key, writing=False),
        module=sqlcipher,
        poolclass=QueuePool,
        pool_size=3,
        max_overflow=1,
        isolation_level="AUTOCOMMIT",
    )


def _check_whole(path: Path) -> None:
    """Refuse a file whose last changes still lie in its WAL: taken as it lies it would be an older one."""
    wal = path.with_name(f"{path.name}-wal")
    if wal.exists() and wal.stat().st_size:
        raise EnvironmentFault(
            "store_read_only",
            f"Folder {path.parent} hanya dapat dibaca, padahal perubahan terakhir masih ada di {wal.name}. "
            "Salin seluruh folder itu ke tempat yang dapat ditulisi, lalu ulangi di sana.",
            f"The folder {path.parent} is read-only, and the last changes still lie in {wal.name}. "
            "Copy the whole folder to a place that can be written to, and do it again there.",
        )


def _uri_path(path: Path) -> str:
    from urllib.parse import quote

    return quote(str(path.resolve()).replace("\\", "/"))
