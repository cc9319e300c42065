"""What this store has logged and the shared server has not given a position yet, as items of a batch."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from madiun_console.db.store import Store
from madiun_console.domain.events import PARTS, Header
from madiun_console.domain.ids import id_bytes

_UNSENT = (
    "SELECT h.dseq, h.hdr, f.fact, f.body, f.body_salt, f.restricted, f.restricted_salt, f.pii, f.pii_salt, f.hlc, f.actor, "
    "f.type, f.lid FROM header h JOIN fact f ON f.lid = h.fact WHERE h.rid = ? AND h.dseq > ? AND h.pos IS NULL "
    "ORDER BY h.dseq LIMIT ?"
)
OWN_RIDS = "own_rids"
"""In `meta`: the chains this store wrote before it was restored or found to be a clone (JSON list)."""


class Unsent(NamedTuple):
    """One item for `sync.push`, and what the sender needs to know of it."""

    dseq: int
    item: dict[str, str]
    actor: bytes
    type: str
    hlc: int
    lid: int
    header: str


class Acknowledged(NamedTuple):
    """The server's verdict on an item that has just got its position."""

    lid: int
    dseq: int
    pos: int
    eff_hlc: int
    held: str | None
    by: str | None


def unsent(connection: Any, rid: str, after: int, most: int, most_bytes: int) -> list[Unsent]:
    """The next items of this store's chain behind number `after`, at most so many and so long; at least one if any."""
    found: list[Unsent] = []
    size = 0
    for dseq, header, fact, *parts, hlc, actor, type_, lid in connection.execute(
        _UNSENT, (id_bytes(rid), after, most)
    ):
        item = {"hdr": header, "fact": fact}
        for at, name in enumerate(PARTS):
            text, salt = parts[2 * at], parts[2 * at + 1]
            if text is not None:
                item[name], item[f"{name}_salt"] = text, salt.hex()
        size += sum(map(len, item.values()))
        if found and size > most_bytes:
            break
        found.append(Unsent(dseq, item, actor, type_, hlc, lid, header))
    return found


def count_unsent(connection: Any, rid: str) -> int:
    """How many changes wait to be sent: those behind the last one of this chain that has a position."""
    row = connection.execute(
        "SELECT ifnull((SELECT max(dseq) FROM header WHERE rid = ?1), 0) - ifnull((SELECT dseq FROM header "
        "WHERE rid = ?1 AND pos IS NOT NULL ORDER BY dseq DESC LIMIT 1), 0)",
        (id_bytes(rid),),
    )
    return int(row.fetchone()[0])


def begin_new_chain(store: Store) -> str:
    """Go on under a new `rid`, because the server knows other items under the old one (a cloned disk); gives the new one.

    What was logged and not sent gets new headers by `rechain`, once everything the server has is here.
    """
    with store.own() as cursor:
        fresh = store.ids.new(store.clock.now_ms())
        remember_chain(cursor, store.rid)
        cursor.execute("INSERT OR REPLACE INTO meta VALUES ('rid', ?)", (fresh,))
    store.load_tip()
    return fresh


def remember_chain(cursor: Any, rid: str) -> None:
    """Note that this store wrote the chain `rid` and goes on with another one."""
    former = [one for one in former_rids(cursor) if one != rid]
    cursor.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (OWN_RIDS, json.dumps([*former, rid])))


def former_rids(cursor: Any) -> list[str]:
    """The chains this store wrote before its present one."""
    row = cursor.execute("SELECT v FROM meta WHERE k = ?", (OWN_RIDS,)).fetchone()
    return list(json.loads(row[0])) if row else []


def former_rids_of(store: Store) -> list[str]:
    """The same, of an open store."""
    found: list[str] = store.driver(former_rids)
    return found


def rechain(store: Store) -> int:
    """Write headers under the present `rid` for facts of former chains that the server does not have; how many."""
    with store.own() as cursor:
        former = [id_bytes(rid) for rid in former_rids(cursor)]
        if not former:
            return 0
        marks = ", ".join("?" * len(former))
        left = cursor.execute(
            f"SELECT h.fact, f.hash FROM header h JOIN fact f ON f.lid = h.fact WHERE h.pos IS NULL AND h.rid IN ({marks}) "  # noqa: S608
            "AND NOT EXISTS (SELECT 1 FROM header o WHERE o.fact = h.fact AND (o.pos IS NOT NULL OR o.rid = ?)) "
            "GROUP BY h.fact ORDER BY min(h.hid)",
            (*former, id_bytes(store.rid)),
        ).fetchall()
        tip = store.tip()
        for fact, digest in left:
            text = Header(tip.rid, tip.dseq + 1, tip.prev, digest.hex()).text()
            tip.dseq += 1
            tip.prev = hashlib.sha256(text.encode()).hexdigest()
            cursor.execute(
                "INSERT INTO header(rid, dseq, fact, hdr) VALUES (?, ?, ?, ?)",
                (id_bytes(tip.rid), tip.dseq, fact, text),
            )
    store.load_tip()
    return len(left)


def put_positions(cursor: Any, rid: str, received_ms: int, verdicts: Iterable[Acknowledged]) -> None:
    """Note what the server said about own items, without reading them back."""
    own = bytearray(id_bytes(rid))
    cursor.executemany(
        "UPDATE header SET pos = ?, received_at = ?, \"by\" = nullif(?, '') WHERE rid = ? AND dseq = ?",
        [(one.pos, received_ms, one.by or "", own, one.dseq) for one in verdicts],
    )
