"""Calls for help and messages between a running program and another desk; offline says that nothing was sent."""

# ruff: noqa: F811 - fixtures of another module are named by those who use them
from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from madiun_console.actions.take_call import save_report
from madiun_console.domain.report_form import ReportForm
from madiun_console.ui.together.together_panel import TogetherPanel
from madiun_console.ui.widgets import TimelineEntry
from tests.app.test_link import Running, _right_clock, center, running  # noqa: F401 - fixtures
from tests.server_fixtures import SyncServer
from tests.sync.live_desks import Watched
from tests.sync.live_desks import running as live_at
from tests.sync_desks import JoinedDesk


def banner(at: Running) -> str:
    found = at.window.frame.banners._banners.get("together")
    return found.accessibleName() if found is not None else ""


@pytest.fixture
def sounds(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    heard: list[str] = []
    from madiun_console.ui.sounds import Sounds

    monkeypatch.setattr(Sounds, "alarm", lambda _self, kind, _window: heard.append(kind))
    return heard


@pytest.fixture
def at(running: Callable[..., Running], center: JoinedDesk, sounds: list[str]) -> Running:
    found = running()
    found.window.activateWindow()
    found.wait(found.window.isActiveWindow)
    return found


def press(at: Running, qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClick(QApplication.focusWidget() or at.window, key)


def texts(there: Watched) -> list[tuple[str, bool]]:
    return [(one.text, one.help) for one in there.live.state.messages]


def test_a_call_for_help_is_heard_named_and_answered_by_one_key(
    at: Running,
    center: JoinedDesk,
    sounds: list[str],
    qtbot: QtBot,
    form: Callable[..., ReportForm],
) -> None:
    bima = center.sign_in("Bima")
    incident = save_report(center.desk, bima, form()).created["incident"]
    center.round()
    at.wait(lambda: at.window.queue_page.queue._feed.count("open") == 1)
    with live_at(center) as there:
        there.live.here(bima.person, incident, typing=False)
        there.live.say("Penelepon panik", asks_help=True, incident=incident)
        at.wait(lambda: "Bima (desk" in banner(at) and "asks for help: Penelepon panik" in banner(at))
        assert sounds.count("message") == 1
        at.wait(lambda: at.window.together.messages.number(incident))
        press(at, qtbot, Qt.Key.Key_F7)
        at.wait(lambda: ("I am coming to help", False) in texts(there))
        assert there.live.state.messages[-1].answers == there.live.state.messages[0].id
        at.wait(lambda: not banner(at))
        page = at.window.queue_page
        at.wait(lambda: page.incident.page is not None and page.incident.page.id == incident)


def test_one_key_asks_for_help_and_says_who_comes(
    at: Running,
    center: JoinedDesk,
    qtbot: QtBot,
) -> None:
    bima = center.sign_in("Bima")
    with live_at(center) as there:
        there.live.here(bima.person, None, typing=False)
        press(at, qtbot, Qt.Key.Key_F12)
        at.wait(lambda: texts(there) == [("Please help", True)])
        at.wait(lambda: "nobody has answered yet" in banner(at))
        there.live.say("Saya ke sana", answers=there.live.state.messages[0].id)
        at.wait(lambda: "Bima (desk" in banner(at) and "answers: Saya ke sana" in banner(at))
        press(at, qtbot, Qt.Key.Key_F7)
        at.wait(lambda: not banner(at))


def test_a_message_to_one_desk_from_the_list_of_those_who_are_there(
    at: Running,
    center: JoinedDesk,
    qtbot: QtBot,
) -> None:
    bima = center.sign_in("Bima")
    with live_at(center) as there:
        there.live.here(bima.person, None, typing=False)
        at.wait(lambda: at.window.frame.top_bar.together_text() == "1 other desk")
        press(at, qtbot, Qt.Key.Key_F4)
        panel = at.window.together.panel
        assert panel.line.hasFocus()
        at.wait(lambda: panel.desks.rows_model().rowCount() == 2)
        qtbot.keyClick(panel.line, Qt.Key.Key_Down)
        qtbot.keyClicks(panel.line, "Tolong cek B23-001")
        qtbot.keyClick(panel.line, Qt.Key.Key_Return)
        at.wait(lambda: texts(there) == [("Tolong cek B23-001", False)])
        assert there.live.state.messages[0].to == there.live.state.device_id
        at.wait(lambda: not panel.line.text())
        there.live.say("Siap", answers=there.live.state.messages[0].id)
        at.wait(lambda: any("Siap" in row.text for row in entries(panel)))
        qtbot.keyClick(panel.line, Qt.Key.Key_Escape)
        assert not panel.isVisible()
        assert not banner(at)  # it was read


def entries(panel: TogetherPanel) -> list[TimelineEntry]:
    model = panel.list.model()
    return [model.data(model.index(at, 0), Qt.ItemDataRole.UserRole) for at in range(model.rowCount())]


def test_offline_nothing_is_sent_and_the_text_stays(
    at: Running,
    server: SyncServer,
    qtbot: QtBot,
) -> None:
    server.kill()
    at.place.link.wake()
    at.wait(lambda: at.place.link.state.mode == "offline")
    press(at, qtbot, Qt.Key.Key_F12)
    assert "Not sent" in at.window.message.accessibleName()
    press(at, qtbot, Qt.Key.Key_F4)
    panel = at.window.together.panel
    qtbot.keyClicks(panel.line, "Halo")
    qtbot.keyClick(panel.line, Qt.Key.Key_Return)
    assert "Not sent" in panel.message.accessibleName()
    assert panel.line.text() == "Halo"
    assert at.window.message.isVisible()
    server.start()
    at.wait(lambda: at.place.link.state.mode == "live")
    assert not at.window.message.isVisible()  # there is a connection
    assert not panel.message.isVisible()
    assert panel.line.text() == "Halo"
    at.wait(lambda: at.place.link.state.present)
    assert at.place.link.state.messages == ()


def test_a_locked_screen_shows_no_messages(at: Running, qtbot: QtBot) -> None:
    press(at, qtbot, Qt.Key.Key_F4)
    panel = at.window.together.panel
    assert panel.isVisible()
    at.window.lock_now()
    assert not panel.isVisible()
    press(at, qtbot, Qt.Key.Key_F4)
    assert not panel.isVisible()
