"""Erasing by keys: a reason, two presses; what a caller asks for; nothing goes by one key."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from madiun_console.actions.erase import erase_caller
from madiun_console.actions.take_call import amend_report, save_report
from madiun_console.actions.work_incident import close_incident
from madiun_console.domain.events.catalogue import ReportAmended
from madiun_console.queries.incident_detail import incident_detail
from madiun_console.queries.queue import open_incidents
from madiun_console.queries.retention import caller_count, count_once_named
from madiun_console.ui.incident.pane_clock import PaneClock
from madiun_console.ui.incident.report_card import ReportCard
from madiun_console.ui.retention.retention_page import RetentionPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from madiun_console.actions.desk import Desk
    from madiun_console.domain.report_form import ReportForm
    from madiun_console.ui.workplace import Workplace
    from tests.desk_fixtures import MovedClock, People

NUMBER = "0812 3456 7890"


@pytest.fixture
def page(
    desk: Desk,
    people: People,
    form: Callable[..., ReportForm],
    workplace: Workplace,
    shown: Callable[..., QWidget],
    clock: MovedClock,
    qtbot: QtBot,
) -> RetentionPage:
    """One closed incident whose identity is due, one open one of the same number."""
    incident = save_report(desk, people.operator, form()).created["incident"]
    close_incident(desk, people.supervisor, incident, desk.rulebook.closings[0].id)
    period = desk.rulebook.retention_period("middle", "suspicious_gathering")
    clock.pass_minutes(period.identities * 31 * 24 * 60)
    save_report(desk, people.operator, form())
    workplace.set_session(people.administrator)
    made = RetentionPage(workplace)
    shown(made, 1000, 640)
    made.entered()
    qtbot.waitUntil(workplace.jobs.is_idle)
    return made


def test_what_is_due_is_erased_by_the_second_press(
    page: RetentionPage, qtbot: QtBot, workplace: Workplace, desk: Desk
) -> None:
    assert page.kinds.selected_id() == "identities"
    assert page.incidents.rows_model().rowCount() == 1
    page.form.reason.setFocus()
    qtbot.keyClick(page.form.reason, Qt.Key.Key_Return)
    assert "reason" in page.form.message.accessibleName()
    qtbot.keyClicks(page.form.reason, "masa simpan habis")
    qtbot.keyClick(page.form.reason, Qt.Key.Key_Return)
    assert "identities in 1 incidents" in page.form.message.accessibleName()
    assert caller_count(desk, NUMBER).reports == 2
    qtbot.keyClick(page.form.reason, Qt.Key.Key_Escape)
    assert page.form.erase.text() == "Erase …"
    qtbot.keyClick(page.form.reason, Qt.Key.Key_Return)
    qtbot.keyClick(page.form.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(workplace.jobs.is_idle)
    assert caller_count(desk, NUMBER).reports == 1
    assert page.incidents.rows_model().rowCount() == 0
    assert not page.form.erase.isEnabled()


def test_a_caller_asks_for_it(page: RetentionPage, qtbot: QtBot, workplace: Workplace, desk: Desk) -> None:
    qtbot.keyClicks(page.number, "62812.3456.7890")
    qtbot.waitUntil(page.request.erase.isEnabled)
    qtbot.keyClicks(page.request.reason, "diminta pelapor")
    qtbot.keyClick(page.request.reason, Qt.Key.Key_Return)
    assert "2 reports and 0 calls" in page.request.message.accessibleName()
    qtbot.keyClicks(page.number, "1")  # another number: the first press is taken back
    qtbot.waitUntil(lambda: not page.request.erase.isEnabled())
    qtbot.keyClick(page.number, Qt.Key.Key_Backspace)
    qtbot.waitUntil(page.request.erase.isEnabled)
    qtbot.keyClick(page.request.reason, Qt.Key.Key_Return)
    qtbot.keyClick(page.request.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(workplace.jobs.is_idle)
    assert caller_count(desk, NUMBER).reports == 0
    assert page.number.text() == ""


def test_a_number_that_was_corrected_since_can_be_asked_for(
    page: RetentionPage,
    qtbot: QtBot,
    workplace: Workplace,
    desk: Desk,
    people: People,
    form: Callable[..., ReportForm],
) -> None:
    report = save_report(desk, people.operator, form(number="0813 9999 4444")).created["report"]
    amend_report(desk, people.operator, report, ReportAmended(phone="+6281211112222"))
    qtbot.keyClicks(page.number, "0813 9999 4444")
    qtbot.waitUntil(page.request.erase.isEnabled)
    qtbot.keyClicks(page.request.reason, "salah nomor")
    qtbot.keyClick(page.request.reason, Qt.Key.Key_Return)
    assert "1 reports and 0 calls" in page.request.message.accessibleName()
    qtbot.keyClick(page.request.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(workplace.jobs.is_idle)
    assert count_once_named(desk, "0813 9999 4444").reports == 0
    assert caller_count(desk, "0812 1111 2222").reports == 1


def test_the_focus_stays_on_the_page_and_the_key_leads_to_what_is_missing(
    page: RetentionPage, qtbot: QtBot, workplace: Workplace
) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    page.form.reason.setFocus()
    qtbot.keyClick(page.form.reason, Qt.Key.Key_P, alt)
    qtbot.waitUntil(page.number.hasFocus)
    qtbot.keyClicks(page.number, "0812 3456 7890")
    qtbot.waitUntil(page.request.erase.isEnabled)
    qtbot.keyClicks(page.request.reason, "diminta pelapor")
    for _ in range(2):
        page.request.erase.setFocus()
        qtbot.keyClick(page.request.erase, Qt.Key.Key_Return)
    assert page.request.reason.hasFocus()
    assert page.request.reason.isReadOnly()
    qtbot.waitUntil(workplace.jobs.is_idle)
    assert page.number.hasFocus()


def test_with_a_server_the_warning_says_where_it_goes(
    page: RetentionPage, qtbot: QtBot, workplace: Workplace
) -> None:
    page.form.reason.setText("masa simpan")
    qtbot.keyClick(page.form.reason, Qt.Key.Key_Return)
    assert "on this PC" in page.form.message.accessibleName()
    page.form.disarm()
    workplace.link.state = replace(workplace.link.state, mode="live")
    qtbot.keyClick(page.form.reason, Qt.Key.Key_Return)
    assert "on the server, at all desks and agencies" in page.form.message.accessibleName()


def test_a_report_says_that_its_identity_was_erased(
    page: RetentionPage, qtbot: QtBot, workplace: Workplace, people: People, desk: Desk
) -> None:
    incident = open_incidents(desk)[0].id
    before = incident_detail(desk, incident)
    erase_caller(desk, people.administrator, NUMBER, "diminta pelapor")
    after = incident_detail(desk, incident)
    assert before is not None
    assert after is not None
    assert [one.reports[0].erased for one in (before, after)] == [False, True]
    card = ReportCard(workplace, PaneClock(workplace.ticker))
    qtbot.addWidget(card)
    card.show_row(after.reports[0], alone=True)
    assert "Identity erased" in card._caller.text()


def test_who_lost_the_role_is_refused_in_place(
    page: RetentionPage, qtbot: QtBot, workplace: Workplace, people: People, desk: Desk
) -> None:
    workplace.set_session(people.supervisor)
    page.form.reason.setText("masa simpan")
    for _ in range(2):
        qtbot.keyClick(page.form.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(workplace.jobs.is_idle)
    assert "administrator" in page.form.message.accessibleName()
    assert caller_count(desk, NUMBER).reports == 2
