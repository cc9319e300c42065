"""What this store has logged and the shared server has not given a position yet, as items of a batch."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
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
UNCHAINED = "unchained"
"""In `meta`: facts (lid) without a header, because a clone's stands in its place (JSON list)."""
_LEFT = (
    "SELECT f.lid, f.hash FROM fact f WHERE (f.lid IN (SELECT fact FROM header WHERE pos IS NULL AND rid IN ({})) "
    "OR f.lid IN (SELECT value FROM json_each(?))) "
    "AND NOT EXISTS (SELECT 1 FROM header o WHERE o.fact = f.lid AND (o.pos IS NOT NULL OR o.rid = ?)) ORDER BY f.lid"
)


class Unsent(NamedTuple):
    """One item for `sync.push` as a JSON text, and what the sender needs to know of it."""

    dseq: int
    item: str
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


_as_json = json.JSONEncoder(ensure_ascii=False).encode


def unsent(connection: Any, rid: str, after: int, most: int, most_bytes: int) -> list[Unsent]:
    """The next items of this store's chain behind number `after`, at most so many and so long; at least one if any."""
    found: list[Unsent] = []
    size = 0
    for dseq, header, fact, *parts, hlc, actor, type_, lid in connection.execute(
        _UNSENT, (id_bytes(rid), after, most)
    ):
        item = f'{{"hdr":{_as_json(header)},"fact":{_as_json(fact)}'
        for at, name in enumerate(PARTS):
            text, salt = parts[2 * at], parts[2 * at + 1]
            if text is not None:
                item += f',"{name}":{_as_json(text)},"{name}_salt":"{salt.hex()}"'
        item += "}"
        size += len(item)
        if found and size > most_bytes:
            break
        found.append(Unsent(dseq, item, actor, type_, hlc, lid, header))
    return found


def batch_of(items: Iterable[Unsent]) -> str:
    """The JSON text of a batch."""
    return f"[{','.join(one.item for one in items)}]"


def size_of(items: Iterable[Unsent]) -> int:
    """How many characters these items have."""
    return sum(len(one.item) for one in items)


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
        _renew(cursor, store)
        store.load_tip()  # before anybody else writes
    return store.rid


def _renew(cursor: Any, store: Store) -> None:
    remember_chain(cursor, store.rid)
    cursor.execute("INSERT OR REPLACE INTO meta VALUES ('rid', ?)", (store.ids.new(store.clock.now_ms()),))


def make_room(cursor: Any, store: Store, headers: Iterable[tuple[Any, ...]]) -> None:
    """Own headers that stand where the server has others go, with all behind them: a clone of this store has written them.

    `headers`: (rid, dseq, fact, text, …) that come from the server. The facts wait for `rechain`; when it is the present
    chain that is not ours alone, the store goes on under a new `rid` at once.
    """
    present = id_bytes(store.rid)
    own = {id_bytes(one) for one in former_rids(cursor)} | {present}
    broken: dict[bytes, int] = {}
    for rid, dseq, _, text, *_ in headers:
        key = bytes(rid)
        if key in own and key not in broken:
            row = cursor.execute("SELECT hdr FROM header WHERE rid = ? AND dseq = ?", (rid, dseq)).fetchone()
            if (row is not None and row[0] != text) or (row is None and key == present):
                broken[key] = dseq
    for key, dseq in broken.items():
        unsent_behind = "FROM header WHERE rid = ? AND dseq >= ? AND pos IS NULL"
        facts = [row[0] for row in cursor.execute(f"SELECT fact {unsent_behind}", (key, dseq)).fetchall()]
        waiting = json.dumps([*_unchained(cursor), *facts])
        cursor.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (UNCHAINED, waiting))
        cursor.execute(f"DELETE {unsent_behind}", (key, dseq))
    if present in broken:
        _renew(cursor, store)
        store.load_tip()


def _unchained(cursor: Any) -> list[int]:
    row = cursor.execute("SELECT v FROM meta WHERE k = ?", (UNCHAINED,)).fetchone()
    return list(json.loads(row[0])) if row else []


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
        values = (*former, json.dumps(_unchained(cursor)), id_bytes(store.rid))
        left = cursor.execute(_LEFT.format(marks), values).fetchall()
        tip = store.tip()
        for fact, digest in left:
            text = Header(tip.rid, tip.dseq + 1, tip.prev, digest.hex()).text()
            tip.dseq += 1
            tip.prev = hashlib.sha256(text.encode()).hexdigest()
            cursor.execute(
                "INSERT INTO header(rid, dseq, fact, hdr) VALUES (?, ?, ?, ?)",
                (id_bytes(tip.rid), tip.dseq, fact, text),
            )
        # the server may have other items under those numbers
        cursor.execute(f"DELETE FROM header WHERE pos IS NULL AND rid IN ({marks})", former)  # noqa: S608
        cursor.execute("DELETE FROM meta WHERE k = ?", (UNCHAINED,))
        store.load_tip()
    return len(left)


def put_positions(cursor: Any, rid: str, received_ms: int, verdicts: Sequence[Acknowledged]) -> None:
    """Note what the server said about own items that it took one after the other, without reading them back.

    Their numbers have no gap and neither have their positions, so one statement notes them all.
    """
    own = bytearray(id_bytes(rid))
    first, last = verdicts[0], verdicts[-1]
    cursor.execute(
        'UPDATE header SET pos = dseq + ?, received_at = ?, "by" = NULL WHERE rid = ? AND dseq BETWEEN ? AND ?',
        (first.pos - first.dseq, received_ms, own, first.dseq, last.dseq),
    )
    cursor.executemany(
        'UPDATE header SET "by" = ? WHERE rid = ? AND dseq = ?',
        [(one.by, own, one.dseq) for one in verdicts if one.by],
    )
