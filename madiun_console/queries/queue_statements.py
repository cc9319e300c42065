"""The statements of the queue that are composed: by ids, by number, and the closed ones by filter and page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select, tuple_

from madiun_console.db.schema import incident as t
from madiun_console.queries.queue import COLUMNS, QueueFilter

_MOST_MONTHS = 1200
_SELECT = select(*(t.c[name] for name in COLUMNS))


def by_ids(ids: Sequence[bytes]) -> Select[Any]:
    """These incidents, open or closed."""
    return _SELECT.where(t.c.id.in_(ids))


def by_lids(lids: Sequence[int]) -> Select[Any]:
    """The incidents that the search index found."""
    return _SELECT.where(t.c.lid.in_(lids))


def latest_closed(wanted: QueueFilter, before: int | None = None) -> Select[Any]:
    """Closed incidents, latest first, from `before` (milliseconds) on."""
    query = _SELECT.where(t.c.is_open == 0, *_conditions(wanted)).order_by(
        t.c.closed_at.desc(), t.c.id.desc()
    )
    return query if before is None else query.where(t.c.closed_at < before)


def closed_behind(wanted: QueueFilter, closed_at: int | None, incident: bytes) -> Select[Any]:
    """The same, behind the last row of a page."""
    return latest_closed(wanted).where(tuple_(t.c.closed_at, t.c.id) < tuple_(closed_at, incident))


def by_number(connection: Connection, text: str) -> Select[Any]:
    """`20261123-B017` as it stands, or the spoken `B23-017`: desk letter, day of the month, count."""
    letter, dash, count = text.upper().partition("-")
    if dash and len(letter) == 3 and letter[1:].isdigit() and count.isdigit():
        end = f"{letter[1:]}-{letter[0]}{count}"
        numbers = [f"{month}{end}" for month in _months(connection)]
        return _SELECT.where(t.c.number.in_(numbers)).order_by(t.c.opened_at.desc())
    return _SELECT.where(t.c.number == text.upper())


def _months(connection: Connection) -> list[str]:
    """Every month of the store as `YYYYMM`: 120 exact numbers are found by the index in 1 ms, LIKE reads it all in 300."""
    first, last = (connection.scalar(select(of(t.c.number))) for of in (func.min, func.max))
    if not first or not last or not (first[:6].isdigit() and last[:6].isdigit()):
        return []
    begin, end = (int(number[:4]) * 12 + int(number[4:6]) - 1 for number in (first, last))
    return [
        f"{month // 12:04d}{month % 12 + 1:02d}" for month in range(max(begin, end - _MOST_MONTHS), end + 1)
    ]


def _conditions(wanted: QueueFilter) -> list[ColumnElement[bool]]:
    exact = {t.c.level: wanted.level, t.c.kind_id: wanted.kind_id, t.c.unit: wanted.unit}
    found: list[ColumnElement[bool]] = [column == value for column, value in exact.items() if value]
    if wanted.kecamatan:
        found.append(t.c.unit.startswith(wanted.kecamatan))
    return found
