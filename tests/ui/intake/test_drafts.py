"""Nothing typed is lost: pauses, crashes, parked calls, calls thrown away, another person at the desk."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from madiun_console.actions.drafts import keep_draft
from madiun_console.errors import DiskFull
from madiun_console.queries.desk_lists import draft_form, drafts
from tests.ui.intake.conftest import STORY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from madiun_console.actions.desk import Desk
    from madiun_console.domain.report_form import ReportForm
    from madiun_console.ui.intake.intake_pane import IntakePane
    from madiun_console.ui.workplace import Workplace
    from tests.desk_fixtures import People
    from tests.ui.conftest import HeldClock
    from tests.ui.intake.conftest import Operator


def test_a_pause_stores_the_form_as_it_stands(operator: Operator) -> None:
    operator.call()
    (row,) = operator.drafts()
    assert row.state == "active"
    assert draft_form(row) == operator.pane.view.form()
    assert operator.pane.view.header._stored.full_text() == "Draft stored automatically"


def test_leaving_a_field_stores_at_once(operator: Operator, qtbot: QtBot) -> None:
    operator.pane.begin()
    operator.write("0812")
    operator.press(Qt.Key.Key_Return)
    assert not operator.pane.keeper._pause.isActive()
    qtbot.waitUntil(operator.workplace.jobs.is_idle)
    assert draft_form(operator.drafts()[0]).number == "0812"


def test_after_a_crash_the_form_and_the_timer_are_back(
    operator: Operator,
    new_pane: Callable[[], IntakePane],
    held: HeldClock,
    qtbot: QtBot,
    workplace: Workplace,
) -> None:
    operator.call()
    operator.ctrl(Qt.Key.Key_Space)
    operator.alt(Qt.Key.Key_Up)
    operator.settle()
    before = operator.pane.view.form()
    held.ms += 65_000  # the PC restarts; its monotonic clock means nothing now
    fresh = new_pane()
    fresh.restore()
    qtbot.waitUntil(fresh.is_busy)
    assert fresh.view.form() == before
    assert fresh.view.header.clock.text() == "01:05"
    qtbot.waitUntil(workplace.jobs.is_idle)


def test_every_field_comes_back(
    workplace: Workplace,
    new_pane: Callable[[], IntakePane],
    qtbot: QtBot,
    form: Callable[..., ReportForm],
    desk: Desk,
) -> None:
    full = form(
        name="Budi", home="Jl. Salak 3", protected=True, kind_by_hand=True, landmark="Depan GOR", precision="street",
        told={"movement": "ke utara"}, ticked=("threat",), groups="X", remarks="Y", occurred=1_795_415_520_000,
        reported=1_795_415_580_000, raised_to="high", callback_due=1_795_422_780_000, channel="radio",
    )  # fmt: skip
    keep_draft(desk, workplace.session, "d1", full)
    pane = new_pane()
    pane.restore()
    qtbot.waitUntil(pane.is_busy)
    assert pane.view.form() == full
    pane.hide()


def test_esc_parks_and_ctrl_p_changes_over(operator: Operator, qtbot: QtBot) -> None:
    operator.call()
    with qtbot.waitSignal(operator.pane.left):
        operator.press(Qt.Key.Key_Escape)
    operator.settle()
    assert [row.state for row in operator.drafts()] == ["parked"]
    assert not operator.pane.is_busy()
    operator.call(number="0813 1111 2222", story="Ada pohon tumbang")
    assert operator.pane.view.header.parked.isVisible()
    operator.ctrl(Qt.Key.Key_P)
    operator.settle()
    assert operator.pane.view.form().narrative == STORY
    assert sorted(row.state for row in operator.drafts()) == ["active", "parked"]
    operator.ctrl(Qt.Key.Key_P)
    operator.settle()
    assert operator.pane.view.form().narrative == "Ada pohon tumbang"


def test_several_parked_calls_are_chosen_by_keys(operator: Operator) -> None:
    for number in range(3):
        operator.call(story=f"Cerita {number}")
        operator.pane.park()
        operator.settle()
    operator.ctrl(Qt.Key.Key_P)
    operator.settle()
    assert operator.focus() is operator.pane.resting.parked
    operator.press(Qt.Key.Key_Down)
    operator.press(Qt.Key.Key_Return)
    operator.settle()
    assert operator.pane.view.form().narrative == "Cerita 1"


def test_a_new_call_parks_the_present_one(operator: Operator) -> None:
    operator.call()
    operator.pane.begin()
    operator.settle()
    assert operator.pane.view.form().is_empty()
    assert [row.state for row in operator.drafts()] == ["parked"]


def test_an_empty_call_leaves_nothing_behind(operator: Operator) -> None:
    operator.pane.begin()
    operator.settle()
    operator.press(Qt.Key.Key_Escape)
    operator.settle()
    assert operator.drafts() == []


def test_thrown_away_and_brought_back(operator: Operator) -> None:
    operator.call()
    operator.ctrl(Qt.Key.Key_D)
    operator.settle()
    assert [row.state for row in operator.drafts()] == ["discarded"]
    assert operator.pane.resting.thrown.rows_model().rowCount() == 1
    operator.bring_back()
    assert operator.pane.view.form().narrative == STORY
    assert [row.state for row in operator.drafts()] == ["active"]


def test_another_person_reads_nothing_of_it(operator: Operator, people: People, desk: Desk) -> None:
    operator.call()
    operator.workplace.set_session(replace(people.supervisor))
    operator.settle()
    assert not operator.pane.is_busy()
    assert operator.pane.view.form().is_empty()
    operator.pane.restore()
    operator.settle()
    assert not operator.pane.is_busy()
    assert [row.state for row in drafts(desk, people.operator)] == ["parked"]
    assert drafts(desk, people.supervisor) == []


def test_a_full_disk_is_told_and_the_form_stays(
    operator: Operator, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, tmp_path: Path
) -> None:
    operator.call()
    full = True
    own = type(operator.workplace.desk.store).own

    def refuse(store: object) -> object:
        if full:
            raise DiskFull(tmp_path)
        return own(store)  # type: ignore[arg-type]

    monkeypatch.setattr(type(operator.workplace.desk.store), "own", refuse)
    operator.write(" lagi")
    qtbot.waitUntil(lambda: operator.pane.keeper.state == "failed")
    assert operator.pane.view.message.isVisible()
    operator.press(Qt.Key.Key_Escape)
    qtbot.waitUntil(operator.workplace.jobs.is_idle)
    assert operator.pane.is_busy()
    assert operator.pane.view.form().narrative == STORY + " lagi"
    full = False
    operator.press(Qt.Key.Key_Escape)
    operator.settle()
    assert draft_form(operator.drafts()[0]).narrative == STORY + " lagi"


def test_hiding_stores_what_no_pause_has_stored(operator: Operator, qtbot: QtBot) -> None:
    operator.pane.begin()
    operator.write("0812")
    operator.pane.hide()
    qtbot.waitUntil(operator.workplace.jobs.is_idle)
    assert draft_form(operator.drafts()[0]).number == "0812"


def test_a_hidden_pane_comes_forward_with_the_call_that_waits(operator: Operator, qtbot: QtBot) -> None:
    operator.call()
    operator.pane.park()
    operator.settle()
    operator.pane.hide()
    with qtbot.waitSignal(operator.pane.pane_wanted):
        operator.pane.show_parked()
    assert operator.pane.view.form().narrative == STORY
    operator.pane.keep_now()


def test_a_saved_call_does_not_come_back_when_storing_takes_longer_than_a_pause_in_typing(
    operator: Operator, qtbot: QtBot
) -> None:
    operator.call()
    slow = threading.Event()
    operator.workplace.jobs.act(slow.wait)  # the disk is busy: what is asked for now waits behind it
    operator.write(" lagi")
    operator.ctrl(Qt.Key.Key_Return)
    keeper = operator.pane.keeper
    keeper.touch()  # as an answer does that comes meanwhile and suggests another place
    qtbot.waitUntil(lambda: not (keeper._pause.isActive() or keeper._longest.isActive()))
    slow.set()
    operator.settle()
    assert len(operator.queue()) == 1
    assert operator.drafts() == []


def test_the_next_caller_s_number_is_typed_while_a_slow_disk_still_stores_the_call_before(
    operator: Operator, qtbot: QtBot
) -> None:
    operator.call()
    slow = threading.Event()
    operator.workplace.jobs.act(slow.wait)
    operator.pane.begin()
    window = operator.pane.window().windowHandle()
    for digit in (Qt.Key.Key_0, Qt.Key.Key_8, Qt.Key.Key_1, Qt.Key.Key_5):
        QTest.keyClick(window, digit)
    for key, held in (
        (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_F9, Qt.KeyboardModifier(0)),
    ):
        QTest.keyClick(window, key, held)  # these do something, and are not kept
    slow.set()
    operator.settle()
    qtbot.waitUntil(lambda: operator.pane.view.form().number == "0815")
    assert sorted(draft_form(row).number[:4] for row in operator.drafts()) in (["0812"], ["0812", "0815"])
    assert operator.queue() == []


def test_a_call_that_could_not_be_saved_is_stored_again(
    operator: Operator, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    operator.call()

    def full(*_: object) -> None:
        raise DiskFull(tmp_path)

    with monkeypatch.context() as patched:
        patched.setattr("madiun_console.ui.intake.intake_pane.save_and_name", full)
        operator.write(" lagi")
        operator.ctrl(Qt.Key.Key_Return)
        qtbot.waitUntil(operator.workplace.jobs.is_idle)
    operator.settle()
    (row,) = operator.drafts()
    assert draft_form(row).narrative.endswith(" lagi")


SMELL = "warga protes bau limbah di kel. taman, jalan bau sekali"


def _tell_of_another_place(operator: Operator) -> None:
    """Rewrite the story; a place that nobody chose goes along."""
    narrative = operator.pane.view.story.narrative
    narrative.setFocus()
    narrative.selectAll()
    operator.write("warga protes bau limbah di kel. manguharjo")
    operator.settle()


def _is_still_a_suggestion(operator: Operator) -> None:
    place = operator.pane.view.place
    assert place.choice.text() == "Taman, Taman"
    assert place.choice.is_suggested()
    assert place._field.note() == "suggested, saved as shown"
    _tell_of_another_place(operator)
    assert place.choice.text() == "Manguharjo, Manguharjo"


def test_a_suggested_place_is_still_only_that_after_a_crash(
    operator: Operator, new_pane: Callable[[], IntakePane], qtbot: QtBot
) -> None:
    operator.call(story=SMELL)
    said = operator.pane.view.level.accessibleName()
    operator.pane.hide()  # another process takes over; this one says nothing more
    operator.pane = new_pane()
    operator.pane.restore()
    qtbot.waitUntil(operator.pane.is_busy)
    operator.settle()
    assert operator.pane.view.level.accessibleName() == said
    _is_still_a_suggestion(operator)


def test_a_suggested_place_is_still_only_that_after_parking(operator: Operator) -> None:
    operator.call(story=SMELL)
    operator.press(Qt.Key.Key_Escape)
    operator.settle()
    operator.ctrl(Qt.Key.Key_P)
    operator.settle()
    _is_still_a_suggestion(operator)


def test_a_suggested_place_is_still_only_that_when_a_call_thrown_away_is_back(operator: Operator) -> None:
    operator.call(story=SMELL)
    operator.ctrl(Qt.Key.Key_D)
    operator.settle()
    operator.bring_back()
    _is_still_a_suggestion(operator)


def test_a_chosen_place_and_one_emptied_on_purpose_stay_after_parking(operator: Operator) -> None:
    for key, left in ((Qt.Key.Key_Return, "Taman, Taman"), (Qt.Key.Key_Delete, "")):
        operator.call(story=SMELL)
        place = operator.pane.view.place
        place.choice.setFocus()
        place.choice.selectAll()
        operator.press(key)
        operator.press(Qt.Key.Key_Escape)
        operator.settle()
        operator.ctrl(Qt.Key.Key_P)
        operator.settle()
        assert not place.choice.is_suggested()
        _tell_of_another_place(operator)
        assert place.choice.text() == left
        operator.pane.discard()
        operator.settle()
