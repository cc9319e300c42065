"""A bad network between a desk and its server: a TCP proxy on loopback that slows, swallows, cuts and keeps silent.

    with BadNetwork(server.port) as line:      # connect to 127.0.0.1:line.port; TLS goes through it untouched
        line.slow(bytes_per_s=2000, latency_s=0.4)
        line.hold("up")                        # bytes wait and nobody is told, as where a cable is out: `heal` lets them go on
        line.forget()                          # what is open now is dead for ever, and neither side is told
        line.cut()                             # RST to both sides
        line.after(300, "cut", "down")         # ... in the middle of what comes back
        line.refuse()                          # nobody listens any more
        line.heal()

Bytes keep their order: TCP sees to that on real networks as well.
"""

from __future__ import annotations

import asyncio
import random
import socket
import struct
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Literal, Self

HOST = "127.0.0.1"
Way = Literal["up", "down"]
Mishap = Literal["cut", "cut this one", "forget", "hold"]
"""up: from the desk to the server."""
BOTH: tuple[Way, Way] = ("up", "down")
_CHUNK = 16_384
_PORTS = range(30_000, 32_000)
"""Neither the servers' of the tests (tools/embedded_postgres.py) nor the system's for outgoing connections."""
_Waiting = deque[tuple[float, bytes | None]]
"""(when it is due, bytes); b"" is a FIN, None a RST."""
_RESET = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
_LONGEST_WAIT_S = 30.0


@dataclass(eq=False)
class _Pair:
    """A connection of a desk and the one to the server that belongs to it."""

    desk: socket.socket
    server: socket.socket
    dead: bool = False
    """Bytes vanish, and so do FIN and RST."""
    over: set[Way] = field(default_factory=set)
    """Ways that were closed in good order."""
    tasks: list[asyncio.Task[None]] = field(default_factory=list)

    def ends(self, way: Way) -> tuple[socket.socket, socket.socket]:
        return (self.desk, self.server) if way == "up" else (self.server, self.desk)


