"""By keys alone: last year's clash at the same place is found, read and cited; what was done then is seen from the new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from .conftest import CTRL, SHIFT

if TYPE_CHECKING:
    from madiun_console.ui.queue.queue_panel import QueuePanel

    from .conftest import Sitter

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing the keyboard)", extend=True)
YEAR_MS = 365 * 86_400_000
CLASH = "Ada keroyokan pemuda di depan balai Winongo, sekitar 20 orang"
NOTE = "Konvoi dikawal sejak itu"


def panel(sitter: Sitter) -> QueuePanel:
    return sitter.window.queue_page.queue


@pytest.fixture
def last_year(operator: Sitter) -> str:
    """The number of an incident that was closed a year ago, by a supervisor when it needs one."""
    operator.call(story=CLASH)
    operator.ctrl(Qt.Key.Key_Return)
    number = operator.detail().row.number
    operator.key(Qt.Key.Key_P, CTRL | SHIFT)
    operator.sign_in("Bima")
    operator.key(Qt.Key.Key_Down)
    operator.alt(Qt.Key.Key_U)
    operator.key(Qt.Key.Key_Up)
    operator.key(Qt.Key.Key_Return)
    operator.write("1")  # a digit goes on to the note
    operator.enter(NOTE)
    assert operator.queue() == []
    operator.clock.added_ms += YEAR_MS
    operator.key(Qt.Key.Key_P, CTRL | SHIFT)
    operator.sign_in("Op")
    return number


def test_last_years_clash_at_the_same_place_is_found_opened_and_cited(
    operator: Sitter, last_year: str
) -> None:
    operator.call(number="0813 9999 0000", story="Tawuran lagi di depan balai Winongo")
    operator.ctrl(Qt.Key.Key_Return)
    operator.ctrl(Qt.Key.Key_K)
    operator.write("pengeroyokan winongo")
    rows = panel(operator)._model.rows()
    assert [row.number for row in rows] == [last_year]
    operator.key(Qt.Key.Key_Down)
    assert operator.detail().row.number == last_year
    assert operator.detail().closing is not None
    operator.ctrl(Qt.Key.Key_C)
    assert QGuiApplication.clipboard().text() == last_year
    operator.key(Qt.Key.Key_Return)
    assert operator.window.queue_page.incident.isAncestorOf(operator.focus())


def test_it_is_seen_from_the_new_one_and_opened_from_there(operator: Sitter, last_year: str) -> None:
    operator.call(number="0812 3456 7890", story=CLASH)
    operator.ctrl(Qt.Key.Key_Space)
    operator.alt(Qt.Key.Key_W)
    box = operator.window.queue_page.intake.view.past
    assert box.view.isVisible()
    operator.alt(Qt.Key.Key_W)
    operator.ctrl(Qt.Key.Key_Return)
    mine = operator.detail().row.number
    operator.alt(Qt.Key.Key_W)
    view = operator.window.queue_page.incident.past.view
    assert view.rows.hasFocus()
    assert NOTE in view.note.text()
    operator.key(Qt.Key.Key_Return)
    assert operator.detail().row.number == last_year != mine


def test_ctrl_k_reaches_the_search_from_every_page_and_from_a_call(operator: Sitter) -> None:
    field = panel(operator)._tools.search
    for page in (Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_1):
        operator.ctrl(page)
        operator.ctrl(Qt.Key.Key_K)
        assert operator.focus() is field
        assert field.isVisible()
        operator.key(Qt.Key.Key_Escape)
    operator.call()
    operator.ctrl(Qt.Key.Key_K)
    assert operator.focus() is field
    assert operator.window.queue_page.showing() == "intake"
    operator.key(Qt.Key.Key_Escape)
    operator.ctrl(Qt.Key.Key_L)
    operator.ctrl(Qt.Key.Key_K)
    assert operator.focus() is not field


def test_enter_in_the_search_goes_into_the_first_that_is_found_and_esc_comes_back(operator: Sitter) -> None:
    operator.call(story=CLASH)
    operator.ctrl(Qt.Key.Key_Return)
    first = operator.detail().row.id
    operator.call(number="0813 9999 0000", story="Ada pohon tumbang di Taman")
    operator.ctrl(Qt.Key.Key_Return)
    page = operator.window.queue_page
    assert page.incident.page is not None
    assert page.incident.page.id != first
    operator.ctrl(Qt.Key.Key_K)
    operator.write("keroyokan")
    operator.key(Qt.Key.Key_Return)
    assert page.incident.page.id == first
    assert page.incident.isAncestorOf(operator.focus())
    operator.key(Qt.Key.Key_C)
    assert operator.detail().row.owner == operator.window._workplace.session.person
    operator.key(Qt.Key.Key_Escape)
    assert operator.focus() is page.queue._view
    operator.key(Qt.Key.Key_Escape)
    assert len(page.queue._model.rows()) == 2


def test_tab_goes_from_the_search_through_its_row_into_the_list(operator: Sitter) -> None:
    operator.call(story=CLASH)
    operator.ctrl(Qt.Key.Key_Return)
    queue = operator.window.queue_page.queue
    operator.ctrl(Qt.Key.Key_K)
    operator.write("keroyokan")
    heading = queue._search.heading
    operator.tab_to(heading)
    for stop in (heading.save, heading.saved, heading.export, heading.end):
        if stop.isVisible():
            assert operator.focus() is stop
            operator.key(Qt.Key.Key_Tab)
    assert operator.focus() is queue._view
