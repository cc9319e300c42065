"""The queue on a real store: what arrives, what is looked for, what is narrowed, and what makes a sound."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from madiun_console.actions.escalate import escalate, record_answer
from madiun_console.actions.take_call import save_report
from madiun_console.actions.work_incident import claim, close_incident, lower_level, raise_level, reopen
from madiun_console.errors import ConsoleError
from madiun_console.queries.queue import closed_incidents
from madiun_console.ui.queue import queue_feed
from madiun_console.ui.queue.queue_panel import QueuePanel

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from madiun_console.actions.desk import Desk
    from madiun_console.domain.changes import Changes
    from madiun_console.domain.report_form import ReportForm
    from madiun_console.ui.workplace import Workplace
    from tests.desk_fixtures import MovedClock, People
    from tests.ui.conftest import HeldClock

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier


class Floor:
    """The panel at work: every act goes through the jobs, as in the window."""

    def __init__(self, panel: QueuePanel, workplace: Workplace, qtbot: QtBot, people: People) -> None:
        self.panel, self.workplace, self.qtbot, self.people = panel, workplace, qtbot, people
        self.alarms: list[str] = []
        self.overdue: list[tuple[int, int]] = []
        """Escalations, incidents that nobody was told of."""
        self.chosen: list[str] = []
        panel.alarm.connect(self.alarms.append)
        panel.overdue_changed.connect(lambda *counts: self.overdue.append(counts))
        panel.incident_chosen.connect(self.chosen.append)
        workplace.jobs.changed.connect(panel.apply)

    def settle(self) -> None:
        self.qtbot.waitUntil(self.workplace.jobs.is_idle)

    def do(self, action: Callable[..., object], *arguments: object, by: str = "operator") -> Changes:
        done: list[Changes] = []
        session = getattr(self.people, by)
        self.workplace.jobs.act(action, self.workplace.desk, session, *arguments, done=done.append)
        self.settle()
        return done[0]

    def save(self, form: ReportForm) -> str:
        return self.do(save_report, form).created["incident"]

    def ids(self) -> list[str]:
        return [row.id for row in self.panel._model.rows()]

    def tab(self, name: str) -> None:
        self.panel._tools.tabs.set_current(name)
        self.settle()

    def tab_text(self, at: int) -> str:
        return self.panel._tools.tabs.tabText(at)

    def notice(self) -> str:
        return self.panel._notice.title() if self.panel._notice.isVisible() else ""

    def search(self, words: str) -> None:
        self.panel._tools.search.setText(words)
        self.settle()


@pytest.fixture
def floor(workplace: Workplace, people: People, shown: Callable[..., QWidget], qtbot: QtBot) -> Floor:
    panel = QueuePanel(workplace)
    shown(panel, 850, 700)
    return Floor(panel, workplace, qtbot, people)


@pytest.fixture
def loaded(floor: Floor) -> Floor:
    floor.panel.reload()
    floor.settle()
    return floor


CALM: dict[str, object] = {"answers": {}, "kind_id": "", "narrative": "Ribut-ribut di lapangan"}


def test_an_unread_queue_never_looks_empty(floor: Floor) -> None:
    assert floor.notice() == "Reading the queue …"
    assert floor.tab_text(0) == "Open"
    floor.panel.reload()
    floor.settle()
    assert floor.notice() == "No open incident"
    assert floor.tab_text(0) == "Open 0"


def test_a_failed_read_is_said_and_can_be_tried_again(floor: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_desk: Desk) -> list[object]:
        raise ConsoleError("store_damaged", "Data rusak.", "Data damaged.")

    with monkeypatch.context() as patched:
        patched.setattr(queue_feed, "open_incidents", broken)
        floor.panel.reload()
        floor.settle()
    assert floor.notice() == "The queue could not be read"
    floor.panel._notice.acted.emit()
    floor.settle()
    assert floor.notice() == "No open incident"


def test_rows_arrive_by_level_and_age_without_a_reset(
    loaded: Floor, form: Callable[..., ReportForm], clock: MovedClock
) -> None:
    resets: list[bool] = []
    loaded.panel._model.modelReset.connect(lambda: resets.append(True))
    calm = loaded.save(form(**CALM))
    clock.pass_minutes(1)
    later = loaded.save(form(**CALM, number="0813 1111 2222"))
    assert loaded.ids() == [calm, later]
    loaded.do(raise_level, later, "high")
    assert loaded.ids() == [later, calm]
    assert loaded.tab_text(0) == "Open 2"
    assert resets == []
    assert loaded.notice() == ""


def test_a_new_high_incident_and_a_raised_one_sound(loaded: Floor, form: Callable[..., ReportForm]) -> None:
    calm = loaded.save(form(**CALM))
    assert loaded.alarms == []
    loaded.do(raise_level, calm, "high")
    assert loaded.alarms == ["new_high"]
    loaded.do(claim, calm)
    assert loaded.alarms == ["new_high"]
    loaded.do(lower_level, calm, "low", "keliru", by="supervisor")
    loaded.save(form(**CALM, raised_to="high"))
    assert loaded.alarms == ["new_high", "new_high"]


def test_an_unanswered_escalation_sounds_once_and_is_counted(
    loaded: Floor, form: Callable[..., ReportForm], held: HeldClock, clock: MovedClock
) -> None:
    incident = loaded.save(form(**CALM))
    loaded.do(raise_level, incident, "high")
    loaded.alarms.clear()
    changes = loaded.do(escalate, incident, "polres_madiun_kota", "pesan", "phone")
    ticker = loaded.workplace.ticker
    held.pass_time(ticker, 299)
    assert (loaded.alarms, loaded.overdue) == ([], [])
    held.pass_time(ticker, 1)
    held.pass_time(ticker, 60)
    assert (loaded.alarms, loaded.overdue) == (["unanswered"], [(1, 0)])
    loaded.panel.show_overdue()
    assert loaded.chosen == [incident]
    assert loaded.panel.current_incident() == incident
    clock.ms = held.ms
    loaded.do(record_answer, next(iter(changes.escalations)), "received", "phone")
    assert loaded.overdue == [(1, 0), (0, 0)]
    loaded.panel.reload()
    loaded.settle()
    assert loaded.alarms == ["unanswered"]


def test_an_incident_nobody_is_told_of_in_time_is_counted_and_sounds_once(
    loaded: Floor, form: Callable[..., ReportForm], held: HeldClock
) -> None:
    calm = loaded.save(form(**CALM))
    incident = loaded.save(form(**CALM, number="0813 1111 2222", raised_to="high"))
    loaded.alarms.clear()
    ticker = loaded.workplace.ticker
    held.pass_time(ticker, 119)
    assert (loaded.alarms, loaded.overdue) == ([], [])
    held.pass_time(ticker, 1)
    held.pass_time(ticker, 60)
    assert (loaded.alarms, loaded.overdue) == (["unanswered"], [(0, 1)])
    loaded.panel.show_overdue()
    assert loaded.chosen == [incident]
    loaded.do(escalate, incident, "polres_madiun_kota", "pesan", "phone")
    assert loaded.overdue == [(0, 1), (0, 0)]
    held.pass_time(ticker, 1700)
    assert loaded.overdue[-1] == (1, 1)
    assert loaded.panel._feed.most_overdue() == [incident, calm]


def test_an_agency_owes_nobody_the_first_word(
    loaded: Floor, form: Callable[..., ReportForm], held: HeldClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded.save(form(raised_to="high"))
    monkeypatch.setattr(loaded.workplace.desk, "agency", "polres_madiun_kota")
    loaded.panel.reload()
    loaded.settle()
    held.pass_time(loaded.workplace.ticker, 3600)
    assert len(loaded.ids()) == 1
    assert loaded.overdue == []


def test_claiming_by_key_moves_it_into_mine(
    loaded: Floor, form: Callable[..., ReportForm], qtbot: QtBot
) -> None:
    incident = loaded.save(form(**CALM))
    loaded.panel.focus_list()
    qtbot.keyClick(loaded.panel._view, Key.Key_Down)
    assert loaded.chosen == [incident]
    qtbot.keyClick(loaded.panel._view, Key.Key_C)
    loaded.settle()
    assert loaded.tab_text(1) == "Mine 1"
    loaded.tab("mine")
    assert loaded.ids() == [incident]
    assert loaded.panel._view.current_id() == incident


def test_closing_leaves_the_list_and_keeps_the_choice(loaded: Floor, form: Callable[..., ReportForm]) -> None:
    first, second = (loaded.save(form(**CALM, number=number)) for number in ("0811 1", "0811 2"))
    loaded.panel.select(first)
    loaded.do(close_incident, first, "handled")
    assert loaded.ids() == [second]
    assert loaded.chosen == []
    assert loaded.panel.current_incident() == first
    loaded.tab("history")
    assert loaded.ids() == [first]
    loaded.do(close_incident, second, "handled")
    assert set(loaded.ids()) == {first, second}
    loaded.do(reopen, first)
    assert loaded.ids() == [second]
    loaded.tab("open")
    assert loaded.ids() == [first]


def test_history_comes_page_by_page_and_loses_nothing_at_the_same_time(
    loaded: Floor,
    form: Callable[..., ReportForm],
    monkeypatch: pytest.MonkeyPatch,
    clock: MovedClock,
    qtbot: QtBot,
) -> None:
    saved = []
    for number in range(25):
        saved.append(loaded.save(form(**CALM, number=f"0812 0000 {number:04}")))
        loaded.do(close_incident, saved[-1], "handled")
        if number % 3 == 0:
            clock.pass_minutes(1)
    monkeypatch.setattr(queue_feed, "HISTORY_PAGE", 10)
    monkeypatch.setattr(queue_feed, "closed_incidents", partial(closed_incidents, limit=10))
    loaded.panel.resize(850, 330)
    loaded.tab("history")
    assert len(loaded.ids()) < 25
    for _ in range(4):
        qtbot.keyClick(loaded.panel._view, Key.Key_End)
        loaded.settle()
    assert sorted(loaded.ids()) == sorted(saved)


def test_searching_shows_open_and_closed_and_escape_goes_back(
    loaded: Floor, form: Callable[..., ReportForm], qtbot: QtBot
) -> None:
    closed = loaded.save(form(**CALM, number="0811 1"))
    loaded.do(close_incident, closed, "handled")
    other = loaded.save(form(**{**CALM, "narrative": "Sengketa lahan parkir"}, number="0811 2"))
    loaded.panel.focus_search()
    field = loaded.panel._tools.search
    assert field.hasFocus()
    qtbot.keyClicks(field, "lapangan")
    loaded.settle()
    assert loaded.ids() == [closed]
    assert "1 found" in loaded.panel._search.heading.found.full_text()
    loaded.search("tidakada")
    assert loaded.notice() == "Nothing was found"
    number = loaded.panel._feed._open[other].number
    loaded.search(number)
    assert loaded.ids() == [other]
    loaded.do(claim, other)
    assert loaded.panel._model.rows()[0].owner == loaded.people.operator.person
    qtbot.keyClick(field, Key.Key_Escape)
    assert loaded.ids() == [other]
    assert not loaded.panel._search.heading.isVisible()
    assert loaded.panel._view.hasFocus()


def test_filters_narrow_and_say_so_and_one_key_clears_them(
    loaded: Floor, form: Callable[..., ReportForm], qtbot: QtBot
) -> None:
    here = loaded.save(form(**CALM, number="0811 1"))
    there = loaded.save(form(**{**CALM, "unit": "35.77.01.1001"}, number="0811 2"))
    loaded.panel.filter_kelurahan("35.77.02.1005")
    assert loaded.ids() == [here]
    bar = loaded.panel._filters
    assert bar is not None
    assert bar.isVisible()
    unit = loaded.workplace.desk.rulebook.unit("35.77.02.1005")
    assert bar._menus["kelurahan"].text() == unit.name
    loaded.do(claim, there)
    assert loaded.ids() == [here]
    bar._menus["level"].picked.emit("level:high")
    assert loaded.notice() == "Nothing fits the filters"
    loaded.panel.focus_list()
    qtbot.keyClick(loaded.panel._view, Key.Key_Escape)
    assert sorted(loaded.ids()) == sorted([here, there])
    assert not bar.isVisible()


def test_filters_of_place_never_contradict_each_other(loaded: Floor, qtbot: QtBot) -> None:
    qtbot.keyClick(loaded.panel, Key.Key_F, Control)
    bar = loaded.panel._filters
    assert bar is not None
    assert bar._menus["level"].hasFocus()
    bar._menus["kelurahan"].picked.emit("unit:35.77.02.1005")
    bar._menus["kecamatan"].picked.emit("kecamatan:35.77.01")
    assert (bar.narrowing.unit, bar.narrowing.kecamatan) == ("", "35.77.01")
    bar._menus["agency"].picked.emit("agency_kind:polri")
    bar._menus["agency"].picked.emit("agency:kodim_0803")
    assert (bar.narrowing.agency_kind, bar.narrowing.agency) == ("", "kodim_0803")


def test_the_kind_of_agency_narrows(loaded: Floor, form: Callable[..., ReportForm]) -> None:
    told, untold = (loaded.save(form(**CALM, number=number)) for number in ("0811 1", "0811 2"))
    loaded.do(escalate, told, "polres_madiun_kota", "pesan", "phone")
    loaded.panel._on_filter_key()
    bar = loaded.panel._filters
    assert bar is not None
    bar._menus["agency"].picked.emit("agency_kind:polri")
    assert loaded.ids() == [told]
    bar._menus["agency"].picked.emit(":")
    assert sorted(loaded.ids()) == sorted([told, untold])


def test_the_next_person_starts_with_the_whole_queue(loaded: Floor, form: Callable[..., ReportForm]) -> None:
    incident = loaded.save(form(**CALM))
    loaded.panel.select(incident)
    loaded.panel.filter_kelurahan("35.77.01.1001")
    loaded.tab("mine")
    loaded.workplace.set_session(loaded.people.operator)
    assert loaded.panel.current_incident() == incident
    loaded.workplace.set_session(loaded.people.supervisor)
    loaded.panel.reload()
    loaded.settle()
    assert loaded.ids() == [incident]
    assert loaded.panel.current_incident() is None
    assert loaded.tab_text(1) == "Mine 0"


def test_narrow_windows_get_two_rows_of_tools(loaded: Floor, qtbot: QtBot) -> None:
    tools = loaded.panel._tools
    assert tools.search.y() == tools.tabs.y()
    loaded.panel.resize(445, 460)
    qtbot.waitUntil(lambda: tools.search.y() > tools.tabs.y())
    assert loaded.panel.width() == 445
    assert tools.new.geometry().right() <= 445


def test_f2_is_left_to_the_window(loaded: Floor, qtbot: QtBot) -> None:
    wanted: list[bool] = []
    loaded.panel.new_report_wanted.connect(lambda: wanted.append(True))
    assert loaded.panel._tools.new.shortcut().isEmpty()
    loaded.panel._tools.new.click()
    assert wanted == [True]
