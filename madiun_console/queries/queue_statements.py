"""The statements of the queue that are composed: by ids, and the closed ones by filter and page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, select, tuple_

from madiun_console.db.schema import incident as t
from madiun_console.queries.queue import COLUMNS, QueueFilter

_SELECT = select(*(t.c[name] for name in COLUMNS))


def by_ids(ids: Sequence[bytes]) -> Select[Any]:
    """These incidents, open or closed."""
    return _SELECT.where(t.c.id.in_(ids))


def latest_closed(wanted: QueueFilter, before: int | None = None) -> Select[Any]:
    """Closed incidents, latest first, from `before` (milliseconds) on."""
    query = _SELECT.where(t.c.is_open == 0, *_conditions(wanted)).order_by(
        t.c.closed_at.desc(), t.c.id.desc()
    )
    return query if before is None else query.where(t.c.closed_at < before)


def closed_behind(wanted: QueueFilter, closed_at: int | None, incident: bytes) -> Select[Any]:
    """The same, behind the last row of a page."""
    return latest_closed(wanted).where(tuple_(t.c.closed_at, t.c.id) < tuple_(closed_at, incident))


def _conditions(wanted: QueueFilter) -> list[ColumnElement[bool]]:
    exact = {
        t.c.level: wanted.level,
        t.c.kind_id: wanted.kind_id,
        t.c.unit: wanted.unit,
        t.c.closing: wanted.outcome,
        t.c.status: wanted.status,
    }
    found: list[ColumnElement[bool]] = [column == value for column, value in exact.items() if value]
    if wanted.kecamatan:
        found.append(t.c.unit.startswith(wanted.kecamatan))
    if wanted.since is not None:
        found.append(t.c.opened_at >= wanted.since)
    if wanted.until is not None:
        found.append(t.c.opened_at < wanted.until)
    return found
