"""The store: opening it safely, one writing transaction at a time, and as many readers as are wanted."""

from __future__ import annotations

import hashlib
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from madiun_console.db import store_format
from madiun_console.db.connect import check_library, connect, prepare_writer, reading_engine
from madiun_console.db.faults import told
from madiun_console.db.file_lock import FileLock
from madiun_console.db.projector import Projector
from madiun_console.db.store_file import check_file, clear_leftovers, set_aside_wal, wal_holds_something
from madiun_console.domain.changes import Changes
from madiun_console.domain.clock import Clock, HybridClock, SystemClock
from madiun_console.domain.ids import IdSource, RandomIds, id_bytes
from madiun_console.durable_file import OWNER_ONLY, make_folder
from madiun_console.errors import (
    StoreInUse,
    StoreMissing,
    WrongKey,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from madiun_console.db.writer import Writer

STORE_FILE = "store.db"
LOCK_FILE = "store.lock"
_log = logging.getLogger(__name__)
_META_SQL = "SELECT v FROM meta WHERE k = ?"


@dataclass(slots=True)
class Tip:
    """The end of this store's own chain."""

    rid: str
    dseq: int
    prev: str
    """Hex hash of the last header; empty before the first."""


@dataclass(slots=True)
class Result:
    """What a writing transaction changed; filled when it has committed."""

    changes: Changes = Changes()


class Store:
    """One data folder's store, open. Threads: `write` is serialised, `read` may run beside it."""

    def __init__(self, folder: Path, key: bytes, projector: Projector, clock: Clock, ids: IdSource) -> None:
        self.path = folder / STORE_FILE
        self.folder = folder
        self.projector = projector
        self.clock = clock
        self.ids = ids
        self._key = key
        self._lock = threading.RLock()
        self._file_lock: FileLock | None = None
        self._writer: Any = None
        self._engine: Engine | None = None
        self._engine_lock = threading.Lock()
        self._is_open = False
        self._tip = Tip("", 0, "")
        self.hlc = HybridClock()
        self.center = ""
        self.rid = ""
        self.at_work = ""
        """The person who is signed in at the window, if any: what they have on the screen is a call that runs now."""

    @property
    def key(self) -> bytes:
        """The store's 32-byte key, for the recovery code and for checking a backup; it is never shown or logged."""
        return self._key

    # ------------------------------------------------------------------------------------------ open and close

    @staticmethod
    def exists(folder: Path) -> bool:
        """Whether `folder` holds a store (that may still turn out to be damaged)."""
        return (folder / STORE_FILE).exists()

    @classmethod
    def create(
        cls,
        folder: Path,
        key: bytes,
        projector: Projector,
        clock: Clock | None = None,
        ids: IdSource | None = None,
    ) -> Store:
        """A new empty store in `folder`; raises StoreInUse or EnvironmentFault."""
        store = cls(folder, key, projector, clock or SystemClock(), ids or RandomIds())
        with told(store.path):
            make_folder(folder)
            store._take_file_lock()
            try:
                if not store.path.exists() and wal_holds_something(store.path):
                    set_aside_wal(store.path, owned=True)  # SQLite would delete it
                store.path.touch(mode=OWNER_ONLY)  # SQLite gives its side files the same rights
                store._writer = connect(store.path, key, writing=True)
                prepare_writer(store._writer)
                store._create_tables()
                store._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # a lost WAL loses no table
                store.load_tip()
            except BaseException:
                store.close()
                raise
            store._is_open = True
        return store

    @classmethod
    def open(
        cls,
        folder: Path,
        key: bytes,
        projector: Projector,
        *,
        writing: bool = True,
        clock: Clock | None = None,
        ids: IdSource | None = None,
    ) -> Store:
        """The store in `folder`. Raises StoreMissing, WrongKey, StoreDamaged, StoreNewer, StoreInUse, NoPermission."""
        check_library()
        store = cls(folder, key, projector, clock or SystemClock(), ids or RandomIds())
        if not store.path.exists():
            raise StoreMissing(folder)
        try:
            with told(store.path):
                if writing:
                    store._take_file_lock()
                check_file(store.path, key, owned=writing)
                if writing:
                    store._writer = connect(store.path, key, writing=True)
                    prepare_writer(store._writer)
                    store.load_tip()
                store._is_open = True
                store._load_center()
        except BaseException:
            store.close()
            raise
        return store

    def close(self) -> None:
        """Let go of the file; what was committed is in it."""
        with self._lock, self._engine_lock:
            self._is_open = False
            if self._engine is not None:
                self._engine.dispose()
                self._engine = None
            if self._writer is not None:
                self._writer.close()
                self._writer = None
            if self._file_lock is not None:
                self._file_lock.release()
                self._file_lock = None

    # ------------------------------------------------------------------------------------------ reading and writing

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A read-only connection; every statement sees what was committed when it began."""
        with told(self.path, opened=True), self._reading_engine().connect() as connection:
            yield connection

    @contextmanager
    def write(
        self,
        actor: str,
        kind: type[Writer] | None = None,
        on_written: Callable[[Changes], None] | None = None,
    ) -> Iterator[tuple[Writer, Result]]:
        """One transaction as the person `actor`: commits when the block ends, leaves no trace when it raises.

        `on_written` is called right before the commit, for what can be got ready while the disk writes: nothing of it
        is durable yet, and may never be.
        """
        with self._lock, told(self.path, opened=True):
            if self._writer is None:
                raise StoreInUse(self.folder)
            from madiun_console.db.writer import Writer

            tip, last = replace(self._tip), self.hlc.last
            cursor = self._writer.cursor()
            cursor.execute("BEGIN IMMEDIATE")
            try:
                writer = (kind or Writer)(
                    cursor, tip, self.hlc, self.clock, self.ids, self.projector, self.center, actor
                )
                result = Result()
                yield writer, result
                result.changes = writer.finish()
                if on_written is not None:
                    on_written(result.changes)
                cursor.execute("COMMIT")
            except BaseException:
                self.hlc.last = last
                self._roll_back(cursor)
                raise
            self._tip = tip
            self.center = writer.center

    @contextmanager
    def own(self) -> Iterator[Any]:
        """A transaction on what is this desk's alone (drafts, meta): a driver cursor, no facts."""
        with self._lock, told(self.path, opened=True):
            if self._writer is None:
                raise StoreInUse(self.folder)
            cursor = self._writer.cursor()
            cursor.execute("BEGIN IMMEDIATE")
            try:
                yield cursor
                cursor.execute("COMMIT")
            except BaseException:
                self._roll_back(cursor)
                raise

    def tip(self) -> Tip:
        """A copy of the end of this store's own chain."""
        return replace(self._tip)

    def meta(self, name: str) -> str | None:
        """A remembered value of this desk."""
        row = self.driver(lambda reader: reader.execute(_META_SQL, (name,)).fetchone())
        return row[0] if row else None

    def set_meta(self, name: str, value: str) -> None:
        """Remember a value of this desk."""
        with self.own() as cursor:
            cursor.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def checkpoint(self) -> None:
        """Move the WAL into the file while nobody waits; called when the desk is idle."""
        with self._lock, told(self.path, opened=True):
            if self._writer is not None:
                self._writer.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def merge_indexes(self) -> bool:
        """Do a little of what keeps the search indexes in few pieces; False when nothing is left to do."""
        from madiun_console.db.index_merging import merge_step

        with self._lock, told(self.path, opened=True):
            return self._writer is not None and merge_step(self._writer)

    def scrub(self) -> None:
        """Leave nothing of erased texts in free pages and in the WAL; what a reader prevents is made good when idle."""
        from madiun_console.db.erasing import SCRUB, scrub

        with self._lock, told(self.path, opened=True):
            if self._writer is not None and self.meta(SCRUB):
                scrub(self._writer)

    def copy_to(self, target: Path) -> None:
        """Write a consistent, encrypted copy of the store, with the same key, while work goes on."""
        with told(target):
            source = connect(self.path, self._key, writing=False)
            copy = connect(target, self._key, writing=True)
            try:
                source.backup(copy)
            finally:
                copy.close()
                source.close()

    def stale_projections(self) -> bool:
        """Whether the projections were made by another version or with other domain tables."""
        return self.meta("projections") != self._projection_mark()

    def mark_projections(self, cursor: Any) -> None:
        """Note, in the transaction of a rebuild, with what the projections were made."""
        cursor.execute("INSERT OR REPLACE INTO meta VALUES ('projections', ?)", (self._projection_mark(),))

    def driver(self, use: Callable[[Any], Any]) -> Any:
        """Run `use` on a driver connection of its own that only reads: for streams too long for SQLAlchemy's rows, and for
        what a start asks, which needs no SQLAlchemy. Opening one takes half a millisecond.
        """
        if not self._is_open:
            raise StoreMissing(self.folder)
        with told(self.path, opened=True):
            connection = connect(self.path, self._key, writing=False)
            try:
                return use(connection)
            finally:
                connection.close()

    # ------------------------------------------------------------------------------------------ inside

    def _roll_back(self, cursor: Any) -> None:
        if self._writer.in_transaction:
            cursor.execute("ROLLBACK")

    def _projection_mark(self) -> str:
        return f"{store_format.PROJECTION_VERSION}:{self.projector.fingerprint}"

    def _reading_engine(self) -> Engine:
        with self._engine_lock:
            if not self._is_open:
                raise StoreMissing(self.folder)
            if self._engine is None:
                self._engine = reading_engine(self.path, self._key)
            return self._engine

    def _take_file_lock(self) -> None:
        lock = FileLock(self.folder / LOCK_FILE)
        if not lock.take():
            raise StoreInUse(self.folder)
        self._file_lock = lock
        clear_leftovers(self.folder)

    def _create_tables(self) -> None:
        from madiun_console.db import schema

        cursor = self._writer.cursor()
        cursor.execute("BEGIN IMMEDIATE")
        if cursor.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            cursor.execute("ROLLBACK")
            raise WrongKey(self.path)
        for statement in schema.all_statements():
            cursor.execute(statement)
        rid = self.ids.new(self.clock.now_ms())
        cursor.execute("INSERT INTO meta VALUES ('rid', ?)", (rid,))
        self.mark_projections(cursor)
        cursor.execute(f"PRAGMA user_version = {store_format.SCHEMA_VERSION}")
        cursor.execute(f"PRAGMA application_id = {store_format.APPLICATION_ID}")
        cursor.execute("COMMIT")

    def load_tip(self) -> None:
        """Find the end of the chain that `meta` names."""
        execute = self._writer.execute
        rid = execute("SELECT v FROM meta WHERE k = 'rid'").fetchone()[0]
        last = execute(
            "SELECT dseq, hdr FROM header WHERE rid = ? ORDER BY dseq DESC LIMIT 1", (id_bytes(rid),)
        ).fetchone()
        self._tip = (
            Tip(rid, last[0], hashlib.sha256(last[1].encode()).hexdigest()) if last else Tip(rid, 0, "")
        )
        # The newest own fact may not carry the greatest stamp seen from others; lid order is arrival order, so a few suffice.
        stamps = execute("SELECT hlc FROM fact ORDER BY lid DESC LIMIT 64").fetchall()
        self.hlc.last = max((row[0] for row in stamps), default=0)
        self.rid = rid

    def _load_center(self) -> None:
        founded = (
            "SELECT hash FROM fact WHERE kind = 'center' AND type = 'center_founded' ORDER BY lid LIMIT 1"
        )
        row = self.driver(lambda reader: reader.execute(founded).fetchone())
        self.center = self.meta("center") or (
            row[0].hex() if row else ""
        )  # a desk that joined has taken its center
        self.rid = self.meta("rid") or ""
