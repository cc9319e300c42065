"""The time that ages and deadlines of the pane are reckoned with: wall time that runs on the monotonic clock."""

from __future__ import annotations

from madiun_console.ui.widgets import Ticker


class PaneClock:
    """Takes the wall time when the pane reads an incident; until then no change of the PC's clock moves it."""

    def __init__(self, ticker: Ticker) -> None:
        self._ticker = ticker
        self.anchor()

    def anchor(self) -> None:
        """Take the wall time anew."""
        self._wall_ms = self._ticker.wall_ms()
        self._since = self._ticker.monotonic()

    def now_ms(self) -> int:
        """Milliseconds since 1970 UTC, going on evenly since the last anchor."""
        return self._wall_ms + int((self._ticker.monotonic() - self._since) * 1000)

    def seconds_since(self, ms: int) -> float:
        """Seconds from `ms` until now."""
        return (self.now_ms() - ms) / 1000
