"""The search mode of the queue at its real widgets: marks, pages, keys, callers' numbers, filters of the past."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from madiun_console.actions.work_incident import add_note, claim
from madiun_console.errors import ConsoleError
from madiun_console.ui.queue import search_feed
from madiun_console.ui.queue.columns import Column
from madiun_console.ui.queue.search_field import SearchField

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from madiun_console.ui.theme import Appearance
    from tests.desk_fixtures import MovedClock
    from tests.ui.conftest import HeldClock
    from tests.ui.queue.finder import Finder

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier


def test_open_ones_first_then_the_latest_and_each_says_why_it_was_found(finder: Finder) -> None:
    old = finder.close(finder.save("Anak dikeroyok di lapangan"))
    in_a_note = finder.close(finder.save("Ribut di pasar"))
    add_note(finder.workplace.desk, finder.people.operator, in_a_note, "Ternyata keroyokan pelajar")
    still_open = finder.save("Pengeroyokan di terminal")
    finder.type("keroyokan")
    assert finder.ids() == [still_open, in_a_note, old]
    marks = finder.panel._view._painter.found
    assert marks is not None

    def explained() -> bool:
        return all(marks.spans(marks.summary(row)) for row in finder.panel._model.rows())

    finder.qtbot.waitUntil(explained)
    assert marks.summary(finder.panel._model.rows()[1]) == "Ternyata keroyokan pelajar"
    assert finder.panel._model.headerData(Column.AGE, Qt.Orientation.Horizontal) == "When"
    finder.press(Key.Key_Escape)
    assert finder.panel._view._painter.found is None


def test_a_mark_is_painted_on_the_found_word_alone(finder: Finder) -> None:
    finder.save("Tawuran di lapangan", address="", kind_id="hoax")
    view = finder.panel._view

    def signs() -> int:
        picture = view.viewport().grab().toImage()
        wanted = finder.workplace.appearance.theme.tone("warning").ground.lower()
        return sum(
            picture.pixelColor(x, y).name() == wanted
            for x in range(0, picture.width(), 2)
            for y in range(0, min(92, picture.height()), 2)
        )

    before = signs()
    finder.type("tawuran")
    assert finder.panel._model.rowCount() == 1
    assert signs() > before
    finder.type("xyz")
    finder.press(Key.Key_Escape)
    assert signs() == before


def test_keys_go_from_the_field_to_what_was_found_and_back(finder: Finder) -> None:
    first = finder.close(finder.save("Tawuran di lapangan"))
    second = finder.close(finder.save("Tawuran di terminal"))
    finder.type("tawuran")
    assert finder.chosen == []
    finder.press(Key.Key_C, Control)
    assert QApplication.clipboard().text() == finder.panel._model.rows()[0].number
    finder.panel.focus_search()
    finder.press(Key.Key_Down)
    finder.press(Key.Key_Down)
    assert finder.chosen[-1] == first
    finder.press(Key.Key_C, Control)
    assert QApplication.clipboard().text() == finder.panel._model.rows()[1].number
    finder.press(Key.Key_Escape)
    assert not finder.panel._search.heading.isVisible()
    finder.type("terminal")
    finder.press(Key.Key_Return)
    assert finder.opened == [second]


def test_enter_waits_for_what_is_still_on_its_way(finder: Finder) -> None:
    wanted = finder.close(finder.save("Tawuran di terminal"))
    finder.panel.focus_search()
    field = finder.panel._tools.search
    finder.qtbot.keyClicks(field, "terminal")
    finder.qtbot.keyClick(field, Key.Key_Return)
    finder.settle()
    assert finder.opened == [wanted]


def test_text_in_the_field_is_copied_as_text(finder: Finder) -> None:
    finder.save("Tawuran di terminal")
    finder.type("terminal")
    finder.panel._tools.search.selectAll()
    finder.press(Key.Key_C, Control)
    assert QApplication.clipboard().text() == "terminal"


def test_pages_come_while_scrolling(
    finder: Finder, monkeypatch: pytest.MonkeyPatch, clock: MovedClock
) -> None:
    saved = []
    for number in range(24):
        saved.append(finder.close(finder.save("Tawuran di terminal", number=f"0812 0000 {number:04}")))
        clock.pass_minutes(1)
    monkeypatch.setattr(search_feed, "FIRST_PAGE", 8)
    monkeypatch.setattr(search_feed, "PAGE", 8)
    finder.panel.resize(850, 330)
    finder.type("tawuran")
    assert finder.ids() == saved[::-1][: len(finder.ids())]
    assert len(finder.ids()) < 24
    assert finder.heading() == f"{len(finder.ids())}+ found"
    finder.panel.focus_list()
    for _ in range(4):
        finder.press(Key.Key_End)
    assert finder.ids() == saved[::-1]
    assert finder.heading() == "24 found"


def test_changes_reach_what_was_found(finder: Finder) -> None:
    first = finder.save("Tawuran di terminal")
    finder.type("tawuran")
    finder.panel.apply(claim(finder.workplace.desk, finder.people.operator, first))
    finder.settle()
    assert finder.panel._model.rows()[0].owner_name == "Op"
    second = finder.save("Tawuran lagi")
    assert sorted(finder.ids()) == sorted([first, second])
    finder.close(first)
    assert finder.ids() == [second, first]


def test_a_failed_search_is_said_and_the_next_one_works(
    finder: Finder, monkeypatch: pytest.MonkeyPatch
) -> None:
    incident = finder.save("Tawuran di terminal")

    def broken(*_: object, **__: object) -> None:
        raise ConsoleError("store_damaged", "Data rusak.", "Data damaged.")

    with monkeypatch.context() as patched:
        patched.setattr(search_feed, "found_rows", broken)
        finder.type("ta")
    assert finder.panel._notice.title() == "The queue could not be read"
    finder.type("wuran")
    assert finder.ids() == [incident]


# ------------------------------------------------------------------------------------------------ who called


def test_a_supervisor_finds_by_a_part_of_the_number_and_sees_it_masked(finder: Finder) -> None:
    incident = finder.save("Ribut", number="0813 5555 7777")
    finder.type("5555777")
    assert finder.ids() == []
    finder.press(Key.Key_Escape)
    finder.workplace.set_session(finder.people.supervisor)
    finder.settle()
    finder.type("5555777")
    assert finder.ids() == [incident]
    marks = finder.panel._view._painter.found
    assert marks is not None
    assert marks.lead(finder.panel._model.rows()[0]) == "caller 0813 •••• 7777"


# ------------------------------------------------------------------------------------------------ filters


def test_days_and_outcome_narrow_a_search_of_all_years(
    finder: Finder, clock: MovedClock, held: HeldClock
) -> None:
    old = finder.close(finder.save("Tawuran di terminal"), "handled")
    clock.pass_minutes(365 * 24 * 60)
    held.ms = clock.ms
    new = finder.close(finder.save("Tawuran di terminal"), "not_found")
    finder.type("tawuran")
    assert finder.ids() == [new, old]
    finder.panel._on_filter_key()
    bar = finder.panel._filters
    assert bar is not None
    assert bar._menus["outcome"].isVisible()
    bar._menus["outcome"].picked.emit("outcome:handled")
    finder.settle()
    assert finder.ids() == [old]
    bar._menus["outcome"].picked.emit(":")
    bar._menus["period"].picked.emit("period:tahun lalu")
    finder.settle()
    assert finder.ids() == [old]
    bar._menus["period"].picked.emit("period:?")
    assert bar.days.hasFocus()
    finder.qtbot.keyClicks(bar.days, "minggu depan")
    finder.press(Key.Key_Return)
    assert finder.told[-1][0] == "warning"
    assert bar.days.property("tone") == "danger"
    bar.days.selectAll()
    finder.qtbot.keyClicks(bar.days, "sejak 2027")
    finder.press(Key.Key_Return)
    assert finder.ids() == [new]
    assert bar.days.isVisible()
    finder.press(Key.Key_Escape)
    finder.press(Key.Key_Escape)
    finder.press(Key.Key_Escape)
    assert bar.narrowing.is_empty()
    assert not bar.days.isVisible()


def test_open_incidents_have_no_outcome_to_filter_by(finder: Finder) -> None:
    finder.panel._on_filter_key()
    bar = finder.panel._filters
    assert bar is not None
    assert not bar._menus["outcome"].isVisible()
    finder.panel._tools.tabs.set_current("history")
    finder.settle()
    assert bar._menus["outcome"].isVisible()


def test_a_low_window_keeps_only_the_filters_that_are_set(finder: Finder) -> None:
    finder.save("Tawuran di terminal")
    finder.panel.resize(460, 440)
    finder.panel._on_filter_key()
    bar = finder.panel._filters
    assert bar is not None
    finder.qtbot.waitUntil(bar._menus["kind"].isVisible)
    bar._menus["period"].picked.emit("period:30 hari")
    finder.panel.focus_list()
    finder.qtbot.waitUntil(lambda: not bar._menus["kind"].isVisible())
    assert bar._menus["period"].isVisible()
    finder.panel._on_filter_key()
    finder.qtbot.waitUntil(bar._menus["kind"].isVisible)
    bar._menus["period"].picked.emit(":")
    finder.panel.focus_list()
    finder.qtbot.waitUntil(lambda: not bar.isVisible())
    assert finder.panel.width() == 460


def test_the_hint_of_the_field_is_never_cut(look: Appearance, shown: Callable[..., QWidget]) -> None:
    field = SearchField("Ctrl+K", look)
    field.set_hints("Number, place, words …", "Search …")
    shown(field, 320, 30)
    assert field.placeholderText() == "Number, place, words …"
    field.resize(190, 30)
    assert field.placeholderText() == "Search …"
    field.setText("kayu")
    field.clear()
    assert field.placeholderText() == "Search …", "the key stands there again"
    field.resize(320, 30)
    assert field.placeholderText() == "Number, place, words …"
