"""What is painted of the list is what stands there, and who has scrolled or marked a row keeps it before their eyes."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from bench.synthetic_rows import NOW_MS, shaken, synthetic_row
from tests.ui.queue.list_view import RULEBOOK, ids, made_view, paint

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from madiun_console.queries.rows import IncidentRow
    from madiun_console.ui.queue.incident_view import IncidentView
    from madiun_console.ui.theme import Appearance


@pytest.fixture
def view(look: Appearance, shown: Callable[..., QWidget]) -> IncidentView:
    return made_view(look, shown, lambda: NOW_MS)


def on_screen(view: IncidentView) -> QImage:
    """What is really there, and not what would be painted now."""
    paint(view)
    return view.screen().grabWindow(view.window().winId()).toImage()


@pytest.mark.parametrize("scrolled", [0, 1, 700, 3000, 100_000])
def test_after_any_change_the_screen_is_as_if_painted_anew(view: IncidentView, scrolled: int) -> None:
    """Only places where other rows stand are painted: none may be forgotten."""
    random = Random(scrolled)
    view.show_current(ids(view)[20])
    view.verticalScrollBar().setValue(scrolled)
    before = on_screen(view)
    differed = 0
    for step in range(40):
        rows = view._model.rows()
        seen = view._model.rows_at(view.rowAt(0), view.rowAt(0) + 8)
        changed = shaken(RULEBOOK, [*random.sample(rows, 8), *random.sample(seen, 2)], 3, random)
        coming = synthetic_row(RULEBOOK, random, 900 + step, opened_at=random.choice(rows).opened_at + 1)
        gone = random.choice(rows).id
        view._model.apply([*changed, *random.choice([[], [coming]])], random.choice([[], [gone]]))
        if step % 7 == 0:
            view.repaint_rows([random.choice(seen).id])
        now = on_screen(view)
        differed += now != before
        view.viewport().update()
        before = on_screen(view)
        assert now == before, step
    assert differed > 5


def test_whoever_has_scrolled_goes_on_reading_the_same_rows(view: IncidentView, qtbot: QtBot) -> None:
    def read() -> list[str]:
        return [view._model.row_at(place).id for place in range(view.rowAt(0) + 1, view.rowAt(400))]

    def grave(number: int, before: int) -> IncidentRow:
        return synthetic_row(
            RULEBOOK, Random(3), number, level="high", level_rank=2, opened_at=oldest - before
        )

    rows = view._model.rows()
    oldest = min(row.opened_at for row in rows)
    view.verticalScrollBar().setValue(view.rowHeight(0) * 100 + 11)
    painted, known = on_screen(view), read()
    view._model.apply([grave(901, 1), grave(902, 2)])
    view._model.apply([], [rows[5].id])
    view._model.apply([rows[250]._replace(level="high", level_rank=2, opened_at=oldest - 5)])
    assert on_screen(view).copy(0, 60, 820, 400) == painted.copy(0, 60, 820, 400)
    assert read() == known
    view.verticalScrollBar().setValue(view.verticalScrollBar().value() - view.rowHeight(0))
    moved = on_screen(view)
    view.viewport().update()
    assert moved == on_screen(view)
    view.verticalScrollBar().setValue(0)
    view._model.apply([grave(950, 9)])
    assert view.verticalScrollBar().value() == 0  # at the top, what is new and grave is seen at once


@pytest.mark.parametrize("place", [0, 7, 150])
def test_a_bar_that_comes_up_below_does_not_hide_the_marked_row(
    view: IncidentView, qtbot: QtBot, place: int
) -> None:
    view.show_current(ids(view)[place])
    view.resize(850, 400)  # the last of those in sight
    view.scrollTo(view.currentIndex())
    view.resize(850, 330)
    index = view.currentIndex()
    qtbot.waitUntil(lambda: view.viewport().height() < 330)
    assert view.viewport().rect().contains(view.visualRect(index).adjusted(0, 0, -20, 0))
    view.verticalScrollBar().setValue(view.rowHeight(0) * 60)  # read on elsewhere: nothing jumps back
    view.resize(850, 300)
    assert view.verticalScrollBar().value() == view.rowHeight(0) * 60
