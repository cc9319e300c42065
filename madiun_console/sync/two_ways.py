"""A backlog goes over two connections in turns: the server reads a batch while it gives positions to the one before."""

from __future__ import annotations

import logging
from concurrent.futures import Future, ThreadPoolExecutor

from madiun_console.sync.connecting import ServerFault
from madiun_console.sync.transport import Pushed, Transport

_log = logging.getLogger(__name__)


class TwoWays:
    """The connection that is there, and a second one for as long as there is a backlog.

    `send` gives the next batch to the connection that was used longer ago. When the server comes to the later of two batches
    first, it finds a gap and takes nothing: send that one again.
    """

    def __init__(self, first: Transport) -> None:
        self._ways = [first]
        self._threads = ThreadPoolExecutor(2, "server-link-sending")
        self._second: Future[Transport] | None = None
        self._on_way: list[Future[Pushed]] = []

    @property
    def are_open(self) -> bool:
        """Whether there are two; the first time it is asked the second one is opened, while work goes on."""
        if self._second is None:
            self._second = self._threads.submit(self._ways[0].another)
        elif len(self._ways) == 1 and self._second.done():
            try:
                self._ways.append(self._second.result())
            except ServerFault as fault:  # too many of them, perhaps; one is enough
                _log.info("no second connection: %s", fault.id)
        return len(self._ways) == 2

    def send(self, rid: str, batch: str) -> Future[Pushed]:
        """The answer to a batch that is on its way."""
        way = self._ways[len(self._on_way) % 2]
        self._on_way.append(self._threads.submit(way.push, rid, batch))
        return self._on_way[-1]

    def close(self) -> None:
        """Wait for what is on its way and hang up the second connection."""
        self._threads.shutdown()
        if self._second is not None and self._second.exception() is None:
            self._second.result().close()
