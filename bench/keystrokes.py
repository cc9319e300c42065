"""Keystrokes beyond number and narrative, counted by driving the window: a report escalated to POLRI, and a prank."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from bench.driven_window import DrivenWindow
from bench.figures import Figure
from madiun_console.domain.changes import Changes
from madiun_console.queries.desk_lists import outcomes_today

_PRANK = "prank"
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_STORY = "Ada sekitar 40 orang kumpul di Jalan Gajah Mada, bawa kayu, mulai teriak-teriak ke rombongan lain"


def measure(driven: DrivenWindow, say: Callable[[str], None]) -> list[Figure]:
    """Count keys until the store holds the escalation, and the call."""
    say("  keystrokes")
    return [
        Figure(
            "keys beyond the story: report escalated to POLRI", _escalated(driven), "",
            note="F2, Enter (number to story), Ctrl+Space, F9, Ctrl+Enter; the digits of the number not counted",
        ),
        Figure("keys for a prank call", _prank(driven), "", most=1),
    ]  # fmt: skip


def _escalated(driven: DrivenWindow) -> int:
    before = driven.keys
    saved: list[str] = []
    driven.intake.saved.connect(lambda incident, _: saved.append(incident))
    driven.press(Qt.Key.Key_F2)
    driven.settle()
    driven.write("081200029999")
    driven.press(Qt.Key.Key_Return)
    driven.paste(_STORY)
    driven.settle()
    driven.press(Qt.Key.Key_Space, _CTRL)
    driven.settle()
    driven.press(Qt.Key.Key_F9)
    driven.wait(lambda: bool(saved))
    driven.settle()
    changes: list[Changes] = []
    driven.place.jobs.changed.connect(changes.append)
    driven.press(Qt.Key.Key_Return, _CTRL)
    driven.wait(lambda: any("escalation" in change.created for change in changes))
    return driven.keys - before


def _prank(driven: DrivenWindow) -> int:
    desk = driven.place.desk
    counted, before = outcomes_today(desk).get(_PRANK, 0), driven.keys
    changes: list[Changes] = []
    driven.place.jobs.changed.connect(changes.append)
    driven.press(Qt.Key.Key_1, _ALT)
    driven.wait(lambda: any("call" in change.created for change in changes))
    if outcomes_today(desk).get(_PRANK, 0) != counted + 1:
        raise AssertionError("the key did not count the call")
    return driven.keys - before
