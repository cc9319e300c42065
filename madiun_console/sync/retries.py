"""How long to rest before connecting again: short after a connection that worked, longer with each that did not."""

from __future__ import annotations

from collections.abc import Sequence


class Retries:
    """Of one link. A connection through which something went for longer than the longest rest is one that worked."""

    def __init__(self, rests_s: Sequence[float]) -> None:
        self._rests_s = rests_s
        self._failures = 0

    def rest_s(self, worked_s: float, *, silent: bool = False) -> float:
        """Seconds to rest after a connection that worked for so long; 0 when nothing went through.

        After one that worked the shortest: a computer that was revoked is told so by the next try, and a line that was cut
        for a moment is back at once. But a line that fell silent gets the longest: over a slow one what is still on its way
        would stand in the way of the next try.
        """
        if silent and worked_s > self._rests_s[-1]:
            self._failures = 0
            return self._rests_s[-1]
        self._failures = 1 if worked_s > self._rests_s[-1] else self._failures + 1
        return self._rests_s[min(self._failures, len(self._rests_s)) - 1]
