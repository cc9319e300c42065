"""When this store last had everything the server has: kept in the store, so that a start without a server can still say it."""

from __future__ import annotations

from madiun_console.db.store import Store

HEARD_META = "heard"
"""In `meta`: milliseconds since 1970 UTC."""
KEEP_EVERY_MS = 60_000
"""A link that stands has everything every few milliseconds; after a kill the age is at most so much too great."""


class LastExchange:
    """The moment, in memory at once and in the store now and then."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kept_ms = self.ms = int(store.meta(HEARD_META) or 0)

    def note(self, now_ms: int) -> None:
        """Both sides have everything."""
        self.ms = now_ms
        if abs(now_ms - self._kept_ms) >= KEEP_EVERY_MS:
            self.keep()

    def keep(self) -> None:
        """Write it down; before the link rests or ends."""
        if self.ms != self._kept_ms:
            self._store.set_meta(HEARD_META, str(self.ms))
            self._kept_ms = self.ms


def note_exchange(store: Store) -> None:
    """A complete exchange without a running link."""
    last = LastExchange(store)
    last.note(store.clock.now_ms())
    last.keep()
