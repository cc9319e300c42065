"""Overdue answers: counted rightly after any changes, and told once each."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from bench.synthetic_rows import synthetic_row
from madiun_console.queries.rows import Badge, IncidentRow
from madiun_console.resources import load_rulebook
from madiun_console.ui.queue.columns import Column, Needs, layout_for
from madiun_console.ui.queue.due_index import DueIndex

if TYPE_CHECKING:
    from collections.abc import Sequence

RULEBOOK = load_rulebook()


def waiting(number: int, dues: Sequence[int | None], told: int | None = None) -> IncidentRow:
    badges = tuple(
        Badge(f"e{number}-{at}", "kodim_0803", "tni", "sent", 0, None, due) for at, due in enumerate(dues)
    )
    return synthetic_row(RULEBOOK, Random(number), number, badges=badges, next_due=told)


ROWS = st.builds(
    waiting,
    st.integers(0, 6),
    st.lists(st.none() | st.integers(0, 9), max_size=3),
    st.none() | st.integers(0, 9),
)


@given(st.lists(ROWS | st.integers(0, 6), max_size=20), st.integers(0, 10))
def test_it_counts_what_a_look_at_all_rows_would(steps: list[IncidentRow | int], now: int) -> None:
    index = DueIndex()
    rows: dict[str, IncidentRow] = {}
    for step in steps:
        if isinstance(step, int):
            index.drop(f"i{step:05}")
            rows.pop(f"i{step:05}", None)
        else:
            index.put(step)
            rows[step.id] = step
    expected = sorted(
        badge.escalation
        for row in rows.values()
        for badge in row.badges
        if badge.due is not None and badge.due <= now
    )
    untold = sorted(
        row.id for row in rows.values() if not row.badges and row.next_due is not None and row.next_due <= now
    )
    overdue = index.overdue(now)
    assert [item.due for item in overdue] == sorted(item.due for item in overdue)
    assert sorted(item.escalation for item in overdue if item.escalation) == expected
    assert sorted(item.incident for item in overdue if not item.escalation) == untold
    assert index.count(now) == (len(expected), len(untold))


def test_each_escalation_is_told_once_even_after_a_reload() -> None:
    index = DueIndex()
    index.reset([waiting(1, [5]), waiting(2, [7, None])])
    assert [item.incident for item in index.newly_overdue(4)] == []
    assert [item.incident for item in index.newly_overdue(5)] == ["i00001"]
    index.reset([waiting(1, [5]), waiting(2, [7, None])])
    assert [item.incident for item in index.newly_overdue(8)] == ["i00002"]
    assert index.newly_overdue(9) == []


def test_an_incident_nobody_was_told_of_is_told_of_once_whatever_its_limit() -> None:
    index = DueIndex()
    index.reset([waiting(1, [], 5), waiting(2, [], None)])
    assert [item.incident for item in index.newly_overdue(5)] == ["i00001"]
    index.put(waiting(1, [], 3))
    assert index.newly_overdue(9) == []
    assert index.count(9) == (0, 1)


def test_a_closed_incident_waits_for_nothing() -> None:
    index = DueIndex()
    row = waiting(1, [5])
    index.put(row)
    index.put(row._replace(is_open=False))
    assert index.count(9) == (0, 0)


@given(st.integers(380, 1600), st.integers(30, 80), st.integers(40, 70), st.integers(40, 70))
def test_columns_fill_the_width_exactly(width: int, level: int, number: int, age: int) -> None:
    layout = layout_for(width, Needs(level, number, age))
    assert sum(layout.widths.values()) == width
    assert min(layout.widths.values()) >= 0
    assert {Column.LEVEL, Column.NUMBER, Column.KIND, Column.ESCALATION} <= set(layout.widths)
    assert layout.widths[Column.KIND] >= min(140, width - 300)
