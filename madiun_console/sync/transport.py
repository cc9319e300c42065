"""How the server's functions are reached; PostgreSQL itself today, a gateway before the same functions on another day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from madiun_console.db.inbox import FeedItem

PROTOCOL = 1


@dataclass(frozen=True, slots=True)
class Hello:
    """What the server says of itself and of this store (docs/sync.md, "hello")."""

    epoch: str
    min_proto: int
    center: str
    device_id: int
    desk: str | None
    feed: str
    channel: str
    head: int
    last_dseq: int
    forked: bool
    server_ms: int
    agencies: tuple[str, ...] = ()
    """Ids of the agencies that have a desk of their own."""
    sharing: tuple[str, ...] | None = None
    """Those of them that may be shown who called; None: a server of before does not tell."""


@dataclass(frozen=True, slots=True)
class Pushed:
    """The answer to a batch (docs/sync.md, "push"); positions `first` … `head` are new when `acked` is not 0."""

    status: str
    acked: int
    last_dseq: int
    head: int
    first: int
    chain: bytes
    received_ms: int
    verdicts: dict[int, tuple[str | None, str | None]]
    """Position -> (held, by), for those that have either."""


class Transport(Protocol):
    """One open way to the server. Methods raise ServerFault when it is gone, LogDiverged when its past is another one."""

    def another(self) -> Transport:
        """A second way of the same login; close it."""

    def hello(self, rid: str, client_ms: int) -> Hello:
        """Introduce this store."""

    def push(self, rid: str, batch: str) -> Pushed:
        """Hand over a batch, the JSON text of its items."""

    def pull(self, after: int, chain: bytes, limit: int) -> list[FeedItem]:
        """The next items of the feed behind `after`."""

    def head(self) -> tuple[str, int]:
        """(epoch, head of the feed)."""

    def common(self, points: Sequence[tuple[int, bytes]]) -> int:
        """The last of these checkpoints that the server shares."""

    def presence(self, said: dict[str, Any]) -> dict[str, Any]:
        """Say who is here, hear who else is."""

    def read_to(self, pos: int) -> None:
        """Tell how far this store has read."""

    def hints(self) -> list[str]:
        """Hints that have arrived (payloads of NOTIFY); waits for nothing."""

    def fileno(self) -> int:
        """A socket that is readable when a hint may have arrived."""

    def close(self) -> None:
        """Hang up."""
