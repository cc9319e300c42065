"""What supervisors look through: in the right order, without an identity, by the indexes that are there for it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from madiun_console.actions import calls, identity, review, work_incident
from madiun_console.actions.take_call import save_report
from madiun_console.domain.events import office_catalogue as office
from madiun_console.domain.ids import id_bytes
from madiun_console.domain.quality import is_drawn
from madiun_console.queries import quality, waiting
from madiun_console.queries import review as lists
from madiun_console.queries.incident_detail import incident_detail
from madiun_console.queries.queue import QueueFilter

if TYPE_CHECKING:
    from collections.abc import Callable

    from madiun_console.actions.desk import Desk
    from madiun_console.domain.report_form import ReportForm
    from tests.desk_fixtures import MovedClock, People

PHONE = "0812 3456 7890"


@pytest.fixture
def closed(desk: Desk, people: People, form: Callable[..., ReportForm], clock: MovedClock) -> list[str]:
    """Seven incidents, closed by the operator, the third and fourth in the same millisecond."""
    made = []
    for number in range(7):
        clock.pass_minutes(0 if number == 3 else 10)
        made.append(save_report(desk, people.operator, form(answers={})).created["incident"])
        work_incident.close_incident(desk, people.operator, made[-1], "handled")
    return made


def test_the_oldest_closing_comes_first_and_pages_go_on_where_they_ended(
    desk: Desk, closed: list[str]
) -> None:
    whole = waiting.waiting_closings(desk)
    assert sorted(row.id for row in whole) == sorted(closed)
    assert [row.closed_at for row in whole] == sorted(row.closed_at or 0 for row in whole)
    seen: list[str] = []
    after = None
    while page := waiting.waiting_closings(desk, after=after, limit=2):
        seen += [row.id for row in page]
        after = (page[-1].closed_at or 0, page[-1].id)
    assert seen == [row.id for row in whole]


def test_a_filter_narrows_and_pages_are_filled_nevertheless(
    desk: Desk, people: People, closed: list[str]
) -> None:
    work_incident.raise_level(desk, people.operator, closed[5], "high")
    work_incident.close_incident(desk, people.supervisor, closed[5], "handled")
    assert len(waiting.waiting_closings(desk)) == 6
    assert waiting.waiting_closings(desk, QueueFilter(level="high")) == []
    level = waiting.waiting_closings(desk)[0].level
    assert len(waiting.waiting_closings(desk, QueueFilter(level=level), limit=3)) == 3


def test_the_counts(
    desk: Desk, people: People, closed: list[str], clock: MovedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls.log_call(desk, people.operator, "abandoned", number=PHONE)
    assert lists.review_counts(desk) == lists.ReviewCounts(waiting=7, late=0)
    clock.pass_minutes(6)
    assert lists.review_counts(desk) == lists.ReviewCounts(waiting=waiting.waiting_count(desk), late=1)
    (late,) = lists.late_callbacks(desk)
    assert late.promised_by == "Op"
    assert "3456" not in late.masked_phone
    monkeypatch.setattr(waiting, "COUNT_SQL", waiting.COUNT_SQL.replace("1000", "3"))
    assert waiting.waiting_count(desk) == 3


def test_a_lowered_level_is_told_with_what_it_was_before(
    desk: Desk, people: People, form: Callable[..., ReportForm], clock: MovedClock
) -> None:
    made = save_report(desk, people.operator, form(answers={})).created["incident"]
    for level, reason in (("high", ""), ("low", "sudah reda"), ("high", ""), ("middle", "hanya ramai")):
        clock.pass_minutes(1)
        if reason:
            work_incident.lower_level(desk, people.supervisor, made, level, reason)
        else:
            work_incident.raise_level(desk, people.operator, made, level)
    latest, first = lists.lowered_levels(desk)
    assert (first.before, first.after, first.reason) == ("high", "low", "sudah reda")
    assert (latest.before, latest.after, latest.level_now) == ("high", "middle", "middle")
    assert (latest.by_name, latest.number) == ("Bima", "20261123-B001")


def test_reads_of_identities_are_told_without_them(
    desk: Desk, people: People, form: Callable[..., ReportForm], clock: MovedClock
) -> None:
    changes = save_report(desk, people.operator, form(name="Slamet"))
    identity.reveal_identity(desk, people.supervisor, changes.created["report"], "menanyakan lokasi")
    clock.pass_minutes(1)
    cut_off = calls.log_call(desk, people.operator, "abandoned", number=PHONE)
    calls.reveal_callback_number(desk, people.operator, cut_off.created["callback"])
    clock.pass_minutes(1)
    with desk.store.write(people.supervisor.person) as (writer, _):
        export = writer.new_subject("export")
        writer.append(export, office.DataExported(format="csv", rows=12, reason="permintaan penyidik"))
    exported, call, report = lists.revealed_identities(desk)
    assert (exported.format, exported.rows, exported.reason) == ("csv", 12, "permintaan penyidik")
    assert (call.outcome, call.incident, call.by_name) == ("abandoned", None, "Op")
    assert (report.incident, report.number, report.by_name) == (
        changes.created["incident"],
        "20261123-B001",
        "Bima",
    )
    told = repr((exported, call, report))
    assert "7890" not in told
    assert "Slamet" not in told


# ------------------------------------------------------------------------------------------------ the quality sample


@pytest.fixture
def everybody(desk: Desk) -> Desk:
    """The same desk with a sample of all calls."""
    desk.rulebook = replace(desk.rulebook, quality=replace(desk.rulebook.quality, share_percent=100))
    return desk


def test_the_sample_is_what_the_hash_draws_of_this_month_and_the_one_before(
    desk: Desk, people: People, form: Callable[..., ReportForm], clock: MovedClock
) -> None:
    desk.rulebook = replace(desk.rulebook, quality=replace(desk.rulebook.quality, share_percent=40))
    clock.pass_minutes(-60 * 24 * 60)  # September: nobody scores it any more
    calls.log_call(desk, people.operator, "prank")
    made: list[str] = []
    for days in (30, 25, 5):
        clock.pass_minutes(days * 24 * 60)
        for _ in range(6):
            made.append(save_report(desk, people.operator, form()).created["report"])
            made.append(calls.log_call(desk, people.operator, "information").created["call"])
    drawn = {one for one in made if is_drawn(id_bytes(one), 40)}
    assert {row.id for row in quality.quality_sample(desk).rows} == drawn
    assert quality.sample_due(desk) == len(drawn)


def test_scored_calls_go_to_the_end_and_count_for_the_month(
    everybody: Desk, people: People, form: Callable[..., ReportForm], clock: MovedClock
) -> None:
    desk = everybody
    report = save_report(desk, people.operator, form()).created["report"]
    clock.pass_minutes(1)
    call = calls.log_call(desk, people.operator, "ghost").created["call"]
    clock.pass_minutes(1)
    sheet = {one.id: "yes" for one in desk.rulebook.quality.criteria} | {
        "weapon_asked": "no",
        "told_in_time": "na",
    }
    review.score_call(desk, people.supervisor, report, sheet, "suara jelas")
    sample = quality.quality_sample(desk)
    assert [row.id for row in sample.rows] == [call, report]
    assert (sample.due, quality.sample_due(desk)) == (1, 1)
    now, before = sample.results
    assert (now.scored, before.scored) == (1, 0)
    by_id = {one.criterion.id: one for one in now.criteria}
    assert (by_id["weapon_asked"].share, by_id["polite"].share, by_id["told_in_time"].share) == (0, 1, None)
    assert by_id["told_in_time"].not_applicable == 1
    assert "Bima" not in repr(sample)
    assert "Op" not in {word.strip("',()=") for word in repr(sample).split()}


def test_the_sheet_shows_the_call_without_who_called_and_who_took_it(
    everybody: Desk, people: People, form: Callable[..., ReportForm]
) -> None:
    desk = everybody
    changes = save_report(desk, people.operator, form(name="Slamet"))
    found = quality.sampled_call(desk, changes.created["report"])
    assert found is not None
    assert (found.incident, found.number) == (changes.created["incident"], "20261123-B001")
    assert found.narrative.startswith("Ada puluhan")
    assert len(found.criteria) == len(desk.rulebook.quality.criteria)
    assert not {"Slamet", "7890", "'Op'"} & set(repr(found).replace(" ", "").split(","))
    assert found.score is None
    call = calls.log_call(desk, people.operator, "prank", note="tertawa").created["call"]
    plain = quality.sampled_call(desk, call)
    assert plain is not None
    assert (plain.outcome, plain.narrative, plain.incident) == ("prank", "tertawa", None)
    assert {one.part for one in plain.criteria} == {"call"}
    assert quality.sampled_call(desk, people.operator.person) is None


# ------------------------------------------------------------------------------------------------ cheap with many years


@pytest.mark.parametrize(
    ("question", "index"),
    [
        (waiting.waiting_closings, "incident_review"),
        (lists.review_counts, "callback_due"),
        (lists.lowered_levels, "fact_reviewed"),
        (lists.revealed_identities, "fact_reviewed"),
        (quality.quality_sample, "sqlite_autoindex_report_1"),
        (quality.quality_sample, "sqlite_autoindex_call_1"),
        (quality.quality_sample, "score_at"),
    ],
)
def test_no_list_is_read_by_walking_a_table(
    desk: Desk, people: People, closed: list[str], question: Callable[[Desk], object], index: str
) -> None:
    """Measured with 200,000 incidents: every one of these is a matter of milliseconds."""
    from sqlalchemy import event

    del closed
    said: list[tuple[str, object]] = []
    engine = desk.store._engine
    assert engine is not None

    def note(_c: object, _cursor: object, statement: str, parameters: object, *_: object) -> None:
        said.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    try:
        question(desk)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    with desk.store.read() as connection:
        plans = [
            row[3]
            for statement, parameters in list(said)
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)  # type: ignore[arg-type]
        ]
    assert any(index in plan for plan in plans), plans
    walked = [
        plan
        for plan in plans
        if plan.startswith("SCAN")
        and "USING" not in plan
        and plan not in ("SCAN person", "SCAN (subquery-1)")
    ]
    assert walked == []
    assert "USE TEMP B-TREE FOR ORDER BY" not in plans


def test_the_detail_tells_the_original_code(desk: Desk, people: People, closed: list[str]) -> None:
    detail = incident_detail(desk, closed[0])
    assert detail is not None
    assert detail.closing is not None
    review.correct_closing(desk, people.supervisor, closed[0], detail.closing.fact, "dispersed", "bubar")
    detail = incident_detail(desk, closed[0])
    assert detail is not None
    assert detail.closing is not None
    assert (detail.closing.code, detail.closing.original) == ("dispersed", "handled")
