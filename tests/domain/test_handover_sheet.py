"""The handover sheet: composed the same in whatever order rows come, read back as written, and no reader fails on it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madiun_console.domain.handover_composing import (
    LEFT_MS,
    WATCHED,
    DraftReading,
    DutyReadings,
    NoticeReading,
    OpenReading,
    compose,
    notice_kinds,
)
from madiun_console.domain.handover_sheet import (
    HandoverSheet,
    OwedCallback,
    RepeatedPlace,
    read_sheet,
    sheet_json,
)
from tests.desk_fixtures import NIGHT_CALL_MS as NOW

if TYPE_CHECKING:
    from collections.abc import Sequence

    from madiun_console.domain.rulebook import Rulebook

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
SINCE = NOW - 7 * HOUR


def incident(number: int, level: str = "high", **more: object) -> OpenReading:
    usual: dict[str, object] = {
        "incident": f"i{number}",
        "number": f"20261123-B{number:03d}",
        "level": level,
        "kind": "brawl",
        "unit": "35.77.02.1005",
        "status": "open",
        "owner": "",
        "opened": NOW - number * MINUTE,
        "occurred": NOW - number * MINUTE,
        "badges": (),
    }
    return OpenReading(**{**usual, **more})  # type: ignore[arg-type]


def badge(state: str, answered: int | None, sent: int = NOW - 20 * MINUTE) -> list[object]:
    return ["e1", "polsek_taman", state, sent, answered, "middle"]


levels = st.sampled_from(["low", "middle", "high", "a level of newer tables"])
badges = st.lists(
    st.builds(badge, st.sampled_from(["sent", "received", "unreachable", "done", "cancelled"]), st.none() | st.just(NOW)),
    max_size=3,
)  # fmt: skip
incidents = st.builds(
    incident,
    st.integers(1, 999),
    level=levels,
    status=st.sampled_from(["open", WATCHED]),
    owner=st.sampled_from(["", "p1"]),
    badges=badges,
)
callbacks = st.builds(
    OwedCallback, st.integers(0, 9), st.integers(0, 9), st.booleans(), st.just("i1"), st.just("B1"), st.integers(0, 3)
)  # fmt: skip
places = st.builds(
    RepeatedPlace, st.sampled_from("ab"), st.just("i2"), st.sampled_from("xy"), st.just("k"), st.integers(2, 9), st.integers(1, 3)
)  # fmt: skip
readings = st.builds(
    DutyReadings,
    open=st.lists(incidents, max_size=8, unique_by=lambda row: row.incident),
    callbacks=st.lists(callbacks, max_size=4),
    repeated=st.lists(places, max_size=4),
    calls=st.dictionaries(st.sampled_from(["prank", "ghost", "newer"]), st.integers(0, 9)),
    drafts=st.lists(
        st.builds(DraftReading, st.sampled_from("pq"), st.integers(0, 9), st.integers(0, 9), st.booleans()), max_size=3
    ),
)  # fmt: skip


def composed(rulebook: Rulebook, found: DutyReadings) -> HandoverSheet:
    return compose(rulebook, found, now=NOW, since=SINCE, until=NOW)


@given(readings, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rulebook: Rulebook, found: DutyReadings, random: object) -> None:
    def mixed(rows: Sequence[Any]) -> list[Any]:
        shuffled = list(rows)
        random.shuffle(shuffled)  # type: ignore[attr-defined]
        return shuffled

    other = replace(
        found, open=mixed(found.open), callbacks=mixed(found.callbacks), repeated=mixed(found.repeated),
        drafts=mixed(found.drafts),
    )  # fmt: skip
    assert composed(rulebook, other) == composed(rulebook, found)


@given(readings)
def test_what_is_written_is_read_and_every_open_incident_is_counted(
    rulebook: Rulebook, found: DutyReadings
) -> None:
    sheet = composed(rulebook, found)
    assert read_sheet(sheet_json(sheet)) == sheet
    assert sum(level.count for level in sheet.levels) == len(found.open)
    assert {row.incident for row in sheet.incidents} == {
        row.incident for row in found.open if row.level != "low"
    }
    assert {row.incident for row in sheet.watched} == {
        row.incident for row in found.open if row.status == WATCHED
    }


@given(
    st.none()
    | st.text(max_size=20)
    | st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=4).map(
        json.dumps
    )
)
def test_no_text_makes_the_reader_fail(text: str | None) -> None:
    assert read_sheet(text) is None or isinstance(read_sheet(text), HandoverSheet)


@given(readings, st.data())
def test_a_damaged_sheet_is_none_or_a_sheet(
    rulebook: Rulebook, found: DutyReadings, data: st.DataObject
) -> None:
    value = json.loads(sheet_json(composed(rulebook, found)))
    field = data.draw(st.sampled_from(sorted(value)))
    value[field] = data.draw(st.none() | st.integers() | st.text() | st.just([{}]) | st.just([1]))
    found_again = read_sheet(json.dumps(value))
    assert found_again is None or isinstance(found_again, HandoverSheet)


def test_a_newer_form_is_not_read_as_an_empty_sheet(rulebook: Rulebook) -> None:
    text = sheet_json(composed(rulebook, DutyReadings()))
    assert read_sheet(text.replace('{"v":1', '{"v":2')) is None
    assert read_sheet(text.replace('{"v":1', '{"v":1,"more":[1]')) is not None, "a form grows by fields"
    assert read_sheet("[" * 100_000) is None


def test_highest_first_then_the_oldest(rulebook: Rulebook) -> None:
    found = DutyReadings(
        open=[incident(1, "middle"), incident(2, "high"), incident(9, "high"), incident(3, "low")]
    )
    sheet = composed(rulebook, found)
    assert [row.number[-3:] for row in sheet.incidents] == ["009", "002", "001"]
    assert [(one.id, one.count) for one in sheet.levels] == [("high", 2), ("middle", 1), ("low", 1)]


def test_unanswered_are_those_that_nobody_answered_and_that_still_run(rulebook: Rulebook) -> None:
    rows = [
        incident(1, "low", badges=[badge("sent", None)]),
        incident(2, badges=[badge("received", NOW), badge("unreachable", None, NOW - HOUR)]),
        incident(3, badges=[badge("cancelled", None)]),
    ]
    sheet = composed(rulebook, DutyReadings(open=rows))
    assert [(one.incident, one.due) for one in sheet.unanswered] == [
        ("i2", NOW - HOUR + 15 * MINUTE),
        ("i1", NOW - 5 * MINUTE),
    ]
    assert {row.incident: row.unanswered for row in sheet.incidents} == {"i2": ("polsek_taman",), "i3": ()}


def test_one_that_was_asked_again_is_unanswered_once_and_then_not_at_all(rulebook: Rulebook) -> None:
    first, second = badge("unreachable", None, NOW - HOUR), badge("sent", None, NOW - MINUTE)
    sheet = composed(rulebook, DutyReadings(open=[incident(1, badges=[first, second])]))
    assert [one.sent for one in sheet.unanswered] == [NOW - MINUTE]
    answered = badge("moving", NOW, NOW - MINUTE)
    assert composed(rulebook, DutyReadings(open=[incident(1, badges=[first, answered])])).unanswered == ()


def test_only_forgotten_drafts_are_told(rulebook: Rulebook) -> None:
    rows = [
        DraftReading("typing", NOW - HOUR, NOW - LEFT_MS + 1, parked=False),
        DraftReading("left", NOW - HOUR, NOW - LEFT_MS, parked=False),
        DraftReading("parked", NOW - 1, NOW, parked=True),
    ]
    sheet = composed(rulebook, DutyReadings(drafts=rows))
    assert [row.person for row in sheet.drafts] == ["left", "parked"]


def test_calls_stand_in_the_order_of_the_table_and_unused_ones_are_left_out(rulebook: Rulebook) -> None:
    sheet = composed(rulebook, DutyReadings(calls={"newer": 1, "ghost": 2, "prank": 3, "test": 0}))
    assert [(one.id, one.count) for one in sheet.calls] == [("prank", 3), ("ghost", 2), ("newer", 1)]


@pytest.mark.parametrize(
    ("occurred", "there"),
    [
        (NOW + 2 * DAY, True),
        (NOW - HOUR, True),  # began today
        (NOW + 9 * DAY, False),
        (NOW - 2 * DAY, False),
    ],
)
def test_activities_ahead(rulebook: Rulebook, occurred: int, there: bool) -> None:
    kind = notice_kinds(rulebook)[0]
    notice = NoticeReading("i1", "20261123-B001", kind, "", occurred)
    sheet = composed(rulebook, DutyReadings(notices=[notice]))
    assert [one.moment for one in sheet.ahead if one.incident] == ([occurred] if there else [])


@pytest.mark.parametrize(("days", "there"), [(2, True), (8, False)])
def test_an_activity_whose_time_nobody_noted_is_there_for_a_week(
    rulebook: Rulebook, days: int, there: bool
) -> None:
    told = NOW - days * DAY
    rows = [
        incident(1, "low", kind=notice_kinds(rulebook)[0], opened=told, occurred=told),
        incident(2, "low", kind=notice_kinds(rulebook)[0], opened=told, occurred=NOW + DAY),
        incident(3, "low", opened=told, occurred=told),
    ]
    sheet = composed(rulebook, DutyReadings(open=rows))
    assert [(one.incident, one.moment) for one in sheet.ahead if one.incident] == (
        [("i1", None)] if there else []
    )


def test_sensitive_dates_of_the_next_seven_days(rulebook: Rulebook) -> None:
    night_before = 1_781_535_600_000  # 15 Jun 2026 22.00 WIB, the eve of 1 Suro 1960
    sheet = compose(rulebook, DutyReadings(), now=night_before, since=night_before, until=night_before)
    windows = [one for one in sheet.ahead if one.event]
    assert windows
    assert all(one.first <= "2026-06-22" and one.last >= "2026-06-15" for one in windows)
    known = {event.id for event in rulebook.calendar.events}
    assert {one.event for one in windows} <= known
