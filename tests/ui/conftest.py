"""What the tests of the screen share: the application dressed as at work, an appearance, a clock held by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from madiun_console.ui.theme import Appearance, dress
from madiun_console.ui.widgets import Ticker

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication, QWidget
    from pytestqt.qtbot import QtBot


class HeldClock:
    """Monotonic seconds and wall milliseconds that move only when a test says so."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.ms = 1_795_419_128_000  # 23 Nov 2026 14.32.08 WIB

    def pass_time(self, ticker: Ticker, seconds: float) -> None:
        self.seconds += seconds
        self.ms += int(seconds * 1000)
        ticker.ticked.emit()


@pytest.fixture
def look(qapp: QApplication) -> Appearance:
    appearance = Appearance()
    if not qapp.styleSheet():
        dress(qapp, appearance.theme)
    return appearance


@pytest.fixture
def held() -> HeldClock:
    return HeldClock()


@pytest.fixture
def ticker(qapp: QApplication, held: HeldClock) -> Ticker:
    return Ticker(monotonic=lambda: held.seconds, wall_ms=lambda: held.ms)


@pytest.fixture
def shown(qtbot: QtBot) -> Callable[..., QWidget]:
    """Show a widget and wait until it is there and active."""

    def show(widget: QWidget, width: int = 480, height: int = 360) -> QWidget:
        qtbot.addWidget(widget)
        widget.resize(width, height)
        with qtbot.waitExposed(widget):
            widget.show()
        widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)
        return widget

    return show
