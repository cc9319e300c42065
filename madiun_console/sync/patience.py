"""A connection that waits for the server only so long: a network that swallows everything is told from one that is slow.

TCP alone tells too late or never: tcp_user_timeout exists on Linux only, Windows asks an idle connection for a minute, and
where keepalives are answered by something in between nobody tells at all. So each round trip has a deadline of its own,
which begins anew whenever anything arrives or can be sent: a slow answer is waited for, a silent line is given up.
"""

from __future__ import annotations

import socket
import struct
import sys
import threading
import time
from collections.abc import Callable, Generator
from concurrent.futures import Future, InvalidStateError, wait
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

import psycopg

from madiun_console.sync.connecting import open_as, server_fault

SILENCE_S = 15.0
"""A `push` waits 5 s for a lock at most; an answer takes milliseconds. The same as tcp_user_timeout in joining.py."""
CONNECT_S = 5
LEAVING_S = 1.0
"""So long a statement that is on its way may go on when the program is being closed."""
_LOOK_EVERY_S, _TELL_AFTER_S = 0.1, 1.0
_ABORT = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
_GIVEN_UP = "given up here"
_T = TypeVar("_T")


class SilentError(psycopg.OperationalError):
    """Nothing came for too long."""


class GivenUpError(psycopg.OperationalError):
    """Nobody here waits for it any more: the program is being closed."""


def _never() -> bool:
    return False


def _nothing() -> None:
    pass


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, and for whom."""

    silence_s: float = SILENCE_S
    connect_s: float = CONNECT_S
    """For each address of the server."""
    gone: Callable[[], bool] = _never
    """Whether the one who asks is going away."""
    waiting: Callable[[], None] = _nothing
    """Called, on the waiting thread, each second that an answer takes."""


class PatientConnection(psycopg.Connection[tuple[Any, ...]]):
    """A connection whose statements raise SilentError or GivenUpError instead of waiting for ever."""

    patience = Patience()

    def wait(self, gen: Generator[Any, Any, _T], *values: Any, **named: Any) -> _T:
        """What psycopg waits with. A statement that was given up leaves the connection useless: `abort` it."""
        if self.patience.gone():
            gen.close()
            raise GivenUpError(_GIVEN_UP)
        return super().wait(self._watched(gen), *values, **named)

    def _watched(self, gen: Generator[Any, Any, _T]) -> Generator[Any, Any, _T]:
        heard = told = time.monotonic()
        left = 0.0
        try:
            wanted = next(gen)
            while True:
                ready = yield wanted
                now = time.monotonic()
                heard = now if ready else heard
                if self.patience.gone():
                    left = left or now
                    if now - left > LEAVING_S:
                        raise GivenUpError(_GIVEN_UP)
                elif now - heard > self.patience.silence_s:
                    raise SilentError(f"server silent for {now - heard:.0f} s")
                elif not ready and now - max(heard, told) > _TELL_AFTER_S:
                    told = now
                    self.patience.waiting()
                wanted = gen.send(ready)
        except StopIteration as done:
            answer: _T = done.value
            return answer

    def hurry(self, seconds: float) -> None:
        """From now on wait only so long, whoever is going away."""
        self.patience = Patience(silence_s=seconds)

    def abort(self) -> None:
        """Hang up at once. What lies in the system's buffer is thrown away: over a slow line it would stand in the way of
        the next connection for minutes (RST instead of FIN, which tells the server at once too).
        """
        if self.closed:
            return
        with suppress(OSError):
            line = socket.socket(fileno=self.fileno())
            try:
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _ABORT)
            finally:
                line.detach()
        self.close()


def connect_patiently(dsn: str, patience: Patience) -> PatientConnection:
    """Like `connect`, on a thread of its own: looking up a name may block for half a minute, and nobody can stop that."""
    found: Future[PatientConnection] = Future()

    def work() -> None:
        seconds = max(2, round(patience.connect_s))
        try:
            made = open_as(PatientConnection, dsn, prepare_threshold=1, connect_timeout=seconds)
        except BaseException as error:  # noqa: BLE001 - it is raised where somebody waits for it
            with suppress(InvalidStateError):
                found.set_exception(error)
            return
        try:
            found.set_result(made)
        except InvalidStateError:  # nobody waits any more
            made.close()

    threading.Thread(target=work, name="server-link-connecting", daemon=True).start()
    told = time.monotonic()
    while not wait([found], timeout=_LOOK_EVERY_S).done:
        if patience.gone() and found.cancel():
            raise server_fault(GivenUpError(_GIVEN_UP))
        if time.monotonic() - told > _TELL_AFTER_S:
            told = time.monotonic()
            patience.waiting()
    made = found.result()
    made.patience = patience
    return made
