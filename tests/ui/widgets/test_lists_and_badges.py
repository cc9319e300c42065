"""Lists patch their rows, the timeline is cheap, and badges say more than a colour."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter

from madiun_console.ui.theme import Theme, load_theme
from madiun_console.ui.widgets import (
    Chip,
    ClickableList,
    LevelBadge,
    LevelLook,
    ListRow,
    StateChip,
    TimelineEntry,
    TimelineView,
    paint_level_badge,
    paint_state_chip,
    paint_state_chips,
)
from madiun_console.ui.widgets.keyed_rows import KeyedRows
from madiun_console.ui.widgets.shapes import shape_path
from madiun_console.ui.widgets.state_chip import fitted

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication, QWidget
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from madiun_console.ui.theme import Appearance

HIGH = LevelLook("Tinggi", "octagon", "red")
LISTS = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.text(max_size=2)), unique_by=lambda pair: pair[0])


def rows_of(pairs: list[tuple[str, str]]) -> list[ListRow]:
    return [ListRow(row_id, title) for row_id, title in pairs]


def shown_rows(model: KeyedRows[ListRow]) -> list[ListRow]:
    return [model.index(at).data(Qt.ItemDataRole.UserRole) for at in range(model.rowCount())]


@given(LISTS, LISTS)
def test_replacing_gives_the_new_rows_and_follows_the_old(
    before: list[tuple[str, str]], after: list[tuple[str, str]]
) -> None:
    model: KeyedRows[ListRow] = KeyedRows()
    model.replace(rows_of(before))
    followed = {row.id: QPersistentModelIndex(model.index(at)) for at, row in enumerate(shown_rows(model))}
    model.replace(rows_of(after))
    assert shown_rows(model) == rows_of(after)
    places = {row_id: at for at, (row_id, _) in enumerate(after)}
    for row_id, index in followed.items():
        assert index.row() == places.get(row_id, -1)


def test_the_model_keeps_the_rules_while_it_is_patched(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    model: KeyedRows[ListRow] = KeyedRows()
    qtmodeltester.check(model, force_py=True)
    for ids in ("abc", "cxab", "", "zyx", "xaz"):
        model.replace([ListRow(letter, letter) for letter in ids])
    qtmodeltester.check(model, force_py=True)
    with pytest.raises(ValueError, match="same id"):
        model.replace([ListRow("a", "1"), ListRow("a", "2")])


def test_a_list_is_used_by_keys(qtbot: QtBot, look: Appearance, shown: Callable[..., QWidget]) -> None:
    rows = ClickableList(look)
    rows.set_rows(
        [ListRow("1", "Bentrokan", "Winongo", "00:41", HIGH), ListRow("2", "Iseng"), ListRow("3", "Uji")]
    )
    shown(rows)
    rows.setFocus()
    rows.select_row("1")
    with qtbot.waitSignal(rows.row_selected) as told:
        qtbot.keyClick(rows, Qt.Key.Key_Down)
    assert told.args == ["2"]
    with qtbot.waitSignal(rows.row_activated) as told:
        qtbot.keyClick(rows, Qt.Key.Key_Return)
    assert told.args == ["2"]
    rows.set_rows([ListRow("9", "Baru"), ListRow("2", "Iseng"), ListRow("1", "Bentrokan")])
    assert rows.selected_id() == "2"
    spoken = rows.model().index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Bentrokan"
    with qtbot.waitSignal(rows.row_activated) as told:
        qtbot.mouseClick(
            rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualRect(rows.model().index(0, 0)).center()
        )
    assert told.args == ["9"]


def test_a_timeline_is_as_high_as_its_entries(
    qtbot: QtBot, look: Appearance, shown: Callable[..., QWidget]
) -> None:
    view = TimelineView(look)
    shown(view, 300, 100)
    view.set_entries([TimelineEntry("1", "14.31", "Dibuka", "Meja B")])
    one = view.height()
    view.set_entries(
        [TimelineEntry("2", "14.32", "kata " * 40), TimelineEntry("1", "14.31", "Dibuka", "Meja B")]
    )
    assert view.height() > 3 * one
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() == 0)
    assert not view.grab().isNull()


def painted(paint: Callable[[QPainter, QRect], object], width: int = 200) -> QImage:
    image = QImage(width, 24, QImage.Format.Format_ARGB32)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    paint(painter, QRect(0, 0, width, 24))
    painter.end()
    return image


def _badge(look: LevelLook, theme: Theme, painter: QPainter, rect: QRect) -> object:
    return paint_level_badge(painter, rect, look, theme)


@pytest.mark.parametrize("theme_name", ["light", "dark"])
def test_a_badge_differs_by_shape_and_word_and_not_by_colour_alone(
    qapp: QApplication, theme_name: str
) -> None:
    theme = load_theme(theme_name)
    images = [
        painted(partial(_badge, look, theme))
        for look in (HIGH, LevelLook("Tinggi", "triangle", "red"), LevelLook("Tinggi", "circle", "red"))
    ]
    assert images[0] != images[1] != images[2] != images[0]


def test_shapes_stay_in_their_square() -> None:
    square = QRectF(0, 0, 10, 10)
    for shape in ("circle", "triangle", "octagon", "unheard of"):
        assert square.adjusted(-0.1, -0.1, 0.1, 0.1).contains(shape_path(shape, square).boundingRect())


def test_a_narrow_chip_keeps_its_clock(qapp: QApplication) -> None:
    metrics = QFontMetrics(QFont())
    chip = Chip("Belum diteruskan", "danger", "4 j 12 m")
    assert fitted(chip, metrics, 1000) == "Belum diteruskan · 4 j 12 m"
    short = fitted(chip, metrics, metrics.horizontalAdvance("Belum di… · 4 j 12 m") + 2)
    assert short.startswith("Belum")
    assert short.endswith("… · 4 j 12 m")
    assert fitted(chip, metrics, metrics.horizontalAdvance("4 j 12 m") + 2) == "4 j 12 m"
    assert fitted(Chip("Belum diteruskan"), metrics, 60).endswith("…")


def test_chips_that_do_not_fit_are_counted(qapp: QApplication) -> None:
    theme = load_theme("light")
    chips = [Chip("POLRI · tiba", "success"), Chip("TNI", "danger", "02:13"), Chip("Linmas"), Chip("Camat")]
    wide = painted(lambda painter, rect: paint_state_chips(painter, rect, chips, theme), 400)
    narrow = painted(lambda painter, rect: paint_state_chips(painter, rect, chips, theme), 120)
    expected = painted(lambda painter, rect: _first_and_count(painter, rect, chips[0]), 120)
    assert narrow == expected
    assert wide.copy(0, 0, 120, 24) != narrow


def _first_and_count(painter: QPainter, rect: QRect, first: Chip) -> None:
    theme = load_theme("light")
    used = paint_state_chip(painter, rect, first, theme) + 4
    paint_state_chip(painter, rect.adjusted(used, 0, 0, 0), Chip("+3"), theme)


def test_badges_speak_and_follow_the_theme(qtbot: QtBot, look: Appearance) -> None:
    badge, chip = LevelBadge(HIGH, look), StateChip(Chip("TNI", "danger", "02:13"), look)
    for widget in (badge, chip):
        qtbot.addWidget(widget)
        widget.resize(widget.sizeHint())
    assert (badge.accessibleName(), chip.accessibleName()) == ("Tinggi", "TNI · 02:13")
    before = badge.grab().toImage(), chip.grab().toImage()
    look.toggle()
    after = badge.grab().toImage(), chip.grab().toImage()
    assert before[0] != after[0]
    assert before[1] != after[1]
    badge.set_look(LevelLook("Rendah", "circle", "green"))
    chip.set_chip(Chip("TNI · terima", "success"))
    assert (badge.accessibleName(), chip.accessibleName()) == ("Rendah", "TNI · terima")
