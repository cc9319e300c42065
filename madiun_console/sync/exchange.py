"""One round with the server: what is here goes there, what is there comes here. Each step may be cut off at any point."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol

from madiun_console.db import outbox
from madiun_console.db.acknowledging import acknowledge, forget_after, points_of
from madiun_console.db.inbox import FeedItem, LogDiverged, cursor_of, take_page
from madiun_console.db.store import Store
from madiun_console.domain.changes import Changes
from madiun_console.domain.events import Header
from madiun_console.sync.connecting import CUT, SILENT, ServerFault
from madiun_console.sync.pace import Pace
from madiun_console.sync.transport import Hello, Pushed, Transport
from madiun_console.sync.two_ways import TwoWays

_log = logging.getLogger(__name__)
BATCH = 500

Shown = Callable[[Changes], None]
Progress = Callable[[int, int], None]


class PersonWays(Protocol):
    """Ways over people's own logins."""

    def way_of(self, actor: bytes) -> Transport | None:
        """The way of this person, when they are signed in here and have a login."""

    def broken(self, actor: bytes) -> None:
        """Their way does not work (any more); the device's is used instead."""


@dataclass(slots=True)
class Tally:
    """What a round did."""

    sent: int = 0
    received: int = 0
    bad: int = 0
    """Items whose content the server could not take; the text stays here."""
    healed: int = 0
    """Positions that the server had lost."""


