"""Calling back: due first, a number only after it was logged, and gone again with row, page and person."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from madiun_console.actions.calls import log_call, promise_callback, try_callback
from madiun_console.actions.take_call import save_report
from madiun_console.domain.report_form import ReportForm
from madiun_console.queries.desk_lists import open_callbacks
from madiun_console.ui.callbacks.callback_words import tone_of
from madiun_console.ui.callbacks.callbacks_page import CallbacksPage
from madiun_console.ui.workplace import Workplace
from tests.desk_fixtures import MovedClock, People
from tests.ui.conftest import HeldClock

NUMBER, SHOWN = "0812 0000 4321", "0812 0000 4321"
MINUTE = 60_000


@pytest.fixture
def page(
    workplace: Workplace,
    people: People,
    form: Callable[..., ReportForm],
    clock: MovedClock,
    shown: Callable[..., QWidget],
    qtbot: QtBot,
) -> CallbacksPage:
    """A promise due in an hour, and a call that was cut off and is due in five minutes."""
    desk, op = workplace.desk, people.operator
    report = save_report(desk, op, form()).created["report"]
    promise_callback(desk, op, report, clock.now_ms() + 60 * MINUTE)
    log_call(desk, op, "abandoned", number=NUMBER)
    made = CallbacksPage(workplace)
    workplace.jobs.changed.connect(made.apply)
    shown(made, 865, 468)
    made.entered()
    qtbot.waitUntil(lambda: made.list.rows_model().rowCount() == 2)
    return made


def settle(qtbot: QtBot, page: CallbacksPage) -> None:
    qtbot.waitUntil(page._workplace.jobs.is_idle)


def reveals(page: CallbacksPage) -> int:
    with page._workplace.desk.store.read() as connection:
        row = connection.exec_driver_sql(
            "SELECT count(*) FROM fact WHERE type IN ('identity_revealed', 'caller_revealed')"
        ).fetchone()
    assert row is not None
    return int(row[0])


def test_due_first_masked_and_chosen(page: CallbacksPage) -> None:
    model = page.list.rows_model()
    first, second = (model.data(model.index(at), Qt.ItemDataRole.UserRole) for at in range(2))
    assert "••••" in first.title
    assert "B23-001" in second.title, "the number as it is spoken"
    assert page.list.selected_id() == first.id
    assert not page.card.incident.isVisible()
    assert page.card.number.text() == ""
    assert reveals(page) == 0


def test_late_ones_are_marked_as_the_clock_runs(
    page: CallbacksPage, workplace: Workplace, held: HeldClock
) -> None:
    def first_tone() -> str:
        model = page.list.rows_model()
        return str(model.data(model.index(0), Qt.ItemDataRole.UserRole).tone)

    held.pass_time(workplace.ticker, 1)
    assert first_tone() == "warning"
    held.pass_time(workplace.ticker, 5 * 60)
    assert first_tone() == "danger"
    assert [tone_of(seconds) for seconds in (-1, 0, 299, 300)] == ["danger", "warning", "warning", ""]


def test_the_number_is_shown_after_it_was_logged(
    qtbot: QtBot, page: CallbacksPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(QUrl(url).toString()))
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert page.card.reason.hasFocus()
    assert reveals(page) == 0, "choosing a row reads nothing"
    qtbot.keyClick(page.card.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(page.card.number.isVisible)
    assert page.card.number.text() == SHOWN
    assert reveals(page) == 1
    page.card.dial.click()
    assert opened == ["tel:+6281200004321"]


def test_the_number_of_a_report_is_read_the_same_way(qtbot: QtBot, page: CallbacksPage) -> None:
    page.list.setCurrentIndex(page.list.rows_model().index(1))
    page.card.reveal.click()
    qtbot.waitUntil(page.card.number.isVisible)
    assert page.card.number.text() == "0812 3456 7890"
    assert reveals(page) == 1


def test_one_key_calls(qtbot: QtBot, page: CallbacksPage, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    qtbot.keyClick(page.list, Qt.Key.Key_H, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: opened == ["tel:+6281200004321"])
    assert page.card.number.isVisible(), "the number is there for whoever dials by hand"
    assert reveals(page) == 1
    qtbot.waitUntil(lambda: not page.card.dial.isDown())
    qtbot.keyClick(page.list, Qt.Key.Key_H, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: len(opened) == 2)
    assert reveals(page) == 1, "it was read already"


@pytest.mark.parametrize("leaving", ["row", "page", "person", "outcome"])
def test_a_number_that_was_copied_does_not_stay_in_the_clipboard(
    qtbot: QtBot, page: CallbacksPage, workplace: Workplace, people: People, leaving: str
) -> None:
    page.card.reveal.click()
    qtbot.waitUntil(page.card.copy.isVisible)
    page.card.copy.click()
    assert QGuiApplication.clipboard().text() == "+6281200004321"
    if leaving == "row":
        page.list.setCurrentIndex(page.list.rows_model().index(1))
    elif leaving == "page":
        page.hide()
    elif leaving == "person":
        workplace.set_session(people.supervisor)
    else:
        page.card.no_answer.click()
        settle(qtbot, page)
    assert QGuiApplication.clipboard().text() == ""


def test_what_was_copied_since_stays_in_the_clipboard(qtbot: QtBot, page: CallbacksPage) -> None:
    page.card.reveal.click()
    qtbot.waitUntil(page.card.copy.isVisible)
    page.card.copy.click()
    QGuiApplication.clipboard().setText("catatan sendiri")
    page.list.setCurrentIndex(page.list.rows_model().index(1))
    assert QGuiApplication.clipboard().text() == "catatan sendiri"


def test_no_telephone_program_is_said(
    qtbot: QtBot, page: CallbacksPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    page.card.dial.click()
    qtbot.waitUntil(page.card.message.isVisible)
    assert page.card.number.isVisible()


def test_what_was_promised_and_noted_stands_on_the_card(
    qtbot: QtBot, page: CallbacksPage, people: People, clock: MovedClock
) -> None:
    desk = page._workplace.desk
    report = open_callbacks(desk)[1].report
    assert report is not None
    promise_callback(desk, people.operator, report, clock.now_ms() - MINUTE, "hasil mediasi")
    owed = open_callbacks(desk)[0]
    try_callback(desk, people.operator, owed.id, "no_answer", "nada sibuk")
    page.reload()
    settle(qtbot, page)
    page.list.select_row(owed.id)
    words = page.card.words.text()
    kind = desk.rulebook.kinds["suspicious_gathering"].label("en")
    for said in ("hasil mediasi", "nada sibuk", kind, desk.rulebook.unit("35.77.02.1005").name):
        assert said in words


@pytest.mark.parametrize("how", ["another row", "another page", "another person"])
def test_the_number_goes_with(qtbot: QtBot, page: CallbacksPage, people: People, how: str) -> None:
    page.card.reveal.click()
    qtbot.waitUntil(page.card.number.isVisible)
    match how:
        case "another row":
            page.list.setCurrentIndex(page.list.rows_model().index(1))
        case "another page":
            page.hide()
        case _:
            page._workplace.set_session(people.supervisor)
    assert page.card.number.text() == ""


@pytest.mark.parametrize("button", ["reached", "not_needed"])
def test_a_settled_call_back_leaves_and_the_next_is_chosen(
    qtbot: QtBot, page: CallbacksPage, button: str
) -> None:
    with qtbot.waitSignal(page.count_changed) as told:
        getattr(page.card, button).click()
    assert told.args == [1]
    settle(qtbot, page)
    (left,) = open_callbacks(page._workplace.desk)
    assert page.list.selected_id() == left.id
    assert page.card.incident.isVisible()


def test_one_that_is_not_needed_any_more_is_not_told_as_done(qtbot: QtBot, page: CallbacksPage) -> None:
    with qtbot.waitSignal(page._workplace.told) as told:
        qtbot.keyClick(page.list, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert told.args == ["info", "Noted: this call-back is not needed any more."]
    settle(qtbot, page)


def test_no_answer_keeps_it_on_the_list_and_counts(qtbot: QtBot, page: CallbacksPage) -> None:
    wanted = page.list.selected_id()
    page.card.note.setText("nada sibuk")
    qtbot.keyClick(page.list, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: open_callbacks(page._workplace.desk)[0].tries == 1)
    settle(qtbot, page)
    assert page.list.selected_id() == wanted
    assert page.card.note.text() == ""


def test_the_incident_can_be_opened(qtbot: QtBot, page: CallbacksPage) -> None:
    page.list.setCurrentIndex(page.list.rows_model().index(1))
    with qtbot.waitSignal(page.incident_wanted) as told:
        page.card.incident.click()
    assert told.args == [open_callbacks(page._workplace.desk)[1].incident]


def test_the_count_is_told_while_another_page_is_shown(
    qtbot: QtBot, page: CallbacksPage, workplace: Workplace
) -> None:
    page.hide()
    with qtbot.waitSignal(page.count_changed) as told:
        workplace.act(partial(log_call, number=NUMBER), "abandoned")
    assert told.args == [3]


def test_nobody_waiting_is_said_in_words_and_not_before_it_is_known(
    qtbot: QtBot, workplace: Workplace, shown: Callable[..., QWidget]
) -> None:
    page = CallbacksPage(workplace)
    shown(page, 865, 468)
    reading = page._empty.text()
    page.entered()
    settle(qtbot, page)
    assert page._empty.isVisible()
    assert page._empty.text() != reading


def test_a_refusal_is_told_in_place(qtbot: QtBot, page: CallbacksPage, people: People) -> None:
    from madiun_console.actions.people import disable_person

    disable_person(page._workplace.desk, people.administrator, people.operator.person)
    page.card.reveal.click()
    settle(qtbot, page)
    assert page.card.message.property("tone") == "danger"
    assert page.card.number.text() == ""
