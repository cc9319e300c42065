"""From the first digit to the saved report, by keys alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit

from madiun_console.actions import take_call
from madiun_console.actions.people import disable_person
from madiun_console.errors import DiskFull
from madiun_console.queries.incident_detail import incident_detail
from madiun_console.queries.rows import Badge
from madiun_console.ui.intake.words import badge_words
from madiun_console.ui.widgets import KeyButton
from tests.ui.intake.conftest import STORY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from madiun_console.actions.desk import Desk, Session
    from madiun_console.domain.changes import Changes
    from madiun_console.domain.report_form import ReportForm
    from madiun_console.ui.workplace import Workplace
    from tests.desk_fixtures import MovedClock, People
    from tests.ui.conftest import HeldClock
    from tests.ui.intake.conftest import Operator


def test_a_report_escalated_to_the_police_takes_three_keys_beyond_number_and_story(
    operator: Operator, qtbot: QtBot
) -> None:
    operator.call()
    operator.ctrl(Qt.Key.Key_Space)
    with qtbot.waitSignal(operator.pane.saved) as saved:
        operator.press(Qt.Key.Key_F9)
    assert operator.keys == 3  # Enter, Ctrl+Space, F9; F2 before them makes four
    (row,) = operator.queue()
    assert saved.args == [row.id, "polri"]
    assert (row.level, row.unit, row.address) == ("middle", "35.77.02.1005", "Jl. Gajah Mada")
    assert row.kind_id
    operator.settle()
    assert operator.told == [("success", "B23-001 saved")]
    assert operator.drafts() == []
    assert not operator.pane.is_busy()


@pytest.mark.parametrize(("key", "kind"), [(Qt.Key.Key_F9, "polri"), (Qt.Key.Key_F10, "tni")])
def test_the_keys_of_the_agencies_name_them(operator: Operator, qtbot: QtBot, key: Qt.Key, kind: str) -> None:
    operator.call()
    with qtbot.waitSignal(operator.pane.saved) as saved:
        operator.press(key)
    assert saved.args is not None
    assert saved.args[1] == kind


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_ctrl_enter_saves_from_any_field(operator: Operator, qtbot: QtBot, key: Qt.Key) -> None:
    pane = operator.pane
    for number, name in enumerate(("number", "story", "kind", "question", "chip", "button")):
        operator.call(story=f"{STORY} {number}")
        fields: dict[str, QWidget] = {
            "number": pane.view.caller.number,
            "story": pane.view.story.narrative,
            "kind": pane.view.kind.choice,
            "question": pane.view.questions.choices["weapon"],
            "chip": pane.view.signs.chips,
            "button": pane.view.foot.more,
        }
        fields[name].setFocus()
        with qtbot.waitSignal(pane.saved):
            operator.ctrl(key)
        operator.settle()
    assert len(operator.queue()) == 6


def test_a_row_is_made_ready_before_it_is_shown_and_shown_only_when_it_is_stored(
    operator: Operator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told: list[tuple[str, object]] = []
    operator.pane.row_coming.connect(lambda row: told.append(("coming", row)))
    operator.pane.row_saved.connect(lambda row: told.append(("saved", row)))
    save = take_call.save_report

    def full(desk: Desk, by: Session, form: ReportForm, draft: str, on_written: Callable[..., None]) -> None:
        def fill_the_disk(changes: Changes) -> None:
            on_written(changes)
            raise DiskFull(tmp_path)

        save(desk, by, form, draft, fill_the_disk)

    operator.call()
    with monkeypatch.context() as patched:
        patched.setattr("madiun_console.ui.intake.endings.save_report", full)
        operator.ctrl(Qt.Key.Key_Return)
        operator.settle()
    assert [what for what, _ in told] == ["coming"]
    assert not operator.queue()
    operator.ctrl(Qt.Key.Key_Return)
    operator.settle()
    assert [what for what, _ in told] == ["coming", "coming", "saved"]
    assert told[1][1] is told[2][1]
    assert [told[2][1]] == operator.queue()


def test_tab_follows_the_conversation(operator: Operator) -> None:
    pane = operator.pane
    pane.begin()
    operator.settle()
    view = pane.view
    passed = []
    for _ in range(9):
        passed.append(operator.focus())
        operator.press(Qt.Key.Key_Tab)
    assert passed[:3] == [view.caller.number, view.caller.name, view.caller.more.button]
    assert passed[3:8] == [
        view.story.narrative, view.kind.choice, view.place.choice, view.address.address, view.address.landmark,
    ]  # fmt: skip


def test_one_enter_chooses_kind_and_place_and_goes_on(operator: Operator) -> None:
    pane = operator.pane
    pane.begin()
    operator.settle()
    view = pane.view
    view.kind.choice.setFocus()
    operator.write("mabuk")
    operator.press(Qt.Key.Key_Return)
    assert view.kind.kind_id
    kind = view.kind.kind_id
    assert operator.focus() is view.place.choice
    operator.write("winongo")
    operator.press(Qt.Key.Key_Enter)
    assert view.place.unit
    assert view.kind.kind_id == kind
    assert operator.focus() is view.address.address
    operator.write("Gang 3")
    assert (view.address.address.text(), view.kind.kind_id) == ("Gang 3", kind)


def test_f8_goes_through_what_is_open(operator: Operator) -> None:
    operator.call()
    operator.ctrl(Qt.Key.Key_Space)
    open_ = operator.pane.view.questions.open_questions()
    assert open_
    operator.press(Qt.Key.Key_F8)
    assert open_[0].isAncestorOf(operator.focus())
    before = len(open_)
    operator.write("1")
    operator.press(Qt.Key.Key_Return)
    assert len(operator.pane.view.questions.open_questions()) == before - 1
    assert open_[1].isAncestorOf(operator.focus())


def test_whoever_calls_again_hears_how_the_report_stands(operator: Operator, qtbot: QtBot) -> None:
    operator.call()
    operator.ctrl(Qt.Key.Key_Return)
    operator.settle()
    (row,) = operator.queue()
    operator.call(number="+62 812-3456.7890", story="")
    said = operator.pane.view.earlier.message.accessibleName()
    assert "B23-001" in said
    assert "· being handled" in said or "· open" in said
    assert operator.pane.view.caller.number.text() == "0812 3456 7890"
    with qtbot.waitSignal(operator.pane.incident_wanted) as wanted:
        operator.ctrl(Qt.Key.Key_E)
    assert wanted.args == [row.id]


def test_states_stand_in_small_letters_within_the_sentence(desk: Desk) -> None:
    badges = [
        Badge("escalation", "address", kind, state, 0, None, None)
        for kind, state in (("polri", "unreachable"), ("tni", "sent"))
    ]
    assert badge_words(desk.rulebook, badges, "id") == "POLRI tidak terhubung, TNI terkirim"


def test_whoever_asks_about_an_own_report_is_not_asked_everything_again(
    operator: Operator, desk: Desk, qtbot: QtBot
) -> None:
    def not_asked() -> list[str]:
        fields = operator.pane.view.questions._fields.values()
        return [field.note() for field in fields if field.note() == "not asked"]

    operator.call(story="Halo ada ribut")
    operator.ctrl(Qt.Key.Key_Return)
    operator.settle()
    (row,) = operator.queue()
    operator.call(story="Menanyakan laporan tadi")
    assert not_asked()
    operator.press(Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: operator.pane.view.form().joins == row.id)  # Qt holds the button down for 100 ms
    operator.settle()
    assert not not_asked()
    operator.ctrl(Qt.Key.Key_Return)
    operator.settle()
    operator.call(number="0813 1111 2222", story="Ada ribut juga di sini")
    operator.pane.view.duplicates.join(row.id)  # another caller has more to tell
    assert not_asked()
    operator.ctrl(Qt.Key.Key_Return)
    operator.settle()
    detail = incident_detail(desk, row.id)
    assert detail is not None
    assert [bool(report.unanswered) for report in detail.reports] == [True, False, True]


class GreedyField(QLineEdit):
    """Takes every key for itself, as a text field on X11 takes Ctrl+E; the screen of the tests has no such keys."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)


