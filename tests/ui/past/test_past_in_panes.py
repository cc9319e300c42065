"""Where the past is shown: below an incident and while a call is taken, by one key each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from madiun_console.actions.take_call import save_report
from madiun_console.actions.work_incident import close_incident
from madiun_console.ui.incident.incident_pane import IncidentPane
from madiun_console.ui.intake.intake_pane import IntakePane

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from madiun_console.domain.report_form import ReportForm
    from madiun_console.ui.workplace import Workplace
    from tests.desk_fixtures import MovedClock, People
    from tests.ui.conftest import HeldClock

Key = Qt.Key
Alt = Qt.KeyboardModifier.AltModifier
NOTE = "Tiga pilar menjaga sampai subuh"


@pytest.fixture
def last_year(
    workplace: Workplace,
    people: People,
    form: Callable[..., ReportForm],
    clock: MovedClock,
    held: HeldClock,
) -> str:
    """A closed incident of the same number, place and kind, eleven months ago."""
    incident = save_report(workplace.desk, people.operator, form()).created["incident"]
    close_incident(workplace.desk, people.supervisor, incident, "handled", NOTE)
    clock.pass_minutes(330 * 24 * 60)
    held.ms = clock.ms
    return incident


def test_below_an_incident(
    workplace: Workplace,
    people: People,
    form: Callable[..., ReportForm],
    shown: Callable[..., QWidget],
    qtbot: QtBot,
    last_year: str,
) -> None:
    pane = IncidentPane(workplace)
    workplace.jobs.changed.connect(pane.apply)
    shown(pane, 451, 724)
    wanted: list[str] = []
    pane.incident_wanted.connect(wanted.append)
    mine = save_report(workplace.desk, people.operator, form()).created["incident"]
    pane.show_incident(mine)
    qtbot.waitUntil(workplace.jobs.is_idle)
    assert [len(one.rows) for one in pane.past.view.lists().values()] == [1, 1, 1]
    qtbot.keyClick(pane, Key.Key_W, Alt)
    assert pane.past.view.rows.hasFocus()
    assert pane.past.view.note.text().endswith(NOTE)
    qtbot.keyClick(pane.past.view.rows, Key.Key_Return)
    assert wanted == [last_year]
    pane.show_incident(last_year)
    qtbot.waitUntil(workplace.jobs.is_idle)
    (row,) = pane.past.view.lists()["place"].rows
    assert row.incident == mine


def test_while_a_call_is_taken(
    workplace: Workplace,
    people: People,
    form: Callable[..., ReportForm],
    shown: Callable[..., QWidget],
    qtbot: QtBot,
    last_year: str,
) -> None:
    pane = IntakePane(workplace)
    shown(pane, 473, 690)
    wanted: list[str] = []
    pane.incident_wanted.connect(wanted.append)
    pane.begin()
    qtbot.waitUntil(workplace.jobs.is_idle)
    box = pane.view.past
    assert not box.isVisible()
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_W, Alt)
    assert not box.view.isVisible()
    pane.view.show_form(form(started=workplace.ticker.wall_ms(), unit_by_hand=True))
    pane.live.ask_now()
    qtbot.waitUntil(lambda: workplace.jobs.is_idle() and box.isVisible())
    assert box.line.full_text().startswith("Here before: 1 in a year")
    qtbot.keyClick(QApplication.focusWidget() or pane, Key.Key_W, Alt)
    assert box.view.rows.hasFocus()
    qtbot.keyClick(box.view.rows, Key.Key_Return)
    assert wanted == [last_year]
    qtbot.keyClick(box.view.rows, Key.Key_W, Alt)
    assert not box.view.isVisible()
    pane.park()
    qtbot.waitUntil(workplace.jobs.is_idle)
    assert not box.isVisible()
