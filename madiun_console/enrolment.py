"""A data folder becomes a desk of a shared server by its one-time code; used by the first page and the command line."""

from __future__ import annotations

import logging
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from madiun_console.db.desk import Desk
from madiun_console.db.recovery import RECOVERY_FILE, new_recovery_code
from madiun_console.db.store import Store
from madiun_console.domain.clock import Clock
from madiun_console.domain.rulebook import Rulebook
from madiun_console.errors import ConsoleError, StoreMissing
from madiun_console.opening import Progress, desk_of, names_in, new_store, open_store, remove_store
from madiun_console.resources import load_rulebook
from madiun_console.sync.connecting import ServerFault
from madiun_console.sync.exchange import Exchange
from madiun_console.sync.joining import ServerLink, device_way, join
from madiun_console.sync.last_exchange import note_exchange
from madiun_console.sync.link_state import has_joined

_log = logging.getLogger(__name__)
FIRST_LOAD_S = 3.0
"""So long the first page loads; the rest of a long past comes while people work already."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A desk of the server."""

    desk: Desk
    recovery_code: str
    """Of a store that had none, to be kept; else empty."""


class _Enough(Exception):
    """People can sign in, and the rest may come later."""


def join_server(
    folder: Path,
    code: str,
    progress: Progress = lambda _done, _of_all: None,
    *,
    clock: Clock | None = None,
    rulebook: Rulebook | None = None,
) -> Joined:
    """Join with `code` and load until somebody can sign in; may be repeated with the same code after a cut-off.

    Raises InvalidInput or ServerFault, and leaves no store behind that was not there before.
    """
    rulebook = rulebook or load_rulebook()
    try:
        store, before = open_store(folder, clock=clock, rulebook=rulebook), None
    except StoreMissing:
        before = names_in(folder)
        store = new_store(folder, rulebook, clock)
    try:
        link = join(store, code, store.clock.now_ms() / 1000)
        recovery_code = "" if (folder / RECOVERY_FILE).exists() else new_recovery_code(folder, store.key)
        with suppress(_Enough):
            _load(store, link, progress)
        store.checkpoint()
        return Joined(desk_of(store, rulebook), recovery_code)
    except BaseException as error:
        useless = isinstance(error, ConsoleError) and not has_joined(store)
        store.close()
        if before is not None and useless:
            remove_store(folder, before)
        raise


def _load(store: Store, link: ServerLink, progress: Progress) -> None:
    """The first rounds of the exchange. A cut here is no failure: this desk has joined, and goes on loading later."""
    until = time.monotonic() + FIRST_LOAD_S

    def told(done: int, of_all: int) -> None:
        progress(done, of_all)
        if time.monotonic() > until and _somebody_may_sign_in(store):
            raise _Enough

    try:
        transport = device_way(store, link)
        try:
            Exchange(store, transport, lambda _: None).round(told)
            note_exchange(store)
        finally:
            transport.close()
    except ServerFault as fault:
        _log.info("joined, but loading was cut off: %s", fault.text_en)


def _somebody_may_sign_in(store: Store) -> bool:
    wanted = "SELECT 1 FROM person WHERE disabled = 0 AND verifier IS NOT NULL LIMIT 1"
    return store.driver(lambda reader: reader.execute(wanted).fetchone()) is not None