class Exchange:
    """The exchange of one store over one way; not for two threads at once."""

    def __init__(
        self,
        store: Store,
        transport: Transport,
        shown: Shown,
        people: PersonWays | None = None,
        *,
        pace: Pace | None = None,
        rest_s: float = 0.0,
    ) -> None:
        """A page is taken in one transaction; `rest_s` lets whoever works in the window have its turn between two."""
        self._store = store
        self._transport = transport
        self._shown = shown
        self._people = people
        self._pace, self._rest_s = pace or Pace(), rest_s
        self._sent_up_to = 0
        self._noting: ThreadPoolExecutor | None = None
        self._notes: list[Future[Changes | None]] = []
        self._reading: ThreadPoolExecutor | None = None
        self._ahead: dict[tuple[str, int], Future[list[outbox.Unsent]]] = {}
        """Items that are read while the server works on those before them: (chain, number they follow) -> they."""
        self._two: TwoWays | None = None
        self._on_way: tuple[list[outbox.Unsent], Future[Pushed]] | None = None
        """Items that were sent behind others which the server had not answered yet."""
        self._read_back = False
        """Whether the server's verdicts on what was sent have to be read like everybody else's facts."""
        self._renewed = False
        """Whether this store has begun a new chain while reading, and facts may stand in none."""
        self._told_read: int | None = None
        """How far the server was told over this way that this store has read."""
        self.hello: Hello | None = None

    @property
    def sent_up_to(self) -> int:
        """Number of the last item of this store's chain that the server has."""
        return self._sent_up_to

    def greet(self) -> Hello:
        """Introduce the store; what a clone or a restored store has to do first is done here."""
        said = self._transport.hello(self._store.rid, self._store.clock.now_ms())
        if said.forked:
            said = self._new_chain()
        self._sent_up_to = said.last_dseq
        self.hello = said
        return said

    def round(self, progress: Progress | None = None) -> Tally:
        """Send and receive until both sides have everything. Raises ServerFault when the way is cut; nothing is lost."""
        tally = Tally()
        if self.hello is None:
            self.greet()
        self.pull(tally, progress)
        if outbox.former_rids_of(self._store) and outbox.rechain(self._store):
            _log.info("facts of a former chain got new headers")
        self.send(tally, progress)
        return tally

    def send(self, tally: Tally, progress: Progress | None = None) -> None:
        """Send what is not sent yet; what others wrote meanwhile is read too."""
        self._read_back = False
        with (
            ThreadPoolExecutor(1, "server-link-noting") as noting,
            ThreadPoolExecutor(1, "server-link-reading") as reading,
        ):
            self._noting, self._reading, self._two = noting, reading, TwoWays(self._transport)
            try:
                while self.push_one(tally):
                    pass
            finally:
                self._two.close()
                self._noting = self._reading = self._two = self._on_way = None
                self._ahead.clear()
                self._take_notes()
        if self._read_back:
            self.pull(tally, progress)

    # ------------------------------------------------------------------------------------------ sending

    def push_one(self, tally: Tally) -> bool:
        """Send one batch; whether there may be more."""
        items = self._next()
        if not items:
            return False
        with self._pace.batch.under_way(lambda: outbox.size_of(items)) as step:
            said = self._answer(items)
            step.full = items[-1].dseq < self._store.tip().dseq
        return self._heard(items, said, tally)

    def _answer(self, items: list[outbox.Unsent]) -> Pushed:
        """What the server says to them; of a backlog the items behind them are sent before it has said it."""
        answer = self._sent_before(items)
        behind = self._ahead.get((self._store.rid, items[-1].dseq))
        if behind is not None and self._two is not None and self._two.are_open:
            if answer is None and not self._is_somebodys(items):
                answer = self._two.send(self._store.rid, outbox.batch_of(items))
            following = behind.result()
            if following and answer is not None and not self._is_somebodys(following):
                self._read_behind(following)
                self._on_way = following, self._two.send(self._store.rid, outbox.batch_of(following))
        if answer is None:
            return self._push(items)
        said = answer.result()
        if said.status != "gap":
            return said
        self._forget_on_way()  # the server came to these too early, and to those behind them as well
        return self._push(items)

    def _sent_before(self, items: list[outbox.Unsent]) -> Future[Pushed] | None:
        if self._on_way is not None and self._on_way[0] is not items:
            self._forget_on_way()
        on_way, self._on_way = self._on_way, None
        return on_way and on_way[1]

    def _forget_on_way(self) -> None:
        """Whatever the server took of it is passed over when it comes again."""
        on_way, self._on_way = self._on_way, None
        if on_way is not None:
            on_way[1].exception()

    def _is_somebodys(self, items: list[outbox.Unsent]) -> bool:
        """Whether there is an act among them that goes over the login of somebody who is signed in."""
        return self._people is not None and any(map(self._people.way_of, {one.actor for one in items}))

    def _next(self) -> list[outbox.Unsent]:
        """The next items; those behind them are read meanwhile."""
        after = self._store.rid, self._sent_up_to
        ahead = self._ahead.pop(after, None)
        found = (ahead.result() if ahead is not None else None) or self._unsent(*after)
        self._read_behind(found)
        return found

    def _read_behind(self, items: list[outbox.Unsent]) -> None:
        """Behind a full batch there are probably more."""
        if self._reading is not None and len(items) == BATCH:
            after = self._store.rid, items[-1].dseq
            if after not in self._ahead:
                self._ahead[after] = self._reading.submit(self._unsent, *after)

    def _unsent(self, rid: str, after: int) -> list[outbox.Unsent]:
        most = self._pace.batch.size
        found: list[outbox.Unsent] = self._store.driver(
            lambda reader: outbox.unsent(reader, rid, after, BATCH, most)
        )
        return found

    def _push(self, items: list[outbox.Unsent]) -> Pushed:
        """Over the signed-in person's own login when there is an act of theirs among the items, else over the device's."""
        batch = outbox.batch_of(items)
        for actor in dict.fromkeys(one.actor for one in items):
            for _ in range(2):
                # over the device's login an act that needs a role would be held, and one cut is no reason for that
                way = self._people.way_of(actor) if self._people else None
                if way is None or self._people is None:
                    break
                try:
                    said = way.push(self._store.rid, batch)
                    if said.status == "bad" and not said.acked:
                        break  # perhaps another past of this store, which the server tells the device alone; it stores nothing
                    return said
                except ServerFault as fault:
                    _log.info("a person's own login did not work: %s", fault.id)
                    self._people.broken(actor)
                    if fault.id == SILENT:
                        raise
                    if fault.id != CUT:
                        break
        return self._transport.push(self._store.rid, batch)

    def _heard(self, items: list[outbox.Unsent], said: Pushed, tally: Tally) -> bool:
        if said.status == "fork":
            _log.warning("the server knows another past of this store; going on under a new chain")
            self._take_notes()
            self._new_chain()
            self.pull(tally, None)
            outbox.rechain(self._store)
            return True
        if said.status == "bad":
            tally.bad += 1
            _log.error("the server could not take %s", [one.dseq for one in items][:5])
        if said.acked:
            tally.sent += said.acked
            new = items[-said.acked :]
            if said.last_dseq != items[-1].dseq:
                self._read_back = True
            elif (
                self._noting is not None and len(items) == BATCH
            ):  # the next batch need not wait for our own disk
                self._notes.append(self._noting.submit(acknowledge, self._store, new, said))
            else:
                self._take_notes()
                self._note(acknowledge(self._store, new, said))
        if said.last_dseq == self._sent_up_to and not said.acked and said.status != "gap":
            return False  # nothing moves on: the next round tries again
        if said.status == "gap" and said.last_dseq >= self._sent_up_to:
            return False
        self._sent_up_to = said.last_dseq
        return True

    def _take_notes(self) -> None:
        """Wait until the positions of everything that was sent are noted."""
        notes, self._notes = self._notes, []
        for note in notes:
            self._note(note.result())

    def _note(self, changes: Changes | None) -> None:
        if changes is None:
            self._read_back = True
        else:
            self._shown(changes)

    def _new_chain(self) -> Hello:
        outbox.begin_new_chain(self._store)
        said = self._transport.hello(self._store.rid, self._store.clock.now_ms())
        self._sent_up_to = said.last_dseq
        self.hello = said
        return said

    # ------------------------------------------------------------------------------------------ receiving

    def pull(self, tally: Tally, progress: Progress | None) -> None:
        """Read the feed to its end; what a clone's headers have pushed aside meanwhile is sent under new ones at once."""
        self._read(tally, progress)
        if self._renewed:
            self._renewed = False
            if outbox.rechain(self._store):
                self.send(tally, progress)

    def _read(self, tally: Tally, progress: Progress | None) -> None:
        while True:
            after, chain = self._store.driver(cursor_of)
            page = self._pace.page.size
            try:
                with self._pace.page.under_way() as step:
                    items = self._transport.pull(after, chain, page)
                    step.full = len(items) == page
            except LogDiverged:
                self._heal(tally)
                continue
            if items:
                rid = self._store.rid
                self._shown(take_page(self._store, items))
                self._find_own(items)
                if self._store.rid != rid:
                    _log.warning("a clone of this store writes its chain; going on under a new one")
                    self._renewed = True
                    self.greet()
                tally.received += len(items)
                if progress is not None and self.hello is not None:
                    progress(items[-1].pos, max(self.hello.head, items[-1].pos))
            if len(items) < page:
                self._tell_read(items[-1].pos if items else after)
                return
            time.sleep(self._rest_s)

    def _tell_read(self, pos: int) -> None:
        """Tell how far this store has read, also when there was nothing: the way before may have broken before it could.

        What `push` gets right behind that the server counts as read by itself.
        """
        if pos != self._told_read:
            self._transport.read_to(pos)
            self._told_read = pos

    def _find_own(self, items: list[FeedItem]) -> None:
        """What was sent over a connection that broke may have arrived after the server said how far it had come."""
        rid = self._store.rid
        own = [Header.read(item.hdr) for item in items if rid in item.hdr]
        self._sent_up_to = max([self._sent_up_to, *(header.dseq for header in own if header.rid == rid)])

    def _heal(self, tally: Tally) -> None:
        """Go back to the last point the server shares; what it lost is sent again, by us or by whoever wrote it."""
        points = self._store.driver(points_of)
        shared = self._transport.common(points)
        tally.healed += forget_after(self._store, shared)
        _log.warning("the server's log differs; going on from position %d", shared)
        self.greet()
