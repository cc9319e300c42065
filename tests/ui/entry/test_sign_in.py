"""Signing in, locking and the recovery code, by keys, with a real store."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from madiun_console.actions.desk import Session
from madiun_console.actions.people import change_role, disable_person
from madiun_console.actions.sign_in import sign_in
from madiun_console.db.recovery import new_recovery_code
from madiun_console.ui.entry.lock import LockPage
from madiun_console.ui.entry.patience import FREE_TRIES, LONGEST_PAUSE_S, Patience
from madiun_console.ui.entry.sign_in import SignInPage
from madiun_console.ui.workplace import Workplace
from tests.desk_fixtures import PASSWORD, People
from tests.ui.conftest import HeldClock


@pytest.fixture
def page(workplace: Workplace, shown: Callable[..., QWidget], qtbot: QtBot) -> SignInPage:
    made = SignInPage(workplace)
    shown(made, 911, 512)
    made.entered()
    qtbot.waitUntil(workplace.jobs.is_idle)
    return made


@pytest.fixture
def lock(workplace: Workplace, shown: Callable[..., QWidget]) -> LockPage:
    made = LockPage(workplace)
    shown(made, 911, 512)
    made.entered()
    return made


def fail(qtbot: QtBot, place: Workplace, page: SignInPage | LockPage, times: int) -> None:
    for _ in range(times):
        page.password.set_text("bukan itu")
        page.submit()
        qtbot.waitUntil(place.jobs.is_idle)


def test_a_part_of_the_name_enter_password_enter(
    qtbot: QtBot, page: SignInPage, workplace: Workplace
) -> None:
    assert page.name.hasFocus()
    qtbot.keyClicks(page.name, "bi")
    assert [hit.label for hit in page.name.hits()] == ["Bima"]
    qtbot.keyClick(page.name, Qt.Key.Key_Return)
    assert page.password.line.hasFocus()
    qtbot.keyClicks(page.password.line, PASSWORD)
    with qtbot.waitSignal(workplace.session_changed) as told:
        qtbot.keyClick(page.password.line, Qt.Key.Key_Return)
    assert isinstance(told.args[0], Session)
    assert (workplace.session.name, workplace.session.role) == ("Bima", "supervisor")
    assert not page.password.text(), "the password stays no longer than the call that checks it"


def test_a_whole_name_that_was_not_chosen_from_the_list_will_do(
    qtbot: QtBot, page: SignInPage, workplace: Workplace
) -> None:
    page.name.set_text_left("sari")
    page.password.set_text(PASSWORD)
    page.submit()
    qtbot.waitUntil(lambda: workplace.session.name == "Sari")


def test_disabled_people_are_not_offered(
    qtbot: QtBot, page: SignInPage, workplace: Workplace, people: People
) -> None:
    disable_person(workplace.desk, people.administrator, people.operator.person)
    page.entered()
    qtbot.waitUntil(workplace.jobs.is_idle)
    page.name.open_hits()
    assert [hit.label for hit in page.name.hits()] == ["Bima", "Sari"]


def test_a_wrong_password_is_said_in_place(qtbot: QtBot, page: SignInPage, workplace: Workplace) -> None:
    page.name.set_text_left("Bima")
    fail(qtbot, workplace, page, 1)
    assert page.message.isVisible()
    assert page.password.line.hasFocus()
    assert not page.password.text()
    assert workplace.session.name == "Op", "who worked before still does"


def test_after_five_failures_even_the_right_password_waits(
    qtbot: QtBot, page: SignInPage, workplace: Workplace, held: HeldClock
) -> None:
    page.name.set_text_left("Bima")
    fail(qtbot, workplace, page, FREE_TRIES - 1)
    assert page.enter.isEnabled()
    fail(qtbot, workplace, page, 1)
    assert not page.enter.isEnabled()
    page.password.set_text(PASSWORD)
    page.submit()
    assert workplace.jobs.is_idle(), "nothing was even asked"
    held.pass_time(workplace.ticker, 4)
    assert not page.enter.isEnabled()
    held.pass_time(workplace.ticker, 1)
    assert page.enter.isEnabled()
    assert not page.message.isVisible()
    page.submit()
    qtbot.waitUntil(lambda: workplace.session.name == "Bima")


def test_the_pause_grows_and_has_an_end() -> None:
    patience, pauses = Patience(lambda: 0.0), []
    for _ in range(FREE_TRIES + 2000):
        patience.failed()
        pauses.append(patience.seconds_left())
    assert pauses[:8] == [0, 0, 0, 0, 5, 10, 20, 40]
    assert pauses[-1] == LONGEST_PAUSE_S
    patience.succeeded()
    patience.failed()
    assert patience.seconds_left() == 0


def test_the_recovery_code_sets_an_administrators_password(
    qtbot: QtBot, page: SignInPage, workplace: Workplace
) -> None:
    code = new_recovery_code(workplace.desk.store.folder, workplace.desk.store.key)
    page.forgotten.click()
    form = page.recovery
    assert form.code.hasFocus()
    qtbot.keyClicks(form.code, code.lower().replace("-", " "))
    qtbot.keyClick(form.code, Qt.Key.Key_Return)
    qtbot.keyClicks(form.name, "sari")
    qtbot.keyClick(form.name, Qt.Key.Key_Return)
    qtbot.keyClicks(form.password.first.line, "baru-sekali")
    qtbot.keyClick(form.password.first.line, Qt.Key.Key_Return)
    qtbot.keyClicks(form.password.second.line, "baru-sekali")
    with qtbot.waitSignal(workplace.session_changed):
        qtbot.keyClick(form.password.second.line, Qt.Key.Key_Return)
    assert workplace.session.name == "Sari"
    assert sign_in(workplace.desk, "Sari", "baru-sekali").role == "administrator"
    assert not form.code.text()


@pytest.mark.parametrize(
    ("code", "name"),
    [("00000-00000-00000-00000-00000", "Sari"), ("pendek", "Sari"), ("", "Sari"), (None, "Op")],
)
def test_a_wrong_code_or_name_changes_nothing(
    qtbot: QtBot, page: SignInPage, workplace: Workplace, code: str | None, name: str
) -> None:
    right = new_recovery_code(workplace.desk.store.folder, workplace.desk.store.key)
    page.forgotten.click()
    form = page.recovery
    form.code.setText(right if code is None else code)
    form.name.setText(name)
    form.password.first.set_text("baru-sekali")
    form.password.second.set_text("baru-sekali")
    form.submit()
    qtbot.waitUntil(workplace.jobs.is_idle)
    assert form.message.isVisible()
    assert workplace.session.name == "Op"
    assert sign_in(workplace.desk, name, PASSWORD).person


def test_the_recovery_takes_over_the_name_that_was_given(qtbot: QtBot, page: SignInPage) -> None:
    qtbot.keyClicks(page.name, "sar")
    qtbot.keyClick(page.name, Qt.Key.Key_Return)
    page.forgotten.click()
    assert page.recovery.name.text() == "Sari"
    assert page.recovery.code.hasFocus()
    page.recovery.back.click()
    page.name.set_text_left("Sri")
    page.forgotten.click()
    assert page.recovery.name.text() == "Sri", "a name that is no hit is kept, too"


def test_escape_goes_back_from_the_recovery(qtbot: QtBot, page: SignInPage) -> None:
    page.forgotten.click()
    qtbot.keyClick(page.recovery.code, Qt.Key.Key_Escape)
    qtbot.waitUntil(page.sign_in_form.isVisible)
    assert page.name.hasFocus()


def test_the_same_persons_password_unlocks(qtbot: QtBot, lock: LockPage, workplace: Workplace) -> None:
    assert lock.password.line.hasFocus()
    qtbot.keyClicks(lock.password.line, PASSWORD)
    with qtbot.waitSignal(lock.unlocked), qtbot.assertNotEmitted(workplace.session_changed):
        qtbot.keyClick(lock.password.line, Qt.Key.Key_Return)
    assert not lock.password.text()


def test_a_wrong_password_keeps_it_locked_and_is_counted(
    qtbot: QtBot, lock: LockPage, workplace: Workplace
) -> None:
    with qtbot.assertNotEmitted(lock.unlocked):
        fail(qtbot, workplace, lock, FREE_TRIES)
    assert lock.message.isVisible()
    assert not lock.unlock.isEnabled()


def test_a_role_that_changed_meanwhile_holds_after_unlocking(
    qtbot: QtBot, lock: LockPage, workplace: Workplace, people: People
) -> None:
    change_role(workplace.desk, people.administrator, people.operator.person, "supervisor")
    lock.password.set_text(PASSWORD)
    with qtbot.waitSignals([lock.unlocked, workplace.session_changed]):
        lock.submit()
    assert workplace.session.role == "supervisor"


def test_somebody_else_can_ask_for_the_desk(qtbot: QtBot, lock: LockPage) -> None:
    with qtbot.waitSignal(lock.change_person_wanted):
        lock.change.click()
