"""From the log of one desk to the painted row in the queue of another: two real programs, one of them with its window."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QAbstractItemView

from bench.big_store import NAME, PASSWORD
from bench.driven_window import DrivenWindow
from bench.figures import Figure
from bench.shared.center import Center
from bench.shared.crowd import notify_round_trip
from madiun_console.actions.people import add_person, found_center
from madiun_console.opening import desk_of, new_store
from madiun_console.resources import load_rulebook
from madiun_console.sync.exchange import Exchange
from madiun_console.sync.postgres import PostgresTransport

_PACE_S = 0.3

Say = Callable[[str], None]


def measure(center: Center, rounds: int, say: Say) -> list[Figure]:
    """p50 and p99 from the moment a report is durable at one desk until its row is painted at the other."""
    center.begin()
    rulebook = load_rulebook()
    store = new_store(center.place / "logs", rulebook)
    sari = found_center(store, rulebook, "B", "Sari", PASSWORD)
    add_person(desk_of(store, rulebook), sari, NAME, "operator", PASSWORD)
    link = center.joined(store, "logs")
    transport = PostgresTransport(link.dsn(store.folder))
    Exchange(store, transport, lambda _: None).round()
    transport.close()
    store.close()
    other, link = center.empty_store("shows")
    transport = PostgresTransport(link.dsn(other.folder))
    Exchange(other, transport, lambda _: None).round()
    transport.close()
    other.close()
    base = notify_round_trip(center, 200)
    delays = sorted(_delays(center, rounds))
    p50, p99 = delays[len(delays) // 2], delays[-(-99 * len(delays) // 100) - 1]
    say(f"desk to desk: p50 {p50 * 1000:.1f} ms, p99 {p99 * 1000:.1f} ms; NOTIFY {base * 1000:.2f} ms")
    what = "logged on one desk to painted in another's queue"
    ratio = f"{p50 / base:.0f} times NOTIFY at p50"
    return [
        Figure(f"{what}, p50", p50, "s", "NOTIFY, one way", base),
        Figure(f"{what}, p99", p99, "s", "", None, 0.25, f"{ratio}; {len(delays)} reports"),
    ]


def _delays(center: Center, rounds: int) -> list[float]:
    driven = DrivenWindow(center.place / "shows", rows=False)
    try:
        driven.wait(lambda: driven.place.link.state.mode == "live")
        painted = _Painted(driven.view)
        logs = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "bench.shared.logging_desk",
                str(center.place / "logs"),
                str(rounds),
                str(_PACE_S),
            ],
            stdout=subprocess.PIPE,
            text=True,
        )
        seen = 0
        end = time.monotonic() + rounds * (_PACE_S + 1) + 30
        while seen < rounds and time.monotonic() < end:
            driven.application.processEvents()
            seen = max(painted.at, default=0)
            time.sleep(0.001)
        out, _ = logs.communicate(timeout=60)
        painted.end()
    finally:
        driven.close()
    sent = [float(line) for line in out.split()]
    if max(painted.at, default=0) < len(sent):
        raise RuntimeError(f"{len(sent)} were logged, {max(painted.at, default=0)} painted")
    # two that came together are painted together
    return [
        min(at for rows, at in painted.at.items() if rows >= number) - then
        for number, then in enumerate(sent, start=1)
    ]


class _Painted(QObject):
    """When the list was first painted with so many rows in it."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self.at: dict[int, float] = {}
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002, N802 - Qt's own
        """Note how many rows stood in the list when it had been painted."""
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self._on_painted)
        return False

    def _on_painted(self) -> None:
        self.at.setdefault(self._view.model().rowCount(), time.monotonic())

    def end(self) -> None:
        """Watch no more."""
        self._view.viewport().removeEventFilter(self)
