"""Each setting changes what the program does, at once, and is kept; a setting without a test here is not shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from madiun_console.actions.desk import Desk
from madiun_console.actions.keep_store import latest_backup
from madiun_console.actions.sign_in import sign_in
from madiun_console.app.parts import make_workplace
from madiun_console.db.recovery import new_recovery_code, open_with_recovery
from madiun_console.errors import DiskFull, NotAllowed
from madiun_console.queries.desk_lists import code_is_unconfirmed
from madiun_console.settings import LOWEST_HIGH_VOLUME, Preferences, load_preferences
from madiun_console.ui.idle_lock import IdleLock
from madiun_console.ui.settings import data_card
from madiun_console.ui.settings.settings_page import SettingsPage
from madiun_console.ui.sounds import NEW_HIGH, UNANSWERED, Sounds
from madiun_console.ui.theme import dress
from madiun_console.ui.workplace import Workplace
from tests.desk_fixtures import PASSWORD, People

NEW = "sandi-baru-9"


class SilentPlayer:
    """Remembers what would have sounded."""

    def __init__(self) -> None:
        self.played: list[str] = []

    def play(self, file: Path) -> bool:
        self.played.append(file.stem)
        return True


@pytest.fixture
def player() -> SilentPlayer:
    return SilentPlayer()


@pytest.fixture
def place(desk: Desk, people: People, qapp: QApplication, qtbot: QtBot) -> Iterator[Workplace]:
    """The workplace as the program makes it, preferences in force and kept in the data folder."""
    made = make_workplace(qapp, desk, desk.store.folder, Preferences(language="en"))
    made.set_session(people.operator)
    yield made
    qtbot.waitUntil(made.jobs.is_idle)
    made.jobs.close()
    made.translator.use("en")
    made.appearance.use("light")
    dress(qapp, made.appearance.theme)
    made.deleteLater()


@pytest.fixture
def page(place: Workplace, player: SilentPlayer, shown: Callable[..., QWidget], qtbot: QtBot) -> SettingsPage:
    made = SettingsPage(place, Sounds(place, player))
    shown(made, 865, 468)
    made.entered()
    qtbot.waitUntil(place.jobs.is_idle)
    return made


def kept(qtbot: QtBot, place: Workplace) -> Preferences:
    qtbot.waitUntil(place.jobs.is_idle)
    return load_preferences(place.desk.store.folder)


def test_the_theme(qtbot: QtBot, page: SettingsPage, place: Workplace) -> None:
    page.display.theme.buttons[1].click()
    assert place.appearance.theme.name == "dark"
    assert kept(qtbot, place).theme == "dark"
    place.prefer(theme="light")  # Ctrl+Shift+L goes this way
    assert page.display.theme.value() == "light"


def test_a_theme_cannot_be_emptied(qtbot: QtBot, page: SettingsPage, place: Workplace) -> None:
    for row in (page.display.theme, page.display.language):
        qtbot.keyClick(row.buttons[0], Qt.Key.Key_Backspace)
        assert row.value()
    assert place.preferences == Preferences(language="en")


def test_the_language_at_once(qtbot: QtBot, page: SettingsPage, place: Workplace) -> None:
    page.display.language.buttons[0].click()
    assert place.language == "id"
    assert kept(qtbot, place).language == "id"


@pytest.mark.parametrize("minutes", [0, 3])
def test_the_idle_lock(
    qtbot: QtBot, page: SettingsPage, place: Workplace, qapp: QApplication, minutes: int
) -> None:
    seconds = [1000.0]
    place.ticker.monotonic = lambda: seconds[0]
    lock = IdleLock(qapp, place)
    asked: list[bool] = []
    lock.lock_wanted.connect(lambda: asked.append(True))
    page.display.minutes.setValue(minutes)
    seconds[0] += 3 * 60
    place.ticker.ticked.emit()
    assert bool(asked) == bool(minutes)
    assert kept(qtbot, place).idle_lock_minutes == minutes
    page.display.minutes.setValue(0)
    place.ticker.ticked.emit()


def test_the_volumes_and_their_try_buttons(
    qtbot: QtBot, page: SettingsPage, place: Workplace, player: SilentPlayer
) -> None:
    page.sound.new_high.setValue(45)
    page.sound.unanswered.setValue(30)
    page.sound.try_new_high.click()
    page.sound.try_unanswered.click()
    assert player.played == [f"{NEW_HIGH}-45", f"{UNANSWERED}-30"]
    saved = kept(qtbot, place)
    assert (saved.volume_new_high, saved.volume_unanswered) == (45, 30)


def test_a_new_high_incident_cannot_be_made_silent(
    qtbot: QtBot, page: SettingsPage, place: Workplace
) -> None:
    page.sound.new_high.setFocus()
    qtbot.keyClick(page.sound.new_high, Qt.Key.Key_Home)
    page.sound.unanswered.setValue(0)
    assert place.preferences.volume_new_high == LOWEST_HIGH_VOLUME
    assert place.preferences.volume_unanswered == 0
    assert not page.sound.try_unanswered.isEnabled()


def test_muting(qtbot: QtBot, page: SettingsPage, place: Workplace, player: SilentPlayer) -> None:
    page.sound.muted.click()
    sounds = Sounds(place, player)
    sounds.alarm(UNANSWERED, page)
    sounds.alarm(NEW_HIGH, page)
    assert player.played == [f"{NEW_HIGH}-80"]
    assert kept(qtbot, place).muted


def test_the_own_password(qtbot: QtBot, page: SettingsPage, place: Workplace) -> None:
    card = page.password
    card.old.set_text(PASSWORD)
    card.new.first.set_text(NEW)
    card.new.second.set_text(NEW)
    card.submit()
    qtbot.waitUntil(place.jobs.is_idle)
    assert card.message.property("tone") == "success"
    assert sign_in(place.desk, "Op", NEW).person
    assert not card.old.text()
    assert not card.new.text()


def test_tab_goes_through_the_passwords_to_the_cards_behind(
    page: SettingsPage, tab_to: Callable[[QWidget], None]
) -> None:
    page.password.old.setFocus()
    tab_to(page.password.change)
    tab_to(page.about.copy)


def test_after_two_that_differ_typing_begins_anew(qtbot: QtBot, page: SettingsPage) -> None:
    card = page.password
    card.new.first.set_text("rahasia-baru-1")
    card.new.second.set_text("rahasia-baru-2")
    card.change.click()
    assert card.message.isVisible()
    assert card.new.second.text() == ""
    qtbot.keyClicks(card.new.first.line, "rahasia-lain")
    assert card.new.text() == "rahasia-lain"


@pytest.mark.parametrize(
    ("old", "new", "again"), [("bukan", NEW, NEW), (PASSWORD, NEW, "lain"), (PASSWORD, "abc", "abc")]
)
def test_a_password_that_cannot_be_changed(
    qtbot: QtBot, page: SettingsPage, place: Workplace, old: str, new: str, again: str
) -> None:
    card = page.password
    card.old.set_text(old)
    card.new.first.set_text(new)
    card.new.second.set_text(again)
    card.submit()
    qtbot.waitUntil(place.jobs.is_idle)
    assert card.message.property("tone") == "danger"
    assert card.change.isEnabled()
    assert sign_in(place.desk, "Op", PASSWORD).person


def test_half_typed_passwords_go_when_another_person_comes(
    page: SettingsPage, place: Workplace, people: People
) -> None:
    page.password.old.set_text(PASSWORD)
    place.set_session(people.supervisor)
    assert not page.password.old.text()
    assert "Bima" in page.password.words.text()


def test_a_backup_now(qtbot: QtBot, page: SettingsPage, place: Workplace) -> None:
    assert latest_backup(place.desk.store.folder) is None
    before = page.data.last.text()
    page.data.back_up.click()
    qtbot.waitUntil(lambda: place.jobs.is_idle() and page.data.last.text() != before)
    assert latest_backup(place.desk.store.folder) is not None
    assert page.data.message.property("tone") == "success"
    assert page.data.back_up.isEnabled()


def test_a_backup_that_fails_is_told(
    qtbot: QtBot, page: SettingsPage, place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_desk: Desk) -> Path:
        raise DiskFull(Path("backups"))

    monkeypatch.setattr(data_card, "back_up_now", full)
    page.data.back_up.click()
    qtbot.waitUntil(place.jobs.is_idle)
    assert page.data.message.property("tone") == "danger"
    assert page.data.back_up.isEnabled()


def test_the_recovery_code_is_for_administrators(
    page: SettingsPage, place: Workplace, people: People
) -> None:
    assert page.recovery.isHidden()
    place.set_session(people.administrator)
    assert not page.recovery.isHidden()


def test_a_new_recovery_code_ends_the_old_one(
    qtbot: QtBot, page: SettingsPage, place: Workplace, people: People
) -> None:
    store = place.desk.store
    old = new_recovery_code(store.folder, store.key)
    place.set_session(people.administrator)
    card = page.recovery
    card.password.set_text("bukan")
    card.submit()
    qtbot.waitUntil(place.jobs.is_idle)
    assert open_with_recovery(store.folder, old) == store.key, "a wrong password changes nothing"
    card.password.set_text(PASSWORD)
    card.submit()
    qtbot.waitUntil(lambda: bool(card.code.line.text()))
    new = card.code.line.text()
    assert open_with_recovery(store.folder, new) == store.key
    with pytest.raises(NotAllowed):
        open_with_recovery(store.folder, old)
    place.set_session(people.operator)
    assert not card.code.line.text(), "the next person does not see it"
    assert code_is_unconfirmed(place.desk), "nobody said that it was kept"


def test_a_new_code_that_is_kept_ends_the_asking(
    qtbot: QtBot, page: SettingsPage, place: Workplace, people: People
) -> None:
    place.set_session(people.administrator)
    card = page.recovery
    card.password.set_text(PASSWORD)
    card.submit()
    qtbot.waitUntil(lambda: bool(card.code.line.text()))
    assert code_is_unconfirmed(place.desk)
    card.code.saved.setChecked(True)
    card.code.go_on.click()
    qtbot.waitUntil(place.jobs.is_idle)
    assert not code_is_unconfirmed(place.desk)
    assert not card.code.line.text()


def test_versions_and_log_file_can_be_copied(page: SettingsPage, place: Workplace) -> None:
    page.about.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert page.about.text() in copied
    assert str(place.log_file) in copied


@pytest.mark.parametrize(("width", "height"), [(1302, 724), (865, 468)])
def test_nothing_is_cut_off(page: SettingsPage, width: int, height: int) -> None:
    page.resize(width, height)
    inside = page.scroller.widget()
    assert inside is not None
    assert inside.minimumSizeHint().width() <= page.scroller.viewport().width()
