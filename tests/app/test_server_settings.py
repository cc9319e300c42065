"""Settings > Server: how the link stands, a test of it, and a desk that worked alone joins with all it has logged."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from madiun_console.actions.people import add_person
from madiun_console.app.console import Console
from madiun_console.db.verify import verify
from madiun_console.ui.main_window import MainWindow
from madiun_console.ui.settings.server_card import ServerCard
from madiun_console.ui.workplace import Workplace
from tests.desk_fixtures import PASSWORD, MovedClock
from tests.server_fixtures import SyncServer
from tests.sync_desks import JoinedDesk, enrol

from .conftest import Folder

PATIENCE_MS = 20_000


@dataclass
class AtSettings:
    """Sari at the settings of a desk that worked alone."""

    window: MainWindow
    qtbot: QtBot

    @property
    def place(self) -> Workplace:
        return self.window._workplace

    @property
    def card(self) -> ServerCard:
        card = self.window.pages.page("settings").server
        assert isinstance(card, ServerCard)
        return card

    def wait(self, what: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(what()), timeout=PATIENCE_MS)

    def join(self, code: str, password: str = PASSWORD) -> None:
        self.card.join.click()
        self.card.form.field.setPlainText(code)
        self.card.password.line.setText(password)
        self.qtbot.keyClick(self.card.form.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture
def alone(
    folder: Folder, started: Callable[..., Console], qtbot: QtBot, clock: MovedClock
) -> Callable[[], AtSettings]:
    clock.ms = time.time_ns() // 1_000_000

    def start() -> AtSettings:
        window = started(folder.path, as_name="Sari", password=PASSWORD, lang="en").window
        assert window is not None
        window.show_page("settings")
        at = AtSettings(window, qtbot)
        at.wait(at.place.jobs.is_idle)
        return at

    return start


def test_a_desk_alone_begins_the_server_with_its_past_and_its_founder_gets_a_login(
    alone: Callable[[], AtSettings], server: SyncServer
) -> None:
    at = alone()
    assert "alone" in at.card.values["server"].text()
    assert not at.card.test.isVisible()
    at.join(enrol(server, "Meja utama").encode())
    at.wait(lambda: at.place.link.state.mode == "live" and not at.place.link.state.unsent)
    at.wait(lambda: at.place.link.state.own_login == "ready")
    assert not at.card.form.isVisible()
    assert "127.0.0.1" in at.card.values["server"].text()
    at.wait(lambda: "Meja utama" in at.card.values["desk"].text())
    assert at.place.desk.letter == "B"  # it keeps the one it had
    assert server.ask("SELECT count(*) FROM sync.event WHERE held IS NOT NULL") == 0
    at.card.test.click()
    at.wait(lambda: "answered" in at.card.message.accessibleName())


def test_a_wrong_password_or_a_used_code_is_told_and_nothing_changes(
    alone: Callable[[], AtSettings], server: SyncServer
) -> None:
    at = alone()
    code = enrol(server, "Meja utama").encode()
    at.join(code, "salah")
    at.wait(at.card.form.message.isVisible)
    assert at.card.password.line.hasFocus()
    with server.admin() as connection:
        connection.execute("SELECT sync.revoke('Meja utama')")
    at.card.password.line.setText(PASSWORD)
    at.card.form.submit()
    at.wait(lambda: "code" in at.card.form.message.accessibleName())
    assert not at.place.link.joined


def test_joining_another_center_says_before_and_after_that_people_are_held(
    alone: Callable[[], AtSettings], server: SyncServer, new_desk: Callable[..., JoinedDesk]
) -> None:
    center = new_desk("pusat")
    add_person(center.desk, center.sign_in(), "Rani", "operator", PASSWORD)
    center.round()
    at = alone()
    at.card.join.click()
    at.card.form.field.setPlainText(enrol(server, "Meja dua").encode())
    assert "held until an administrator" in at.card.form.note()
    at.card.password.line.setText(PASSWORD)
    at.card.form.submit()
    at.wait(lambda: not at.place.signed_in)
    assert verify(at.place.desk.store) is None
    said = at.window.sign_in.message.accessibleName()
    assert "not confirmed" in said
    assert "Sign in with a name that is known there" in said
    assert "page To be confirmed" in said
    center.round()
    assert len(center.rows("incident")) == 1  # what was logged alone came along


def test_a_code_of_before_the_center_says_afterwards_that_people_are_held(
    alone: Callable[[], AtSettings],
    server: SyncServer,
    new_desk: Callable[..., JoinedDesk],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code = enrol(server, "Meja dua").encode()  # it cannot tell beforehand
    new_desk("pusat").round()
    at = alone()
    told: list[str] = []
    monkeypatch.setattr(at.card.message, "show_message", lambda _tone, text: told.append(text))
    at.join(code)
    at.wait(lambda: bool(told))
    assert "wait until an administrator" in told[-1]
    at.wait(lambda: not at.place.signed_in)


def test_only_who_may_enrol_computers_is_offered_to_join(
    folder: Folder, started: Callable[..., Console], qtbot: QtBot
) -> None:
    window = started(folder.path, as_name="Sari", password=PASSWORD, lang="en").window
    assert window is not None
    place = window._workplace
    made: list[object] = []
    place.act(add_person, "Op", "operator", PASSWORD, done=made.append)
    qtbot.waitUntil(lambda: bool(made))
    from madiun_console.actions.sign_in import sign_in

    place.set_session(sign_in(place.desk, "Op", PASSWORD))
    window.show_page("settings")
    qtbot.waitUntil(place.jobs.is_idle)
    card = window.pages.page("settings").server
    assert card.isVisible()
    assert not card.join.isVisible()
