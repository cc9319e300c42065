"""An operator closes; a supervisor approves, returns and corrects, at the real window and by keys alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from madiun_console.queries.incident_detail import incident_detail
from madiun_console.queries.queue import incidents
from madiun_console.ui.shell.rail import RailButton

from .conftest import CTRL, SHIFT
from .test_working_an_incident import close_with_first_code

if TYPE_CHECKING:
    from PySide6.QtCore import QKeyCombination

    from madiun_console.queries.rows import IncidentRow
    from madiun_console.ui.review.review_page import ReviewPage

    from .conftest import Sitter

Key = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing the keyboard)", extend=True)
STORIES = (
    "Ada warga ribut adu mulut soal batas tanah di Winongo dekat balai, sekitar 20 orang",
    "Pedagang berebut lapak parkir di pasar Demangan, dua orang adu mulut",
    "Musik keras di Josenan, warga mulai protes ke panitia hajatan",
)


def page(sitter: Sitter) -> ReviewPage:
    found: ReviewPage = sitter.window.pages.page("review")
    return found


def go_there(sitter: Sitter) -> None:
    """Press the key of the page, whichever number it has among the others."""
    buttons = sitter.window.frame.rail.findChildren(RailButton)
    keys = next(button for button in buttons if button.entry.id == "review").shortcut()
    pressed: QKeyCombination = keys[0]  # type: ignore[index]  # PySide tells no item access
    sitter.key(pressed.key(), pressed.keyboardModifiers())


def row(sitter: Sitter, incident: str) -> IncidentRow:
    return incidents(sitter.desk, [incident])[0]


def close_one(sitter: Sitter, number: str, story: str) -> str:
    """Take a call and close its incident with the first code; a minute passes."""
    sitter.call(number, story)
    sitter.ctrl(Key.Key_Return)
    chosen = sitter.window.queue_page.queue.current_incident()
    assert chosen
    close_with_first_code(sitter)
    sitter.clock.added_ms += 60_000
    assert not row(sitter, chosen).is_open
    return chosen


@pytest.fixture
def closed(operator: Sitter) -> list[str]:
    """Three incidents that Op closed."""
    return [close_one(operator, f"0812 3456 78{at}0", story) for at, story in enumerate(STORIES, 1)]


def test_a_supervisor_approves_returns_and_corrects_by_keys_alone(
    operator: Sitter, closed: list[str]
) -> None:
    assert {row(operator, one).review for one in closed} == {"waiting"}
    operator.key(Key.Key_P, CTRL | SHIFT)
    operator.sign_in("Bima")
    tabs = operator.window.queue_page.queue._tools.tabs
    assert tabs.tabText(2) == "Tinjauan 3"
    go_there(operator)
    shown = page(operator)
    assert shown.isVisible()
    assert operator.window.frame.rail.current() == "review"

    operator.alt(Key.Key_1)
    assert row(operator, closed[0]).review == "approved"

    operator.alt(Key.Key_2)
    operator.enter("Belum ada hasil di lapangan")
    returned = row(operator, closed[1])
    assert (returned.is_open, returned.status, returned.review) == (True, "reopened", "returned")

    operator.alt(Key.Key_3)
    operator.write("2")
    operator.key(Key.Key_Tab)
    operator.enter("Massa bubar sendiri")
    detail = incident_detail(operator.desk, closed[2])
    assert detail is not None
    assert detail.closing is not None
    assert detail.closing.code != detail.closing.original == operator.desk.rulebook.closings[0].id
    assert [step.logged.type for step in detail.timeline][:2] == ["closing_corrected", "incident_closed"]

    assert tabs.tabText(2) == "Tinjauan 0"
    operator.ctrl(Key.Key_1)
    assert [one.id for one in operator.queue()] == [closed[1]]


def test_what_was_returned_is_worked_on_closed_again_and_approved_from_its_detail(
    operator: Sitter, closed: list[str]
) -> None:
    operator.key(Key.Key_P, CTRL | SHIFT)
    operator.sign_in("Bima")
    go_there(operator)
    operator.alt(Key.Key_2)
    operator.enter("Lengkapi dahulu")
    operator.key(Key.Key_P, CTRL | SHIFT)
    operator.sign_in("Op")
    operator.key(Key.Key_Down)
    assert operator.window.queue_page.queue.current_incident() == closed[0]
    header = operator.window.queue_page.incident.header
    assert "Lengkapi dahulu" in header._verdict.text()
    close_with_first_code(operator)
    operator.key(Key.Key_P, CTRL | SHIFT)
    operator.sign_in("Bima")
    operator.window.queue_page.open_incident(closed[0])
    operator.settle()
    operator.alt(Key.Key_V)
    assert page(operator)._view().body.shown() == closed[0]  # type: ignore[attr-defined]
    operator.alt(Key.Key_1)
    assert row(operator, closed[0]).review == "approved"
    operator.alt(Key.Key_4)
    assert operator.window.frame.rail.current() == "queue"


def test_an_operator_has_neither_the_page_nor_the_tab(operator: Sitter, closed: list[str]) -> None:
    del closed
    tabs = operator.window.queue_page.queue._tools.tabs
    assert [tabs.tabText(at).split()[0] for at in range(tabs.count())] == ["Terbuka", "Milik", "Riwayat"]
    assert "review" not in {entry.id for entry in operator.window.pages.entries()}


def test_another_person_sees_their_tabs_whole_and_the_data_page_takes_the_keyboard(sitter: Sitter) -> None:
    sitter.sign_in("Op")
    sitter.key(Key.Key_P, CTRL | SHIFT)
    sitter.sign_in("Bima")
    tabs = sitter.window.queue_page.queue._tools.tabs
    sitter.wait_for(lambda: tabs.width() == tabs.sizeHint().width())
    sitter.ctrl(Key.Key_7)
    assert sitter.focus() is sitter.window.pages.page("data").importing.file.path
