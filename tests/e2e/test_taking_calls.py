"""Calls of a night, from F2 to the queue, without a mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from madiun_console.queries.desk_lists import outcomes_today
from madiun_console.queries.queue import open_incidents

if TYPE_CHECKING:
    from madiun_console.ui.incident.incident_pane import IncidentPane
    from madiun_console.ui.intake.intake_pane import IntakePane

    from .conftest import Sitter

FIGHT = "Ada tawuran pemuda bawa celurit, sekitar 20 orang, satu luka parah"


def intake(sitter: Sitter) -> IntakePane:
    return sitter.window.queue_page.intake


def incident_pane(sitter: Sitter) -> IncidentPane:
    return sitter.window.queue_page.incident


def test_suggestions_are_accepted_and_the_place_is_typed(operator: Sitter) -> None:
    operator.call("+62 812.3456/7890", FIGHT)
    view = intake(operator).view
    assert view.kind.kind_id == "brawl"
    operator.ctrl(Qt.Key.Key_Space)
    operator.tab_to(view.place.choice)
    operator.enter("winon")
    assert view.place.unit
    operator.ctrl(Qt.Key.Key_Return)
    (row,) = operator.queue()
    rulebook = operator.desk.rulebook
    assert rulebook.units_by_code[row.unit or ""].name == "Winongo"
    assert row.kind_id == "brawl"
    assert row.level == "high"
    report = operator.detail().reports[0]
    assert report.narrative.startswith("Ada tawuran")
    assert report.masked_phone
    assert "3456" not in report.masked_phone


def test_the_saved_incident_is_marked_and_the_list_has_the_keys(operator: Sitter) -> None:
    operator.call()
    operator.ctrl(Qt.Key.Key_Return)
    panel = operator.window.queue_page.queue
    (row,) = operator.queue()
    operator.wait_for(lambda: panel._view.current_id() == row.id)
    assert panel.isAncestorOf(operator.focus())
    assert incident_pane(operator).isVisible()
    assert operator.window.message.isVisible()


def test_a_second_caller_of_the_same_thing_is_joined_by_one_key(operator: Sitter) -> None:
    operator.call()
    operator.ctrl(Qt.Key.Key_Return)
    operator.call("0813 9999 1111", "Warga adu mulut batas tanah di Winongo dekat balai, makin ribut")
    duplicates = intake(operator).view.duplicates
    operator.wait_for(duplicates.isVisible)
    operator.ctrl(Qt.Key.Key_G)
    operator.ctrl(Qt.Key.Key_Return)
    (row,) = operator.queue()
    assert (row.reports, row.callers) == (2, 2)


def test_the_same_caller_again_is_not_a_second_witness(operator: Sitter) -> None:
    for number in ("0812 3456 7890", "62812-3456-7890"):
        operator.call(number)
        operator.ctrl(Qt.Key.Key_G)
        operator.ctrl(Qt.Key.Key_Return)
    (row,) = operator.queue()
    assert (row.reports, row.callers) == (2, 1)


@pytest.mark.parametrize("begun", [False, True])
def test_a_prank_costs_one_key(operator: Sitter, *, begun: bool) -> None:
    if begun:
        operator.key(Qt.Key.Key_F2)
    operator.alt(Qt.Key.Key_1)
    assert outcomes_today(operator.desk) == {"prank": 1}
    assert operator.queue() == []
    assert operator.drafts() == []


def test_a_call_goes_on_where_it_was_left(operator: Sitter) -> None:
    operator.call(story="Ada yang ")
    operator.ctrl(Qt.Key.Key_1)
    assert incident_pane(operator).isVisible()
    operator.key(Qt.Key.Key_F2)
    operator.write("cekcok ")
    operator.ctrl(Qt.Key.Key_3)
    operator.ctrl(Qt.Key.Key_2)
    operator.write("di pasar")
    assert intake(operator).view.story.narrative.toPlainText() == "Ada yang cekcok di pasar"


def test_two_calls_are_parked_and_taken_up_again(operator: Sitter) -> None:
    operator.call(story="panggilan pertama")
    operator.call("0813 1", "panggilan kedua")
    operator.key(Qt.Key.Key_Escape)
    assert [draft.state for draft in operator.drafts()] == ["parked", "parked"]
    operator.ctrl(Qt.Key.Key_P)
    operator.enter()
    assert intake(operator).is_busy()
    assert intake(operator).view.story.narrative.toPlainText().startswith("panggilan")


def test_going_to_the_call_takes_up_the_parked_one_and_f2_begins_another(operator: Sitter) -> None:
    operator.call(story="panggilan pertama")
    assert operator.window.frame.current_page() == "intake"
    operator.key(Qt.Key.Key_Escape)
    operator.ctrl(Qt.Key.Key_2)
    assert intake(operator).view.story.narrative.toPlainText() == "panggilan pertama"
    operator.key(Qt.Key.Key_Escape)
    operator.key(Qt.Key.Key_F2)
    assert intake(operator).is_busy()
    assert intake(operator).view.story.narrative.toPlainText() == ""


def test_who_was_cut_off_is_called_back(operator: Sitter) -> None:
    operator.key(Qt.Key.Key_F2)
    operator.write("081234567890")
    operator.alt(Qt.Key.Key_7)
    operator.ctrl(Qt.Key.Key_3)
    page = operator.window.pages.page("callbacks")
    assert operator.window.frame.rail._buttons["callbacks"].count() == 1
    assert "3456" not in "".join(page.list.accessibleName())
    operator.ctrl(Qt.Key.Key_Return)
    operator.alt(Qt.Key.Key_1)
    assert operator.window.frame.rail._buttons["callbacks"].count() == 0


def test_where_a_report_will_stand_is_painted_while_its_level_is_only_suggested(
    operator: Sitter, monkeypatch: pytest.MonkeyPatch
) -> None:
    foreseen: list[int] = []
    monkeypatch.setattr(operator.window.queue_page.queue.saved, "foresee", foreseen.append)
    operator.call("+62 812.3456/7890", FIGHT)
    operator.ctrl(Qt.Key.Key_Space)
    operator.settle()
    operator.ctrl(Qt.Key.Key_Return)
    (row,) = open_incidents(operator.desk)
    assert row.level != operator.desk.rulebook.levels[0].id
    assert foreseen[-1] == row.level_rank
