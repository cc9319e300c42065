"""Which desk a store is: its own letter, and those of others as their facts tell it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from madiun_console.db.desk import Desk
from madiun_console.domain.ids import id_bytes

_LOOKED_AT = 500
"""So many of a store's latest facts are looked through for one that names its desk."""
_SAYS_DESK = (
    "SELECT f.fact FROM (SELECT fact FROM header WHERE rid = ? ORDER BY dseq DESC LIMIT ?) h JOIN fact f ON f.lid = h.fact "
    "WHERE f.type IN ('report_logged', 'call_logged', 'shift_started') LIMIT 1"
)
"""Not the founding fact: the desk may have got another letter when it joined."""
_STORES = (
    # CROSS keeps SQLite from walking through all headers (5 s with a million facts).
    "SELECT f.id, h.rid FROM fact f CROSS JOIN header h ON h.fact = f.lid WHERE f.id IN ({}) ORDER BY h.hid DESC"
)
_AT_ONCE = 900


def letters_of(desk: Desk, driver: Any, facts: Iterable[bytes]) -> dict[bytes, str]:
    """Fact -> letter of the desk where it was first written; facts whose desk is not known here are left out."""
    wanted = list(facts)[:_AT_ONCE]
    if not wanted:
        return {}
    keys = [bytearray(one) for one in wanted]
    # the first header comes last, and stays
    store_of: dict[bytes, bytes] = dict(driver.execute(_STORES.format(", ".join("?" * len(keys))), keys))
    letters = {rid: letter_of(desk, driver, rid) for rid in set(store_of.values())}
    return {fact: letters[rid] for fact, rid in store_of.items() if letters[rid]}


def letter_of(desk: Desk, driver: Any, rid: bytes) -> str:
    """The letter of a store's desk; empty when none of its latest facts names it."""
    if rid == id_bytes(desk.store.rid):
        return desk.letter if desk.agency is None else ""
    row = driver.execute(_SAYS_DESK, (bytearray(rid), _LOOKED_AT)).fetchone()
    said = json.loads(row[0])["val"].get("desk") if row else None
    return said if isinstance(said, str) else ""