class BadNetwork:
    """The proxy, on a thread of its own; every method may be called from any other."""

    def __init__(self, server_port: int) -> None:
        self._server_port = server_port
        self.port = 0
        self.passed: dict[Way, int] = {"up": 0, "down": 0}
        """Bytes that were handed on."""
        self.arrived: dict[Way, int] = {"up": 0, "down": 0}
        """Bytes that came here, also those that wait or vanish."""
        self.made = 0
        """Connections that were begun."""
        self._latency_s = 0.0
        self._bytes_per_s = 0.0
        self._held: set[Way] = set()
        self._mines: dict[Way, tuple[int, Mishap]] = {}
        self._pairs: list[_Pair] = []
        self._ending: set[asyncio.Task[None]] = set()
        self._accepting: asyncio.Task[None] | None = None
        self._told = threading.Condition()
        self._news = asyncio.Event()
        self._loop = asyncio.new_event_loop()
        self._socket = self._bound()
        self._thread = threading.Thread(target=self._loop.run_forever, name="bad-network", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._do(self._listen())
        return self

    def __exit__(self, *_: object) -> None:
        self._do(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    # ------------------------------------------------------------------------------------------ what the weather is like

    def heal(self) -> None:
        """All is well for what is open and is not dead, and for what is opened from now on.

        What is dead is noticed by the server, which asks after half a minute (resources/server/madiun.conf): else the six
        connections of a login would be used up.
        """

        def heal() -> None:
            self._latency_s = self._bytes_per_s = 0.0
            self._held.clear()
            self._mines.clear()
            for pair in list(self._pairs):
                if pair.dead:
                    self._end(pair, reset=True)

        self._do(self._change(heal))
        self._do(self._listen())

    def slow(self, bytes_per_s: float, latency_s: float) -> None:
        """So many bytes each way of each connection, each so much later."""

        def slow() -> None:
            self._bytes_per_s, self._latency_s = bytes_per_s, latency_s

        self._do(self._change(slow))

    def hold(self, *ways: Way) -> None:
        """Bytes wait (both ways if none is named), also of connections that are made now; TCP would send them again."""
        self._do(self._change(lambda: self._held.update(ways or BOTH)))

    def forget(self) -> None:
        """A router has lost its memory: what is open now leads nowhere, for ever. New connections are none the worse."""
        self._do(self._change(self._forget))

    def cut(self) -> None:
        """RST to both sides of all that is open."""
        self._do(self._change(self._cut))

    def lead_to(self, server_port: int) -> None:
        """Another server has taken over the address; what is open is cut."""
        self._server_port = server_port
        self.cut()

    def refuse(self) -> None:
        """Nobody listens; what is open is cut."""
        self._do(self._stop_listening())
        self.cut()

    def after(self, count: int, then: Mishap, way: Way) -> None:
        """When so many more bytes have gone this way, it happens, in mid-message; `cut this one`: the connection they went by."""
        self._do(self._change(lambda: self._mines.__setitem__(way, (count, then))))

    @property
    def mined(self) -> bool:
        """Whether what `after` was told has still to happen."""
        return bool(self._mines)

    def until(self, condition: Callable[[], bool], what: str = "") -> None:
        """Wait for something that this proxy counts; raises TimeoutError."""
        with self._told:
            if not self._told.wait_for(condition, _LONGEST_WAIT_S):
                raise TimeoutError(what or "the network did not see it")

    # ------------------------------------------------------------------------------------------ on its own thread

    def _do(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(_LONGEST_WAIT_S)

    async def _change(self, change: Callable[[], object]) -> None:
        change()
        self._tell()

    def _tell(self) -> None:
        news, self._news = self._news, asyncio.Event()
        news.set()

    async def _until(self, condition: Callable[[], object], seconds: float | None = None) -> None:
        """Until it holds, or for so long."""
        end = None if seconds is None else self._loop.time() + seconds
        while not condition():
            left = None if end is None else end - self._loop.time()
            if left is not None and left <= 0:
                return
            with suppress(TimeoutError):
                async with asyncio.timeout(left):
                    await self._news.wait()

    def _forget(self) -> None:
        for pair in self._pairs:
            pair.dead = True

    def _cut(self) -> None:
        for pair in list(self._pairs):
            self._end(pair, reset=True)

    async def _listen(self) -> None:
        if self._accepting is None:
            self._socket.listen()
            self._accepting = self._loop.create_task(self._accept(self._socket))

    async def _stop_listening(self) -> None:
        if self._accepting is not None:
            self._accepting.cancel()
            await asyncio.wait([self._accepting])
            self._accepting = None
            self._socket.close()
            self._socket = self._bound()

    def _bound(self) -> socket.socket:
        """A socket that holds the port; whoever comes is refused until it listens."""
        bound = socket.socket()
        bound.setblocking(False)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, int(sys.platform != "win32"))
        for port in [self.port] if self.port else random.SystemRandom().sample(_PORTS, len(_PORTS)):
            with suppress(OSError):
                bound.bind((HOST, port))
                self.port = port
                return bound
        raise OSError("no port is free")

    async def _accept(self, listening: socket.socket) -> None:
        while True:
            desk, _ = await self._loop.sock_accept(listening)
            self._count(made=1)
            try:
                server = socket.create_connection((HOST, self._server_port))
            except OSError:  # it is stopped: as if nobody listened
                self._close_one(desk, reset=True)
                continue
            for one in (desk, server):
                one.setblocking(False)
                with suppress(OSError):  # gone already
                    one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            pair = _Pair(desk, server)
            self._pairs.append(pair)
            for way in BOTH:
                waiting: _Waiting = deque()
                pair.tasks.append(self._loop.create_task(self._read(pair, way, waiting)))
                pair.tasks.append(self._loop.create_task(self._write(pair, way, waiting)))

    async def _read(self, pair: _Pair, way: Way, waiting: _Waiting) -> None:
        source, _ = pair.ends(way)
        data: bytes | None = b"?"
        while data:
            rate = self._bytes_per_s
            try:
                data = await self._loop.sock_recv(
                    source, max(1, min(_CHUNK, int(rate / 10))) if rate else _CHUNK
                )
            except OSError:
                data = None
            self._count(way, arrived=len(data or b""))
            waiting.append((self._loop.time() + self._latency_s, data))
            self._tell()
            if rate and data:
                await self._until(lambda: not self._bytes_per_s, len(data) / rate)

    async def _write(self, pair: _Pair, way: Way, waiting: _Waiting) -> None:
        _, target = pair.ends(way)
        while True:
            await self._until(lambda: waiting)
            due, data = waiting.popleft()
            await self._until(lambda: not self._latency_s, due - self._loop.time())
            await self._until(lambda: way not in self._held)
            if pair.dead:
                continue
            if data is None:
                self._end(pair, reset=True)
            elif data:
                await self._hand_on(pair, way, data)
            else:
                with suppress(OSError):
                    target.shutdown(socket.SHUT_WR)
                pair.over.add(way)
                if len(pair.over) == len(BOTH):
                    self._end(pair, reset=False)

    async def _hand_on(self, pair: _Pair, way: Way, data: bytes) -> None:
        left, then = self._mines.get(way, (0, None))
        part = data if then is None else data[:left]
        with suppress(OSError):
            await self._loop.sock_sendall(pair.ends(way)[1], part)
        self._count(way, passed=len(part))
        if then is None:
            return
        if left > len(data):
            self._mines[way] = (left - len(data), then)
            return
        self._mines.pop(way, None)
        self._count()
        await self._change(lambda: self._happen(then, pair))
        await self._until(lambda: way not in self._held)
        if not pair.dead and part != data:
            await self._hand_on(pair, way, data[left:])

    def _happen(self, mishap: Mishap, pair: _Pair) -> None:
        match mishap:
            case "cut":
                self._cut()
            case "cut this one":
                self._end(pair, reset=True)
            case "forget":
                self._forget()
            case "hold":
                self._held.update(BOTH)

    def _count(self, way: Way = "up", *, passed: int = 0, arrived: int = 0, made: int = 0) -> None:
        with self._told:
            self.passed[way] += passed
            self.arrived[way] += arrived
            self.made += made
            self._told.notify_all()

    def _end(self, pair: _Pair, *, reset: bool) -> None:
        if pair not in self._pairs:
            return
        self._pairs.remove(pair)
        for task in pair.tasks:
            task.cancel()
        self._ending.add(self._loop.create_task(self._ended(pair, reset=reset)))

    async def _ended(self, pair: _Pair, *, reset: bool) -> None:
        await asyncio.wait(pair.tasks)  # the loop watches their sockets
        for one in (pair.desk, pair.server):
            self._close_one(one, reset=reset)

    @staticmethod
    def _close_one(one: socket.socket, *, reset: bool) -> None:
        if reset:
            with suppress(OSError):
                one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        one.close()

    async def _close(self) -> None:
        await self._stop_listening()
        self._cut()
        if self._ending:
            await asyncio.wait(self._ending)
        self._socket.close()


def wait_until(condition: Callable[[], bool], what: str, seconds: float = _LONGEST_WAIT_S) -> None:
    """Look again and again; raises TimeoutError. For what nobody tells of, such as rows of the server."""
    end = time.monotonic() + seconds
    look = threading.Event()
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(what)
        look.wait(0.02)
