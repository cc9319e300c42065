"""Reviews: who may, of which closing, what comes of it, two verdicts apart and how they are settled; scored calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from madiun_console.actions import calls, review, work_incident
from madiun_console.actions.settle_review import settle_review
from madiun_console.actions.take_call import save_report
from madiun_console.db.writer import base_of
from madiun_console.domain.events import office_catalogue as office
from madiun_console.domain.incident import OPEN
from madiun_console.errors import InvalidInput, NotAllowed
from madiun_console.queries.incident_detail import incident_detail
from madiun_console.queries.queue import incidents, open_incidents
from madiun_console.queries.waiting import waiting_closings, waiting_count

if TYPE_CHECKING:
    from collections.abc import Callable

    from madiun_console.actions.desk import Desk
    from madiun_console.domain.incident import IncidentState
    from madiun_console.domain.report_form import ReportForm
    from madiun_console.queries.rows import IncidentRow
    from tests.desk_fixtures import People


def row(desk: Desk, incident: str) -> IncidentRow:
    return incidents(desk, [incident])[0]


def state(desk: Desk, incident: str) -> IncidentState:
    detail = incident_detail(desk, incident)
    assert detail is not None
    return detail.state


def closing_of(desk: Desk, incident: str) -> str:
    closing = state(desk, incident).closing
    assert closing is not None
    return closing.fact


@pytest.fixture
def incident(desk: Desk, people: People, form: Callable[..., ReportForm]) -> str:
    """Of middle level, closed by the operator."""
    made = save_report(desk, people.operator, form(answers={})).created["incident"]
    work_incident.close_incident(desk, people.operator, made, "handled", "aman")
    return made


def test_a_closing_waits_and_is_approved_once(desk: Desk, people: People, incident: str) -> None:
    closing = closing_of(desk, incident)
    assert (row(desk, incident).review, waiting_count(desk)) == ("waiting", 1)
    with pytest.raises(NotAllowed):
        review.approve_closing(desk, people.operator, incident, closing)
    changes = review.approve_closing(desk, people.supervisor, incident, closing)
    assert changes.incidents == {incident}
    assert (row(desk, incident).review, waiting_count(desk)) == ("approved", 0)
    for again in (
        lambda: review.approve_closing(desk, people.administrator, incident, closing),
        lambda: review.return_closing(desk, people.administrator, incident, closing, "belum"),
        lambda: review.correct_closing(desk, people.administrator, incident, closing, "dispersed", "x"),
    ):
        with pytest.raises(InvalidInput, match="sudah ditinjau"):
            again()


def test_what_a_reviewer_closed_waits_for_nobody(
    desk: Desk, people: People, form: Callable[..., ReportForm]
) -> None:
    made = save_report(desk, people.operator, form()).created["incident"]
    work_incident.close_incident(desk, people.supervisor, made, "handled")
    assert row(desk, made).review is None
    with pytest.raises(InvalidInput, match="sudah ditinjau"):
        review.approve_closing(desk, people.supervisor, made, closing_of(desk, made))


def test_a_returned_one_is_open_again_and_waits_again_once_closed(
    desk: Desk, people: People, incident: str
) -> None:
    first = closing_of(desk, incident)
    with pytest.raises(InvalidInput, match="Alasan"):
        review.return_closing(desk, people.supervisor, incident, first, " ")
    review.return_closing(desk, people.supervisor, incident, first, "Polsek belum menjawab")
    shown = row(desk, incident)
    assert (shown.is_open, shown.status, shown.review) == (True, "reopened", "returned")
    assert [one.id for one in open_incidents(desk)] == [incident]
    work_incident.close_incident(desk, people.operator, incident, "dispersed")
    assert row(desk, incident).review == "waiting"
    with pytest.raises(InvalidInput, match="tidak berlaku lagi"):
        review.approve_closing(desk, people.supervisor, incident, first)
    review.approve_closing(desk, people.supervisor, incident, closing_of(desk, incident))
    assert state(desk, incident).conflicts == ()


def test_a_correction_needs_another_code_and_keeps_the_original(
    desk: Desk, people: People, incident: str
) -> None:
    closing = closing_of(desk, incident)
    for code, reason, words in (
        ("", "x", "kode penutupan"),
        ("handled", "x", "sudah dipakai"),
        ("dispersed", "", "Alasan"),
    ):
        with pytest.raises(InvalidInput, match=words):
            review.correct_closing(desk, people.supervisor, incident, closing, code, reason)
    review.correct_closing(desk, people.supervisor, incident, closing, "dispersed", "massa bubar sendiri")
    shown = state(desk, incident)
    assert shown.closing is not None
    assert (shown.closing.code, shown.closing.original) == ("dispersed", "handled")
    assert (row(desk, incident).closing, row(desk, incident).review) == ("dispersed", "corrected")


def test_a_closing_that_was_reopened_meanwhile_is_no_longer_reviewed(
    desk: Desk, people: People, incident: str
) -> None:
    closing = closing_of(desk, incident)
    work_incident.raise_level(desk, people.operator, incident, "high")
    with pytest.raises(InvalidInput, match="tidak berlaku lagi"):
        review.approve_closing(desk, people.supervisor, incident, closing)


# ------------------------------------------------------------------------------------------------ apart from each other


def write_apart(desk: Desk, people: People, incident: str, *acts: str) -> list[str]:
    """Several supervisors who all saw the same closing and nothing of each other; gives their facts."""
    before = state(desk, incident)
    assert before.closing is not None
    closing = before.closing.fact
    made = []
    with desk.store.write(people.supervisor.person) as (writer, _):
        for act in acts:
            name, _, code = act.partition(":")
            match name:
                case "approve":
                    base = base_of(before.heads, ("review",))
                    made.append(writer.append(incident, office.ClosingApproved(closing=closing), base=base))
                case "return":
                    base = base_of(before.heads, ("review", OPEN, "status"))
                    happened = office.ClosingReturned(closing=closing, reason="belum")
                    made.append(writer.append(incident, happened, base=base))
                case _:
                    base = base_of(before.heads, ("review", f"code:{closing}"))
                    corrected = office.ClosingCorrected(closing=closing, code=code, reason="salah pilih")
                    made.append(writer.append(incident, corrected, base=base))
    return made


def registers(desk: Desk, incident: str) -> set[str]:
    return {one.register.split(":")[0] for one in state(desk, incident).conflicts}


def test_approved_and_returned_apart_is_flagged_and_settled_either_way(
    desk: Desk, people: People, incident: str
) -> None:
    approved, returned = write_apart(desk, people, incident, "approve", "return")
    assert registers(desk, incident) == {"review"}
    assert row(desk, incident).is_open, "what somebody gives back is never buried"
    with pytest.raises(NotAllowed):
        settle_review(desk, people.operator, incident, approved)
    settle_review(desk, people.supervisor, incident, approved)
    shown = row(desk, incident)
    assert (shown.is_open, shown.review, shown.closing) == (False, "approved", "handled")
    assert registers(desk, incident) == set()
    with pytest.raises(InvalidInput, match="sudah diselesaikan"):
        settle_review(desk, people.supervisor, incident, returned)


def test_the_return_can_be_what_stands(desk: Desk, people: People, incident: str) -> None:
    _, returned = write_apart(desk, people, incident, "approve", "return")
    settle_review(desk, people.supervisor, incident, returned)
    shown = row(desk, incident)
    assert (shown.is_open, shown.review, shown.conflicts) == (True, "returned", 0)
    work_incident.close_incident(desk, people.operator, incident, "handled")
    assert row(desk, incident).review == "waiting"


def test_a_correction_that_is_overruled_gives_the_code_back(
    desk: Desk, people: People, incident: str
) -> None:
    approved, _ = write_apart(desk, people, incident, "approve", "correct:dispersed")
    settle_review(desk, people.supervisor, incident, approved)
    shown = row(desk, incident)
    assert (shown.review, shown.closing, shown.conflicts) == ("approved", "handled", 0)


def test_a_correction_that_stands_against_a_return_closes_it_with_its_code(
    desk: Desk, people: People, incident: str
) -> None:
    _, corrected = write_apart(desk, people, incident, "return", "correct:dispersed")
    settle_review(desk, people.supervisor, incident, corrected)
    shown = state(desk, incident)
    assert shown.closing is not None
    assert (shown.closing.code, shown.closing.original, shown.closing.note) == (
        "dispersed",
        "handled",
        "aman",
    )
    assert shown.conflicts == ()


def test_two_codes_are_settled_by_taking_one(desk: Desk, people: People, incident: str) -> None:
    first, _ = write_apart(desk, people, incident, "correct:dispersed", "correct:not_found")
    assert registers(desk, incident) == {"code"}
    settle_review(desk, people.supervisor, incident, first)
    shown = row(desk, incident)
    assert (shown.review, shown.closing, shown.conflicts) == ("corrected", "dispersed", 0)


def test_what_was_worked_on_since_is_not_closed_by_a_click(desk: Desk, people: People, incident: str) -> None:
    approved, returned = write_apart(desk, people, incident, "approve", "return")
    work_incident.raise_level(desk, people.operator, incident, "high")
    with pytest.raises(InvalidInput, match="sudah dikerjakan lagi"):
        settle_review(desk, people.supervisor, incident, approved)
    settle_review(desk, people.supervisor, incident, returned)
    assert row(desk, incident).is_open
    assert registers(desk, incident) == set()


def test_a_difference_about_an_older_closing_ends_with_the_review_of_the_new_one(
    desk: Desk, people: People, incident: str
) -> None:
    approved, _ = write_apart(desk, people, incident, "approve", "return")
    work_incident.close_incident(desk, people.operator, incident, "dispersed")
    with pytest.raises(InvalidInput, match="penutupan yang baru"):
        settle_review(desk, people.supervisor, incident, approved)
    assert [one.id for one in waiting_closings(desk)] == [incident]
    review.approve_closing(desk, people.supervisor, incident, closing_of(desk, incident))
    assert registers(desk, incident) == set()


def test_a_difference_about_an_older_closing_can_be_put_away_when_nobody_reviews_the_new_one(
    desk: Desk, people: People, incident: str
) -> None:
    approved, _ = write_apart(desk, people, incident, "approve", "return")
    work_incident.close_incident(desk, people.supervisor, incident, "dispersed")
    settle_review(desk, people.supervisor, incident, approved)
    shown = row(desk, incident)
    assert (shown.is_open, shown.closing, shown.conflicts) == (False, "dispersed", 0)


VERDICTS = ("approve", "return", "correct:dispersed", "correct:not_found")


class Center:
    """Desk, people and form in one; no dataclass, whose long repr Hypothesis would write down with a failing example."""

    def __init__(self, desk: Desk, people: People, form: Callable[..., ReportForm]) -> None:
        self.desk, self.people, self.form = desk, people, form


@pytest.fixture
def center(desk: Desk, people: People, form: Callable[..., ReportForm]) -> Center:
    return Center(desk, people, form)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    acts=st.lists(st.sampled_from(VERDICTS), min_size=2, max_size=4),
    then=st.sampled_from(["", "close", "close_by_reviewer", "reopen", "raise"]),
    pick=st.integers(0, 3),
)
def test_whatever_was_said_apart_one_click_or_a_closing_by_hand_ends_it(
    center: Center, acts: list[str], then: str, pick: int
) -> None:
    """No difference of verdicts is there for ever, and settling one makes no other."""
    desk, people, form = center.desk, center.people, center.form
    made = save_report(desk, people.operator, form(answers={})).created["incident"]
    work_incident.close_incident(desk, people.operator, made, "handled")
    write_apart(desk, people, made, *acts)
    try:
        match then:
            case "close":
                work_incident.close_incident(desk, people.operator, made, "cancelled")
            case "close_by_reviewer":
                work_incident.close_incident(desk, people.supervisor, made, "cancelled")
            case "reopen":
                work_incident.reopen(desk, people.operator, made)
            case "raise":
                work_incident.raise_level(desk, people.operator, made, "high")
    except InvalidInput:
        pass  # it is open already, or closed
    for _ in range(3):
        open_differences = [
            one for one in state(desk, made).conflicts if one.register.split(":")[0] in ("review", "code")
        ]
        if not open_differences:
            break
        heads = [head for one in open_differences for head in one.heads]
        for head in (heads[pick % len(heads)], *heads):
            try:
                settle_review(desk, people.supervisor, made, head.fact)
            except InvalidInput:
                continue
            break
        else:
            assert state(desk, made).waits_for_review, "the new closing is reviewed first"
            review.approve_closing(desk, people.supervisor, made, closing_of(desk, made))
    assert registers(desk, made) & {"review", "code"} == set()


# ------------------------------------------------------------------------------------------------ scores


def answers(desk: Desk, *, report: bool, **other: str) -> dict[str, str]:
    return {one.id: "yes" for one in desk.rulebook.quality.criteria_for(report=report)} | other


def test_scoring_takes_every_criterion_and_a_later_score_counts(
    desk: Desk, people: People, form: Callable[..., ReportForm]
) -> None:
    report = save_report(desk, people.operator, form()).created["report"]
    full = answers(desk, report=True)
    with pytest.raises(NotAllowed):
        review.score_call(desk, people.operator, report, full)
    for wrong in ({}, full | {"polite": "maybe"}):
        with pytest.raises(InvalidInput, match="Belum dijawab"):
            review.score_call(desk, people.supervisor, report, wrong)
    first = review.score_call(desk, people.supervisor, report, full, "bagus")
    second = review.score_call(desk, people.administrator, report, full | {"polite": "no"})
    assert first.scores == second.scores != frozenset()
    with desk.store.read() as connection:
        kept = connection.exec_driver_sql("SELECT answers FROM score").fetchall()
    assert len(kept) == 1
    assert '"polite":"no"' in kept[0][0]


def test_a_call_that_was_no_incident_has_the_short_sheet(desk: Desk, people: People) -> None:
    call = calls.log_call(desk, people.operator, "prank", number="0812 1111 2222").created["call"]
    review.score_call(desk, people.supervisor, call, answers(desk, report=False, unknown="yes"))
    with desk.store.read() as connection:
        kept = connection.exec_driver_sql("SELECT answers, report FROM score").fetchone()
    assert kept is not None
    assert "unknown" not in kept[0]
    assert kept[1] is None
    with pytest.raises(InvalidInput, match="tidak ditemukan"):
        review.score_call(desk, people.supervisor, people.operator.person, {})
