"""After the restore of an old backup, a desk gives back what others had written and it still holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from madiun_console.db import outbox
from madiun_console.db.store import Store
from madiun_console.domain.ids import id_bytes
from madiun_console.sync.connecting import Connection

_BATCH, _BATCH_BYTES = 500, 1_000_000
_LOST = "SELECT rid, count(*) FROM header WHERE pos IS NULL GROUP BY rid ORDER BY min(hid)"
_BEHIND = "SELECT count(*) FROM header WHERE rid = ? AND dseq > ? AND pos IS NULL"


@dataclass(slots=True)
class Rescued:
    """What came back, and what did not."""

    events: int = 0
    stores: int = 0
    left: int = 0
    """Events of chains of which this desk lacks an earlier part, or that another copy has forked."""


def rescue(store: Store, connection: Connection, progress: Callable[[int, int], None]) -> Rescued:
    """Send the chains of other stores that have no position any more, over an administrator's connection.

    The desk must have exchanged with the restored server before: that is how it learns what the server lost. May be done
    again and at every desk; what is there already is passed over. Facts that need a role come back held.
    """
    own = {id_bytes(store.rid), *map(id_bytes, outbox.former_rids_of(store))}
    rows: list[tuple[bytes, int]] = store.driver(lambda reader: reader.execute(_LOST).fetchall())
    lost = [(bytes(rid), count) for rid, count in rows if bytes(rid) not in own]
    total, done = sum(count for _, count in lost), Rescued()
    for rid, _ in lost:
        before = done.events
        done.left += _one_chain(
            store, connection, str(UUID(bytes=rid)), done, lambda sent: progress(sent, total)
        )
        done.stores += done.events > before
    return done


def _one_chain(
    store: Store, connection: Connection, rid: str, done: Rescued, progress: Callable[[int], None]
) -> int:
    """Count into `done` what the server took of this chain; gives how much it could not take."""
    after = int(_push(connection, rid, "[]")["last_dseq"])
    while True:
        items = store.driver(
            partial(outbox.unsent, rid=rid, after=after, most=_BATCH, most_bytes=_BATCH_BYTES)
        )
        if not items:
            return 0
        reached = int(_push(connection, rid, outbox.batch_of(items))["last_dseq"])
        if reached <= after:
            return _behind(store, rid, after)
        done.events += reached - after
        after = reached
        progress(done.events)


def _behind(store: Store, rid: str, after: int) -> int:
    rows = store.driver(lambda reader: reader.execute(_BEHIND, (id_bytes(rid), after)).fetchone())
    return int(rows[0])


def _push(connection: Connection, rid: str, batch: str) -> dict[str, Any]:
    row = connection.execute("SELECT sync.rescue(%s, %s::jsonb)", (rid, batch)).fetchone()
    said: dict[str, Any] = row[0] if row else {}
    return said
