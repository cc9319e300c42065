"""Finding: any spelling of a number, word families, callers' numbers for those who may, filters, pages."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from madiun_console.actions.escalate import escalate
from madiun_console.actions.people import disable_person
from madiun_console.actions.take_call import save_report
from madiun_console.actions.work_incident import claim, close_incident
from madiun_console.queries import find
from madiun_console.queries.find import found_rows
from madiun_console.queries.queue import QueueFilter, incidents

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from madiun_console.actions.desk import Desk, Session
    from madiun_console.domain.report_form import ReportForm
    from tests.desk_fixtures import MovedClock, People

DAY_MINUTES = 24 * 60
YEAR_MS = 365 * 86_400_000
WINONGO, TAMAN = "35.77.02.1005", "35.77.03.1006"


class Years:
    """A center with a past: one incident saved for each call of `told`."""

    def __init__(
        self, desk: Desk, people: People, form: Callable[..., ReportForm], clock: MovedClock
    ) -> None:
        self.desk, self.people, self._form, self.clock = desk, people, form, clock

    def told(self, narrative: str, **values: object) -> str:
        filled = self._form(narrative=narrative, answers={}, **values)
        return save_report(self.desk, self.people.operator, filled).created["incident"]

    def closed(self, narrative: str, code: str = "handled", **values: object) -> str:
        incident = self.told(narrative, **values)
        close_incident(self.desk, self.people.supervisor, incident, code)
        return incident

    def number(self, incident: str) -> str:
        return incidents(self.desk, [incident])[0].number

    def found(self, text: str, by: Session | None = None, **filters: object) -> list[str]:
        page = found_rows(self.desk, by or self.people.operator, text, QueueFilter(**filters), limit=100)  # type: ignore[arg-type]
        return [row.id for row in page.rows]


@pytest.fixture
def years(desk: Desk, people: People, form: Callable[..., ReportForm], clock: MovedClock) -> Years:
    return Years(desk, people, form, clock)


# ------------------------------------------------------------------------------------------------ numbers


def test_a_number_in_every_spelling_finds_its_incident(years: Years) -> None:
    first = years.told("Ribut di pasar")
    years.told("Ribut lagi")
    number = years.number(first)
    day, rest = number.split("-")
    letter, count = rest[0], rest[1:]
    for typed in (
        number, number.lower(), f"{day}{rest}", f"{letter}{day[6:]}-{count}", f"{letter}{day[6:]} {int(count)}",
        f"{letter}{day[6:]}{count}", f"no. {letter.lower()}{day[6:]}-{count}",
    ):  # fmt: skip
        assert years.found(typed) == [first], typed
    assert first in years.found(f"{letter}{int(count)}")
    assert first in years.found(day)


def test_a_spoken_number_finds_the_same_day_of_other_months_latest_first(years: Years) -> None:
    old = years.told("Ribut")
    years.clock.pass_minutes(30 * DAY_MINUTES)
    recent = years.told("Ribut")
    assert years.number(old)[6:] == years.number(recent)[6:]
    assert years.found("B23-001") == [recent, old]
    assert years.found("B23-0") == [recent, old]
    assert years.found("B23-") == [recent, old]
    assert years.found("B24-001") == []
    assert years.found("B23-001", until=years.clock.now_ms() - DAY_MINUTES * 60_000) == [old]


# ------------------------------------------------------------------------------------------------ words


@pytest.mark.parametrize("typed", ["pengeroyokan", "dikeroyok", "keroyokan", "pengero"])
def test_any_word_finds_its_family(years: Years, typed: str) -> None:
    first = years.closed("Ada anak dikeroyok di lapangan", unit=WINONGO)
    second = years.told("Keroyokan di depan pasar", unit=TAMAN)
    years.told("Sengketa lahan", unit=TAMAN)
    assert years.found(typed) == [second, first]
    assert years.found(f"winongo {typed}") == [first]


def test_the_latest_stands_first_whenever_it_was_written_down(years: Years) -> None:
    now = years.clock.now_ms()
    morning = years.told("Bentrok di pasar")
    night = years.told("Bentrok di gang", occurred=now - 9 * 3_600_000)
    assert years.found("bentrok") == [morning, night]


def test_restricted_text_and_identities_are_no_words(years: Years) -> None:
    years.told("Ribut", groups="Perguruan Rahasia", name="Wiryawan", home="Jalan Sepi 9")
    for typed in ("rahasia", "wiryawan", "sepi"):
        assert years.found(typed, years.people.administrator) == []


# ------------------------------------------------------------------------------------------------ callers' numbers


def test_a_fragment_of_a_number_finds_for_those_who_may_read_it_and_shows_it_masked(years: Years) -> None:
    incident = years.told("Ribut", number="0813 5555 7777")
    years.told("Ribut", number="0812 1111 2222")
    for typed in ("55557777", "0813 5555", "+62 813-5555", "5557"):
        (found,) = found_rows(years.desk, years.people.supervisor, typed).found
        assert (found.row.id, found.masked_phone) == (incident, "0813 •••• 7777")
        assert "5555" not in str(found.masked_phone)


def test_an_operator_gets_nothing_and_the_index_is_not_even_looked_at(
    years: Years, monkeypatch: pytest.MonkeyPatch
) -> None:
    years.told("Ribut", number="0813 5555 7777")
    absent = found_rows(years.desk, years.people.operator, "0899 9999")
    asked: list[str] = []
    true_rows = find._rows

    def listened(connection: Connection, sql: str, values: tuple[Any, ...]) -> dict[int, Any]:
        asked.append(sql)
        return true_rows(connection, sql, values)

    monkeypatch.setattr(find, "_PHONES", "SELECT no_such_column")  # a look at it would raise
    monkeypatch.setattr(find, "_rows", listened)
    assert found_rows(years.desk, years.people.operator, "0813 5555") == absent
    assert found_rows(years.desk, None, "0813 5555") == absent
    assert not any(re.search(r"\bcaller\b|caller_", sql) for sql in asked)


def test_the_log_decides_and_not_what_the_screen_remembers(years: Years) -> None:
    years.told("Ribut", number="0813 5555 7777")
    boasting = replace(years.people.operator, role="administrator")
    assert years.found("0813 5555", boasting) == []
    assert years.found("0813 5555", years.people.supervisor)
    disable_person(years.desk, years.people.administrator, years.people.supervisor.person)
    assert years.found("0813 5555", years.people.supervisor) == []
    assert years.found("0813 5555", replace(boasting, person="nobody")) == []


def test_a_joined_report_is_found_by_its_own_caller(years: Years) -> None:
    incident = years.told("Ribut", number="0813 5555 7777")
    years.told("Ribut lagi", number="0812 1111 2222")
    save_report(
        years.desk,
        years.people.operator,
        years._form(number="0811 3333 444", joins=incident, narrative="tambah"),
    )
    (found,) = found_rows(years.desk, years.people.supervisor, "3333444").found
    assert found.row.id == incident


# ------------------------------------------------------------------------------------------------ filters and pages


def test_each_filter_narrows_words_and_stands_alone(years: Years) -> None:
    here = years.closed("Tawuran di lapangan", unit=WINONGO, kind_id="suspicious_gathering", code="handled")
    there = years.told("Tawuran di pasar", unit=TAMAN, kind_id="hoax")
    escalate(years.desk, years.people.operator, there, "polres_madiun_kota", "pesan", "phone")
    claim(years.desk, years.people.operator, there)
    category = years.desk.rulebook.kinds["hoax"].category
    level = incidents(years.desk, [there])[0].level
    status = incidents(years.desk, [there])[0].status
    for text in ("tawuran", ""):
        assert years.found(text) == [there, here]
        assert years.found(text, unit=TAMAN) == [there]
        assert years.found(text, kecamatan=WINONGO[:8]) == [here]
        assert years.found(text, kind_id="hoax") == [there]
        assert years.found(text, category=category) == [there]
        assert there in years.found(text, level=level)
        assert years.found(text, status="closed") == [here]
        assert years.found(text, status=status) == [there]
        assert years.found(text, agency="polres_madiun_kota") == [there]
        assert years.found(text, agency_kind="polri") == [there]
        assert years.found(text, agency_kind="tni") == []
        assert years.found(text, outcome="handled") == [here]
        assert years.found(text, outcome="not_found") == []
        assert years.found(text, owner=years.people.operator.person) == [there]
        assert years.found(text, unit=TAMAN, outcome="handled") == []


def test_days_narrow_by_when_it_happened(years: Years) -> None:
    old = years.closed("Bentrok di alun-alun")
    years.clock.pass_minutes(365 * DAY_MINUTES)
    recent = years.told("Bentrok di alun-alun")
    now = years.clock.now_ms()
    assert years.found("bentrok", since=now - 86_400_000) == [recent]
    assert years.found("bentrok", until=now - 86_400_000) == [old]
    assert years.found("", since=now - YEAR_MS - 86_400_000, until=now - 86_400_000) == [old]


def test_pages_follow_each_other_without_gap_or_repetition(years: Years) -> None:
    saved = []
    for number in range(25):
        saved.append(years.told("Tawuran di pasar", number=f"0812 0000 {number:04}"))
        if number % 3 == 0:
            years.clock.pass_minutes(1)
    for by, text in ((years.people.operator, "tawuran"), (years.people.supervisor, "0812 0000"), (None, "")):
        got: list[str] = []
        before = None
        for _ in range(9):
            page = found_rows(years.desk, by, text, before=before, limit=7)
            got += [row.id for row in page.rows]
            before = page.goes_on
            if before is None:
                break
        assert got == saved[::-1], text
    exactly = found_rows(years.desk, None, "tawuran", limit=25)
    assert (len(exactly.found), exactly.goes_on) == (25, None)
