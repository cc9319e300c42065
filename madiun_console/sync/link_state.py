"""What the screen says about the server: whether it is there, since when, and who else is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from madiun_console.errors import ConsoleError

if TYPE_CHECKING:
    from madiun_console.db.store import Store

SERVER_META, JOINED_META = "server", "joined"
"""In `meta`: where the server is, and that joining it was not cut off half-way."""
CA_FILE = "server-ca.crt"
"""In the data folder: the authority of the server's certificate, as libpq wants it."""
REVOKED = "server_revoked"
"""Id of the fault of a computer that is not enrolled any more."""
Mode = Literal["alone", "connecting", "live", "polling", "offline"]
"""`polling`: the server answers but sends no hints; `alone`: this desk has joined no server."""
REACHABLE: tuple[Mode, ...] = ("live", "polling")
"""What is sent now arrives now."""


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody at a desk of the same feed."""

    device_id: int
    name: str
    """Of the desk, as it was enrolled."""
    desk: str | None
    rid: str
    person: str | None
    incident: str | None
    typing: bool
    since_ms: int


@dataclass(frozen=True, slots=True)
class Message:
    """A short message of the shift, or a call for help; never in the log."""

    id: int
    at_ms: int
    device_id: int
    name: str
    desk: str | None
    person: str | None
    help: bool
    to: int | None
    """Device it is meant for; None: everybody."""
    incident: str | None
    text: str
    answers: int | None


@dataclass(frozen=True, slots=True)
class LinkState:
    """The state of the link to the server at one moment."""

    mode: Mode = "alone"
    since_ms: int = 0
    """When this mode began."""
    unsent: int = 0
    heard_ms: int = 0
    """When this store last had everything the server has, before this start too; 0: never."""
    loading: tuple[int, int] | None = None
    """(position, head) while the past is still being loaded."""
    skew_ms: int | None = None
    """How far this PC's clock is ahead of the server's; None: not compared since the program was started."""
    fault: ConsoleError | None = None
    device_id: int = 0
    own_login: Literal["none", "needed", "ready", "refused"] = "none"
    """Of the signed-in person: none is needed, it was not used yet, it works, or the server does not know it."""
    present: tuple[Present, ...] = ()
    messages: tuple[Message, ...] = field(default=(), repr=False)
    agencies: tuple[str, ...] = ()
    """Agencies (ids) that have a desk of their own, as the server last told: what is given to them arrives by itself."""
    sharing: tuple[str, ...] = ()
    """Those of them that may be shown who called."""
    pos: int = 0
    """Position up to which this store had read its feed at `heard_ms`; at the start, how far it had come before."""


def is_revoked(state: LinkState) -> bool:
    """Whether the server refuses this computer for good, so that waiting does not help."""
    return state.mode == "offline" and state.fault is not None and state.fault.id == REVOKED


def has_joined(store: Store) -> bool:
    """Whether this desk belongs to a shared server; asks the store, and loads nothing that a desk alone does not need."""
    return store.meta(JOINED_META) is not None


def present_of(said: dict[str, Any]) -> tuple[Present, ...]:
    """Who is there, as `sync.presence` tells it."""
    return tuple(
        Present(
            one["device_id"], one["name"], one["desk"], one["rid"], one["person"], one["incident"], one["typing"],
            one["since_ms"],
        )
        for one in said["present"]
    )  # fmt: skip


def messages_of(said: dict[str, Any]) -> tuple[Message, ...]:
    """The messages of an answer of `sync.presence`."""
    return tuple(
        Message(
            one["id"], one["at_ms"], one["device_id"], one["name"], one["desk"], one["person"], one["help"], one["to"],
            one["incident"], one["text"], one["answers"],
        )
        for one in said["messages"]
    )  # fmt: skip
