"""The desk's link to its server, on a thread of its own: connects, sends at once, hears of news, keeps nobody waiting."""

from __future__ import annotations

import logging
import random
import select
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Literal

from madiun_console.db.agency_desks import agency_desks, note_agency_desks, sharing_agencies
from madiun_console.db.inbox import cursor_of
from madiun_console.db.outbox import count_unsent
from madiun_console.db.store import Store
from madiun_console.domain.changes import Changes
from madiun_console.errors import ConsoleError
from madiun_console.sync.connecting import SILENT, ServerFault
from madiun_console.sync.exchange import Exchange, Tally
from madiun_console.sync.joining import CENTER_META, ServerLink, device_way
from madiun_console.sync.last_exchange import LastExchange
from madiun_console.sync.link_state import (
    LinkState,
    Mode,
    messages_of,
    present_of,
)
from madiun_console.sync.own_logins import OwnLogins
from madiun_console.sync.pace import Pace
from madiun_console.sync.patience import CONNECT_S, SILENCE_S, Patience
from madiun_console.sync.postgres import PostgresTransport
from madiun_console.sync.retries import Retries
from madiun_console.sync.spacing import Spacing
from madiun_console.sync.transport import Hello

_log = logging.getLogger(__name__)
_PRESENCE_AT_MOST_S = 0.3
_PAGE, _REST_S = 300, 0.03
"""A past that is being loaded leaves the window a third of the time; an operator takes calls meanwhile."""
_MANY = 1000
"""More than so many new facts are a past that is being loaded."""
_LAST_WORDS_S = 1.0
_PRESENCE_HINT = "presence"
_MOST_MESSAGES = 200
_log_bug = "the exchange with the server broke off"

Shown = Callable[[Changes], None]
Told = Callable[[LinkState], None]


@dataclass(frozen=True, slots=True)
class Timing:
    """How often the server is asked and how long an answer is waited for; a line that died in silence is noticed within
    `head_every_s` and `silence_s` together.
    """

    head_every_s: float = 10.0
    """`head()` is the truth, hints are only hints (architecture.md)."""
    hello_every_s: float = 60.0
    """So old at most are the clocks' difference and the list of agencies that have a desk of their own."""
    presence_every_s: float = 10.0
    silence_s: float = SILENCE_S
    connect_s: float = CONNECT_S
    """Longer over a line that needs it (pace.py)."""
    retry_s: tuple[float, ...] = (0.5, 1.0, 2.0, 5.0, 10.0, 20.0)


