"""The tab of the closings that wait: only for those who may review, with its count, oldest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from madiun_console.actions.review import approve_closing, return_closing
from madiun_console.actions.work_incident import close_incident, raise_level
from madiun_console.queries.incident_detail import incident_detail
from madiun_console.queries.waiting import waiting_closings
from madiun_console.ui.queue import queue_feed
from madiun_console.ui.queue.columns import STATUS_WIDTH, Column
from madiun_console.ui.queue.queue_panel import QueuePanel

from .test_queue_panel import Floor

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from madiun_console.actions.desk import Desk
    from madiun_console.domain.report_form import ReportForm
    from madiun_console.queries.queue import QueueFilter
    from madiun_console.queries.rows import IncidentRow
    from madiun_console.ui.workplace import Workplace
    from tests.desk_fixtures import MovedClock, People


@pytest.fixture
def floor(workplace: Workplace, people: People, shown: Callable[..., QWidget], qtbot: QtBot) -> Floor:
    workplace.set_session(people.supervisor)
    panel = QueuePanel(workplace)
    shown(panel, 850, 700)
    made = Floor(panel, workplace, qtbot, people)
    panel.reload()
    made.settle()
    return made


@pytest.fixture
def waiting(floor: Floor, form: Callable[..., ReportForm], clock: MovedClock) -> list[str]:
    made = []
    for _ in range(3):
        clock.pass_minutes(10)
        made.append(floor.save(form(answers={})))
        floor.do(close_incident, made[-1], "handled")
    return made


def closing(floor: Floor, incident: str) -> str:
    detail = incident_detail(floor.workplace.desk, incident)
    assert detail is not None
    assert detail.closing is not None
    return detail.closing.fact


def labels(floor: Floor) -> list[str]:
    tabs = floor.panel._tools.tabs
    return [tabs.tabText(at) for at in range(tabs.count())]


def test_the_tab_counts_what_waits_and_lists_the_oldest_first(floor: Floor, waiting: list[str]) -> None:
    assert labels(floor) == ["Open 0", "Mine 0", "Review 3", "History"]
    floor.tab("review")
    assert floor.ids() == waiting
    floor.do(approve_closing, waiting[1], closing(floor, waiting[1]), by="supervisor")
    assert floor.ids() == [waiting[0], waiting[2]]
    floor.do(return_closing, waiting[0], closing(floor, waiting[0]), "belum", by="supervisor")
    floor.do(raise_level, waiting[2], "high")
    assert floor.ids() == []
    assert floor.notice() == "No closing waits for a review"
    assert labels(floor)[:3] == ["Open 2", "Mine 0", "Review 0"]


def test_a_closing_that_is_new_comes_at_the_end(
    floor: Floor, waiting: list[str], form: Callable[..., ReportForm], clock: MovedClock
) -> None:
    floor.tab("review")
    clock.pass_minutes(10)
    made = floor.save(form(answers={}))
    floor.do(close_incident, made, "handled")
    assert floor.ids() == [*waiting, made]


def test_an_operator_has_no_such_tab_and_costs_no_question(
    floor: Floor, waiting: list[str], people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    floor.tab("review")
    asked: list[object] = []
    real = floor.workplace.ask

    def ask(question: object, *arguments: object, **more: object) -> None:
        asked.append(question)
        real(question, *arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(floor.workplace, "ask", ask)
    floor.workplace.set_session(people.operator)
    floor.panel.reload()
    floor.settle()
    assert labels(floor) == ["Open 0", "Mine 0", "History"]
    assert floor.ids() == []
    assert queue_feed.waiting_count not in asked
    floor.do(raise_level, waiting[0], "high")
    assert floor.ids() == [waiting[0]]
    assert queue_feed.waiting_count not in asked


def test_pages_go_on_when_somebody_scrolls(
    floor: Floor, waiting: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The view asks for more by itself when its last row is in sight."""
    asked: list[object] = []

    def page(desk: Desk, wanted: QueueFilter, *, after: tuple[int, str] | None) -> list[IncidentRow]:
        asked.append(after and after[1])
        return waiting_closings(desk, wanted, after=after, limit=2)

    monkeypatch.setattr(queue_feed, "WAITING_PAGE", 2)
    monkeypatch.setattr(queue_feed, "waiting_closings", page)
    floor.tab("review")
    model = floor.panel._model
    while model.canFetchMore(model.index(-1, -1)):
        model.fetchMore(model.index(-1, -1))
        floor.settle()
    assert floor.ids() == waiting
    assert asked == [None, waiting[1]]


def test_more_than_can_be_counted_is_told_so(floor: Floor, waiting: list[str]) -> None:
    del waiting
    floor.panel._feed._on_waiting_count(1000)
    assert labels(floor)[2] == "Review 999+"


def test_the_history_says_what_waits_and_what_was_said(floor: Floor, waiting: list[str]) -> None:
    floor.do(approve_closing, waiting[0], closing(floor, waiting[0]), by="supervisor")
    narrow = floor.panel._view.columnWidth(Column.STATUS)
    floor.tab("history")
    words = floor.panel._words
    told = {row.id: words.review(row) for row in floor.panel._model.rows()}
    assert told == {
        waiting[0]: "approved",
        waiting[1]: "waits for review",
        waiting[2]: "waits for review",
    }
    row = next(row for row in floor.panel._model.rows() if row.id == waiting[1])
    assert "waits for review" in words.spoken(row)
    assert "waits for review" in words.tip(row)
    assert floor.panel._view.columnWidth(Column.STATUS) >= narrow >= STATUS_WIDTH
    floor.tab("open")
    assert floor.panel._view.columnWidth(Column.STATUS) == narrow


def test_what_was_returned_says_so_in_the_queue(floor: Floor, waiting: list[str]) -> None:
    floor.do(return_closing, waiting[0], closing(floor, waiting[0]), "belum", by="supervisor")
    (row,) = floor.panel._model.rows()
    assert floor.panel._words.status(row) == "Returned"


def test_the_tabs_fit_where_there_is_little_room(floor: Floor, waiting: list[str]) -> None:
    """At 150% of 1366 pixels the queue has 487; large counts must not make the window wider than the screen."""
    del waiting
    floor.panel._feed._on_waiting_count(1000)
    floor.panel.resize(487, 400)
    tools = floor.panel._tools
    floor.qtbot.waitUntil(lambda: tools.width() == 487)
    assert tools.minimumSizeHint().width() <= 487
    assert tools.filter.geometry().right() <= 487
