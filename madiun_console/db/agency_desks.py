"""Which agencies have a desk of their own, and which of those may read who called, as the server last told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from madiun_console.db.store import Store

_DESKS, _SHARING = "agency_desks", "agency_sharing"


def agency_desks(store: Store) -> tuple[str, ...]:
    """The agencies (ids) that had a desk of their own when the server last told."""
    return tuple(json.loads(store.meta(_DESKS) or "[]"))


def sharing_agencies(store: Store) -> tuple[str, ...]:
    """Those of them that were enrolled with the right to be shown who called; all, where the server does not tell."""
    told = store.meta(_SHARING)
    return agency_desks(store) if told is None else tuple(json.loads(told))


def note_agency_desks(
    store: Store, agencies: tuple[str, ...], sharing: tuple[str, ...] | None = None
) -> None:
    """Keep what the server told, for a start without it; `sharing` None: a server of before, which does not tell."""
    told = json.dumps(agencies if sharing is None else sharing)
    for key, value in ((_DESKS, json.dumps(agencies)), (_SHARING, told)):
        if store.meta(key) != value:
            store.set_meta(key, value)
