"""How much is sent and read at a time, so that over any line an answer comes well before it is given up."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from madiun_console.sync.patience import CONNECT_S, SILENCE_S

BATCH_BYTES, LEAST_BYTES = 1_000_000, 4_000
"""Of a batch; one item goes however large it is."""
PAGE = 2000
"""A commit writes whole pages of the file, so few great ones cost less; a store that nobody waits for takes so many at once."""
_FAIR_PART = 1 / 3
"""Of the silence that is borne: a portion that takes longer is made smaller."""
_LONGEST_CONNECT_S = 20.0


@dataclass(slots=True)
class Step:
    """One portion on its way."""

    full: bool = False
    """Whether it was as large as it might be; else its time says nothing about larger ones."""


class Portion:
    """How much goes at a time: a quarter after one that was given up, half after a slow one, twice after a quick one."""

    def __init__(self, most: int, least: int, fair_s: float) -> None:
        self.size = self._most = most
        self._least = least
        self._fair_s = fair_s

    @contextmanager
    def under_way(self, so_much: Callable[[], int] | None = None) -> Iterator[Step]:
        """Around sending or reading one; set `full` of what this gives. `so_much`: how large this one really is."""
        step, began = Step(), time.monotonic()
        try:
            yield step
        except BaseException:
            if time.monotonic() - began > self._fair_s:
                self._become(min(self.size, so_much() if so_much else self.size) // 4)
            raise
        took = time.monotonic() - began
        if took > self._fair_s:
            self._become(self.size // 2)
        elif step.full and took < self._fair_s / 4:
            self._become(self.size * 2)

    def _become(self, size: int) -> None:
        self.size = min(self._most, max(self._least, size))


class Pace:
    """Of one desk, kept from one connection to the next: a line that was slow a minute ago still is.

    Over 2 kB/s a batch of 80 kB would need forty seconds in which nothing is heard. It is given up after 15 s and sent again
    in quarters; those take ten seconds, the next five, and get through.
    """

    def __init__(
        self, silence_s: float = SILENCE_S, page: int | None = None, connect_s: float = CONNECT_S
    ) -> None:
        self.batch = Portion(BATCH_BYTES, LEAST_BYTES, silence_s * _FAIR_PART)
        """Bytes of a batch."""
        self.page = Portion(page or PAGE, 1, silence_s * _FAIR_PART)
        """Items that are read at a time."""
        self.connect_s = self._usual_connect_s = connect_s

    @contextmanager
    def connecting(self) -> Iterator[None]:
        """Around connecting: over a slow line TLS and the login need more time, which a dead server must not cost."""
        began = time.monotonic()
        try:
            yield
        except BaseException:
            if time.monotonic() - began > self.connect_s * 0.9:
                self.connect_s = min(_LONGEST_CONNECT_S, self.connect_s * 2)
            raise
        if time.monotonic() - began < self._usual_connect_s / 2:
            self.connect_s = self._usual_connect_s
