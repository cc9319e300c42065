"""Calls that are no incident: one key each, counted, brought back, and owed a call only where there is a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from madiun_console.queries.desk_lists import open_callbacks, outcomes_today
from madiun_console.queries.past import past_of_call
from tests.ui.intake.conftest import STORY

if TYPE_CHECKING:
    from madiun_console.actions.desk import Desk
    from tests.ui.intake.conftest import Operator


def test_a_prank_costs_one_key_and_counts(operator: Operator, desk: Desk) -> None:
    operator.pane.restore()
    operator.settle()
    operator.alt(Qt.Key.Key_1)
    operator.settle()
    assert operator.keys == 1
    assert outcomes_today(desk) == {"prank": 1}
    assert operator.drafts() == []


def test_a_prank_in_a_call_logs_the_number_and_leaves_no_draft(operator: Operator, desk: Desk) -> None:
    operator.pane.begin()
    operator.write("081234567890")
    operator.settle()
    operator.alt(Qt.Key.Key_1)
    operator.settle()
    assert outcomes_today(desk) == {"prank": 1}
    assert operator.drafts() == []
    assert not operator.pane.is_busy()
    operator.call()
    assert "1 call in 30 days" in operator.pane.view.earlier.message.accessibleName()


def test_a_story_that_turned_out_to_be_a_prank_can_be_brought_back(operator: Operator) -> None:
    operator.call()
    operator.alt(Qt.Key.Key_1)
    operator.settle()
    assert [row.state for row in operator.drafts()] == ["discarded"]
    operator.bring_back()
    assert operator.pane.view.form().narrative == STORY


def test_a_call_that_was_brought_back_is_no_earlier_call_of_its_caller(
    operator: Operator, desk: Desk
) -> None:
    operator.call(story="Halo")
    operator.alt(Qt.Key.Key_1)
    operator.settle()
    operator.call()
    earlier = operator.pane.view.earlier.message
    before = earlier.accessibleName()
    assert "1 call in 30 days" in before
    operator.alt(Qt.Key.Key_1)
    operator.settle()
    operator.bring_back()
    assert earlier.accessibleName() == before
    past = past_of_call(desk, operator.pane.view.form())
    assert past.caller is not None
    assert past.caller.counts.all == 1
    operator.alt(Qt.Key.Key_1)
    operator.settle()
    operator.call()
    assert "3 calls in 30 days" in earlier.accessibleName()


@pytest.mark.parametrize("number", ["", "0812 3456 7890"], ids=["no number", "a number"])
def test_who_was_cut_off_without_a_number_is_told_not_to_be_called_back(
    operator: Operator, desk: Desk, number: str
) -> None:
    operator.pane.begin()
    operator.write(number)
    operator.alt(Qt.Key.Key_7)
    operator.settle()
    told = operator.pane.resting.message.accessibleName()
    assert "1 today" in told
    assert ("nobody can be called back" in told) == (not number)
    assert len(open_callbacks(desk)) == bool(number)


def test_a_number_with_many_pranks_is_flagged_and_never_blocked(operator: Operator) -> None:
    for _ in range(5):
        operator.pane.begin()
        operator.write("081234567890")
        operator.alt(Qt.Key.Key_1)
        operator.settle()
    operator.call()
    message = operator.pane.view.earlier.message
    assert message.property("tone") == "warning"
    assert "5 times" in message.accessibleName()
    operator.ctrl(Qt.Key.Key_Return)
    operator.settle()
    assert len(operator.queue()) == 1
