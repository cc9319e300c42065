"""The road to the store: in the order of the clicks, back on the GUI thread, nothing dropped at the end."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from madiun_console.domain.changes import Changes
from madiun_console.errors import InvalidInput
from madiun_console.ui.jobs import Jobs, changes_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

REFUSAL = InvalidInput("no", "tidak", "no")
CHANGED = Changes(incidents=frozenset({"one"}))


@pytest.fixture
def bugs() -> list[BaseException]:
    return []


@pytest.fixture
def jobs(qtbot: QtBot, bugs: list[BaseException]) -> Iterator[Jobs]:
    made = Jobs(bugs.append)
    yield made
    made.close()
    qtbot.waitUntil(made.is_idle)


def refuse() -> None:
    raise REFUSAL


def remembered(ran: list[int], nth: int) -> int:
    ran.append(nth)
    return nth


def break_down() -> None:
    raise ZeroDivisionError


def test_actions_run_in_order_and_answer_on_the_gui_thread(jobs: Jobs, qtbot: QtBot) -> None:
    ran: list[int] = []
    answered: list[tuple[object, bool]] = []
    gui = threading.current_thread()
    for nth in range(50):
        jobs.act(
            remembered,
            ran,
            nth,
            done=lambda found: answered.append((found, threading.current_thread() is gui)),
        )
    assert not jobs.is_idle()
    qtbot.waitUntil(jobs.is_idle)
    assert ran == list(range(50))
    assert answered == [(nth, True) for nth in range(50)]


def test_done_never_runs_inside_the_call_that_began_the_work(jobs: Jobs, qtbot: QtBot) -> None:
    order: list[str] = []
    jobs.ask(lambda: None, done=lambda _: order.append("answered"))
    order.append("asked")
    qtbot.waitUntil(jobs.is_idle)
    assert order == ["asked", "answered"]


def test_an_older_question_of_the_same_name_is_dropped(jobs: Jobs, qtbot: QtBot) -> None:
    gate = threading.Event()
    answers: list[str] = []
    jobs.ask(lambda: gate.wait(10) and "old", done=answers.append, latest="search")
    jobs.ask(lambda: "another", done=answers.append, latest="other")
    jobs.ask(lambda: "new", done=answers.append, latest="search")
    gate.set()
    qtbot.waitUntil(jobs.is_idle)
    assert answers == ["another", "new"]


def test_changes_are_told_before_whoever_asked_hears(jobs: Jobs, qtbot: QtBot) -> None:
    heard: list[object] = []
    jobs.changed.connect(heard.append)
    jobs.act(lambda: ("result", CHANGED), done=lambda _: heard.append("done"))
    qtbot.waitUntil(jobs.is_idle)
    assert heard == [CHANGED, "done"]


def test_a_refusal_goes_to_whoever_asked_or_else_to_all(
    jobs: Jobs, qtbot: QtBot, bugs: list[BaseException]
) -> None:
    mine: list[object] = []
    all_: list[object] = []
    jobs.refused.connect(all_.append)
    jobs.act(refuse, failed=mine.append)
    jobs.act(refuse)
    qtbot.waitUntil(jobs.is_idle)
    assert (mine, all_, bugs) == ([REFUSAL], [REFUSAL], [])


def test_a_bug_is_reported_and_ends_nothing_else(jobs: Jobs, qtbot: QtBot, bugs: list[BaseException]) -> None:
    done: list[object] = []
    with qtbot.waitSignal(jobs.broke):
        jobs.act(break_down, done=done.append)
    jobs.act(lambda: "goes on", done=done.append)
    qtbot.waitUntil(jobs.is_idle)
    assert [type(bug) for bug in bugs] == [ZeroDivisionError]
    assert done == ["goes on"]


def test_reading_and_long_work_do_not_wait_for_writing(jobs: Jobs, qtbot: QtBot) -> None:
    gate = threading.Event()
    seen: list[str] = []
    jobs.act(lambda: gate.wait(10))
    jobs.ask(lambda: "read", done=seen.append)
    jobs.aside(lambda: "aside", done=seen.append)
    qtbot.waitUntil(lambda: len(seen) == 2)
    gate.set()
    qtbot.waitUntil(jobs.is_idle)


def test_closing_finishes_what_was_begun(qtbot: QtBot) -> None:
    made = Jobs(lambda _: None)
    ran: list[int] = []
    for nth in range(20):
        made.act(lambda nth=nth: ran.append(nth))
    made.close()
    assert ran == list(range(20))
    qtbot.waitUntil(made.is_idle)


@pytest.mark.parametrize(
    ("result", "found"),
    [(CHANGED, CHANGED), (("id", CHANGED), CHANGED), ((), None), (None, None), ((CHANGED, 1), None)],
)
def test_changes_stand_alone_or_last(result: object, found: Changes | None) -> None:
    assert changes_in(result) is found


def test_what_eyes_wait_for_comes_before_the_screens_are_set_asking(jobs: Jobs, qtbot: QtBot) -> None:
    order: list[str] = []
    jobs.changed.connect(lambda _: order.append("changed"))
    jobs.act(lambda: CHANGED, first=lambda _: order.append("first"), done=lambda _: order.append("done"))
    qtbot.waitUntil(jobs.is_idle)
    assert order == ["first", "changed", "done"]
