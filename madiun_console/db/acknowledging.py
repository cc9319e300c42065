"""Positions of own items, as the server's answer to a batch gives them, and going back when the server lost some."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from madiun_console.db.inbox import cursor_of, move_cursor, put_verdicts
from madiun_console.db.outbox import Acknowledged, Unsent, former_rids, put_positions
from madiun_console.db.store import Store
from madiun_console.domain import feed_chain
from madiun_console.domain.changes import Changes
from madiun_console.domain.clock import COUNTER_BITS, MAX_AHEAD_MS
from madiun_console.domain.ids import id_bytes

_MEANT_FOR_PULLING = frozenset({"held_settled", "texts_erased"})
"""Types that change others when they get their position; they are read back like everybody else's."""


class Answer(Protocol):
    """What the server said to a batch."""

    @property
    def first(self) -> int:
        """Position of the first new item."""

    @property
    def received_ms(self) -> int:
        """When the server got them."""

    @property
    def chain(self) -> bytes:
        """The chain behind the last of them."""

    @property
    def verdicts(self) -> Mapping[int, tuple[str | None, str | None]]:
        """Position -> (held, by), for those that have either."""


_NO_LONGER_JUDGED = (
    "SELECT DISTINCT f.hlc, NULL, f.lid FROM fact f JOIN header h ON h.fact = f.lid WHERE h.rid IN ({}) AND h.pos IS NULL "
    "AND (f.held IS NOT NULL OR f.eff_hlc <> f.hlc) "
    "AND NOT EXISTS (SELECT 1 FROM header o WHERE o.fact = f.lid AND o.pos IS NOT NULL)"
)
_SETTLED = (
    "SELECT min(t.pos) FROM header h JOIN fact s ON s.lid = h.fact AND s.type = 'held_settled' "
    "JOIN fact f ON f.id = unhex(replace(json_extract(s.fact, '$.val.fact'), '-', '')) "
    "JOIN header t ON t.fact = f.lid WHERE h.pos > ?1 AND t.pos <= ?1"
)


def acknowledge(store: Store, items: Sequence[Unsent], answer: Answer) -> Changes | None:
    """Note the positions of own items when they follow what was read last and the chain proves it.

    Gives what changed on the screen, or None when the items have to be read back instead: others wrote in between, an
    item changes others, or the chain is not as it should be.
    """
    if any(one.type in _MEANT_FOR_PULLING for one in items):
        return None
    first, received_ms = answer.first, answer.received_ms
    cap = (received_ms + MAX_AHEAD_MS) << COUNTER_BITS
    with store.own() as cursor:
        at, proved = cursor_of(cursor)
        if at + 1 != first:
            return None
        said = []
        for pos, one in enumerate(items, start=first):
            held, by = answer.verdicts.get(pos, (None, None))
            eff_hlc = min(one.hlc, cap)
            proved = feed_chain.link(proved, one.header, feed_chain.verdict(eff_hlc, received_ms, held, by))
            said.append(Acknowledged(one.lid, one.dseq, pos, eff_hlc, held, by))
        if proved != answer.chain:
            return None
        put_positions(cursor, store.rid, received_ms, said)
        move_cursor(cursor, first + len(items) - 1, answer.chain)
        judged = [
            (one.eff_hlc, one.held, one.lid)
            for one, item in zip(said, items, strict=True)
            if one.held is not None or one.eff_hlc != item.hlc
        ]
        return put_verdicts(store, cursor, judged)


def points_of(connection: Any) -> list[tuple[int, bytes]]:
    """The checkpoints of what was read, newest first."""
    return [
        (row[0], row[1]) for row in connection.execute("SELECT pos, chain FROM checkpoint ORDER BY pos DESC")
    ]


def forget_after(store: Store, pos: int) -> int:
    """Positions behind `pos` are the server's no longer: own items are sent again, all are read again; how many."""
    with store.own() as cursor:
        pos = _before_what_was_settled(cursor, pos)
        gone = cursor.execute("SELECT count(*) FROM header WHERE pos > ?", (pos,)).fetchone()[0]
        cursor.execute('UPDATE header SET pos = NULL, received_at = NULL, "by" = NULL WHERE pos > ?', (pos,))
        cursor.execute("DELETE FROM checkpoint WHERE pos > ?", (pos,))
        own = [bytearray(id_bytes(rid)) for rid in (store.rid, *former_rids(cursor))]
        judged = cursor.execute(_NO_LONGER_JUDGED.format(", ".join("?" * len(own))), own).fetchall()
        put_verdicts(store, cursor, judged)
    return int(gone)


def _before_what_was_settled(cursor: Any, pos: int) -> int:
    """Where to read on from, so that a fact gets back the verdict that it had before a decision which the server lost."""
    row = cursor.execute(_SETTLED, (pos,)).fetchone()
    if row[0] is None:
        return pos
    found = cursor.execute("SELECT max(pos) FROM checkpoint WHERE pos < ?", (row[0],)).fetchone()
    return int(found[0] or 0)
