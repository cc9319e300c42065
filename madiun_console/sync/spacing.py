"""How long a desk waits after a hint before it pulls: two hundred must neither come at once nor for every single fact."""

from __future__ import annotations

import random
import time

URGENT_WAIT_S, WAIT_S = 0.02, 0.1
"""So long at most after one hint, or as long as the gap between two pulls where many desks are there."""
EACH_S, MOST_S = 0.001, 0.2
"""Between two pulls, for each desk that is there: twelve do not notice it, two hundred share a thousand pulls a second."""


class Spacing:
    """Of one desk."""

    def __init__(self) -> None:
        self._random = random.Random()  # noqa: S311 - only so that not all desks ask at once
        self._last = 0.0

    def wait_s(self, desks: int, *, urgent: bool) -> float:
        """Seconds to wait now, with so many desks there; what comes meanwhile is pulled with it."""
        now, gap = time.monotonic(), min(MOST_S, EACH_S * desks)
        # spread over the whole gap, since afterwards they keep their distance
        at_random = self._random.uniform(0, max(gap, URGENT_WAIT_S if urgent else WAIT_S))
        wait = self._last + gap - now if now < self._last + gap else at_random
        self._last = now + wait
        return wait
