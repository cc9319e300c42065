"""The signed-in person's own login on the server, for acts that need their role, and logins that wait to be set."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Literal

from madiun_console.db.store import Store
from madiun_console.domain.ids import id_text
from madiun_console.sync.connecting import ServerFault
from madiun_console.sync.postgres import PostgresTransport, login_of
from madiun_console.sync.scram import verifier_of

_log = logging.getLogger(__name__)
PENDING = "pending_logins"
"""In `meta`: person -> SCRAM verifier, set while no way was open that may set it (JSON)."""
_REFUSED = frozenset({"server_password", "server_role", "server_revoked"})

Connect = Callable[[str, str], PostgresTransport]
"""(login, password) -> a way to the server; raises ServerFault."""


@dataclass(slots=True)
class _SignedIn:
    person: str
    password: str
    following: str = ""
    """The new password, when it was changed here and the server does not know it yet."""
    asked: bool = False
    way: PostgresTransport | None = None
    state: Literal["needed", "ready", "refused"] = "needed"


def note_password(store: Store, person: str, password: str) -> None:
    """A password was set here: the server's login follows as soon as somebody who may is connected."""
    pending = _pending(store)
    pending[person] = verifier_of(password)
    store.set_meta(PENDING, json.dumps(pending))


def _pending(store: Store) -> dict[str, str]:
    text = store.meta(PENDING)
    found: dict[str, str] = json.loads(text) if text else {}
    return found


class OwnLogins:
    """At most one person's own way to the server.

    `use`, `renew` and `forget` may be called on any thread, all else on the exchange's. There they take effect before
    anything more is sent: an act is never sent over the login of somebody who has left, nor without that of somebody
    who is there.
    """

    def __init__(self, store: Store, connect: Connect) -> None:
        self._store = store
        self._connect = connect
        self._signed_in: _SignedIn | None = None
        self._heard: SimpleQueue[Callable[[], None]] = SimpleQueue()

    def use(self, person: str, password: str) -> None:
        """Somebody whose acts may need their own login has signed in."""
        self._heard.put(lambda: self._replace(_SignedIn(person, password)))

    def renew(self, person: str, password: str) -> None:
        """The signed-in person has another password from now on; until the server knows it, the old one opens their way."""
        self._heard.put(lambda: self._renew(person, password))

    def forget(self) -> None:
        """Nobody of that kind is signed in any more."""
        self._heard.put(lambda: self._replace(None))

    @property
    def state(self) -> Literal["none", "needed", "ready", "refused"]:
        """How it stands with the signed-in person's login."""
        self._catch_up()
        return self._signed_in.state if self._signed_in else "none"

    def way_of(self, actor: bytes) -> PostgresTransport | None:
        """The way over this person's own login, if they are the one who is signed in."""
        self._catch_up()
        who = self._signed_in
        if who is None or id_text(actor) != who.person or who.state == "refused":
            return None
        return self._open(who)

    def broken(self, actor: bytes) -> None:
        """The person's way does not work any more: it is opened anew, unless the server refuses."""
        if self.way_of(actor) is not None:
            self.drop_ways()

    def settle(self, device: PostgresTransport) -> None:
        """Open the person's own way, give the founder the first login, and set those that wait for it."""
        self._catch_up()
        who = self._signed_in
        if who is not None and who.state == "needed":
            self._open(who)
        if who is not None and self.state == "refused" and not who.asked:
            who.asked = (
                True  # the desk's own login, once: a push may have found before now that there is no other
            )
            self._found(who, device)
        pending = _pending(self._store)
        way = who.way if who is not None else None
        if not pending or way is None or who is None:
            return
        left = {one: verifier for one, verifier in pending.items() if not self._set(way, one, verifier)}
        if left != pending:
            self._store.set_meta(PENDING, json.dumps(left))
        if who.person in pending and who.person not in left:
            who.state, who.way = "needed", None  # it opens again with the new password
            way.close()

    def drop_ways(self) -> None:
        """The network went away: connections are made anew when they are needed."""
        who = self._signed_in
        if who is not None:
            if who.way is not None:
                who.way.close()
            who.way = None
            if who.state == "ready":
                who.state = "needed"

    def _catch_up(self) -> None:
        with suppress(Empty):
            while True:
                self._heard.get_nowait()()

    def _replace(self, fresh: _SignedIn | None) -> None:
        left, self._signed_in = self._signed_in, fresh
        if left is not None and left.way is not None:
            left.way.close()

    def _renew(self, person: str, password: str) -> None:
        if self._signed_in is not None and self._signed_in.person == person:
            self._signed_in.following = password
            if self._signed_in.state == "refused":
                self._signed_in.state = "needed"

    def _open(self, who: _SignedIn) -> PostgresTransport | None:
        if who.way is not None:
            return who.way
        try:
            who.way = self._connect(login_of(who.person), who.password)
            who.state = "ready"
        except ServerFault as fault:
            if fault.id in _REFUSED and who.following:
                who.password, who.following = who.following, ""
                return self._open(who)
            if fault.id in _REFUSED:
                who.state = "refused"
            _log.info("no own login for this person: %s", fault.id)
        return who.way

    def _found(self, who: _SignedIn, device: PostgresTransport) -> None:
        """While nobody has a login, the desk that founded the center gives its first administrator one."""
        try:
            device.set_login_verifier(who.person, verifier_of(who.password))
        except ServerFault as fault:
            _log.info("the first login was not given: %s", fault.id)
            return
        who.state = "needed"
        self._open(who)

    @staticmethod
    def _set(way: PostgresTransport, person: str, verifier: str) -> bool:
        """Whether it need not be tried again."""
        try:
            way.set_login_verifier(person, verifier)
        except ServerFault as fault:
            return fault.id == "server_no_own_login"
        return True
