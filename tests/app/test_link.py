"""The running program and its server: what others do is painted, what is done here is sent, people are followed."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from madiun_console.actions import people as act
from madiun_console.actions.set_rules import RuleEdit, set_rules
from madiun_console.actions.take_call import save_report
from madiun_console.app.console import Console
from madiun_console.domain.report_form import ReportForm
from madiun_console.domain.rulebook import Rulebook
from madiun_console.opening import new_store, open_store
from madiun_console.sync.exchange import Exchange
from madiun_console.sync.joining import join
from madiun_console.sync.last_exchange import note_exchange
from madiun_console.sync.postgres import PostgresTransport
from madiun_console.ui.main_window import MainWindow
from madiun_console.ui.workplace import Workplace
from tests.desk_fixtures import PASSWORD, MovedClock
from tests.server_fixtures import SyncServer
from tests.sync_desks import JoinedDesk, enrol

PATIENCE_MS = 20_000


class Running:
    """The program at a desk that has joined, with somebody signed in."""

    def __init__(self, console: Console, qtbot: QtBot) -> None:
        self.console, self._qtbot = console, qtbot
        self.wait(lambda: self.place.link.state.heard_ms > 0)

    @property
    def window(self) -> MainWindow:
        assert self.console.window is not None
        return self.console.window

    @property
    def place(self) -> Workplace:
        return self.window._workplace

    @property
    def bar(self) -> str:
        return self.window.frame.top_bar.state_text()

    def wait(self, what: Callable[[], object]) -> None:
        self._qtbot.waitUntil(lambda: bool(what()), timeout=PATIENCE_MS)


@pytest.fixture(autouse=True)
def _right_clock(clock: MovedClock) -> None:
    """The server's clock cannot be moved: this PC's goes with it."""
    clock.ms = time.time_ns() // 1_000_000


@pytest.fixture
def running(
    server: SyncServer,
    tmp_path: Path,
    rulebook: Rulebook,
    clock: MovedClock,
    started: Callable[..., Console],
    qtbot: QtBot,
) -> Callable[..., Running]:
    """Starts the program at a desk of the center that `new_desk` has founded."""

    def run(name: str = "meja", person: str = "Sari", before: Callable[[], object] = lambda: None) -> Running:
        folder = tmp_path / name
        store = new_store(folder, rulebook, clock)
        link = join(store, enrol(server, name).encode(), clock.now_ms() / 1000)
        transport = PostgresTransport(link.dsn(folder))
        Exchange(store, transport, lambda _: None).round()  # the people, so that somebody can sign in at once
        transport.close()
        store.close()
        before()
        return Running(started(folder, as_name=person, password=PASSWORD, lang="en"), qtbot)

    return run


@pytest.fixture
def center(new_desk: Callable[..., JoinedDesk]) -> JoinedDesk:
    """The desk where the center began; its people: Sari (administrator), Bima (supervisor)."""
    made = new_desk("pusat")
    made.round()
    sari = made.sign_in()
    act.add_person(made.desk, sari, "Bima", "supervisor", PASSWORD)
    act.add_person(made.desk, sari, "Op", "operator", PASSWORD)
    made.round()
    return made


def test_what_another_desk_logs_is_painted_and_what_is_logged_here_is_sent(
    center: JoinedDesk, running: Callable[..., Running], form: Callable[..., ReportForm]
) -> None:
    at = running()
    assert at.bar == "Live"
    save_report(center.desk, center.sign_in(), form())
    center.round()
    at.wait(lambda: at.window.queue_page.queue._feed.count("open") == 1)
    at.place.act(save_report, form(number="0813 0000 1111"))
    at.wait(lambda: center.round().received and len(center.rows("report")) == 2)


def test_without_a_server_the_bar_says_so_and_no_driver_is_loaded(
    started: Callable[..., Console], folder: object, qtbot: QtBot
) -> None:
    console = started(folder.path, as_name="Sari", password=PASSWORD, lang="en")  # type: ignore[attr-defined]
    window = console.window
    assert window is not None
    qtbot.waitUntil(lambda: window.queue_page.queue._feed.count("open") == 1)
    assert window.frame.top_bar.state_text() == "Stored on this PC"
    assert not window._workplace.link.joined


def test_a_cut_is_told_in_words_and_heals(
    center: JoinedDesk, running: Callable[..., Running], server: SyncServer, form: Callable[..., ReportForm]
) -> None:
    at = running()
    server.kill()
    at.place.link.wake()
    at.wait(lambda: at.place.link.state.mode == "offline")
    at.wait(lambda: "Offline since" in at.bar)
    at.place.act(save_report, form())
    at.wait(lambda: "3 not sent yet" in at.bar)
    assert "stored here" in at.window.frame.top_bar._state.accessibleDescription()
    server.start()
    at.wait(lambda: at.place.link.state.mode == "live" and at.place.link.state.unsent == 0)
    at.wait(lambda: at.bar == "Live")


def test_whoever_is_disabled_elsewhere_is_signed_out_with_a_reason(
    center: JoinedDesk, running: Callable[..., Running]
) -> None:
    at = running(person="Op")
    sari = center.sign_in()
    act.disable_person(center.desk, sari, at.place.session.person)
    center.round()
    at.wait(lambda: not at.place.signed_in)
    assert at.window.sign_in.isVisible()
    assert "disabled" in at.window.sign_in.message.accessibleName()


def test_another_role_is_in_force_at_once(center: JoinedDesk, running: Callable[..., Running]) -> None:
    at = running(person="Op")
    assert "people" not in at.window.frame.rail._buttons
    act.change_role(center.desk, center.sign_in(), at.place.session.person, "administrator")
    center.round()
    at.wait(lambda: at.place.session.role == "administrator")
    at.wait(lambda: "people" in at.window.frame.rail._buttons)


def test_rules_of_other_desks_come_into_force(center: JoinedDesk, running: Callable[..., Running]) -> None:
    at = running()
    changed: list[bool] = []
    at.place.rules_changed.connect(lambda: changed.append(True))
    before = at.place.desk.rulebook
    assert before.targets.get("high", "agency_ack") is not None
    set_rules(center.desk, center.sign_in(), [RuleEdit("levels.toml", "targets.high.agency_ack", 77)], "uji")
    center.round()
    at.wait(lambda: changed)
    now = at.place.desk.rulebook.targets.get("high", "agency_ack")
    assert now is not None
    assert now.amount == 77


def test_a_revoked_computer_says_after_a_start_what_happened_and_comes_back_by_a_new_code(
    center: JoinedDesk, running: Callable[..., Running], server: SyncServer, tmp_path: Path
) -> None:
    def revoke() -> None:
        store = open_store(tmp_path / "meja")
        note_exchange(store)
        store.close()
        server.ask("SELECT sync.revoke('meja')")

    at = running(before=revoke)
    at.wait(lambda: "not enrolled at the server any more" in at.bar)
    assert "shared data" in at.bar
    assert "not here yet" not in at.bar
    tip = at.window.frame.top_bar._state.accessibleDescription()
    assert "Ask the administrator for a new code" in tip
    assert "sent when the server is back" not in tip
    at.window.show_page("settings")
    card = at.window.pages.page("settings").server
    at.wait(card.join.isVisible)
    assert "not compared" in card.values["clock"].text()
    assert "not yet" not in card.values["heard"].text()
    assert "not enrolled" in card.values["state"].text()
    card.join.click()
    card.form.field.setPlainText(enrol(server, "meja lagi").encode())
    card.password.line.setText(PASSWORD)
    card.form.submit()
    at.wait(lambda: at.place.link.state.mode == "live")
    at.wait(lambda: at.bar == "Live")
    assert not card.join.isVisible()
    assert "agrees" in card.values["clock"].text()
