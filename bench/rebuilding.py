"""Rebuild of all projections, against reading and hashing the same facts and headers."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.big_store import BigStore, keep_keys_in_files
from bench.figures import Figure
from madiun_console.db.rebuild import rebuild
from madiun_console.opening import open_store

_ROWS_AT_ONCE = 1000


def measure(store: BigStore, say: Callable[[str], None]) -> list[Figure]:
    """One rebuild (the one that made the store counts too), and the reading once before and once after."""
    keep_keys_in_files()
    say("  reading, hashing, rebuilding")
    first, count = _read_and_hash(store.folder)
    seconds = store.rebuild_s if store.rebuild_s is not None else _rebuild(store.folder)
    second, _ = _read_and_hash(store.folder)
    return [
        Figure(
            f"rebuild of {count:,} facts", seconds, "s", "reading and hashing them", (first + second) / 2,
            note=f"{count / seconds:,.0f} facts a second",
        )
    ]  # fmt: skip


def _read_and_hash(folder: Path) -> tuple[float, int]:
    store = open_store(folder)
    try:
        started = time.perf_counter()
        count: int = store.driver(_hash_all)
        return time.perf_counter() - started, count
    finally:
        store.close()


def _hash_all(connection: Any) -> int:
    count = 0
    cursor = connection.execute(
        "SELECT f.fact, h.hdr FROM header h JOIN fact f ON f.lid = h.fact ORDER BY h.hid"
    )
    while rows := cursor.fetchmany(_ROWS_AT_ONCE):
        for fact, header in rows:
            hashlib.sha256(fact.encode()).digest()
            hashlib.sha256(header.encode()).digest()
        count += len(rows)
    return count


def _rebuild(folder: Path) -> float:
    store = open_store(folder)
    try:
        started = time.perf_counter()
        rebuild(store, None)
        return time.perf_counter() - started
    finally:
        store.close()
