"""Whom nobody answered for, and which escalation speaks for its kind of agency."""

from __future__ import annotations

import pytest

from madiun_console.queries.detail_rows import AnswerRow, EscalationRow
from madiun_console.ui.incident.answer_form import moment_of
from madiun_console.ui.incident.escalation_state import deadline, kind_states, replaced, to_answer, unanswered

SENT, DUE = 1_000_000, 1_300_000


def row(name: str, **values: object) -> EscalationRow:
    usual = EscalationRow(
        id=name, agency=name, name=name, short=name, agency_kind="polri", verb="teruskan", level="high", state="sent",
        sent=SENT, channel="phone", message="", by_name="", first_answer=None, due=DUE, answers=(), next_rung=None,
        rung_of=None,
    )  # fmt: skip
    return usual._replace(**values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("now", "state"), [(SENT, "ok"), (SENT + 224_000, "ok"), (SENT + 225_000, "soon"), (DUE, "over")]
)
def test_a_limit_is_seen_before_it_passes_and_after(now: int, state: str) -> None:
    assert deadline(row("a"), now) == state


def test_an_answer_ends_the_wait() -> None:
    answered = row("a", state="received", first_answer=SENT + 5)
    assert deadline(answered, DUE + 1) is None
    assert unanswered([answered], DUE + 1) == []


def test_the_one_waiting_longest_comes_first() -> None:
    late, later = row("late"), row("later", due=DUE - 100)
    assert [one.id for one in unanswered([late, later], DUE)] == ["later", "late"]


def test_who_cannot_be_reached_needs_the_next_rung_at_once() -> None:
    assert [one.id for one in unanswered([row("a", state="unreachable")], SENT + 1)] == ["a"]


def test_who_declined_needs_the_next_rung_until_somebody_else_is_at_it() -> None:
    said = (AnswerRow("declined", SENT + 9, "phone", "", "bukan wilayah kami", ""),)
    declined = row("a", state="declined", first_answer=SENT + 9, due=None, answers=said)
    assert unanswered([declined], SENT + 10) == [declined]
    earlier = row("b")
    assert unanswered([earlier, declined], SENT + 10) == [declined]
    assert unanswered([earlier._replace(state="moving", first_answer=SENT + 5), declined], SENT + 10) == []
    assert unanswered([declined, row("c", sent=SENT + 20, rung_of="a")], SENT + 30) == []
    assert unanswered([declined, row("c", sent=SENT + 20)], SENT + 30) == []
    assert unanswered([declined, row("c", sent=SENT + 20, state="cancelled")], SENT + 30) == [declined]


def test_the_next_rung_takes_the_clock_over() -> None:
    first, second = row("first"), row("second", rung_of="first", sent=DUE, due=DUE + 300_000)
    assert unanswered([first, second], DUE + 1) == []
    assert kind_states([first, second])["polri"].row.id == "second"
    assert [one.id for one in unanswered([first, second], DUE + 300_000)] == ["second"]


def test_a_rung_that_was_taken_back_replaces_nothing() -> None:
    rows = [row("first"), row("second", rung_of="first", state="cancelled")]
    assert replaced(rows) == frozenset()
    assert [one.id for one in unanswered(rows, DUE)] == ["first"]
    assert kind_states(rows)["polri"].row.id == "first"


def test_one_that_was_asked_again_neither_waits_nor_is_answered_first() -> None:
    first = row("first", state="unreachable", due=None, replaced=True)
    second = row("second", agency="first", sent=DUE, due=DUE + 300_000)
    assert deadline(first, DUE) is None
    assert unanswered([first, second], DUE + 1) == []
    assert to_answer([first, second]) == second
    moving = second._replace(state="moving", first_answer=DUE + 5, answers=(_said("moving", DUE + 5),))
    assert kind_states([first, moving])["polri"].row == moving
    late = first._replace(answers=(_said("unreachable", DUE + 9),))
    assert to_answer([late, moving]) == moving


def test_a_kind_shows_who_is_awaited_before_who_has_answered() -> None:
    answered = row("polres", state="on_scene", first_answer=SENT + 9, answers=(_said("on_scene", SENT + 9),))
    waiting = row("polsek")
    state = kind_states([answered, waiting])["polri"]
    assert (state.row.id, state.count) == ("polsek", 2)
    assert kind_states([answered, row("old", state="done")])["polri"].row.id == "polres"
    assert kind_states([row("x", state="cancelled")]) == {}


def test_whose_answer_comes_next() -> None:
    early, late = row("early", due=DUE - 1), row("late")
    assert to_answer([late, early]) == early
    assert to_answer([row("x", state="done")]) is None


@pytest.mark.parametrize(
    ("text", "minutes_ago"),
    [("14.30", 2), ("14:30", 2), ("1430", 2), ("14.32", 0), ("00.05", 867), ("15.00", -28)],
)
def test_a_time_is_one_of_today(text: str, minutes_ago: int) -> None:
    now = 1_795_419_128_000  # 14.32.08
    assert moment_of(text, now) == now - 8_000 - minutes_ago * 60_000


@pytest.mark.parametrize(
    ("at", "text", "minutes_ago"),
    [("00.20", "23.50", 30), ("05.08", "23.30", 338), ("05.08", "05.59", -51), ("06.00", "23.50", -1070)],
)
def test_after_midnight_the_evening_before_is_meant(at: str, text: str, minutes_ago: int) -> None:
    midnight = 1_795_366_800_000  # 23 Nov 2026 00.00 WIB
    now = midnight + (int(at[:2]) * 60 + int(at[3:])) * 60_000
    assert moment_of(text, now) == now - minutes_ago * 60_000


@pytest.mark.parametrize("text", ["", "25.00", "12.60", "kemarin", "14.3.2", "1", "123456", "-5.00"])
def test_what_is_no_time_is_none(text: str) -> None:
    assert moment_of(text, 1_795_419_128_000) is None


def _said(state: str, at: int) -> AnswerRow:
    return AnswerRow(state, at, "phone", "", "", "")
