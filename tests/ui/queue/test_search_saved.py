"""Searches that are saved, opened and forgotten by key, and the export of what was found."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from madiun_console.queries.queue import QueueFilter
from madiun_console.ui.data import list_export
from madiun_console.ui.queue.saved_searches import Search, saved_searches

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.queue.finder import Finder

Key = Qt.Key
ControlShift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing the keyboard)", extend=True)


def test_a_search_is_saved_opened_by_key_and_forgotten(finder: Finder) -> None:
    here = finder.close(finder.save("Tawuran di terminal", unit="35.77.02.1005"))
    finder.close(finder.save("Tawuran di terminal", unit="35.77.03.1006"))
    finder.type("tawuran")
    finder.panel.filter_kelurahan("35.77.02.1005")
    finder.type("tawuran")
    finder.press(Key.Key_S, ControlShift)
    heading = finder.panel._search.heading
    assert heading.name.hasFocus()
    finder.qtbot.keyClicks(heading.name, "Tawuran Winongo")
    finder.press(Key.Key_Return)
    saved = saved_searches(finder.workplace.preferences, finder.workplace.ticker.wall_ms())
    assert saved == {"Tawuran Winongo": Search("tawuran", QueueFilter(unit="35.77.02.1005"))}
    assert heading.save.text() == "Forget “Tawuran Winongo”"
    finder.press(Key.Key_Escape)
    finder.panel._narrow(QueueFilter())
    finder.settle()
    finder.panel._search._on_saved_key()
    menu = QApplication.activePopupWidget()
    assert menu is heading.saved.menu()
    finder.qtbot.keyClick(menu, Key.Key_Down)
    finder.qtbot.keyClick(menu, Key.Key_Return)
    finder.settle()
    assert finder.ids() == [here]
    assert finder.panel._tools.search.text() == "tawuran"
    assert finder.chosen[-1] == here
    finder.panel.activateWindow()  # the offscreen platform does not do it when a menu closes
    finder.qtbot.waitUntil(finder.panel.isActiveWindow)
    finder.press(Key.Key_S, ControlShift)
    assert finder.workplace.preferences.saved_searches == {}
    assert heading.save.text() == "Save search"


def test_a_filter_alone_is_a_saved_search_of_the_history(finder: Finder) -> None:
    here = finder.close(finder.save("Tawuran di terminal", unit="35.77.02.1005"))
    finder.panel._search.open(Search("", QueueFilter(unit="35.77.02.1005")))
    finder.settle()
    assert finder.panel._tools.tabs.current_id() == "history"
    assert finder.ids() == [here]


def test_a_search_for_a_number_is_not_kept_in_the_clear(finder: Finder) -> None:
    finder.save("Ribut", number="0813 5555 7777")
    finder.type("0813 5555")
    finder.press(Key.Key_S, ControlShift)
    assert finder.told[-1][0] == "warning"
    assert not finder.panel._search.heading.name.isVisible()


def test_at_150_percent_saving_and_the_export_keep_their_buttons(finder: Finder) -> None:
    finder.save("Tawuran di terminal")
    finder.panel.resize(485, 460)  # of 1366 pixels at 150 %
    finder.type("tawuran")
    heading = finder.panel._search.heading
    assert heading.save.isVisible()
    assert heading.export.isVisible()
    assert (heading.save.text(), heading.save.key) == ("Save", "")
    assert "Ctrl+Shift+S" in heading.save.toolTip()
    assert heading.end.geometry().right() < heading.width()
    finder.panel.resize(900, 460)
    finder.qtbot.waitUntil(lambda: heading.save.key == "Ctrl+Shift+S")
    assert heading.save.text() == "Save search"


def test_a_narrow_row_offers_the_same_in_its_menu(finder: Finder) -> None:
    finder.save("Tawuran di terminal")
    finder.panel.resize(445, 460)
    finder.type("tawuran")
    heading = finder.panel._search.heading
    heading.found.set_full_text("24 found in all years, the latest first")
    heading._fit()
    assert finder.panel.width() == 445
    assert not heading.save.isVisible()
    assert heading.saved.isVisible()
    heading.open_saved(QPoint(0, 0))
    lines = [action.text().split("\t")[0] for action in heading.saved.menu().actions()]
    heading.saved.menu().close()
    assert lines[:2] == ["Save search", "Export"]
    finder.press(Key.Key_S, ControlShift)
    assert heading.name.isVisible()
    finder.press(Key.Key_Escape)
    assert not heading.name.isVisible()


def test_everything_that_was_found_is_exported(
    finder: Finder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the key that exports any list."""
    monkeypatch.setattr(list_export, "choose_to_save", lambda *_: str(tmp_path / "temuan.csv"))
    saved = [
        finder.save("=2+2 tawuran Wiryawan", name="Wiryawan", number=f"0812 0000 {at:04}") for at in range(3)
    ]
    finder.save("Ribut di pasar")
    finder.type("tawuran")
    finder.press(Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert finder.told[-1][0] == "success"
    with (tmp_path / "temuan.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(saved)
    assert "Wiryawan" not in str(rows)
    assert all(row["First report"].startswith("'=2+2") for row in rows)


def test_nothing_found_is_nothing_to_export(finder: Finder) -> None:
    finder.type("tidakada")
    assert not finder.panel._search.heading.export.isEnabled()
    finder.press(Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert finder.told == [("info", "The list is empty: there is nothing to export.")]
