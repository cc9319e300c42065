"""The past on the screen: the list that tells most, the counts, what was done then, and the way into an old incident."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from madiun_console.domain.report_form import ReportForm
from madiun_console.queries.past import past_of_call
from madiun_console.queries.past_rows import Counts, Past, PastList, PastRow
from madiun_console.ui.past.past_view import PastView

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from madiun_console.actions.desk import Desk
    from madiun_console.ui.workplace import Workplace

Key = Qt.Key
AT = 1_763_600_000_000  # 20 Nov 2025
NOTHING = PastList(Counts(0, 0, 0), ())


def line(name: str, note: str = "", metres: float | None = None) -> PastRow:
    return PastRow(
        name, name, AT, "20251120-B001", "ms_clash", "high", "35.77.02.1006", "Stasiun Madiun", False, "closed",
        "dispersed", note, metres,
    )  # fmt: skip


def past(**values: object) -> Past:
    usual: dict[str, object] = {
        "caller": NOTHING, "masked_phone": "0812 •••• 7890", "place": NOTHING, "by_distance": False, "metres": 250,
        "kind": NOTHING, "again": 2,
    }  # fmt: skip
    return Past(**{**usual, **values})  # type: ignore[arg-type]


@pytest.fixture
def view(workplace: Workplace, shown: Callable[..., QWidget]) -> PastView:
    made = PastView(workplace)
    shown(made, 420, 460)
    return made


def test_the_list_that_tells_most_is_shown_until_a_person_chooses(view: PastView) -> None:
    view.show_past(past())
    assert view.which.value() == "place"
    assert not view.rows.isVisible()
    assert "Nothing was recorded before" in view.counts.text()
    view.show_past(past(kind=PastList(Counts(0, 1, 1), (line("a"),))))
    assert view.which.value() == "kind"
    view.which.buttons[1].click()
    assert view.which.value() == "caller"
    view.show_past(past(kind=PastList(Counts(0, 2, 2), (line("a"), line("b")))))
    assert view.which.value() == "caller"
    view.begin_anew()
    view.show_past(past(kind=PastList(Counts(0, 2, 2), (line("a"), line("b")))))
    assert view.which.value() == "kind"


def test_counts_and_lines_say_when_what_and_how_it_ended(view: PastView) -> None:
    view.show_past(past(place=PastList(Counts(1, 3, 12), (line("a", metres=120.4),)), by_distance=True))
    assert view.counts.text() == "30 days: 1 · 1 year: 3 · all: 12 · within 250 m"
    (row,) = (view.rows.rows_model().index(0).data(Qt.ItemDataRole.UserRole),)
    assert row.title.startswith("20251120-B001 ")
    assert row.trailing == "120 m"
    assert "2025" in row.detail
    assert view._workplace.desk.rulebook.closings_by_id["dispersed"].label("en") in row.detail


def test_what_was_done_then_is_read_in_full_and_follows_the_choice(view: PastView, qtbot: QtBot) -> None:
    rows = (line("a"), line("b", "Konvoi dikawal sampai subuh"), line("c", "Lampu gang dipasang"))
    view.show_past(past(place=PastList(Counts(0, 3, 3), rows)))
    assert view.note.text().endswith("Konvoi dikawal sampai subuh")
    view.focus_list()
    for _ in range(2):
        qtbot.keyClick(view.rows, Key.Key_Down)
    assert view.note.text().endswith("Lampu gang dipasang")
    qtbot.keyClick(view.rows, Key.Key_Up)
    qtbot.keyClick(view.rows, Key.Key_Up)
    assert not view.note.isVisible()


def test_a_place_where_it_happens_again_says_so(view: PastView) -> None:
    view.show_past(past(place=PastList(Counts(0, 4, 4), (line("a"),))))
    assert not view.warning.isVisible()
    view.show_past(past(place=PastList(Counts(1, 4, 4), (line("a"),))))
    assert view.warning.isVisible()
    view.which.buttons[1].click()
    assert not view.warning.isVisible()


def test_enter_opens_an_incident_and_a_call_without_one_opens_nothing(view: PastView, qtbot: QtBot) -> None:
    wanted: list[str] = []
    view.incident_wanted.connect(wanted.append)
    call = PastRow("x", None, AT, "", "", "", None, "", False, "", "prank", "")
    view.show_past(past(caller=PastList(Counts(1, 2, 2), (call, line("old")))))
    view.focus_list()
    qtbot.keyClick(view.rows, Key.Key_Return)
    assert wanted == []
    qtbot.keyClick(view.rows, Key.Key_Down)
    qtbot.keyClick(view.rows, Key.Key_Return)
    assert wanted == ["old"]


def test_with_nothing_to_go_by_there_is_one_sentence(view: PastView) -> None:
    view.show_past(past(caller=None, place=None, kind=None))
    assert view.counts.text().startswith("Nothing to go by")
    view.focus_list()
    view.show_past(None)
    assert not view.counts.isVisible()


def test_a_kelurahan_alone_is_not_called_unknown(view: PastView, desk: Desk) -> None:
    only_there = ReportForm(channel="phone", started=AT, unit="35.77.02.1006")
    view.show_past(past_of_call(desk, only_there))
    assert view.counts.text() == (
        "Nothing to go by yet: it takes a number, or a kelurahan with a street, a landmark or a kind."
    )
    for more in ({"landmark": "Depan GOR"}, {"address": "Jl. Salak"}, {"kind_id": "ms_clash"}):
        view.show_past(past_of_call(desk, replace(only_there, **more)))  # type: ignore[arg-type]
        assert view.counts.text().startswith("Nothing was recorded before")
