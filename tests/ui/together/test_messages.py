"""Messages between desks, told by the link: to whom they went, and whom they are still new to."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from madiun_console.sync.link_state import LinkState, Message, Mode, Present
from madiun_console.ui.together.messages import Messages
from madiun_console.ui.together.together_panel import TogetherPanel
from madiun_console.ui.widgets import Ticker, TimelineEntry
from madiun_console.ui.workplace import Workplace
from tests.desk_fixtures import People
from tests.ui.conftest import HeldClock

OWN, OTHER = 9, 2
C = Present(OTHER, "Meja Bima", "C", "c", None, None, typing=False, since_ms=0)
Hear = Callable[..., None]


@pytest.fixture
def hear(workplace: Workplace, held: HeldClock, qtbot: QtBot) -> Iterator[Hear]:
    """What the link tells; messages are (seconds ago, device it came from, to, text)."""

    def say(mode: Mode, *said: tuple[int, int, int | None, str], present: tuple[Present, ...] = ()) -> None:
        messages = tuple(
            Message(
                at, held.ms - ago * 1000, device, f"Meja {device}", "D" if device == OWN else "C", None, False, to,
                None, text, None,
            )
            for at, (ago, device, to, text) in enumerate(said, start=1)
        )  # fmt: skip
        workplace.link.hear(LinkState(mode, device_id=OWN, messages=messages, present=present))

    yield say
    say("alone")
    qtbot.waitUntil(lambda: not workplace.presence._pause.isActive())


def test_to_whom_a_message_went_is_known_when_that_desk_is_gone(
    workplace: Workplace, hear: Hear, shown: Callable[..., QWidget], qtbot: QtBot
) -> None:
    around = shown(QWidget(), 1366, 768)
    panel = TogetherPanel(workplace, Messages(workplace), around)
    hear("live", (60, OWN, OTHER, "Tolong cek"), (30, OTHER, OWN, "Siap"), present=(C,))
    hear("offline", (60, OWN, OTHER, "Tolong cek"), (30, OTHER, OWN, "Siap"))
    panel.open(None)
    qtbot.waitUntil(workplace.jobs.is_idle)
    model = panel.list.model()
    rows = [model.index(at, 0).data(Qt.ItemDataRole.UserRole) for at in range(model.rowCount())]
    assert all(isinstance(row, TimelineEntry) for row in rows)
    assert [row.who for row in rows] == ["desk C to this desk", "this desk to desk C"]


def test_a_desk_that_nobody_has_seen_is_another_one(
    workplace: Workplace, hear: Hear, shown: Callable[..., QWidget]
) -> None:
    panel = TogetherPanel(workplace, Messages(workplace), shown(QWidget(), 1366, 768))
    hear("live", (60, OWN, 77, "Tolong cek"))
    panel.open(None)
    model = panel.list.model()
    assert model.index(0, 0).data(Qt.ItemDataRole.UserRole).who == "this desk to another desk"


def test_whoever_signs_in_later_is_not_told_old_messages_as_new_ones(
    workplace: Workplace, hear: Hear, held: HeldClock, ticker: Ticker, people: People
) -> None:
    workplace.set_session(None)
    messages = Messages(workplace)
    hear("live", (60, OTHER, None, "Siapa pegang Kartoharjo?"))
    held.pass_time(ticker, 20 * 60)
    hear("live", (21 * 60, OTHER, None, "Siapa pegang Kartoharjo?"), (10, OTHER, None, "Saya istirahat"))
    workplace.set_session(people.operator)
    assert [one.text for one in messages.unread()] == ["Saya istirahat"]


def test_what_nobody_read_stays_new_to_who_sits_there(
    workplace: Workplace, hear: Hear, held: HeldClock, ticker: Ticker
) -> None:
    messages = Messages(workplace)
    hear("live", (60, OTHER, None, "Siapa pegang Kartoharjo?"))
    held.pass_time(ticker, 20 * 60)
    assert [one.text for one in messages.unread()] == ["Siapa pegang Kartoharjo?"]
