"""Messages in place, banners, and clocks that a hand moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget

from madiun_console.ui.widgets import (
    BannerArea,
    ClockLabel,
    InlineMessage,
    KeyButton,
    LevelLook,
    MessageAction,
    Ticker,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from madiun_console.ui.theme import Appearance
    from tests.ui.conftest import HeldClock


@pytest.fixture
def message(look: Appearance, shown: Callable[..., QWidget]) -> InlineMessage:
    page = QWidget()
    made = InlineMessage(look)
    made.field = QLineEdit()
    made.page = page  # qtbot holds it only weakly
    column = QVBoxLayout(page)
    column.addWidget(made.field)
    column.addWidget(made)
    made.after = QLineEdit()
    column.addWidget(made.after)
    column.addStretch(1)
    shown(page)
    made.field.setFocus()
    return made


def links(message: InlineMessage) -> dict[str, KeyButton]:
    return {link.text(): link for link in message.findChildren(KeyButton) if link.isVisible() and link.text()}


def test_an_action_is_done_by_its_key_from_the_field(qtbot: QtBot, message: InlineMessage) -> None:
    message.show_message(
        "warning", "180 m", lead="Mungkin sama", actions=[MessageAction("join", "Gabungkan", "Ctrl+G")]
    )
    assert message.accessibleName() == "Mungkin sama 180 m"
    with qtbot.waitSignal(message.action_triggered) as told:
        qtbot.keyClick(message.field, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert told.args == ["join"]


def test_an_action_is_reached_by_tab(qtbot: QtBot, message: InlineMessage) -> None:
    message.show_message("info", "x", actions=[MessageAction("see", "Lihat")], undo=True)
    qtbot.keyClick(message.field, Qt.Key.Key_Tab)
    link = links(message)["Lihat"]
    assert link.hasFocus()
    with qtbot.waitSignal(message.action_triggered) as told:
        qtbot.keyClick(link, Qt.Key.Key_Space)
    assert told.args == ["see"]
    with qtbot.waitSignal(message.action_triggered) as told:
        links(message)["Undo"].click()
    assert told.args == ["undo"]
    link.setFocus()
    for _ in range(3):  # undo, close, and on to the field behind
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert message.after.hasFocus()


def test_esc_on_a_link_dismisses(qtbot: QtBot, message: InlineMessage) -> None:
    message.show_message("info", "x", actions=[MessageAction("see", "Lihat")])
    link = links(message)["Lihat"]
    link.setFocus()
    with qtbot.waitSignal(message.dismissed):
        qtbot.keyClick(link, Qt.Key.Key_Escape)
    assert not message.isVisible()


def test_what_a_caller_said_is_never_markup(message: InlineMessage) -> None:
    message.show_message(
        "danger", "<b>a & b</b>\nc", lead="<img>", level=LevelLook("Tinggi", "octagon", "red")
    )
    label = next(label for label in message.findChildren(QLabel) if label.text())
    assert "&lt;b&gt;a &amp; b&lt;/b&gt;<br>c" in label.text()
    assert "<img>" not in label.text()
    assert message.accessibleName().startswith("Tinggi <img>")


def test_a_message_replaces_the_one_before(message: InlineMessage) -> None:
    message.show_message("info", "x", actions=[MessageAction("a", "Satu"), MessageAction("b", "Dua")])
    message.show_message("danger", "y", actions=[MessageAction("c", "Tiga")])
    assert list(links(message)) == ["Tiga"]
    assert message.property("tone") == "danger"
    with pytest.raises(ValueError, match="at most 3"):
        message.show_message("info", "x", actions=[MessageAction(str(n), str(n)) for n in range(4)])
    message.clear()
    assert not message.isVisible()


def test_banners_share_a_line_where_it_is_low(
    qtbot: QtBot, look: Appearance, shown: Callable[..., QWidget]
) -> None:
    window = QWidget()
    area = BannerArea(window)
    shown(window, 900, 100)
    area.resize(900, 90)
    area.show_banner("training", "warning", "Data contoh", lead="LATIHAN:")
    area.show_banner("sheet", "info", "menunggu dibaca", "Baca", lead="Serah terima")
    training, sheet = area._banners.values()
    qtbot.waitUntil(lambda: sheet.y() > training.y())
    area.set_low(low=True)
    qtbot.waitUntil(lambda: sheet.y() == training.y() and sheet.x() > training.x())
    assert training._text.isVisible()
    assert sheet._text.isVisible()
    qtbot.waitUntil(
        lambda: training._text.text() == "Data contoh" and sheet._text.text() == "menunggu dibaca"
    )
    assert sheet.action_button.isVisible()
    assert "Data contoh" in training.accessibleName()
    area.show_banner("help", "danger", "Sari minta bantuan", "Saya bantu", lead="Bantuan:")
    assert not training._text.isVisible()
    assert not sheet._text.isVisible()
    assert training._lead.text() == "LATIHAN"
    assert not area._banners["help"]._text.isHidden()
    area.hide_banner("help")
    area.hide_banner("sheet")
    assert training._lead.text() == "LATIHAN:"
    assert training._text.isVisible(), "alone it says everything"


def test_more_strips_than_a_line_holds_never_widen_the_window(
    qtbot: QtBot, look: Appearance, shown: Callable[..., QWidget]
) -> None:
    window = QWidget()
    area = BannerArea(window)
    column = QVBoxLayout(window)
    column.addWidget(area)
    column.addStretch(1)
    shown(window, 600, 300)
    area.set_low(low=True)
    for at in range(5):
        area.show_banner(
            f"strip{at}", "info", "kalimat " * 20, "Lihat", f"Garis nomor {at}:", key=f"Ctrl+Alt+{at}", close="Tutup",
            close_key=f"Ctrl+Shift+Alt+{at}",
        )  # fmt: skip
    qtbot.waitUntil(lambda: area._banners["strip4"].y() > area._banners["strip0"].y())
    assert window.width() == 600
    assert area.minimumSizeHint().width() < 600
    assert area.height() < 5 * 40  # a line each, not a paragraph


def test_banners_come_change_and_go(qtbot: QtBot, look: Appearance, shown: Callable[..., QWidget]) -> None:
    window = QWidget()
    area = BannerArea(window)
    shown(window)
    assert not area.isVisible()
    area.show_banner("training", "warning", "Data contoh", lead="LATIHAN")
    area.show_banner("stale", "danger", "Data lama", "Muat ulang")
    area.show_banner("stale", "danger", "Data lama 5 menit", "Muat ulang")
    assert area.isVisible()
    assert len(area.findChildren(KeyButton)) == 2
    button = next(button for button in area.findChildren(KeyButton) if button.text() == "Muat ulang")
    with qtbot.waitSignal(area.acted) as told:
        button.click()
    assert told.args == ["stale"]
    area.hide_banner("stale")
    area.hide_banner("never there")
    assert area.isVisible()
    area.hide_banner("training")
    assert not area.isVisible()


def test_a_clock_runs_stops_and_warns(
    qtbot: QtBot, look: Appearance, ticker: Ticker, held: HeldClock
) -> None:
    clock = ClockLabel(ticker)
    qtbot.addWidget(clock)
    assert clock.text() == "00:00"
    clock.start(60)
    clock.set_limit(100)
    tones = []
    for _ in range(3):
        held.pass_time(ticker, 20)
        tones.append((clock.text(), clock.property("tone")))
    assert tones == [("01:20", "warning"), ("01:40", "danger"), ("02:00", "danger")]
    clock.stop()
    held.pass_time(ticker, 50)
    assert clock.text() == "02:00"
    assert clock.elapsed() == pytest.approx(120)


def test_the_clock_of_the_pc_moves_no_running_clock(
    qtbot: QtBot, look: Appearance, ticker: Ticker, held: HeldClock
) -> None:
    clock = ClockLabel(ticker)
    qtbot.addWidget(clock)
    clock.start()
    held.ms += 86_400_000
    held.pass_time(ticker, 1)
    assert clock.text() == "00:01"


def test_the_heartbeat_falls_on_the_full_second(qtbot: QtBot) -> None:
    ticker = Ticker(wall_ms=lambda: 999_990)
    with qtbot.waitSignal(ticker.ticked, timeout=900):
        ticker.start()
    ticker.stop()
