"""What the keys of the queue act on after a search, a filter or another tab: what is marked there, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from madiun_console.ui.queue.queue_panel import QueuePanel

from .test_queue_panel import CALM, Floor

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from madiun_console.domain.report_form import ReportForm
    from madiun_console.ui.workplace import Workplace
    from tests.desk_fixtures import People

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier


class Watched(Floor):
    """Also hears what the pane at the right is to show after the list became another one."""

    def __init__(self, panel: QueuePanel, workplace: Workplace, qtbot: QtBot, people: People) -> None:
        super().__init__(panel, workplace, qtbot, people)
        self.in_list: list[str] = []
        panel.incident_in_list.connect(self.in_list.append)


@pytest.fixture
def loaded(workplace: Workplace, people: People, shown: Callable[..., QWidget], qtbot: QtBot) -> Watched:
    panel = QueuePanel(workplace)
    shown(panel, 850, 700)
    made = Watched(panel, workplace, qtbot, people)
    panel.reload()
    made.settle()
    return made


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Down])
def test_enter_in_the_search_chooses_what_was_found(
    loaded: Watched, form: Callable[..., ReportForm], qtbot: QtBot, key: Qt.Key
) -> None:
    before = loaded.save(form(**CALM, number="0811 1"))
    wanted = loaded.save(form(**{**CALM, "narrative": "Sengketa lahan parkir"}, number="0811 2"))
    loaded.panel.select(before)
    field = loaded.panel._tools.search
    field.setFocus()
    qtbot.keyClicks(field, "parkir")
    loaded.settle()
    assert loaded.in_list[-1] == ""
    assert loaded.panel.incident_at_hand() is None
    qtbot.keyClick(field, key)
    assert set(loaded.chosen) == {wanted}
    assert loaded.panel.incident_at_hand() == loaded.panel._view.current_id() == wanted
    assert loaded.panel._view.hasFocus()


def test_enter_before_the_answer_acts_on_nothing_and_then_chooses_the_first(
    loaded: Watched, form: Callable[..., ReportForm], qtbot: QtBot
) -> None:
    before = loaded.save(form(**CALM, number="0811 1"))
    wanted = loaded.save(form(**{**CALM, "narrative": "Sengketa lahan parkir"}, number="0811 2"))
    loaded.panel.select(before)
    field = loaded.panel._tools.search
    field.setText("parkir")  # the question is on its way
    qtbot.keyClick(field, Key.Key_Return)
    assert loaded.panel.incident_at_hand() is None
    assert loaded.in_list[-1] == ""
    loaded.settle()
    assert set(loaded.chosen) == {wanted}


def test_what_another_list_does_not_hold_is_not_acted_on(
    loaded: Watched, form: Callable[..., ReportForm], qtbot: QtBot
) -> None:
    incident = loaded.save(form(**CALM))
    loaded.panel.select(incident)
    loaded.search("tidakada")
    qtbot.keyClick(loaded.panel._tools.search, Key.Key_Return)
    assert loaded.panel.incident_at_hand() is None
    assert loaded.in_list[-1] == ""
    qtbot.keyClick(loaded.panel._view, Key.Key_Escape)
    assert loaded.panel.incident_at_hand() == loaded.in_list[-1] == incident
    loaded.tab("history")
    assert loaded.panel.incident_at_hand() is None
    assert loaded.in_list[-1] == ""
    loaded.tab("open")
    assert loaded.panel.incident_at_hand() == loaded.in_list[-1] == incident
    assert loaded.chosen == [], "nobody chose anything"


def test_what_was_just_saved_is_at_hand_before_its_row_is_there(loaded: Watched) -> None:
    for leave in (lambda: loaded.tab("history"), lambda: loaded.search("tidakada")):
        loaded.panel.select("to-come")
        loaded.panel.reload()
        loaded.settle()
        assert loaded.panel.incident_at_hand() == "to-come"
        leave()
        assert loaded.panel.incident_at_hand() is None


def test_escape_in_the_filters_takes_them_away_and_goes_to_the_list(
    loaded: Watched, form: Callable[..., ReportForm], qtbot: QtBot
) -> None:
    incident = loaded.save(form(**CALM))
    for narrowed in (True, False):
        qtbot.keyClick(loaded.panel, Key.Key_F, Control)
        bar = loaded.panel._filters
        assert bar is not None
        if narrowed:
            bar._menus["level"].picked.emit("level:high")
            assert loaded.ids() == []
        qtbot.keyClick(bar._menus["level"], Key.Key_Escape)
        assert not bar.isVisible()
        assert loaded.panel._view.hasFocus()
        assert loaded.ids() == [incident]
