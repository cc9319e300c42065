"""Windows of the sensitive calendar open and close on the right days; the Javanese dates are those of the Kraton."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madiun_console.domain.rulebook import RULEBOOK_FILES, parse_rulebook
from madiun_console.domain.sensitive_dates import boost, javanese_date, open_windows, windows_between
from madiun_console.resources import read_text

if TYPE_CHECKING:
    from madiun_console.domain.rulebook import Rulebook, WetonCheck

OWN = parse_rulebook({name: read_text("domain", name) for name in RULEBOOK_FILES})
DAYS = st.dates(date(2023, 12, 1), date(2037, 2, 1))


def open_ids(rulebook: Rulebook, day: date) -> set[str]:
    return {window.event.id for window in open_windows(rulebook, day)}


@pytest.mark.parametrize("check", OWN.calendar.checks, ids=lambda c: str(c.javanese_year))
def test_the_published_dates_of_1_suro(rulebook: Rulebook, check: WetonCheck) -> None:
    found = javanese_date(rulebook, check.day)
    assert found
    assert (found.year, found.month, found.day, found.weton) == (check.javanese_year, 1, 1, check.weton)


def test_the_table_has_its_six_checks(rulebook: Rulebook) -> None:
    assert len(rulebook.calendar.checks) == 6


def test_the_epoch_and_the_limits(rulebook: Rulebook) -> None:
    rule = rulebook.calendar.javanese
    first = javanese_date(rulebook, rule.epoch)
    assert first
    assert (first.year, first.year_name, first.month_name, first.day, first.weton) == (
        1867,
        "Alip",
        "Sura",
        1,
        "Selasa Pon",
    )
    assert javanese_date(rulebook, rule.epoch - timedelta(1)) is None
    assert javanese_date(rulebook, rule.valid_until + timedelta(1)) is None
    assert javanese_date(rulebook, rule.valid_until) is not None


@given(st.dates(date(1936, 3, 24), date(2052, 8, 24)))
def test_the_next_day_is_the_next_day(day: date) -> None:
    today, tomorrow = javanese_date(OWN, day), javanese_date(OWN, day + timedelta(1))
    assert today
    assert tomorrow
    same_month = (today.year, today.month, today.day + 1)
    next_month = (today.year + today.month // 12, today.month % 12 + 1, 1)
    assert (tomorrow.year, tomorrow.month, tomorrow.day) in {same_month, next_month}
    assert 1 <= today.day <= 30
    pasaran = OWN.calendar.javanese.pasaran
    assert pasaran.index(tomorrow.pasaran) == (pasaran.index(today.pasaran) + 1) % 5


def test_every_row_of_the_table_carries_its_weton(rulebook: Rulebook) -> None:
    for rows in rulebook.calendar.dates.values():
        for row in rows:
            found = javanese_date(rulebook, row.day)
            assert found
            assert found.weton == row.weton, row


def test_the_reckoned_rows_of_suro_follow_the_rule(rulebook: Rulebook) -> None:
    for row in rulebook.calendar.dates["suro_day"]:
        found = javanese_date(rulebook, row.day)
        assert found
        assert (found.month, found.day) == (1, 1)
        assert f"{found.year} {found.year_name}" in row.name


@pytest.mark.parametrize(
    ("day", "ids"),
    [
        (date(2026, 4, 1), {"halal_bihalal"}),
        (date(2026, 11, 23), set()),
        # 1 Suro 1960: eve and 1 Muharam on 16 June, 1 Suro on 17 June, two days on either side; the month until 16 July
        (date(2026, 6, 13), set()),
        (date(2026, 6, 14), {"suro_eve"}),
        (date(2026, 6, 16), {"suro_eve"}),
        (date(2026, 6, 17), {"suro_eve", "suro_month"}),
        (date(2026, 6, 19), {"suro_eve", "suro_month", "city_birthday"}),
        (date(2026, 6, 20), {"suro_month", "city_birthday"}),
        (date(2026, 6, 25), {"suro_month"}),
        (date(2026, 6, 26), {"suro_month", "suran_agung"}),
        (date(2026, 6, 29), {"suro_month", "suran_agung"}),
        (date(2026, 6, 30), {"suro_month"}),
        (date(2026, 7, 16), {"suro_month"}),
        (date(2026, 7, 17), set()),
        # fixed dates over the end of a year
        (date(2026, 12, 31), {"new_year"}),
        (date(2027, 1, 1), {"new_year"}),
        (date(2027, 1, 2), set()),
        (date(2040, 5, 1), {"labour_day"}),
        (date(2026, 12, 26), {"christmas"}),
        (date(2026, 12, 27), set()),
        # election: [7, 14] around Pilkada 2024
        (date(2024, 11, 19), set()),
        (date(2024, 11, 20), {"election"}),
        (date(2024, 12, 11), {"election"}),
        (date(2024, 12, 12), set()),
    ],
)
def test_windows_open_and_close(rulebook: Rulebook, day: date, ids: set[str]) -> None:
    assert open_ids(rulebook, day) == ids


def test_an_official_date_wins_over_a_reckoned_one(rulebook: Rulebook) -> None:
    """Idulfitri 1447 was reckoned for 20 March 2026 and set for the 21st: the window is 20 to 22 March."""
    found = [
        w for w in windows_between(rulebook, date(2026, 3, 1), date(2026, 4, 1)) if w.event.id == "takbiran"
    ]
    assert [(w.first, w.last, w.day) for w in found] == [
        (date(2026, 3, 20), date(2026, 3, 22), date(2026, 3, 21))
    ]


def test_a_reckoned_hijri_date_may_be_a_day_late(rulebook: Rulebook) -> None:
    """1 Syawal 1448 is 9 or 10 March 2027: a day before the one, a day after the other."""
    found = [
        w for w in windows_between(rulebook, date(2027, 3, 1), date(2027, 4, 1)) if w.event.id == "takbiran"
    ]
    assert [(w.first, w.last) for w in found] == [(date(2027, 3, 8), date(2027, 3, 11))]


def test_the_clash_after_syawal_of_2023_would_have_been_in_the_window(table_texts: dict[str, str]) -> None:
    """1 Syawal 1444 was 22 April 2023 (SKB); the clash came on 21 May."""
    text = table_texts["calendar_dates.csv"] + "2023-04-22,idulfitri,Idulfitri 1444 H,official SKB,\n"
    rulebook = parse_rulebook(table_texts | {"calendar_dates.csv": text})
    assert "halal_bihalal" in open_ids(rulebook, date(2023, 5, 21))
    assert "halal_bihalal" in open_ids(rulebook, date(2023, 5, 28))
    assert "halal_bihalal" not in open_ids(rulebook, date(2023, 5, 29))


def test_a_date_that_a_supervisor_enters_opens_its_window(table_texts: dict[str, str]) -> None:
    text = table_texts["calendar_dates.csv"] + "2027-01-17,football,Derbi,surat panitia,\n"
    rulebook = parse_rulebook(table_texts | {"calendar_dates.csv": text})
    assert open_ids(rulebook, date(2027, 1, 17)) == {"football"}
    assert boost(rulebook, date(2027, 1, 18)) == 1
    assert boost(rulebook, date(2027, 1, 19)) == 0


def test_the_largest_boost_counts_once(rulebook: Rulebook) -> None:
    windows = open_windows(rulebook, date(2026, 6, 28))
    assert [(w.event.id, w.boost) for w in windows] == [("suran_agung", 2), ("suro_month", 1)]
    assert boost(rulebook, date(2026, 6, 28)) == 2
    assert boost(rulebook, date(2026, 11, 23)) == 0
    assert windows[0].label("en") == "Suran Agung"


@given(DAYS)
def test_a_window_is_open_on_each_of_its_days_and_only_then(day: date) -> None:
    windows = open_windows(OWN, day)
    assert len({window.event.id for window in windows}) == len(windows)
    for window in windows:
        assert window.first <= day <= window.last
        assert window.event.id not in open_ids(OWN, window.first - timedelta(1))
        assert window.event.id not in open_ids(OWN, window.last + timedelta(1))


@given(DAYS, st.integers(0, 60))
def test_windows_of_a_stretch_are_those_of_its_days(first: date, length: int) -> None:
    days = [first + timedelta(offset) for offset in range(length + 1)]
    one_by_one = {window for day in days for window in open_windows(OWN, day)}
    assert {(w.event.id, w.first) for w in windows_between(OWN, first, days[-1])} == {
        (w.event.id, w.first) for w in one_by_one
    }


@given(st.dates())
def test_no_day_is_a_crash(day: date) -> None:
    assert boost(OWN, day) >= 0
