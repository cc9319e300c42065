"""The number of the next incident counts on from the greatest of its day, however many digits that has."""

from __future__ import annotations

import sqlite3

import pytest

from madiun_console.actions.day_count import day_count

START = "20261123-B"


@pytest.mark.parametrize(
    ("counts", "greatest"),
    [
        ([], 0),
        (["001"], 1),
        (["001", "017", "009"], 17),
        ([f"{count:03d}" for count in range(1, 1000)], 999),
        ([f"{count:03d}" for count in range(1, 1013)], 1012),
        (["017", "X99"], 17),  # a newer program may count otherwise
    ],
)
def test_the_greatest_count_of_a_day(counts: list[str], greatest: int) -> None:
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE TABLE incident(number TEXT NOT NULL)")
        others = ["20261122-B500", "20261123-A700", "20261124-B900"]
        numbers = [START + count for count in counts] + others
        connection.executemany("INSERT INTO incident VALUES (?)", [(number,) for number in numbers])
        assert day_count(connection.cursor(), START) == greatest
    finally:
        connection.close()
