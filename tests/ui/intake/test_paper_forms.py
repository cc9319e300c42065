"""A stack of paper forms by keys alone: the times that stand on them first, each saved one followed by the next."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from madiun_console.domain.clock import local_time
from madiun_console.domain.ids import id_bytes
from madiun_console.queries.desk_lists import draft_form, outcomes_today
from madiun_console.queries.incident_detail import incident_detail
from tests.desk_fixtures import NIGHT_CALL_MS

if TYPE_CHECKING:
    from collections.abc import Callable

    from madiun_console.ui.intake.intake_pane import IntakePane

    from .conftest import Operator

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
HOUR = 3_600_000
STORY = "Ada puluhan orang kumpul di Jalan Gajah Mada, bawa kayu"


def begin(operator: Operator) -> None:
    operator.press(Qt.Key.Key_K, CTRL | SHIFT)
    operator.settle()


def type_form(operator: Operator, hour: str, minute: str, number: str, story: str) -> None:
    """Hour and minute of the event, Enter past the report's, a number, the story."""
    operator.write(hour + minute)
    operator.press(Qt.Key.Key_Return)
    operator.press(Qt.Key.Key_Return)
    operator.write(number)
    operator.press(Qt.Key.Key_Return)
    operator.write(story)
    operator.settle()


def save(operator: Operator) -> None:
    operator.ctrl(Qt.Key.Key_Return)
    operator.settle()


def times_of_reports(operator: Operator) -> list[tuple[str, str, str]]:
    """(happened, reported, taken) of every report, as a clock shows them."""
    desk = operator.workplace.desk
    found = []
    for row in operator.queue():
        detail = incident_detail(desk, row.id)
        assert detail is not None
        with desk.store.read() as connection:
            text = connection.exec_driver_sql(
                "SELECT fact FROM fact WHERE type = 'report_logged' AND sub = ?",
                (id_bytes(detail.reports[0].id),),
            ).scalar_one()
        val = json.loads(text)["val"]
        found.append(
            tuple(f"{local_time(val[name]):%d %H.%M}" for name in ("occurred", "reported", "started"))
        )
    return sorted(found)  # type: ignore[arg-type]


def test_a_stack_of_three_by_keys_alone(operator: Operator) -> None:
    begin(operator)
    view = operator.pane.view
    assert QApplication.focusWidget() is view.paper_times.occurred, "the times are asked first"
    assert not view.header.clock.isVisible(), "nobody is on the line"
    assert not view.times.occurred.isVisible()
    for hour, minute, number in (
        ("09", "15", "0812 1111 0001"),
        ("09", "40", "0812 1111 0002"),
        ("10", "05", ""),
    ):
        type_form(operator, hour, minute, number, f"{STORY} {hour}{minute}")
        save(operator)
        assert operator.pane.is_busy(), "the next empty form is there"
        assert view.story.narrative.toPlainText() == ""
        assert QApplication.focusWidget() is view.paper_times.occurred
        assert view.paper_times.isVisible()
    operator.press(Qt.Key.Key_Escape)
    operator.settle()
    assert not operator.pane.is_busy()
    assert operator.drafts() == [], "the last, empty form leaves nothing behind"
    assert times_of_reports(operator) == [
        ("23 09.15", "23 09.15", "23 09.15"),
        ("23 09.40", "23 09.40", "23 09.40"),
        ("23 10.05", "23 10.05", "23 10.05"),
    ]
    assert sum(tone == "success" for tone, _ in operator.told) == 3


def test_the_times_of_the_form_before_are_suggested(operator: Operator) -> None:
    begin(operator)
    times = operator.pane.view.paper_times
    times.occurred.set_ms(NIGHT_CALL_MS - 26 * HOUR)
    times.reported.set_ms(NIGHT_CALL_MS - 25 * HOUR)
    operator.pane.view.story.narrative.setPlainText(STORY)
    save(operator)
    assert times.occurred.ms() // HOUR == (NIGHT_CALL_MS - 26 * HOUR) // HOUR
    assert times.reported.ms() // HOUR == (NIGHT_CALL_MS - 25 * HOUR) // HOUR


def test_the_report_follows_the_event_until_it_is_set_apart(operator: Operator) -> None:
    begin(operator)
    times = operator.pane.view.paper_times
    operator.write("0700")
    assert times.reported.ms() == times.occurred.ms()
    times.reported.begin_at_hour()
    operator.write("0830")
    times.occurred.begin_at_hour()
    operator.write("0645")
    assert f"{local_time(times.reported.ms()):%H.%M}" == "08.30"
    assert f"{local_time(times.occurred.ms()):%H.%M}" == "06.45"


