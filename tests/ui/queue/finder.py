"""The queue's panel as tests search in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from madiun_console.actions.take_call import save_report
from madiun_console.actions.work_incident import close_incident
from madiun_console.ui.queue.queue_panel import QueuePanel

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from madiun_console.domain.report_form import ReportForm
    from madiun_console.ui.workplace import Workplace
    from tests.desk_fixtures import People

Key = Qt.Key


class Finder:
    """The panel, searched in."""

    def __init__(
        self,
        panel: QueuePanel,
        workplace: Workplace,
        qtbot: QtBot,
        people: People,
        form: Callable[..., ReportForm],
    ) -> None:
        self.panel, self.workplace, self.qtbot, self.people, self.form = panel, workplace, qtbot, people, form
        self.opened: list[str] = []
        self.chosen: list[str] = []
        self.told: list[tuple[str, str]] = []
        panel.incident_opened.connect(self.opened.append)
        panel.incident_chosen.connect(self.chosen.append)
        workplace.told.connect(lambda tone, text: self.told.append((tone, text)))
        workplace.jobs.changed.connect(panel.apply)

    def settle(self) -> None:
        self.qtbot.waitUntil(self.workplace.jobs.is_idle)

    def save(self, narrative: str, **values: object) -> str:
        form = self.form(narrative=narrative, answers={}, **values)
        changes = save_report(self.workplace.desk, self.people.operator, form)
        self.panel.apply(changes)
        self.settle()
        return changes.created["incident"]

    def close(self, incident: str, code: str = "handled") -> str:
        self.panel.apply(close_incident(self.workplace.desk, self.people.supervisor, incident, code))
        self.settle()
        return incident

    def type(self, text: str) -> None:
        self.panel.focus_search()
        self.qtbot.keyClicks(self.panel._tools.search, text)
        self.settle()

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(QApplication.focusWidget() or self.panel, key, held)
        self.settle()

    def ids(self) -> list[str]:
        return [row.id for row in self.panel._model.rows()]

    def heading(self) -> str:
        return self.panel._search.heading.found.full_text()
