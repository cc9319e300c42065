"""Rows that are inserted as sets: statements and values which the driver binds at once.

For bytes and None it first asks for an adapter, 2 µs for each value, which is more than the insert itself takes for a row
of thirty columns; so these are given as `bytearray` and "", and the statement makes NULL of "".
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Table


def insert_sql(table: Table, *without: str) -> str:
    """The statement for rows as `bound` makes them: "" stands for NULL in every column that may be NULL."""
    columns = [column for column in table.columns if column.name not in without]
    names = ", ".join(f'"{column.name}"' for column in columns)
    return f'INSERT INTO "{table.name}" ({names}) VALUES ({marks(table, *without)})'  # noqa: S608


def marks(table: Table, *without: str) -> str:
    """The question marks for the columns of a table, in their order."""
    return ", ".join(
        "nullif(?, '')" if column.nullable else "?" for column in table.columns if column.name not in without
    )


def bound(values: Iterable[Any]) -> tuple[Any, ...]:
    """The values as the driver takes them at once."""
    return tuple(
        bytearray(value) if type(value) is bytes else "" if value is None else value for value in values
    )
