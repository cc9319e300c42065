"""Figures, their promises, and the table in the documentation."""

from __future__ import annotations

import pytest

from bench.figures import Figure, median, p95
from bench.report import machine, table, with_table


def test_p95_is_the_value_that_nineteen_of_twenty_do_not_exceed() -> None:
    assert p95([float(number) for number in range(1, 21)]) == 19.0
    assert p95([3.0]) == 3.0
    assert median([3.0, 1.0, 2.0]) == 2.0


@pytest.mark.parametrize(
    ("figure", "kept"),
    [
        (Figure("start", 0.7, "s", "empty table", 0.4, 2.0), True),
        (Figure("start", 0.9, "s", "empty table", 0.4, 2.0), False),
        (Figure("frame", 17.0, "ms", most=16.0), False),
        (Figure("frame", 15.0, "ms", most=16.0), True),
        (Figure("memory", 500.0, "MB", "empty table", 80.0), None),
    ],
)
def test_a_promise_is_a_ratio_where_there_is_a_baseline(figure: Figure, kept: bool | None) -> None:
    assert figure.kept is kept


def test_a_missed_promise_stands_out_in_the_table() -> None:
    lines = table(
        [
            Figure("start", 0.9, "s", "empty table", 0.4, 2.0, "p95 1 s"),
            Figure("rows", 3.0, "ms", "reset", 300.0, 1 / 20),
        ]
    ).splitlines()
    assert lines[2] == "| start | 0.90 s | empty table | 0.40 s | 2.25x | 2.00x | **missed**; p95 1 s |"
    assert lines[3] == "| rows | 3 ms | reset | 300 ms | 1/100 | 1/20 | kept |"


def test_the_table_takes_the_place_of_the_one_before() -> None:
    document = "# Head\n<!-- bench: begin -->\nold\n<!-- bench: end -->\ntail\n"
    once = with_table(document, "new")
    assert once == "# Head\n<!-- bench: begin -->\nnew\n<!-- bench: end -->\ntail\n"
    assert with_table(once, "new") == once


def test_a_document_without_markers_is_not_touched() -> None:
    with pytest.raises(ValueError, match="lacks"):
        with_table("# Head\n", "new")


def test_the_machine_is_described_without_its_name() -> None:
    import platform

    said = machine()
    assert "Python 3." in said
    assert "SQLAlchemy" in said
    assert platform.node() not in said.split(", ")
