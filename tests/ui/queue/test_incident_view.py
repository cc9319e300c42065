"""The list under the hands: keys choose, patches do not, and time passes without touching the model."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt

from bench.synthetic_rows import NOW_MS, shaken, synthetic_row
from madiun_console.ui.formats import Formats
from madiun_console.ui.queue import row_painter
from madiun_console.ui.queue.columns import Column
from madiun_console.ui.queue.incident_model import IncidentModel
from madiun_console.ui.queue.incident_view import IncidentView
from madiun_console.ui.queue.row_painter import Mark, RowPainter
from madiun_console.ui.queue.row_pictures import RowPictures
from madiun_console.ui.queue.row_words import RowWords
from tests.ui.queue.list_view import RULEBOOK, ids, made_view, paint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QFont, QPainter
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from madiun_console.domain.rulebook.level_tables import Level
    from madiun_console.queries.rows import IncidentRow
    from madiun_console.ui.theme import Appearance

Key = Qt.Key


@pytest.fixture
def clock() -> list[int]:
    return [NOW_MS]


@pytest.fixture
def view(look: Appearance, shown: Callable[..., QWidget], clock: list[int]) -> IncidentView:
    return made_view(look, shown, lambda: clock[0])


def test_keys_walk_through_the_list(view: IncidentView, qtbot: QtBot) -> None:
    chosen: list[str] = []
    view.chosen.connect(chosen.append)
    assert view.current_id() == ""
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Up, Key.Key_End, Key.Key_Home):
        qtbot.keyClick(view, key)
    rows = ids(view)
    assert chosen == [rows[0], rows[1], rows[0], rows[-1], rows[0]]
    qtbot.keyClick(view, Key.Key_PageDown)
    assert 5 < rows.index(view.current_id()) < 15


def test_letters_do_not_jump_and_c_claims(view: IncidentView, qtbot: QtBot) -> None:
    wanted: list[str] = []
    view.key_wanted.connect(wanted.append)
    qtbot.keyClick(view, Key.Key_Down)
    before = view.current_id()
    for key in (Key.Key_T, Key.Key_B, Key.Key_S, Key.Key_C, Key.Key_Escape):
        qtbot.keyClick(view, key)
    assert view.current_id() == before
    assert wanted == ["claim", "escape"]


def test_enter_opens_what_is_marked_and_nothing_else(view: IncidentView, qtbot: QtBot) -> None:
    opened: list[str] = []
    view.opened.connect(opened.append)
    qtbot.keyClick(view, Key.Key_Return)
    assert opened == []
    qtbot.keyClick(view, Key.Key_Down)
    qtbot.keyClick(view, Key.Key_Enter)
    assert opened == [ids(view)[0]]


def test_a_click_on_the_marked_row_brings_it_back(view: IncidentView, qtbot: QtBot) -> None:
    chosen: list[str] = []
    view.chosen.connect(chosen.append)
    where = QPoint(300, 20)
    for _ in range(2):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert chosen == [ids(view)[0]] * 2


def test_a_patch_keeps_selection_and_scroll_and_chooses_nothing(view: IncidentView, qtbot: QtBot) -> None:
    marked = ids(view)[150]
    view.show_current(marked)
    chosen: list[str] = []
    view.chosen.connect(chosen.append)
    random = Random(9)
    for _ in range(30):
        others = [row for row in view._model.rows() if row.id != marked]
        view._model.apply(shaken(RULEBOOK, others, 20, random), [])
    assert view.current_id() == marked
    assert chosen == []
    scrolled = view.verticalScrollBar().value()
    view._model.apply([synthetic_row(RULEBOOK, random, 900, level="low", level_rank=0, opened_at=NOW_MS)])
    assert view.verticalScrollBar().value() == scrolled


def test_when_the_marked_row_leaves_no_neighbour_is_chosen(view: IncidentView, qtbot: QtBot) -> None:
    rows = ids(view)
    view.show_current(rows[4])
    chosen: list[str] = []
    view.chosen.connect(chosen.append)
    view._model.apply([], [rows[4]])
    assert view.current_id() == ""
    assert chosen == []
    qtbot.keyClick(view, Key.Key_Down)
    assert view.current_id() == rows[5]


@pytest.mark.parametrize("width", [380, 445, 600, 720, 850, 1400])
def test_nothing_scrolls_sideways(view: IncidentView, qtbot: QtBot, width: int) -> None:
    view.resize(width, 400)
    qtbot.waitUntil(lambda: view.viewport().width() + 12 >= width)
    shown = [column for column in Column if not view.isColumnHidden(column)]
    assert sum(view.columnWidth(column) for column in shown) == view.viewport().width()
    assert view.horizontalScrollBar().maximum() == 0
    assert not view.grab().isNull()


def test_time_passes_by_painting_only(view: IncidentView, qtbot: QtBot, clock: list[int]) -> None:
    touched: list[object] = []
    view._model.dataChanged.connect(lambda *what: touched.append(what))
    left, width = view.columnViewportPosition(Column.AGE), view.columnWidth(Column.AGE)
    before = view.viewport().grab().toImage()
    clock[0] += 61_000
    view.tick()
    after = view.viewport().grab().toImage()
    ratio = before.devicePixelRatio()
    strip = (int(left * ratio), 0, int(width * ratio), before.height())
    assert before.copy(*strip) != after.copy(*strip)
    kind = (
        int(view.columnViewportPosition(Column.KIND) * ratio),
        0,
        int(view.columnWidth(Column.KIND) * ratio),
        400,
    )
    assert before.copy(*kind) == after.copy(*kind)
    assert touched == []


def test_only_what_changed_is_painted_anew(
    view: IncidentView, clock: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[str] = []
    whole, ticking = RowPainter.paint, RowPainter.paint_ticking

    def note(self: RowPainter, painter: QPainter, rect: QRect, row: IncidentRow, mark: Mark) -> None:
        painted.append(row.id)
        whole(self, painter, rect, row, mark)

    def note_ticking(self: RowPainter, painter: QPainter, rect: QRect, row: IncidentRow, mark: Mark) -> None:
        painted.append(f"clock of {row.id}")
        ticking(self, painter, rect, row, mark)

    monkeypatch.setattr(RowPainter, "paint", note)
    monkeypatch.setattr(RowPainter, "paint_ticking", note_ticking)
    view.refit()
    view.viewport().repaint()
    rows = ids(view)
    assert painted[0] == rows[0]
    assert 5 < len(painted) < 20
    painted.clear()
    view.viewport().repaint()
    assert painted == []
    view.show_current(rows[2])
    view.viewport().repaint()
    assert painted == [rows[2]]
    painted.clear()
    clock[0] += 1000
    view.viewport().repaint()
    assert painted == []  # between two ticks nobody looks at the clock
    clock[0] += 60_000
    view.tick()
    view.viewport().repaint()
    assert painted
    assert all(item.startswith("clock of ") for item in painted)
    painted.clear()
    view._model.apply([view._model.rows()[1]._replace(status="closed")])
    view.viewport().repaint()
    assert painted == [rows[1]]


def test_a_kept_picture_is_equal_to_one_that_is_painted_anew(view: IncidentView, clock: list[int]) -> None:
    view.show_current(ids(view)[3])
    for _ in range(3):
        clock[0] += 61_000
        view.tick()
        kept = view.viewport().grab().toImage()
        view._pictures.forget()
        assert view.viewport().grab().toImage() == kept


def test_a_row_that_was_prepared_is_only_copied_and_looks_as_if_painted_anew(
    view: IncidentView, painted: list[str]
) -> None:
    rows = view._model.rows()
    view.show_current(rows[3].id)
    view._model.apply([rows[3]._replace(callers=9)])  # never seen without its mark
    seen = view.viewport().grab().toImage()
    painted.clear()
    coming = rows[5]._replace(id="coming")
    view.prepare(coming)
    assert painted == ["coming", rows[3].id]
    assert view.viewport().grab().toImage() == seen  # nobody sees it yet
    painted.clear()
    view._model.apply([coming])
    view.show_current("coming")
    view.paint_at_once()
    assert painted == []
    kept = view.viewport().grab().toImage()
    assert kept != seen
    view._pictures.forget()
    assert view.viewport().grab().toImage() == kept


def test_the_heading_stands_still_while_rows_move(view: IncidentView) -> None:
    paint(view)
    painted: list[int] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own
            if event.type() == QEvent.Type.Paint:
                painted.append(1)
            return False

    watch = Watch()
    view.horizontalHeader().viewport().installEventFilter(watch)
    last = view._model.row_at(view._model.rowCount() - 1)
    view._model.apply([last._replace(level_rank=99)])
    assert view._model.row_of(last.id) == 0
    paint(view)
    assert not painted
    view._model.retell()
    paint(view)
    assert painted


def test_what_moves_is_painted_at_its_new_place_and_nothing_else(
    view: IncidentView, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[int, str] = {}
    count = 0
    draw = RowPictures.draw

    def watched(
        self: RowPictures, painter: QPainter, first: QRect, rows: Iterable[tuple[IncidentRow, Mark]]
    ) -> None:
        nonlocal count
        drawn = list(rows)
        count += len(drawn)
        seen.update((first.top() + at * first.height(), row.id) for at, (row, _) in enumerate(drawn))
        draw(self, painter, first, drawn)

    monkeypatch.setattr(RowPictures, "draw", watched)
    view.viewport().update()
    paint(view)
    model, random, height = view._model, Random(7), view.verticalHeader().defaultSectionSize()
    tops = sorted(seen)
    for _ in range(30):
        model.apply(shaken(RULEBOOK, model.rows(), 20, random))
        paint(view)
        assert [seen[top] for top in tops] == [model.row_at(top // height).id for top in tops]
    count = 0
    before_last = model.row_at(model.rowCount() - 2)
    model.apply([before_last._replace(opened_at=before_last.opened_at + 10**9)])
    assert model.row_of(before_last.id) == model.rowCount() - 1
    paint(view)
    assert count == 0


@pytest.mark.parametrize("scrolled", ["top", "middle", "bottom"])
@pytest.mark.parametrize("level", RULEBOOK.levels, ids=lambda level: level.id)
def test_what_a_new_row_would_bring_into_sight_is_known_before(
    view: IncidentView, painted: list[str], level: Level, scrolled: str
) -> None:
    model = view._model
    view.show_current(model.row_at({"top": 0, "middle": 150, "bottom": 299}[scrolled]).id)
    view.viewport().grab()
    for row in view.sight.coming(model.end_of_level(level.rank)):
        view.prepare_plain(row)
    new = model.row_at(0)._replace(id="neu", opened_at=NOW_MS, level=level.id, level_rank=level.rank)
    view.prepare(new)
    painted.clear()
    model.apply([new])
    view.show_current("neu")
    view.paint_at_once()
    assert painted == []


def test_a_long_state_beside_its_owner_is_written_small_and_whole(
    view: IncidentView, look: Appearance, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    whole = row_painter._Style.elided

    def note(style: row_painter._Style, font: QFont, text: str, width: int) -> str:
        drawn.append(whole(style, font, text, width))
        return drawn[-1]

    monkeypatch.setattr(row_painter._Style, "elided", note)
    english = RowWords(lambda: RULEBOOK, lambda: Formats("en"), lambda: NOW_MS, view)
    model = IncidentModel(english, view)
    other = IncidentView(model, english, look)
    row = view._model.row_at(0)._replace(
        status="handling", is_open=True, owner="x", owner_name="Sari", review=""
    )
    model.reset([row])
    other.resize(850, 200)
    other.grab()
    other.deleteLater()
    assert "Being handled" in drawn
    assert "Sari" in drawn
