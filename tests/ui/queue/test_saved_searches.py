"""Saved searches survive whatever stands in the preferences, and days are seen from the day they are opened."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from madiun_console.queries.queue import QueueFilter
from madiun_console.settings import Preferences
from madiun_console.ui.queue.saved_searches import (
    LONGEST_NAME,
    Search,
    fit_name,
    name_of,
    saved_searches,
    with_search,
    within,
    without_search,
)
from tests.desk_fixtures import NIGHT_CALL_MS as NOW

YEAR_MS = 366 * 86_400_000
TEXTS = st.dictionaries(
    st.text(max_size=12) | st.sampled_from(["text", "period", "unit", "since"]), st.text(max_size=12)
)


@given(st.dictionaries(st.text(max_size=20), TEXTS, max_size=4))
def test_anything_in_the_preferences_can_be_read(kept: dict[str, dict[str, str]]) -> None:
    found = saved_searches(Preferences(saved_searches=kept), NOW)
    assert set(found) == set(kept)


@given(st.text(max_size=20), st.sampled_from(["", "tahun lalu", "30 hari", "nov 2025"]), st.text(max_size=60))
def test_what_is_saved_is_opened(text: str, period: str, name: str) -> None:
    search = Search(
        text.encode("utf-8", "ignore").decode(), within(QueueFilter(unit="35.77.02.1005"), period, NOW)
    )
    preferences = replace(Preferences(), saved_searches=with_search(Preferences(), name, search))
    (opened,) = saved_searches(preferences, NOW).values()
    assert opened.narrowing == search.narrowing
    kept = fit_name(name)
    assert len(kept) <= LONGEST_NAME
    assert name_of(preferences, opened, NOW) == kept
    assert without_search(preferences, kept) == {}


def test_last_year_is_last_year_also_next_year() -> None:
    search = Search("tawuran", within(QueueFilter(), "tahun lalu", NOW))
    preferences = replace(Preferences(), saved_searches=with_search(Preferences(), "x", search))
    later = saved_searches(preferences, NOW + YEAR_MS)["x"]
    assert later.narrowing.since == search.narrowing.until
    assert name_of(preferences, search, NOW) == "x"
    assert not name_of(preferences, Search("tawuran"), NOW)
