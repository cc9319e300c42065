"""The quality sample: random, but the same calls at every desk; months as the city counts them."""

from __future__ import annotations

import uuid
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madiun_console.domain.clock import WIB
from madiun_console.domain.ids import RandomIds, id_bytes
from madiun_console.domain.quality import first_id, is_drawn, month_bounds
from madiun_console.domain.rulebook import Rulebook
from tests.desk_fixtures import NIGHT_CALL_MS

subjects = st.binary(min_size=16, max_size=16)


def ms(*moment: int) -> int:
    return int(datetime(*moment, tzinfo=WIB).timestamp() * 1000)  # type: ignore[misc,arg-type]


@given(subjects, st.integers(1, 99))
def test_who_is_drawn_stays_drawn_when_the_share_grows(subject: bytes, share: int) -> None:
    assert not is_drawn(subject, share) or is_drawn(subject, share + 1)


@given(subjects)
def test_a_hundred_percent_is_everybody_and_none_is_nobody(subject: bytes) -> None:
    assert is_drawn(subject, 100)
    assert not is_drawn(subject, 0)


@pytest.mark.parametrize("share", [2, 10, 50])
def test_the_share_is_kept_for_ids_as_they_are_made(share: int) -> None:
    """Ids made in the same second share nearly all their digits; what is drawn must not follow from that."""
    count = 20_000
    ids = [uuid.uuid5(uuid.NAMESPACE_URL, str(number)).bytes for number in range(count)]
    drawn = sum(is_drawn(NIGHT_CALL_MS.to_bytes(6) + one[6:], share) for one in ids)
    wanted, spread = count * share / 100, (count * share / 100 * (1 - share / 100)) ** 0.5
    assert abs(drawn - wanted) < 5 * spread


def test_the_sample_of_one_call_never_changes() -> None:
    """Desks of other versions draw the same: this may only fail when `is_drawn` was changed, which no version may."""
    ids = [uuid.uuid5(uuid.NAMESPACE_URL, str(number)).bytes for number in range(200)]
    assert [number for number, one in enumerate(ids) if is_drawn(one, 2)] == [65, 66, 73, 85]


def test_months_begin_at_local_midnight() -> None:
    assert month_bounds(ms(2026, 11, 1, 0, 0)) == (ms(2026, 11, 1), ms(2026, 12, 1))
    assert month_bounds(ms(2026, 11, 1) - 1) == (ms(2026, 10, 1), ms(2026, 11, 1))
    assert month_bounds(ms(2026, 1, 15), back=1) == (ms(2025, 12, 1), ms(2026, 1, 1))
    assert month_bounds(ms(2026, 12, 31, 23, 59)) == (ms(2026, 12, 1), ms(2027, 1, 1))


@given(st.integers(0, 2**47))
def test_ids_of_a_millisecond_lie_between_its_first_id_and_the_next(moment: int) -> None:
    assert first_id(moment) <= id_bytes(RandomIds().new(moment)) < first_id(moment + 1)


def test_the_sheet_covers_intake_and_escalation_and_is_shorter_for_a_call_that_was_no_incident(
    rulebook: Rulebook,
) -> None:
    rules = rulebook.quality
    assert {one.part for one in rules.criteria} == {"call", "intake", "escalation"}
    assert rules.criteria_for(report=True) == rules.criteria
    assert {one.part for one in rules.criteria_for(report=False)} == {"call"}
    assert all(one.name_id != one.name_en for one in rules.criteria)
