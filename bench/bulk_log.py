"""Writes a long log fast: real facts, headers and parts, sealed and chained as `db.writer` does, inserted by batches."""

from __future__ import annotations

import hashlib
from random import Random
from typing import Any

from madiun_console.db import schema
from madiun_console.db.store import Store
from madiun_console.domain.clock import HybridClock
from madiun_console.domain.events import PARTS, Event, Fact, Header, seal
from madiun_console.domain.events.envelope import SALT_BYTES
from madiun_console.domain.events.registry import encode, type_of

BATCH = 20_000
_UUID7_VERSION_AND_VARIANT = (0x7 << 76) | (2 << 62)


def _insert_sql(table: Any, without: tuple[str, ...] = ()) -> str:
    names = [f'"{column.name}"' for column in table.columns if column.name not in without]
    marks = ", ".join("?" * len(names))
    return f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608


class BulkLog:
    """Goes on with a store's own chain; `store` must be closed and opened again afterwards, its tip is an old one then."""

    def __init__(self, store: Store, random: Random) -> None:
        self._store = store
        self._random = random
        self._rows: list[tuple[Any, ...]] = []
        self._headers: list[tuple[Any, ...]] = []
        self._fact_sql = _insert_sql(schema.fact)
        self._header_sql = _insert_sql(schema.header, ("received_at", "by"))
        with store.own() as cursor:
            last = cursor.execute("SELECT hid, dseq, hdr FROM header ORDER BY dseq DESC LIMIT 1").fetchone()
            self._lid = cursor.execute("SELECT max(lid) FROM fact").fetchone()[0]
            stamp = cursor.execute("SELECT max(hlc) FROM fact").fetchone()[0]
        self._hid, self._dseq = last[0], last[1]
        self._prev = hashlib.sha256(last[2].encode()).hexdigest()
        self._hlc = HybridClock(stamp)
        self._rid = store.rid
        self._rid_bytes = _bytes_of(store.rid)

    @property
    def count(self) -> int:
        """Facts in the log, those that were there before included."""
        return int(self._dseq)

    def new_id(self, at: int) -> str:
        """A UUIDv7 of the moment `at` (milliseconds), from the seeded source, so that a store can be made again."""
        noise = self._random.getrandbits(74)
        value = (at << 80) | _UUID7_VERSION_AND_VARIANT | ((noise >> 62) << 64) | (noise & ((1 << 62) - 1))
        digits = f"{value:032x}"
        return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"

    def append(
        self,
        at: int,
        actor: str,
        subject: str,
        happened: Event,
        base: tuple[str, ...] = (),
        to: tuple[str, ...] = (),
    ) -> str:
        """Log a fact of the moment `at`; moments must not go back. Gives the fact's id."""
        declared = type_of(happened)
        val, texts = encode(happened)
        fact_id, hlc = self.new_id(at), self._hlc.tick(at)
        fact = Fact(
            fact_id, self._store.center, subject, declared.kind, declared.name, declared.version, at, hlc, actor, val,
            base, to, {},
        )  # fmt: skip
        sealed = seal(fact, texts, {name: self._random.randbytes(SALT_BYTES) for name in texts})
        also = getattr(happened, declared.also) if declared.also else None
        parts: list[Any] = []
        for name in PARTS:
            part = sealed.parts.get(name)
            parts += (part.text, part.salt) if part else (None, None)
        self._lid += 1
        self._hid += 1
        self._dseq += 1
        self._rows.append(
            (
                self._lid, _bytes_of(fact_id), _bytes_of(subject), _bytes_of(also) if also else None, declared.kind,
                declared.name, at, _bytes_of(actor), hlc, hlc, None, sealed.hash, sealed.text, *parts,
            )
        )  # fmt: skip
        header = Header(self._rid, self._dseq, self._prev, sealed.hash.hex()).text()
        self._headers.append((self._hid, self._rid_bytes, self._dseq, self._lid, header, None))
        self._prev = hashlib.sha256(header.encode()).hexdigest()
        if len(self._rows) >= BATCH:
            self.flush()
        return fact_id

    def flush(self) -> None:
        """Commit what was appended."""
        if not self._rows:
            return
        with self._store.own() as cursor:
            cursor.executemany(self._fact_sql, self._rows)
            cursor.executemany(self._header_sql, self._headers)
        self._rows.clear()
        self._headers.clear()


def _bytes_of(identifier: str) -> bytes:
    return bytes.fromhex(identifier.replace("-", ""))