def test_no_field_keeps_a_key_that_the_form_shows(operator: Operator) -> None:
    operator.call()
    operator.ctrl(Qt.Key.Key_Return)
    operator.settle()
    operator.call()
    buttons = [button for button in operator.pane.view.findChildren(KeyButton) if button.isVisible()]
    keys = {button.key for button in buttons if button.key.startswith("Ctrl+")}
    assert keys >= {"Ctrl+E", "Ctrl+Shift+G", "Ctrl+Return"}
    field = GreedyField(operator.pane.view)
    for key in keys:
        for watched, taken in ((False, True), (True, False)):
            field.removeEventFilter(operator.pane.keys)
            if watched:
                operator.pane.keys.watch([field])
            pressed = QKeySequence(key)[0]  # type: ignore[index]  # the stubs do not know it
            event = QKeyEvent(QEvent.Type.ShortcutOverride, pressed.key(), pressed.keyboardModifiers())
            event.ignore()
            QApplication.sendEvent(field, event)
            assert event.isAccepted() is taken, key
    assert {operator.pane.view.caller.number, operator.pane.view.story.narrative} <= set(
        operator.pane.view.text_fields()
    )


def test_an_empty_report_is_refused_in_place(operator: Operator) -> None:
    operator.pane.begin()
    operator.settle()
    operator.ctrl(Qt.Key.Key_Return)
    operator.settle()
    assert operator.pane.view.message.isVisible()
    assert operator.focus() is operator.pane.view.caller.number


