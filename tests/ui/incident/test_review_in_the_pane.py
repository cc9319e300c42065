"""How the detail tells a review: what waits, the verdict with the original code, and two verdicts settled by one click."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from madiun_console.actions import review, work_incident
from madiun_console.db.writer import base_of
from madiun_console.domain.events import office_catalogue as office
from madiun_console.domain.incident import OPEN

if TYPE_CHECKING:
    from .conftest import Scene


@pytest.fixture
def closed(scene: Scene) -> Scene:
    """The incident, closed by the operator."""
    scene.act(work_incident.close_incident, scene.incident, "handled", "aman")
    return scene


def closing(scene: Scene) -> str:
    found = scene.detail().closing
    assert found is not None
    return found.fact


def judge(scene: Scene, action: object, *arguments: object) -> None:
    changes = action(scene.workplace.desk, scene.people.supervisor, scene.incident, *arguments)  # type: ignore[operator]
    scene.pane.apply(changes)
    scene.wait()


def apart(scene: Scene) -> None:
    """One supervisor approves, another one returns, without seeing each other."""
    heads, fact = scene.detail().state.heads, closing(scene)
    with scene.workplace.desk.store.write(scene.people.supervisor.person) as (writer, result):
        approved = office.ClosingApproved(closing=fact)
        writer.append(scene.incident, approved, base=base_of(heads, ("review",)))
        returned = office.ClosingReturned(closing=fact, reason="kurang bukti")
        writer.append(scene.incident, returned, base=base_of(heads, ("review", OPEN, "status")))
    scene.pane.apply(result.changes)
    scene.wait()


def lines(scene: Scene) -> list[str]:
    words = scene.pane.timeline._words
    detail = scene.detail()
    return [words.line(row.logged, detail).text for row in detail.timeline]


def test_it_says_that_it_waits_and_a_supervisor_can_go_and_review_it(closed: Scene) -> None:
    header = closed.pane.header
    assert header._verdict.text() == "Waits for a supervisor's review"
    assert not header.review.isVisible(), "an operator does not review"
    closed.workplace.set_session(closed.people.supervisor)
    closed.wait()
    assert header.review.isVisible()
    wanted: list[str] = []
    closed.pane.review_wanted.connect(wanted.append)
    header.review.click()
    assert wanted == [closed.incident]


def test_the_verdict_is_told_with_name_reason_and_the_original_code(closed: Scene) -> None:
    judge(closed, review.correct_closing, closing(closed), "dispersed", "salah pilih")
    header = closed.pane.header
    assert "Dispersed" in header._closing.text()
    assert header._verdict.text() == "Code corrected 14.32 by Bima, before: Handled · salah pilih"
    assert not header.review.isVisible()
    assert "Closing code corrected from Handled to Dispersed by itself or calmed down · salah pilih" in lines(
        closed
    )


def test_approved_and_returned(closed: Scene) -> None:
    judge(closed, review.return_closing, closing(closed), "kurang bukti")
    assert closed.pane.header._verdict.text() == "Returned 14.32 by Bima · kurang bukti"
    closed.act(work_incident.close_incident, closed.incident, "handled")
    assert closed.pane.header._verdict.text() == "Waits for a supervisor's review"
    judge(closed, review.approve_closing, closing(closed))
    assert closed.pane.header._verdict.text() == "Approved 14.32 by Bima"
    assert lines(closed)[0] == "Closing approved"


@pytest.mark.parametrize(("at", "is_open", "verdict"), [(0, False, "approved"), (1, True, "returned")])
def test_two_verdicts_are_shown_and_settled_by_one_click(
    closed: Scene, at: int, is_open: bool, verdict: str
) -> None:
    apart(closed)
    closed.workplace.set_session(closed.people.supervisor)
    closed.wait()
    line = closed.pane.conflicts.lines.widgets[0]
    assert "Review of the closing" in line.words.text()
    values = [value.text() for value in line.values]
    assert values[0].startswith("Approved\nBima")
    assert values[1].startswith("Returned, to be worked on · kurang bukti\nBima")
    line.buttons[at].click()
    closed.wait()
    row = closed.detail().row
    assert (row.is_open, row.review, row.conflicts) == (is_open, verdict, 0)
    assert not closed.pane.conflicts.isVisible()


def test_an_operator_sees_the_difference_and_is_told_who_settles_it(closed: Scene) -> None:
    apart(closed)
    closed.pane.conflicts.lines.widgets[0].buttons[0].click()
    closed.wait()
    assert closed.detail().row.conflicts == 1
    assert closed.pane.message.isVisible()


def test_two_codes_are_named_by_their_words(closed: Scene) -> None:
    heads, fact = closed.detail().state.heads, closing(closed)
    with closed.workplace.desk.store.write(closed.people.supervisor.person) as (writer, result):
        for code in ("dispersed", "not_found"):
            base = base_of(heads, ("review", f"code:{fact}"))
            happened = office.ClosingCorrected(closing=fact, code=code, reason="x")
            writer.append(closed.incident, happened, base=base)
    closed.pane.apply(result.changes)
    closed.workplace.set_session(closed.people.supervisor)
    closed.wait()
    line = closed.pane.conflicts.lines.widgets[0]
    assert "Code of the closing" in line.words.text()
    assert line.values[1].text().startswith("Checked, not confirmed\nBima")
    line.buttons[1].click()
    closed.wait()
    assert closed.detail().row.closing == "not_found"
    assert closed.detail().row.conflicts == 0


def test_what_was_said_of_an_older_closing_can_only_be_put_away(closed: Scene) -> None:
    apart(closed)
    closed.act(work_incident.close_incident, closed.incident, "dispersed")
    closed.workplace.set_session(closed.people.supervisor)
    closed.wait()
    line = closed.pane.conflicts.lines.widgets[0]
    assert not line.buttons[0].isVisible(), "the review of the new closing ends it"
    judge(closed, review.approve_closing, closing(closed))
    assert not closed.pane.conflicts.isVisible()


def test_and_put_away_when_nobody_has_to_review_the_new_one(closed: Scene) -> None:
    apart(closed)
    judge(closed, work_incident.close_incident, "dispersed")
    closed.workplace.set_session(closed.people.supervisor)
    closed.wait()
    button = closed.pane.conflicts.lines.widgets[0].buttons[1]
    assert button.text() == "Put away"
    button.click()
    closed.wait()
    row = closed.detail().row
    assert (row.is_open, row.closing, row.conflicts) == (False, "dispersed", 0)