class Live:
    """Runs until `stop`; `shown` and `told` are called on its thread."""

    def __init__(
        self, store: Store, link: ServerLink, shown: Shown, told: Told, timing: Timing | None = None
    ) -> None:
        self._store = store
        self._link = link
        self._shown = shown
        self._told = told
        self._timing = timing or Timing()
        self._pace = Pace(self._timing.silence_s, _PAGE, self._timing.connect_s)
        self._logins = OwnLogins(store, self._connect)
        self._lock = threading.Lock()
        self._random = random.Random()  # noqa: S311 - only so that not all desks ask at once
        self._spacing = Spacing()
        self._here: dict[str, Any] = {}
        self._to_say: list[dict[str, Any]] = []
        self._ends = threading.Event()
        self._wake_in, self._wake_out = socket.socketpair()
        for end in (self._wake_in, self._wake_out):
            end.setblocking(False)
        self._thread = threading.Thread(target=self._run, name="server-link", daemon=True)
        self._last = LastExchange(store)
        self.state = LinkState(
            "connecting", store.clock.now_ms(), heard_ms=self._last.ms, agencies=agency_desks(store),
            sharing=sharing_agencies(store), pos=store.driver(cursor_of)[0],
        )  # fmt: skip
        self._next_presence = 0.0
        self._last_presence = 0.0
        self._exchange: Exchange | None = None
        self._worked_since: float | None = None
        """When something first went through the present connection (monotonic seconds)."""

    # ------------------------------------------------------------------------------------------ from other threads

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Hang up; what was not sent stays in the store."""
        self._ends.set()
        self.wake()
        self._thread.join()
        for end in (self._wake_in, self._wake_out):
            end.close()

    def wake(self) -> None:
        """Something was logged here, or there is something to say: do it now."""
        with suppress(OSError):  # it is awake already, or gone
            self._wake_in.send(b"!")

    def signed_in(self, person: str, password: str) -> None:
        """Somebody who acts over a login of their own has signed in."""
        self._logins.use(person, password)
        self.wake()

    def signed_out(self) -> None:
        """Nobody of that kind is here now."""
        self._logins.forget()
        self.wake()

    def new_password(self, person: str, password: str) -> None:
        """The one who is signed in has changed their password; `note_password` has noted it for the server."""
        self._logins.renew(person, password)
        self.wake()

    def here(self, person: str | None, incident: str | None, *, typing: bool) -> None:
        """Tell the other desks who is at this one, and what is open on its screen."""
        with self._lock:
            fresh = {"person": person, "incident": incident, "typing": typing}
            if fresh == self._here:
                return
            self._here = fresh
            self._next_presence = 0.0
        self.wake()

    def say(
        self,
        text: str,
        *,
        asks_help: bool = False,
        to: int | None = None,
        incident: str | None = None,
        answers: int | None = None,
    ) -> None:
        """Send a short message to all desks, or to one; it is lost when the server is away, and `state` shows whether it came."""
        said = {"text": text, "help": asks_help, "to": to, "incident": incident, "answers": answers}
        with self._lock:
            self._to_say.append({name: value for name, value in said.items() if value is not None})
            self._next_presence = 0.0
        self.wake()

    # ------------------------------------------------------------------------------------------ on its own thread

    def _run(self) -> None:
        retries = Retries(self._timing.retry_s)
        while not self._ends.is_set():
            self._worked_since, silent = None, False
            try:
                self._connected()
            except ConsoleError as fault:
                silent = fault.id == SILENT
                if not self._ends.is_set():
                    self._offline(fault)
            except Exception:  # noqa: BLE001 - a bug of ours is in the log, and the link goes on
                _log.exception(_log_bug)
                self._offline(None)
            finally:
                self._logins.drop_ways()
                self._last.keep()
            rest_s = retries.rest_s(self._worked_s(), silent=silent)
            if not self._ends.is_set():
                self._rest(rest_s * self._random.uniform(0.7, 1.3))

    def _connect(self, login: str, password: str) -> PostgresTransport:
        """A person's own way. Raises ServerFault, also when the program is being closed."""
        with self._pace.connecting():
            return PostgresTransport(self._link.dsn(self._store.folder, login, password), self._patience())

    def _patience(self) -> Patience:
        return Patience(
            self._timing.silence_s, self._pace.connect_s, self._ends.is_set, self._tell_of_waiting
        )

    def _connected(self) -> None:
        with self._pace.connecting():
            transport = device_way(self._store, self._link, self._patience())
        try:
            exchange = Exchange(
                self._store, transport, self._moved, self._logins, pace=self._pace, rest_s=_REST_S
            )
            said = exchange.greet()
            self._exchange = exchange
            self._note_center(said.center)
            behind = said.head - self.state.pos
            if behind > _MANY:  # told before the first page: what is old must not alarm anybody
                self._tell(loading=(self.state.pos, said.head))
            transport.listen(said.channel)
            self._take_hello(said)
            self._tell(device_id=said.device_id)
            self._work(transport, exchange)
        finally:
            self._say_goodbye(transport)
            transport.close()

    def _work(self, transport: PostgresTransport, exchange: Exchange) -> None:
        exchange.round(self._loading)
        self._works()
        next_head, next_hello = 0.0, time.monotonic() + self._timing.hello_every_s
        while not self._ends.is_set():
            self._logins.settle(transport)
            self._last.note(self._store.clock.now_ms())
            self._tell(
                heard_ms=self._last.ms, pos=self._store.driver(cursor_of)[0], loading=None, unsent=self._unsent(),
                own_login=self._logins.state,
            )  # fmt: skip
            if time.monotonic() >= next_head:
                next_head = time.monotonic() + self._timing.head_every_s * self._random.uniform(0.8, 1.2)
            if time.monotonic() >= self._next_presence:
                self._presence(transport)
            if time.monotonic() >= next_hello:
                next_hello = time.monotonic() + self._timing.hello_every_s
                self._take_hello(transport.hello(self._store.rid, self._store.clock.now_ms()))
            news = self._news(transport, next_head)
            if news == "here":
                exchange.send(Tally(), self._loading)
            elif news == "there" or (news == "time" and self._is_behind(transport)):
                # something new that no hint told of: hints do not get through
                self._set_mode("live" if news == "there" else "polling")
                exchange.pull(Tally(), self._loading)

    def _take_hello(self, said: Hello) -> None:
        """What the server says of itself changes while a desk stays connected for days."""
        note_agency_desks(self._store, said.agencies, said.sharing)
        self._tell(
            skew_ms=self._store.clock.now_ms() - said.server_ms, agencies=said.agencies,
            sharing=sharing_agencies(self._store),
        )  # fmt: skip

    def _is_behind(self, transport: PostgresTransport) -> bool:
        return bool(transport.head()[1] != self._store.driver(cursor_of)[0])

    def _news(self, transport: PostgresTransport, next_head: float) -> Literal["here", "there", "time", "no"]:
        """Wait for something to do: something was logged here, or there, or it is time to ask."""
        until = min(next_head, self._next_presence)
        # some arrive with the answer to a question, and then nothing is left to read
        hints = transport.hints()
        if not hints:
            waited_for: list[Any] = [transport.fileno(), self._wake_out]
            ready, _, _ = select.select(waited_for, [], [], max(0.0, until - time.monotonic()))
            if self._wake_out in ready:
                self._drain()
                return "here"
            hints = transport.hints()
        if _PRESENCE_HINT in hints:
            # where many come and go, not each of them makes everybody ask
            self._next_presence = min(self._next_presence, self._last_presence + _PRESENCE_AT_MOST_S)
        at, _ = self._store.driver(cursor_of)
        log_hints = [
            hint for hint in hints if hint != _PRESENCE_HINT and _head_in(hint) > at
        ]  # not of our own doing
        if log_hints:
            urgent = any(hint.endswith("urgent") for hint in log_hints)
            time.sleep(self._spacing.wait_s(len(self.state.present), urgent=urgent))
            return "there"
        return "time" if time.monotonic() >= next_head else "no"

    def _presence(self, transport: PostgresTransport) -> None:
        with self._lock:
            said: dict[str, Any] = {"rid": self._store.rid, **self._here}
            said["say"], self._to_say = self._to_say, []
        messages = self.state.messages
        said["after"] = messages[-1].id if messages else 0
        self._last_presence = time.monotonic()
        self._next_presence = self._last_presence + self._timing.presence_every_s
        heard = transport.presence({name: value for name, value in said.items() if value is not None})
        fresh = messages_of(heard)
        self._tell(present=present_of(heard), messages=(messages + fresh)[-_MOST_MESSAGES:])

    def _say_goodbye(self, transport: PostgresTransport) -> None:
        if self._ends.is_set():
            transport.hurry(_LAST_WORDS_S)
            with suppress(ConsoleError):
                transport.presence({"rid": self._store.rid, "gone": True})

    def _note_center(self, center: str) -> None:
        """An agency's desk may have joined before the center was founded."""
        if center and not self._store.center:
            self._store.set_meta(CENTER_META, center)
            self._store.center = center

    def _rest(self, seconds: float) -> None:
        ready, _, _ = select.select([self._wake_out], [], [], seconds)
        if ready:
            self._drain()
            if not self._ends.is_set():
                self._tell(unsent=self._unsent())
                select.select([self._wake_out], [], [], min(seconds, self._timing.retry_s[0]))

    def _drain(self) -> None:
        try:
            while self._wake_out.recv(4096):
                pass
        except BlockingIOError:
            pass

    # ------------------------------------------------------------------------------------------ telling

    def _unsent(self) -> int:
        if (
            self._exchange is not None
        ):  # what an agency's desk said and the server holds never comes back in its feed
            return max(0, self._store.tip().dseq - self._exchange.sent_up_to)
        count: int = self._store.driver(lambda reader: count_unsent(reader, self._store.rid))
        return count

    def _moved(self, changes: Changes) -> None:
        """Something came or got its position."""
        self._works()
        self._shown(changes)

    def _works(self) -> None:
        """Not before something went through: a server that takes a connection and no batch is no server."""
        if self._worked_since is None:
            self._worked_since = time.monotonic()
        if self.state.mode not in ("live", "polling"):
            self._tell(mode="live", since_ms=self._store.clock.now_ms(), fault=None)

    def _worked_s(self) -> float:
        """For how long something has gone through the present connection; 0 when nothing has."""
        return 0.0 if self._worked_since is None else time.monotonic() - self._worked_since

    def _tell_of_waiting(self) -> None:
        """An answer takes long: what is logged here meanwhile is counted all the same."""
        self._tell(unsent=self._unsent())

    def _loading(self, pos: int, head: int) -> None:
        self._tell(loading=(pos, head) if pos < head else None)

    def _offline(self, fault: ConsoleError | None) -> None:
        if fault is not None:
            expected = isinstance(fault, ServerFault) and fault.id != "server_other"
            _log.log(logging.INFO if expected else logging.ERROR, "the link stopped: %s", fault.text_en)
        with self._lock:
            self._to_say.clear()  # a call for help of ten minutes ago helps nobody
        self._tell(fault=fault, present=(), loading=None, unsent=self._unsent(), own_login=self._logins.state)
        self._set_mode("offline")

    def _set_mode(self, mode: Mode) -> None:
        if self.state.mode != mode:
            self._tell(mode=mode, since_ms=self._store.clock.now_ms())

    def _tell(self, **changed: Any) -> None:
        fresh = replace(self.state, **changed)
        if fresh != self.state:
            self.state = fresh
            self._told(fresh)


def _head_in(hint: str) -> int:
    """The position a hint tells of; one that is not understood tells of everything."""
    head = hint.split(maxsplit=1)[0] if hint.strip() else ""
    return int(head) if head.isdigit() else sys.maxsize
