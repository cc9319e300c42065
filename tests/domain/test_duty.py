"""A shift as the fold of its facts: order and repetition do not matter, and only the sheet that stands is acknowledged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madiun_console.domain.duty import duty_id, fold_duty
from madiun_console.domain.duty_times import duty_at, duty_span
from madiun_console.domain.events import office_catalogue as ev
from madiun_console.domain.ids import ms_of
from tests.domain.test_folds import said

if TYPE_CHECKING:
    from madiun_console.domain.events import Event, Logged
    from madiun_console.domain.rulebook import Rulebook

HOUR = 3_600_000
NIGHT_START = 1_795_363_200_000  # 22 Nov 2026 23.00 WIB
STARTED = ev.ShiftStarted(period="malam", date="2026-11-22", desk="B")
events: st.SearchStrategy[Event | None] = st.one_of(
    st.none(),
    st.builds(ev.ShiftStarted, period=st.just("malam"), date=st.just("2026-11-22"), desk=st.sampled_from("AB")),
    st.builds(ev.ShiftNoteAdded, text=st.none() | st.text(max_size=5)),
    st.builds(ev.HandoverWritten, sheet=st.none() | st.just("{}"), notes=st.none() | st.just("n")),
    st.just(ev.ShiftEnded()),
    st.builds(ev.HandoverAcknowledged, handover=st.sampled_from([f"f{number}" for number in range(9)])),
    st.just(ev.ClosingApproved(closing="f1")),
)  # fmt: skip


@st.composite
def histories(draw: st.DrawFn) -> list[Logged]:
    """Any facts at all, some with the same stamp, some held."""
    facts = [said(0, STARTED)] if draw(st.booleans()) else []
    return facts + [
        said(number, draw(events), hlc=draw(st.integers(0, 5)), held=draw(st.booleans()))
        for number in range(1, draw(st.integers(0, 10)) + 1)
    ]


@given(histories(), st.randoms(use_true_random=False), st.integers(1, 3))
def test_the_fold_is_total_and_knows_no_order_and_no_repetition(
    facts: list[Logged], random: object, times: int
) -> None:
    shuffled = facts * times
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert fold_duty(shuffled) == fold_duty(facts)


@given(histories())
def test_acknowledged_is_only_the_sheet_that_stands(facts: list[Logged]) -> None:
    state = fold_duty(facts)
    if state is None or state.acknowledged_at is None:
        return
    assert state.handover is not None
    named = [
        fact for fact in facts if isinstance(fact.event, ev.HandoverAcknowledged) and not fact.held
        and fact.event.handover == state.handover.fact
    ]  # fmt: skip
    assert state.acknowledged_by in {fact.actor for fact in named}


def test_a_newer_sheet_has_to_be_read_again() -> None:
    facts = [
        said(0, STARTED),
        said(1, ev.HandoverWritten(sheet="{}")),
        said(2, ev.HandoverAcknowledged(handover="f1")),
    ]
    read = fold_duty(facts)
    assert read is not None
    assert read.acknowledged_by == "p2"
    again = fold_duty([*facts, said(3, ev.HandoverWritten(sheet="{}"))])
    assert again is not None
    assert again.acknowledged_at is None


@given(st.integers(NIGHT_START - 40 * 24 * HOUR, NIGHT_START + 40 * 24 * HOUR))
def test_every_moment_of_a_period_has_one_subject_whose_id_tells_its_start(
    rulebook: Rulebook, ms: int
) -> None:
    duty = duty_at(rulebook, "center", ms)
    assert duty is not None
    assert duty.start <= ms < duty.end
    assert duty.end - duty.start == 8 * HOUR
    assert ms_of(duty.id) == duty.start
    assert duty_at(rulebook, "center", duty.start) == duty_at(rulebook, "center", duty.end - 1) == duty
    assert duty_span(rulebook, duty.id, duty.period) == (duty.start, duty.end)
    other = duty_at(rulebook, "another center", ms)
    assert other is not None
    assert other.id != duty.id


@pytest.mark.parametrize("hours", [0, 3, 7.99])
def test_a_night_belongs_to_the_date_of_its_first_hour(rulebook: Rulebook, hours: float) -> None:
    duty = duty_at(rulebook, "center", NIGHT_START + int(hours * HOUR))
    assert duty is not None
    assert (duty.period, duty.date, duty.start) == ("malam", "2026-11-22", NIGHT_START)


def test_periods_that_are_no_longer_in_the_table_keep_their_start(rulebook: Rulebook) -> None:
    start = NIGHT_START + HOUR
    shift = duty_id("center", "2026-11-23", "dini", start)
    assert duty_span(rulebook, shift, "dini") == (start, start + 24 * HOUR)
