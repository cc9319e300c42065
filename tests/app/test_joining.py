"""Joining on the first page: the code, what is wrong with it, loading, and the sign-in with a name of the other desks."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from madiun_console.app.console import Console
from madiun_console.domain.rulebook import Rulebook
from madiun_console.enrolment import join_server
from madiun_console.errors import InvalidInput
from madiun_console.opening import new_store
from madiun_console.sync.connecting import ServerFault
from madiun_console.sync.enrol_code import EnrolCode
from madiun_console.sync.joining import join
from madiun_console.ui.entry.first_start import FirstStartPage
from tests.desk_fixtures import PASSWORD, MovedClock
from tests.server_fixtures import SyncServer
from tests.sync_desks import JoinedDesk, enrol

PATIENCE_MS = 20_000


@pytest.fixture(autouse=True)
def _right_clock(clock: MovedClock) -> None:
    clock.ms = time.time_ns() // 1_000_000


@pytest.fixture
def center(new_desk: Callable[..., JoinedDesk]) -> JoinedDesk:
    """The desk where the center began, with Sari."""
    made = new_desk("pusat")
    made.round()
    return made


def first_page(console: Console) -> FirstStartPage:
    assert console._beginning is not None
    page = console._beginning.page
    assert isinstance(page, FirstStartPage)
    return page


def test_a_computer_joins_by_keys_and_people_sign_in_with_their_usual_password(
    center: JoinedDesk, server: SyncServer, started: Callable[..., Console], data_dir: Path, qtbot: QtBot
) -> None:
    console = started(data_dir, lang="en")
    page = first_page(console)
    page.join.click()
    form = page.join_form
    qtbot.waitUntil(form.field.hasFocus)
    code = enrol(server, "Meja 2").encode()
    form.field.setPlainText(code.lower().replace("-", " "))
    assert "Server 127.0.0.1" in form.read.text()
    qtbot.keyClick(form.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(page.code.isVisible, timeout=PATIENCE_MS)
    assert len(page.code.line.text().replace("-", "")) == 25
    page.code.saved.setChecked(True)
    page.code.go_on.click()
    window = console.window
    assert window is not None
    assert window.sign_in.isVisible()
    qtbot.waitUntil(lambda: window.sign_in.name.value() is not None)
    qtbot.keyClicks(window.sign_in.password.line, PASSWORD)
    qtbot.keyClick(window.sign_in.password.line, Qt.Key.Key_Return)
    place = window._workplace
    qtbot.waitUntil(lambda: place.signed_in)
    assert place.desk.letter == "A"  # the center's desk is B
    qtbot.waitUntil(lambda: place.link.state.heard_ms > 0, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: window.frame.top_bar.state_text().startswith("Live"), timeout=PATIENCE_MS)


def test_a_typing_error_is_told_with_its_group_and_nothing_is_made(
    server: SyncServer, center: JoinedDesk, started: Callable[..., Console], data_dir: Path
) -> None:
    page = first_page(started(data_dir, lang="en"))
    page.join.click()
    code = enrol(server, "Meja 2").encode()
    wrong = ("7" if code[8] != "7" else "8").join((code[:8], code[9:]))
    page.join_form.field.setPlainText(wrong)
    page.join_form.submit()
    assert "group 2" in page.join_form.message.accessibleName()
    assert page.join_form.field.toPlainText() == wrong
    assert not (data_dir / "store.db").exists()
    page.join_form.back.click()
    assert page.choice.isVisible()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"port": 1}, "server_refused"),
        ({"database": "template_nix"}, "server_database"),
        ({"secret": "bukan-rahasianya"}, "server_password"),
        ({"ca_sha256": "ab" * 32}, ""),
    ],
)
def test_each_fault_says_what_to_do_and_leaves_no_store(
    server: SyncServer,
    center: JoinedDesk,
    data_dir: Path,
    rulebook: Rulebook,
    change: dict[str, object],
    told: str,
) -> None:
    from dataclasses import replace

    code: EnrolCode = replace(enrol(server, "Meja 2"), **change)  # type: ignore[arg-type]
    with pytest.raises(ServerFault) as refused:
        join_server(data_dir, code.encode(), rulebook=rulebook)
    assert told in ("", refused.value.id)
    assert not (data_dir / "store.db").exists()


def test_a_code_works_once_and_not_after_its_day(
    server: SyncServer,
    center: JoinedDesk,
    data_dir: Path,
    tmp_path: Path,
    rulebook: Rulebook,
    clock: MovedClock,
) -> None:
    code = enrol(server, "Meja 2")
    join_server(data_dir, code.encode(), rulebook=rulebook, clock=clock).desk.store.close()
    with pytest.raises(ServerFault) as refused:
        join_server(tmp_path / "lain", code.encode(), rulebook=rulebook, clock=clock)
    assert refused.value.id == "server_password"
    other = enrol(server, "Meja 3")
    clock.ms += 25 * 3_600_000
    with pytest.raises(InvalidInput) as late:
        join_server(tmp_path / "lain", other.encode(), rulebook=rulebook, clock=clock)
    assert late.value.id == "enrol_code_expired"


def test_a_joining_that_was_killed_goes_on_with_the_same_code(
    server: SyncServer, center: JoinedDesk, data_dir: Path, rulebook: Rulebook, clock: MovedClock
) -> None:
    code = enrol(server, "Meja 2").encode()
    store = new_store(data_dir, rulebook, clock)
    join(store, code, clock.now_ms() / 1000)
    with store.own() as cursor:  # as it is when the power goes before the server's answer is noted
        cursor.execute("DELETE FROM meta WHERE k IN ('joined', 'center', 'desk')")
    store.close()
    joined = join_server(data_dir, code, rulebook=rulebook, clock=clock)
    assert joined.desk.store.center
    assert joined.recovery_code
    joined.desk.store.close()


def test_an_agency_desk_of_an_empty_server_opens_again(
    server: SyncServer, started: Callable[..., Console], data_dir: Path, rulebook: Rulebook, clock: MovedClock
) -> None:
    code = enrol(server, "Polres", "polres_madiun_kota").encode()
    join_server(data_dir, code, rulebook=rulebook, clock=clock).desk.store.close()
    console = started(data_dir)
    assert console.window is not None
    assert console.window.sign_in.isVisible()