def test_nothing_typed_is_lost_when_the_store_refuses(operator: Operator, desk: Desk, people: People) -> None:
    operator.call()
    disable_person(desk, people.administrator, people.operator.person)
    operator.ctrl(Qt.Key.Key_Return)
    operator.settle()
    assert operator.pane.is_busy()
    assert operator.pane.view.isEnabled()
    assert operator.pane.view.form().narrative == STORY
    assert operator.pane.view.message.isVisible()
    assert operator.queue() == []


def test_the_timer_runs_on_the_monotonic_clock(
    operator: Operator, held: HeldClock, workplace: Workplace
) -> None:
    operator.pane.begin()
    held.ms -= 86_400_000  # somebody sets the PC's clock back by a day
    held.pass_time(workplace.ticker, 84)
    assert operator.pane.view.header.clock.text() == "01:24"


def test_back_dating_and_a_promise_are_saved(operator: Operator, desk: Desk, clock: MovedClock) -> None:
    operator.call()
    times = operator.pane.view.times
    times.fold.button.click()
    times.occurred.ticked.click()
    times.occurred.moment.setDateTime(times.occurred.moment.dateTime().addSecs(-3600))
    times.due.buttons[0].click()
    operator.ctrl(Qt.Key.Key_Return)
    operator.settle()
    (row,) = operator.queue()
    detail = incident_detail(desk, row.id)
    assert detail is not None
    assert detail.reports[0].occurred == clock.ms - clock.ms % 60_000 - 3_600_000
    with desk.store.read() as connection:
        due = connection.exec_driver_sql("SELECT due FROM callback").scalar()
    assert due == clock.ms + 15 * 60_000


def test_restricted_words_stay_in_their_field(operator: Operator, desk: Desk) -> None:
    operator.call()
    notes = operator.pane.view.notes
    notes.fold.button.click()
    notes.groups.setFocus()
    operator.write("perguruan X")
    operator.ctrl(Qt.Key.Key_Return)
    operator.settle()
    (row,) = operator.queue()
    detail = incident_detail(desk, row.id)
    assert detail is not None
    assert detail.reports[0].groups == "perguruan X"
    assert "perguruan X" not in row.summary


def test_a_narrative_of_100_kb_is_typed_on_and_saved(operator: Operator) -> None:
    operator.call(story="")
    narrative = operator.pane.view.story.narrative
    narrative.setPlainText(("Ada orang kumpul bawa kayu. " * 40 + "\n") * 90)
    assert len(narrative.toPlainText()) > 100_000
    operator.settle()
    operator.write("xyz")
    assert "xyz" in narrative.toPlainText()
    operator.ctrl(Qt.Key.Key_Return)
    operator.settle()
    assert len(operator.queue()) == 1


@pytest.mark.parametrize("width", [400, 420, 451, 560])
def test_the_foot_is_never_cut_off(operator: Operator, width: int, qtbot: QtBot) -> None:
    operator.call()
    operator.pane.resize(width, 468)
    foot = operator.pane.view.foot
    area = operator.pane.view._area
    qtbot.waitUntil(lambda: foot.escalate["polri"].width() >= foot.escalate["polri"].sizeHint().width())
    for button in (foot.save, foot.escalate["polri"], foot.more):
        assert button.isVisible()
        assert button.width() >= button.sizeHint().width()
        assert button.geometry().right() < foot.width()
    assert area.horizontalScrollBar().maximum() == 0
    content = area.widget()
    assert content is not None
    assert content.minimumSizeHint().width() <= area.viewport().width()
