"""What the card of the server asks and does; everything here runs off the GUI thread."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass

from madiun_console.actions.desk import Desk, Session
from madiun_console.actions.devices import confirm_device_right
from madiun_console.sync.link_state import SERVER_META, has_joined


@dataclass(frozen=True, slots=True)
class ServerPlace:
    """Where this desk's server is."""

    address: str
    """host:port/database."""
    feed: str
    """`center`, or the id of an agency."""
    encrypted: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What a test of the connection found."""

    milliseconds: float
    head: int
    skew_ms: int


def server_place(desk: Desk) -> ServerPlace | None:
    """From the store alone, so that nothing of PostgreSQL is loaded for it."""
    text = desk.store.meta(SERVER_META) if has_joined(desk.store) else None
    if text is None:
        return None
    kept = json.loads(text)
    address = f"{kept['host']}:{kept['port']}/{kept['database']}"
    return ServerPlace(address, kept["feed"], bool(kept["authority"]))


def try_connection(desk: Desk) -> Answer:
    """Connect once more, beside the link, and ask. Raises ServerFault."""
    from madiun_console.sync.joining import device_way, server_link

    link = server_link(desk.store)
    if link is None:
        raise LookupError("this desk has joined no server")
    began = time.monotonic()
    transport = device_way(desk.store, link)
    try:
        said = transport.hello(desk.store.rid, desk.store.clock.now_ms())
        took = (time.monotonic() - began) * 1000
        return Answer(took, said.head, desk.store.clock.now_ms() - said.server_ms)
    finally:
        transport.close()


def join_desk(desk: Desk, by: Session, code: str, password: str) -> None:
    """Let this desk, which worked alone, join; all its history is sent. Raises NotAllowed, InvalidInput or ServerFault."""
    confirm_device_right(desk, by, password)
    from madiun_console.sync.joining import join

    join(desk.store, code, desk.store.clock.now_ms() / 1000)
