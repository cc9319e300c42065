"""The frame shows only pages that exist, answers to Ctrl+1 … and fits the office screens at 150%."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QVBoxLayout, QWidget

from madiun_console.ui.shell import RailEntry, ShellFrame
from madiun_console.ui.widgets import MenuEntry

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from madiun_console.ui.theme import Appearance
    from madiun_console.ui.widgets import Ticker
    from tests.ui.conftest import HeldClock

ENTRIES = [
    RailEntry("queue", "Antrean", "queue"),
    RailEntry("intake", "Telepon", "phone"),
    RailEntry("map", "Peta", "map"),
    RailEntry("activities", "Kegiatan", "calendar"),
    RailEntry("review", "Tinjauan", "review"),
    RailEntry("warning", "Dini", "warning"),
    RailEntry("statistics", "Statistik", "chart"),
]


@pytest.fixture
def frame(look: Appearance, ticker: Ticker, shown: Callable[..., QWidget]) -> ShellFrame:
    made = ShellFrame(look, ticker)
    for entry in ENTRIES:
        if entry.id != "map":
            page = QWidget()
            page.field = QLineEdit()
            QVBoxLayout(page).addWidget(page.field)
            made.add_page(entry.id, page)
    made.set_entries(ENTRIES)
    made.show_page("queue")
    made.top_bar.set_desk("Meja B · Shift pagi 07.00–15.00")
    made.top_bar.set_overdue(12, 12)
    made.top_bar.set_state("success", "Tersimpan di PC ini, 27 belum terkirim ke server")
    made.top_bar.set_person("R. Operator", [MenuEntry("lock", "Kunci")])
    shown(made, 1366, 768)
    return made


def rail_buttons(frame: ShellFrame) -> list[QAbstractButton]:
    return [button for button in frame.rail.findChildren(QAbstractButton) if button.isVisible()]


def test_only_pages_that_exist_are_offered(frame: ShellFrame) -> None:
    assert [button.text() for button in rail_buttons(frame)] == [e.label for e in ENTRIES if e.id != "map"]


def test_ctrl_digit_goes_to_a_page_from_a_field(qtbot: QtBot, frame: ShellFrame) -> None:
    field = frame.findChildren(QLineEdit)[0]
    field.setFocus()
    with qtbot.waitSignal(frame.page_shown) as told:
        qtbot.keyClick(field, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert told.args == ["activities"]
    assert frame.current_page() == "activities"
    assert [button.isChecked() for button in rail_buttons(frame)] == [False, False, True, False, False, False]


def test_the_rail_is_walked_by_arrows(qtbot: QtBot, frame: ShellFrame) -> None:
    first, second = rail_buttons(frame)[:2]
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    with qtbot.waitSignal(frame.page_shown):
        qtbot.keyClick(second, Qt.Key.Key_Space)
    assert frame.current_page() == "intake"


def test_other_words_keep_the_page(frame: ShellFrame) -> None:
    frame.show_page("review")
    frame.set_entries([RailEntry("queue", "Queue", "queue"), RailEntry("review", "Review", "review")])
    assert [button.text() for button in rail_buttons(frame) if button.isChecked()] == ["Review"]
    frame.rail.set_count("review", 2)
    frame.rail.set_count("not there", 2)
    assert rail_buttons(frame)[1].accessibleDescription() == "2"
    with pytest.raises(KeyError):
        frame.show_page("map")


@pytest.mark.parametrize(
    ("width", "height", "narrow"), [(1366, 768, False), (1093, 614, True), (911, 512, True)]
)
def test_nothing_is_cut_off(qtbot: QtBot, frame: ShellFrame, width: int, height: int, narrow: bool) -> None:
    frame.banners.show_banner("training", "warning", "Data contoh: tidak ada yang dikirim.", lead="LATIHAN")
    frame.resize(width, height)
    qtbot.waitUntil(lambda: frame.rail.is_narrow() is narrow)
    assert frame.minimumSizeHint().width() <= width
    assert frame.minimumSizeHint().height() <= height
    qtbot.waitUntil(lambda: rail_buttons(frame)[-1].geometry().bottom() <= frame.rail.height())
    bar = frame.top_bar
    inside = [widget for widget in bar.findChildren(QWidget) if widget.isVisible() and widget.parent() is bar]
    places = sorted(inside, key=lambda widget: widget.x())
    assert places[-1].geometry().right() <= bar.width()
    for left, right in pairwise(places):
        assert left.geometry().right() < right.x()


def test_the_alert_leads_somewhere_and_goes_away(qtbot: QtBot, frame: ShellFrame) -> None:
    alert = next(b for b in frame.top_bar.findChildren(QAbstractButton) if "overdue" in b.text())
    assert (alert.text(), alert.toolTip()) == ("24 overdue", "12 told to nobody · 12 escalations overdue")
    with qtbot.waitSignal(frame.top_bar.overdue_clicked):
        alert.click()
    frame.top_bar.set_overdue(0)
    assert not alert.isVisible()
    frame.top_bar.set_overdue(0, 1)
    assert (alert.isVisible(), alert.text(), alert.toolTip()) == (True, "1 told to nobody", "")
    frame.top_bar.set_overdue(12)
    assert (alert.text(), alert.toolTip()) == ("12 escalations overdue", "")


def test_the_clock_shows_the_time_of_day(frame: ShellFrame, ticker: Ticker, held: HeldClock) -> None:
    def clocks() -> list[str]:
        return [
            label.text()
            for label in frame.top_bar.findChildren(QLabel)
            if label.property("role") == "bar-clock"
        ]

    held.pass_time(ticker, 1)
    assert clocks() == ["14.32.09"]


def test_the_person_has_a_menu_and_is_hidden_when_nobody_is_signed_in(
    qtbot: QtBot, frame: ShellFrame
) -> None:
    person = next(b for b in frame.top_bar.findChildren(QAbstractButton) if b.text() == "R. Operator")
    assert person.accessibleName() == "Signed in: R. Operator"
    with qtbot.waitSignal(frame.top_bar.person_menu_picked) as told:
        person.menu().actions()[0].trigger()
    assert told.args == ["lock"]
    frame.top_bar.set_person("", [])
    assert not person.isVisible()
