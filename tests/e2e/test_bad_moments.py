"""What must not cost a word or a secret: the lock, a kill, another language in the middle of a call, a person sent home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from madiun_console.actions.people import disable_person, enable_person
from madiun_console.db.verify import verify
from madiun_console.queries.desk_lists import outcomes_today
from tests.desk_fixtures import PASSWORD

from .conftest import CTRL, SHIFT, STORY

if TYPE_CHECKING:
    from madiun_console.ui.intake.intake_pane import IntakePane

    from .conftest import Founded, Sitter


def intake(sitter: Sitter) -> IntakePane:
    return sitter.window.queue_page.intake


def test_the_lock_hides_everything_and_gives_it_back(operator: Sitter) -> None:
    operator.call()
    operator.ctrl(Qt.Key.Key_L)
    window = operator.window
    assert window.lock.isVisible()
    for key, held in ((Qt.Key.Key_F2, SHIFT ^ SHIFT), (Qt.Key.Key_2, CTRL), (Qt.Key.Key_F9, SHIFT ^ SHIFT)):
        operator.key(key, held)
    assert window.lock.isVisible()
    assert not window.frame.isVisible()
    assert not window.message.isVisible()
    operator.ctrl(Qt.Key.Key_A)
    operator.enter("salah sandi")
    assert window.lock.isVisible()
    operator.enter(PASSWORD)
    operator.wait_for(window.frame.isVisible)
    operator.write(" lagi")
    assert intake(operator).view.story.narrative.toPlainText() == f"{STORY} lagi"
    assert outcomes_today(operator.desk) == {}


def test_a_call_comes_back_after_a_kill(operator: Sitter) -> None:
    operator.call()
    begun = intake(operator).view.form().started
    operator.kill()
    operator.start()
    operator.sign_in("Op")
    operator.wait_for(intake(operator).is_busy)
    form = intake(operator).view.form()
    assert (form.narrative, form.started) == (STORY, begun)
    operator.write(", masih ribut")
    operator.ctrl(Qt.Key.Key_Return)
    assert operator.detail().reports[0].narrative == f"{STORY}, masih ribut"
    assert operator.drafts() == []
    assert verify(operator.desk.store) is None


def test_closing_the_window_keeps_the_last_letter(operator: Sitter) -> None:
    operator.call(story="belum sele")
    handle = operator.window.windowHandle()
    assert handle is not None
    from PySide6.QtTest import QTest

    for letter in "sai":
        QTest.keyClick(handle, letter)  # type: ignore[call-overload]  # the stubs know it for widgets only
    operator.window.close()
    operator.kill()
    operator.start()
    operator.sign_in("Op")
    operator.wait_for(intake(operator).is_busy)
    assert intake(operator).view.story.narrative.toPlainText() == "belum selesai"


def test_theme_and_language_change_in_the_middle_of_a_call(operator: Sitter) -> None:
    operator.call()
    window = operator.window
    before = window.queue_page.queue.accessibleName(), window.frame.rail._buttons["settings"].entry.label
    operator.key(Qt.Key.Key_L, CTRL | SHIFT)
    assert window._workplace.appearance.theme.name == "dark"
    operator.key(Qt.Key.Key_F1)
    assert window.help.isVisible()
    operator.tab_to(window.help.language, back=True)
    operator.key(Qt.Key.Key_Right)
    operator.key(Qt.Key.Key_Space)
    assert window._workplace.language == "en"
    assert window.frame.rail._buttons["settings"].entry.label not in before
    operator.key(Qt.Key.Key_Escape)
    operator.write(" lagi")
    assert intake(operator).view.story.narrative.toPlainText() == f"{STORY} lagi"


def test_a_person_sent_home_in_the_middle_of_the_shift_can_do_nothing_more(
    operator: Sitter, founded: Founded
) -> None:
    operator.call()
    desk = operator.desk
    from madiun_console.actions.sign_in import sign_in

    sari = sign_in(desk, "Sari", PASSWORD)
    disable_person(desk, sari, founded.operator)
    operator.ctrl(Qt.Key.Key_Return)
    assert operator.queue() == []
    assert intake(operator).is_busy()
    assert intake(operator).view.message.isVisible()
    enable_person(desk, sari, founded.operator)
    operator.ctrl(Qt.Key.Key_Return)
    assert len(operator.queue()) == 1


def test_f10_opens_no_menu(operator: Sitter) -> None:
    operator.key(Qt.Key.Key_F10)
    assert operator.application.activePopupWidget() is None
    operator.call()
    operator.key(Qt.Key.Key_F10)
    assert operator.application.activePopupWidget() is None
    panel = operator.window.queue_page.incident.escalations.panel
    assert panel is not None


def test_the_window_says_whose_it_is_and_behind_the_lock_nobody(operator: Sitter) -> None:
    window = operator.window
    assert window.windowTitle() == "Meja B · Op · Konsol Madiun"
    operator.ctrl(Qt.Key.Key_L)
    assert window.windowTitle() == "Meja B · Konsol Madiun"
    operator.ctrl(Qt.Key.Key_A)
    operator.enter(PASSWORD)
    operator.wait_for(window.frame.isVisible)
    assert window.windowTitle() == "Meja B · Op · Konsol Madiun"
    operator.key(Qt.Key.Key_P, CTRL | SHIFT)
    assert window.windowTitle() == "Meja B · Konsol Madiun"
    operator.sign_in("Bima")
    assert window.windowTitle() == "Meja B · Bima · Konsol Madiun"
    operator.desk.demo = True
    operator.key(Qt.Key.Key_L, CTRL)
    assert window.windowTitle() == "LATIHAN · Meja B · Konsol Madiun"
    operator.desk.demo = False


def test_parked_calls_are_counted_in_the_rail_after_a_restart_and_only_for_whose_they_are(
    operator: Sitter,
) -> None:
    def at_the_call() -> tuple[int, str]:
        button = operator.window.frame.rail._buttons["intake"]
        return button.count(), button.words()

    assert at_the_call() == (0, "")
    for number in range(2):
        operator.call(story=f"{STORY} {number}")
        operator.key(Qt.Key.Key_Escape)
    assert at_the_call() == (2, "2 terparkir")
    operator.window._workplace.prefer(language="en")
    operator.wait_for(lambda: at_the_call() == (2, "2 parked"))
    operator.window._workplace.prefer(language="id")
    operator.settle()
    operator.stop()
    operator.start()
    operator.sign_in("Op")
    operator.wait_for(lambda: at_the_call() == (2, "2 terparkir"))
    operator.key(Qt.Key.Key_P, CTRL | SHIFT)
    operator.sign_in("Bima")
    operator.wait_for(lambda: at_the_call() == (0, ""))