def test_a_kill_in_the_middle_of_a_stack_brings_the_form_back_as_it_was(
    operator: Operator, new_pane: Callable[[], IntakePane]
) -> None:
    begin(operator)
    type_form(operator, "09", "15", "0812 1111 0001", STORY)
    (row,) = operator.drafts()
    form = draft_form(row)
    assert form.paper
    assert f"{local_time(form.occurred or 0):%H.%M}" == "09.15"
    again = new_pane()
    operator.pane = again
    again.restore()
    operator.qtbot.waitUntil(again.is_busy)
    operator.settle()
    assert again.view.form() == form
    assert again.view.paper_times.isVisible()
    assert not again.view.header.clock.isVisible()


def test_a_call_in_between_is_an_ordinary_one_and_the_form_waits(operator: Operator) -> None:
    begin(operator)
    type_form(operator, "09", "15", "0812 1111 0001", STORY)
    operator.call()
    view = operator.pane.view
    assert not view.paper_times.isVisible()
    assert view.header.clock.isVisible()
    assert not view.form().paper
    save(operator)
    assert not operator.pane.is_busy(), "a call is followed by its incident, not by another form"
    operator.ctrl(Qt.Key.Key_P)
    operator.qtbot.waitUntil(operator.pane.is_busy)
    operator.settle()
    assert view.form().paper
    assert view.form().narrative == STORY


def test_a_call_that_was_no_incident_on_paper_is_counted_and_the_next_form_comes(operator: Operator) -> None:
    begin(operator)
    operator.write("0910")
    operator.press(Qt.Key.Key_1, ALT)
    operator.settle()
    assert outcomes_today(operator.workplace.desk) == {"prank": 1}
    assert operator.pane.is_busy()
    assert operator.pane.view.form().paper
    with operator.workplace.desk.store.read() as connection:
        text = connection.exec_driver_sql("SELECT fact FROM fact WHERE type = 'call_logged'").scalar_one()
    assert f"{local_time(json.loads(text)['val']['started']):%H.%M}" == "09.10"


def test_save_and_escalate_leaves_the_stack(operator: Operator) -> None:
    begin(operator)
    type_form(operator, "14", "20", "", STORY)
    with operator.qtbot.waitSignal(operator.pane.saved) as told:
        operator.press(Qt.Key.Key_F9)
    operator.settle()
    assert told.args[1] == "polri"
    assert not operator.pane.is_busy()


@pytest.mark.parametrize("field", ["occurred", "reported"])
def test_an_impossible_time_is_refused_in_place(operator: Operator, field: str) -> None:
    begin(operator)
    operator.pane.view.story.narrative.setPlainText(STORY)
    getattr(operator.pane.view.paper_times, field).set_ms(NIGHT_CALL_MS + 400 * 24 * HOUR)
    save(operator)
    assert operator.queue() == []
    assert operator.pane.is_busy()
    assert operator.pane.view.message.isVisible()
    assert operator.pane.view.form().paper


def test_an_ordinary_call_knows_nothing_of_paper(operator: Operator) -> None:
    operator.call()
    form = operator.pane.view.form()
    assert (form.paper, form.occurred, form.reported) == (False, None, None)
    assert not operator.pane.view.paper_times.isVisible()


def test_a_moment_is_read_as_everywhere_and_typed_in_digits(operator: Operator) -> None:
    begin(operator)
    times = operator.pane.view.paper_times
    assert times.reported.text() == "23 Nov 2026 14.32"
    operator.write("0915")
    assert times.occurred.text() == "23-11-2026 09.15"
    wide = times.occurred.sizeHint()
    operator.press(Qt.Key.Key_Tab)
    assert times.reported.hasFocus()
    assert times.occurred.text() == "23 Nov 2026 09.15"
    assert times.occurred.sizeHint() == wide
    operator.write("2210")  # the month is typed in digits, too, and the day leads to it
    assert times.reported.text() == "22-10-2026 09.15"
    operator.press(Qt.Key.Key_Return)
    operator.settle()
    assert times.reported.text() == "22 Oct 2026 09.15"
    assert operator.pane.view.form().occurred != operator.pane.view.form().reported


def test_a_moment_has_the_months_of_the_language(operator: Operator) -> None:
    begin(operator)
    times = operator.pane.view.paper_times
    times.occurred.set_ms(NIGHT_CALL_MS - 100 * 24 * HOUR)
    times.reported.set_ms(NIGHT_CALL_MS - 100 * 24 * HOUR)
    assert " Aug " in times.reported.text()
    operator.workplace.translator.use("id")
    try:
        operator.qtbot.waitUntil(lambda: " Agu " in times.reported.text())
    finally:
        operator.workplace.translator.use("en")


def test_the_text_of_a_moment_stands_where_that_of_other_fields_does(operator: Operator) -> None:
    begin(operator)
    view = operator.pane.view
    name, moment = view.caller.name, view.paper_times.reported
    name.setText("2")
    operator.settle()

    def first_ink(field: QWidget) -> int:
        image = field.grab().toImage()
        ground = image.pixelColor(6, image.height() // 2)
        rows, columns = range(6, image.height() - 6), range(6, image.width() - 30)
        return min(x for x in columns for y in rows if image.pixelColor(x, y) != ground)

    assert first_ink(moment) == first_ink(name)
