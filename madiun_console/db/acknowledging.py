"""Positions of own items, as the server's answer to a batch gives them, and going back when the server lost some."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from madiun_console.db.inbox import cursor_of, move_cursor, put_verdicts
from madiun_console.db.outbox import Acknowledged, Unsent, put_positions
from madiun_console.db.store import Store
from madiun_console.domain import feed_chain
from madiun_console.domain.changes import Changes
from madiun_console.domain.clock import COUNTER_BITS, MAX_AHEAD_MS

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
        gone = cursor.execute("SELECT count(*) FROM header WHERE pos > ?", (pos,)).fetchone()[0]
        cursor.execute('UPDATE header SET pos = NULL, received_at = NULL, "by" = NULL WHERE pos > ?', (pos,))
        cursor.execute("DELETE FROM checkpoint WHERE pos > ?", (pos,))
    return int(gone)
