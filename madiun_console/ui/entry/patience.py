"""How long somebody who typed wrong passwords has to wait: nothing at first, then ever longer."""

from __future__ import annotations

import math
from collections.abc import Callable

FREE_TRIES = 5
FIRST_PAUSE_S = 5.0
LONGEST_PAUSE_S = 300.0


class Patience:
    """Counts failures and says how many seconds remain; nothing sleeps, the page asks at every tick."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._failures = 0
        self._until = 0.0

    def failed(self) -> None:
        """One more wrong password; from the fifth on each doubles the pause."""
        self._failures += 1
        beyond = self._failures - FREE_TRIES
        if beyond >= 0:
            # 2 ** 6 * 5 s is past the longest pause; the limit keeps the number small after a thousand tries
            self._until = self._monotonic() + min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2 ** min(beyond, 6))

    def succeeded(self) -> None:
        """The right password forgives all."""
        self._failures = 0
        self._until = 0.0

    def seconds_left(self) -> int:
        """Whole seconds until the next try is taken; 0 when it is taken now."""
        return max(0, math.ceil(self._until - self._monotonic()))
