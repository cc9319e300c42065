"""TypeAhead finds by keys alone, loses nothing typed, and Esc closes its hits only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.modeltest import ModelTester

from madiun_console.ui.widgets import Hit, TypeAhead
from madiun_console.ui.widgets.hit_popup import HitModel

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from madiun_console.ui.theme import Appearance

HITS = [
    Hit("1", "Nambangan Lor", "Manguharjo"),
    Hit("2", "Nambangan Kidul", "Manguharjo"),
    Hit("3", "Winongo"),
]


class Form(QWidget):
    """The field under test and one after it, under a window whose Esc parks."""

    def __init__(self, field: TypeAhead) -> None:
        super().__init__()
        self.parked = 0
        self.saved = 0
        self.after = QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(field)
        column.addWidget(self.after)
        column.addStretch(1)
        QShortcut(QKeySequence("Esc"), self).activated.connect(self._park)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self._save)
        field.setFocus()

    def _park(self) -> None:
        self.parked += 1

    def _save(self) -> None:
        self.saved += 1


@pytest.fixture
def field(look: Appearance) -> TypeAhead:
    return TypeAhead(look, lambda text: [hit for hit in HITS if text.lower() in hit.label.lower()])


@pytest.fixture
def form(field: TypeAhead, shown: Callable[..., QWidget]) -> Form:
    made = Form(field)
    shown(made)
    return made


def test_type_down_enter(qtbot: QtBot, form: Form, field: TypeAhead) -> None:
    qtbot.keyClicks(field, "nam")
    assert field.popup_open()
    assert len(field.hits()) == 2
    with qtbot.waitSignal(field.chosen) as told:
        qtbot.keyClick(field, Qt.Key.Key_Down)
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert told.args == [HITS[1]]
    assert (field.value(), field.text(), field.popup_open()) == (HITS[1], "Nambangan Kidul", False)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_typing_after_a_choice_begins_anew(qtbot: QtBot, form: Form, field: TypeAhead, key: Qt.Key) -> None:
    qtbot.keyClicks(field, "nam")
    qtbot.keyClick(field, key)
    assert field.selectedText() == "Nambangan Lor"
    assert field.cursorPosition() == 0, "a long name shows its start"
    qtbot.keyClicks(field, "win")
    assert field.text() == "win"


def test_enter_goes_on_where_the_form_wants_it(
    qtbot: QtBot, look: Appearance, shown: Callable[..., QWidget]
) -> None:
    field = TypeAhead(look, lambda _text: HITS, enter_goes_on=True)
    form = Form(field)
    shown(form)
    passed = []
    form.keyPressEvent = lambda event: passed.append(event.key())  # type: ignore[method-assign]
    qtbot.keyClicks(field, "nam")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert (field.value(), passed) == (HITS[0], [Qt.Key.Key_Return])


def test_a_long_name_shows_its_start_and_an_ellipsis_once_it_is_left(
    qtbot: QtBot, form: Form, field: TypeAhead
) -> None:
    long = Hit("4", "Keributan orang mabuk/minum minuman keras di tempat umum")
    field.setFixedWidth(180)
    field.set_value(long)
    qtbot.keyClick(field, Qt.Key.Key_End)
    assert field.shown_text() == long.label, "while it has the focus all of it is there to be walked through"
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert field.cursorPosition() == 0
    assert field.shown_text().startswith("Keributan")
    assert field.shown_text().endswith("…")
    cut = field.grab().toImage()
    field.set_value(Hit("5", field.shown_text()))
    assert field.grab().toImage() == cut, "painted where QLineEdit paints it"
    field.set_value(HITS[2])
    assert field.shown_text() == "Winongo"


def test_the_mark_stops_at_the_ends(qtbot: QtBot, form: Form, field: TypeAhead) -> None:
    qtbot.keyClicks(field, "nam")
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_PageUp):
        qtbot.keyClick(field, key)
    qtbot.keyClick(field, Qt.Key.Key_Enter)
    assert field.value() == HITS[0]


def test_tab_takes_the_marked_hit_and_goes_on(qtbot: QtBot, form: Form, field: TypeAhead) -> None:
    qtbot.keyClicks(field, "win")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert field.value() == HITS[2]
    assert form.after.hasFocus()


def test_tab_through_an_empty_field_chooses_nothing(qtbot: QtBot, form: Form, field: TypeAhead) -> None:
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert field.popup_open()
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert field.value() is None
    assert not field.popup_open()


def test_esc_closes_the_hits_first_and_parks_then(qtbot: QtBot, form: Form, field: TypeAhead) -> None:
    qtbot.keyClicks(field, "win")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert (field.popup_open(), form.parked, field.text()) == (False, 0, "win")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert form.parked == 1


def test_ctrl_enter_saves_even_with_open_hits(qtbot: QtBot, form: Form, field: TypeAhead) -> None:
    qtbot.keyClicks(field, "win")
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert form.saved == 1


def test_words_that_are_no_hit_stay_and_are_marked(qtbot: QtBot, form: Form, field: TypeAhead) -> None:
    qtbot.keyClicks(field, "jembatan")
    assert not field.popup_open()
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert (field.value(), field.wanted_text(), field.property("tone")) == (None, "jembatan", "warning")
    field.set_value(HITS[0])
    assert (field.wanted_text(), field.property("tone")) == ("", "")


def test_typing_over_a_choice_takes_it_back(qtbot: QtBot, form: Form, field: TypeAhead) -> None:
    field.set_value(HITS[2], suggested=True)
    assert field.is_suggested()
    field.setCursorPosition(len(field.text()))
    with qtbot.waitSignal(field.chosen) as told:
        qtbot.keyClick(field, Qt.Key.Key_Backspace)
    assert told.args == [None]
    assert not field.is_suggested()
    assert field.hits() == (HITS[2],)


def test_hits_that_come_later_open_only_where_the_person_still_is(
    qtbot: QtBot, look: Appearance, shown: Callable[..., QWidget]
) -> None:
    field = TypeAhead(look)
    form = Form(field)
    shown(form)
    with qtbot.waitSignal(field.search_wanted) as told:
        qtbot.keyClicks(field, "w")
    assert told.args == ["w"]
    field.set_hits(HITS)
    assert field.popup_open()
    form.after.setFocus()
    assert not field.popup_open()
    field.set_hits(HITS)
    assert not field.popup_open()


def test_a_click_takes_a_hit(qtbot: QtBot, form: Form, field: TypeAhead) -> None:
    qtbot.keyClicks(field, "nam")
    popup = field._popup
    middle = popup.visualRect(popup.model().index(1, 0)).center()
    qtbot.mouseClick(popup.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert field.value() == HITS[1]


def test_the_list_stays_inside_the_window_and_goes_when_things_scroll(
    qtbot: QtBot, field: TypeAhead, shown: Callable[..., QWidget]
) -> None:
    inner, window = QWidget(), QScrollArea()
    column = QVBoxLayout(inner)
    column.addSpacing(150)
    column.addWidget(field)
    column.addSpacing(400)
    window.setWidget(inner)
    window.setWidgetResizable(True)
    shown(window, 300, 210)
    field.setFocus()
    qtbot.keyClicks(field, "n")
    assert field.popup_open()
    assert window.rect().contains(field._popup.geometry())
    window.verticalScrollBar().setValue(40)
    assert not field.popup_open()


def test_the_model_keeps_the_rules(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    model = HitModel()
    model.replace(HITS)
    qtmodeltester.check(model)
    model.replace([])
    qtmodeltester.check(model)
