"""The pane at its real size on a real store, with an incident of two callers; `pass_time` moves every clock at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from madiun_console.actions import take_call
from madiun_console.queries.incident_detail import incident_detail
from madiun_console.ui.incident.incident_pane import IncidentPane

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from madiun_console.domain.report_form import ReportForm
    from madiun_console.queries.detail_rows import IncidentDetail
    from madiun_console.ui.widgets import Ticker
    from madiun_console.ui.workplace import Workplace
    from tests.desk_fixtures import MovedClock, People
    from tests.ui.conftest import HeldClock

NO = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
WIDTH, HEIGHT = 451, 724


@dataclass
class Scene:
    """What a test works with."""

    qtbot: QtBot
    workplace: Workplace
    pane: IncidentPane
    people: People
    clock: MovedClock
    held: HeldClock
    ticker: Ticker
    form: Callable[..., ReportForm]
    incident: str = ""

    def wait(self) -> None:
        """Wait until every action and question is answered."""
        self.qtbot.waitUntil(self.workplace.jobs.is_idle)

    def open(self, **values: object) -> str:
        """Log a report; gives the incident that it opened, if any."""
        changes = take_call.save_report(self.workplace.desk, self.people.operator, self.form(**values))
        return changes.created.get("incident", "")

    def show(self, incident: str) -> None:
        """Show an incident and wait for it."""
        self.pane.show_incident(incident)
        self.wait()

    def act(self, action: Callable[..., Any], *arguments: Any) -> Any:
        """What a colleague at another window does; the pane hears of it as of any change."""
        changes = action(self.workplace.desk, self.people.operator, *arguments)
        self.pane.apply(changes)
        self.wait()
        return changes

    def pass_time(self, seconds: float) -> None:
        """Move the wall clock, the monotonic clock and the ticker."""
        self.clock.pass_minutes(seconds / 60)
        self.held.pass_time(self.ticker, seconds)

    def detail(self, incident: str = "") -> IncidentDetail:
        """What the store says."""
        found = incident_detail(self.workplace.desk, incident or self.incident)
        assert found is not None
        return found

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NO, widget: QWidget | None = None) -> None:
        """Press a key where the focus is, and wait."""
        self.qtbot.keyClick(widget or QApplication.focusWidget() or self.pane, key, modifier)
        self.wait()

    def type(self, text: str) -> None:
        """Type where the focus is."""
        self.qtbot.keyClicks(QApplication.focusWidget(), text)


class Telephone(QObject):
    """Takes tel: links as the system's telephone would."""

    def __init__(self) -> None:
        super().__init__()
        self.called: list[str] = []

    @Slot(QUrl)
    def call(self, url: QUrl) -> None:
        self.called.append(url.toString())


@pytest.fixture
def telephone() -> Iterator[Telephone]:
    made = Telephone()
    # the stubs ask for bytes, PySide 6.11 takes str
    QDesktopServices.setUrlHandler("tel", made, "call")  # type: ignore[arg-type]
    yield made
    QDesktopServices.unsetUrlHandler("tel")


@pytest.fixture
def pane(workplace: Workplace, shown: Callable[..., QWidget]) -> IncidentPane:
    made = IncidentPane(workplace)
    workplace.jobs.changed.connect(made.apply)
    shown(made, WIDTH, HEIGHT)
    return made


@pytest.fixture
def scene(
    qtbot: QtBot,
    workplace: Workplace,
    pane: IncidentPane,
    people: People,
    clock: MovedClock,
    held: HeldClock,
    ticker: Ticker,
    form: Callable[..., ReportForm],
) -> Scene:
    """An open incident of two callers, shown."""
    made = Scene(qtbot, workplace, pane, people, clock, held, ticker, form)
    made.incident = made.open()
    second = form(number="0813 1111 2222", narrative="Ada lemparan batu", joins=made.incident, answers={})
    take_call.save_report(workplace.desk, people.operator, second)
    made.show(made.incident)
    return made
