"""The past of a number, a place and a kind: what belongs to it, what does not, and that the indexes are used."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from madiun_console.actions.calls import log_call
from madiun_console.actions.take_call import save_report
from madiun_console.actions.work_incident import close_incident
from madiun_console.domain.similarity import metres
from madiun_console.queries import past
from madiun_console.queries.past import past_of_call, past_of_incident
from madiun_console.queries.past_rows import Counts

if TYPE_CHECKING:
    from collections.abc import Callable

    from madiun_console.actions.desk import Desk
    from madiun_console.domain.report_form import ReportForm
    from madiun_console.queries.past_rows import Past
    from tests.desk_fixtures import MovedClock, People

UNIT, OTHER = "35.77.02.1005", "35.77.03.1006"
LAT, LON = -7.6298, 111.5239
DEGREE_M = 111_195.0
MONTH = 31 * 24 * 60


class Past4:
    """Saves, closes and asks."""

    def __init__(
        self, desk: Desk, people: People, form: Callable[..., ReportForm], clock: MovedClock
    ) -> None:
        self.desk, self.people, self.form, self.clock = desk, people, form, clock

    def told(self, **values: object) -> str:
        self.clock.pass_minutes(1)
        return save_report(self.desk, self.people.operator, self.form(**values)).created["incident"]

    def closed(self, code: str = "handled", note: str = "", **values: object) -> str:
        incident = self.told(**values)
        close_incident(self.desk, self.people.supervisor, incident, code, note)
        return incident

    def of(self, incident: str, by: str = "operator") -> Past:
        found = past_of_incident(self.desk, getattr(self.people, by), incident)
        assert found is not None
        return found


@pytest.fixture
def city(desk: Desk, people: People, form: Callable[..., ReportForm], clock: MovedClock) -> Past4:
    return Past4(desk, people, form, clock)


def test_nothing_is_known_of_a_stranger(city: Past4) -> None:
    assert past_of_incident(city.desk, city.people.operator, "no id") is None
    found = city.of(city.told(number="", unit="", address="", kind_id=""))
    assert (found.caller, found.place, found.kind, found.repeats) == (None, None, None, False)


def test_the_number_with_its_reports_and_calls_and_how_each_ended(city: Past4) -> None:
    first = city.closed("handled", "Tiga pilar mendamaikan; lampu gang diperbaiki", unit=OTHER)
    city.clock.pass_minutes(2 * MONTH)
    log_call(city.desk, city.people.operator, "prank", channel="phone", number="0812 3456 7890", started=1)
    city.told(number="0811 1111 111")
    mine = city.told()
    found = city.of(mine)
    assert found.masked_phone == "0812 •••• 7890"
    assert found.caller is not None
    assert found.caller.counts == Counts(1, 2, 2)
    call, report = found.caller.rows
    assert (call.incident, call.outcome) == (None, "prank")
    assert (report.incident, report.outcome, report.is_open) == (first, "handled", False)
    assert report.note.startswith("Tiga pilar")


def test_a_protected_caller_is_tied_together_only_for_those_who_may_know(city: Past4) -> None:
    city.told()
    mine = city.told(protected=True)
    assert city.of(mine).caller is None
    assert city.of(mine).masked_phone == ""
    by_supervisor = city.of(mine, "supervisor").caller
    assert by_supervisor is not None
    assert by_supervisor.counts.all == 1


def test_the_street_is_the_same_in_one_kelurahan_and_says_all_words_of_the_other(city: Past4) -> None:
    same = city.closed("not_found", address="Jl. Gajah Mada no. 7", landmark="GOR", number="")
    city.closed(address="Jl. Gajah Putih", number="")
    city.closed(address="Jl. Gajah Mada", unit=OTHER, number="")
    mine = city.told(address="Jalan Gajah Mada", number="")
    found = city.of(mine)
    assert not found.by_distance
    assert found.place is not None
    assert [(row.incident, row.outcome) for row in found.place.rows] == [(same, "not_found")]
    assert found.place.counts == Counts(1, 1, 1)
    assert found.repeats


def test_the_same_kind_in_the_kelurahan_latest_first_and_limited(city: Past4) -> None:
    before = [city.told(number="", address=f"Jl. Nomor{at}x") for at in range(past.ROWS + 2)]
    city.told(number="", kind_id="hoax")
    city.told(number="", unit=OTHER)
    found = city.of(city.told(number="", address="Jl. Lain"))
    assert found.kind is not None
    assert [row.incident for row in found.kind.rows] == before[: -past.ROWS - 1 : -1]
    assert found.kind.counts == Counts(past.ROWS + 2, past.ROWS + 2, past.ROWS + 2)


def test_a_call_that_is_taken_sees_the_same(city: Past4) -> None:
    old = city.closed()
    city.clock.pass_minutes(2 * MONTH)
    found = past_of_call(city.desk, city.form(number="+62 812-3456-7890"))
    for seen in (found.caller, found.place, found.kind):
        assert seen is not None
        assert seen.counts == Counts(0, 1, 1)
        assert [row.incident for row in seen.rows] == [old]
    hidden = past_of_call(city.desk, city.form(anonymous=True))
    assert (hidden.caller, hidden.masked_phone) == (None, "")
    assert past_of_call(city.desk, city.form(number="", unit="", address="", kind_id="")).place is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    away=st.floats(min_value=0, max_value=600, allow_nan=False),
    bearing=st.floats(min_value=0, max_value=2 * math.pi, allow_nan=False),
    lat=st.floats(min_value=-60, max_value=60),
)
def test_a_place_is_250_metres_wide_in_every_direction(
    city: Past4, away: float, bearing: float, lat: float
) -> None:
    there = (
        lat + away * math.cos(bearing) / DEGREE_M,
        LON + away * math.sin(bearing) / (DEGREE_M * math.cos(math.radians(lat))),
    )
    other = city.told(number="", lat=there[0], lon=there[1], address="Jl. Satu", unit=OTHER)
    mine = city.told(number="", lat=lat, lon=LON, address="Jl. Dua", unit=UNIT)
    found = city.of(mine)
    assert found.by_distance
    assert found.place is not None
    distances = {row.incident: row.metres for row in found.place.rows}
    distance = metres(lat, LON, *there)
    if distance <= found.metres:
        assert distances[other] == pytest.approx(distance)
    elif len(found.place.rows) < past.ROWS:
        assert other not in distances
    assert all(one is not None and one <= found.metres for one in distances.values())


def test_the_edge_of_250_metres(city: Past4) -> None:
    inside, outside = (
        city.told(number="", lat=LAT + away / DEGREE_M, lon=LON, address="", unit=OTHER)
        for away in (249.9, 250.1)
    )
    found = city.of(city.told(number="", lat=LAT, lon=LON, address="Jl. Mulia"))
    assert found.place is not None
    assert [row.incident for row in found.place.rows] == [inside]
    assert outside not in {row.incident for row in found.place.rows}


def test_a_spot_and_a_street_without_one_are_the_same_by_their_street(city: Past4) -> None:
    unlocated = city.told(number="", address="Jl. Merak")
    far = city.told(number="", address="Jl. Merak", lat=LAT + 1000 / DEGREE_M, lon=LON)
    found = city.of(city.told(number="", address="Jl. Merak", lat=LAT, lon=LON))
    assert found.place is not None
    assert [row.incident for row in found.place.rows] == [unlocated]
    assert far not in {row.incident for row in found.place.rows}


def test_every_question_follows_an_index(city: Past4) -> None:
    questions = [
        past._SELF, past._REPORTS, past._CALLS, past._NEAR, past._STREETS, past._ON_STREET,
        past._ON_STREET_UNLOCATED, past._KIND_COUNTS, past._KIND_ROWS, past._INCIDENTS.format("id", "?, ?"),
        past._INCIDENTS.format("lid", "?, ?"),
    ]  # fmt: skip
    with city.desk.store.read() as connection:
        for sql in questions:
            values = (0,) * len(re.findall(r"\?", sql))
            plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)]
            assert plan
            assert not [step for step in plan if step.startswith("SCAN") or "TEMP B-TREE" in step], (
                sql,
                plan,
            )
