"""Saving a report: Ctrl+Enter to durable and shown in the queue, against one committed insert in the same file."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import Qt

from bench.driven_window import DrivenWindow
from bench.figures import Figure, median, p95
from madiun_console.actions.desk import Desk, Session
from madiun_console.actions.take_call import save_report
from madiun_console.domain.changes import Changes
from madiun_console.domain.ids import id_bytes
from madiun_console.domain.report_form import ReportForm

MOST_RATIO, MOST_MS = 6.0, 16.0
_STORIES = (
    "Ada sekitar 40 orang kumpul di Jalan Gajah Mada, bawa kayu, mulai teriak-teriak ke rombongan lain",
    "Warga dua RT saling lempar batu di dekat lapangan, sudah ada yang luka, tolong segera",
    "Konvoi motor geber-geber di depan sekolah, spanduk perguruan dirobek",
)
_INSERT = "INSERT INTO draft(id, person, state, started, updated, data) VALUES (?, ?, 'bench', ?, ?, ?)"


def measure(driven: DrivenWindow, rounds: int, say: Callable[[str], None]) -> list[Figure]:
    """Rounds of: one insert, one save without a screen, one save with keys and eyes."""
    say("  saving reports")
    desk, session = driven.place.desk, driven.place.session
    inserts: list[float] = []
    durable: list[float] = []
    shown: list[float] = []
    opened: list[float] = []
    for number in range(rounds + 2):
        times = (_insert(desk, session, number), _save(desk, session, number), *_by_keys(driven, number))
        if number >= 2:  # the first two load what every later one finds
            for kept, seconds in zip((inserts, durable, shown, opened), times, strict=True):
                kept.append(seconds * 1e3)
    with desk.store.own() as cursor:
        cursor.execute("DELETE FROM draft WHERE state = 'bench'")
    baseline, what = median(inserts), "one committed insert in the same file"
    return [
        Figure(
            "save a report: Ctrl+Enter to durable and shown, p50", median(shown), "ms", what, baseline, MOST_RATIO,
            f"{rounds} saves",
        ),
        Figure("the same, p95, under one frame", p95(shown), "ms", most=MOST_MS),
        Figure(
            "of this: the action alone, to durable, p50", median(durable), "ms", what, baseline,
            note=f"p95 {p95(durable):.1f} ms",
        ),
        Figure("its incident opened at the right too, p50", median(opened), "ms", what, baseline),
    ]  # fmt: skip


def _insert(desk: Desk, session: Session, number: int) -> float:
    data = "x" * 600  # about what a fact takes
    identifier = desk.store.ids.new(desk.store.clock.now_ms())
    started = time.perf_counter()
    with desk.store.own() as cursor:
        cursor.execute(_INSERT, (identifier, id_bytes(session.person), number, number, data))
    return time.perf_counter() - started


def _save(desk: Desk, session: Session, number: int) -> float:
    units = desk.rulebook.kelurahan
    form = ReportForm(
        channel="phone", started=desk.store.clock.now_ms() - 60_000, number=f"0812 0000 {number:04d}",
        narrative=_STORIES[number % len(_STORIES)], kind_id="suspicious_gathering",
        unit=units[number % len(units)].code, precision="street", address="Jl. Gajah Mada",
        answers={"crowd_band": "30-99", "weapon": "blunt"},
    )  # fmt: skip
    started = time.perf_counter()
    save_report(desk, session, form)
    return time.perf_counter() - started


def _by_keys(driven: DrivenWindow, number: int) -> list[float]:
    driven.press(Qt.Key.Key_F2)
    driven.settle()
    driven.write(f"08120001{number:04d}")
    driven.press(Qt.Key.Key_Return)
    driven.paste(_STORIES[number % len(_STORIES)])
    driven.settle()
    driven.press(Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    driven.settle()
    incidents: list[str] = []

    def remember(changes: Changes) -> None:
        incidents.extend(changes.incidents)

    driven.place.jobs.changed.connect(remember)
    watch = driven.row_watch()
    started = time.perf_counter()
    (opened,) = driven.seconds_until_painted(
        lambda: driven.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier),
        lambda: bool(incidents) and driven.is_opened(incidents[0]),
    )
    driven.place.jobs.changed.disconnect(remember)
    watch.end()
    driven.settle()
    if watch.painted_at is None:
        raise LookupError("the list did not paint what was saved")
    return [watch.painted_at - started, opened]
