"""How long something has been running, as mm:ss, on a clock that no change of the PC's time can move."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QWidget

from madiun_console.ui.formats import Formats
from madiun_console.ui.theme import deadline_tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from madiun_console.ui.widgets.ticker import Ticker

WARN_FROM = 0.75


def _indonesian() -> Formats:
    return Formats()


class ClockLabel(QLabel):
    """Stands still until started; with a limit it turns amber before it and red after it."""

    def __init__(
        self,
        ticker: Ticker,
        formats: Callable[[], Formats] = _indonesian,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ticker = ticker
        self._formats = formats
        self._started: float | None = None
        self._stood_at = 0.0
        self._limit: float | None = None
        self.setProperty("role", "clock")
        ticker.ticked.connect(self._refresh)
        self._refresh()

    def start(self, elapsed: float = 0.0) -> None:
        """Run from `elapsed` seconds on."""
        self._started = self._ticker.monotonic() - elapsed
        self._refresh()

    def stop(self) -> None:
        """Stand still at the seconds reached."""
        self._stood_at = self.elapsed()
        self._started = None
        self._refresh()

    def elapsed(self) -> float:
        """Seconds so far."""
        return self._stood_at if self._started is None else self._ticker.monotonic() - self._started

    def set_limit(self, seconds: float | None) -> None:
        """The target in seconds, or none."""
        self._limit = seconds
        self._refresh()

    def _refresh(self) -> None:
        text = self._formats().span(self.elapsed())
        if text != self.text():
            self.setText(text)
        tone = self._tone()
        if tone != self.property("tone"):
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)

    def _tone(self) -> str:
        if self._limit is None or self._limit <= 0:
            return "neutral"
        used = self.elapsed() / self._limit
        return deadline_tone("over" if used >= 1 else "soon" if used >= WARN_FROM else "ok")
