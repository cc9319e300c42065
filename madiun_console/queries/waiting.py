"""The closings that wait for a supervisor: their count, which every change asks for anew, and the list, oldest first."""

from __future__ import annotations

from madiun_console.db.desk import Desk
from madiun_console.domain.ids import id_bytes, id_text
from madiun_console.queries.queue import QueueFilter, incidents
from madiun_console.queries.rows import IncidentRow

WAITING_PAGE = 200
COUNT_CAP = 1000
"""So far closings that wait are counted: more is told as "999+", and costs no more to know."""
COUNT_SQL = f"SELECT count(*) FROM (SELECT 1 FROM incident WHERE review = 'waiting' LIMIT {COUNT_CAP})"  # noqa: S608 - a constant
_CHUNK = 500


def waiting_count(desk: Desk) -> int:
    """How many closings wait, counted as far as COUNT_CAP. By the driver: a start asks this too."""
    return int(desk.store.driver(lambda reader: reader.execute(COUNT_SQL).fetchone()[0]))


def waiting_closings(
    desk: Desk,
    wanted: QueueFilter | None = None,
    *,
    after: tuple[int, str] | None = None,
    limit: int = WAITING_PAGE,
) -> list[IncidentRow]:
    """Closed incidents that wait for a review, oldest closing first.

    `after` (closed_at, id of the last row) goes on where a page ended.
    """
    found: list[IncidentRow] = []
    at, last = (after[0], id_bytes(after[1])) if after else (0, b"")
    while len(found) < limit:
        with desk.store.read() as connection:
            keys = connection.exec_driver_sql(
                "SELECT closed_at, id FROM incident WHERE review = 'waiting' AND (closed_at, id) > (?, ?) "
                "ORDER BY closed_at, id LIMIT ?",
                (at, last, min(limit, _CHUNK)),
            ).fetchall()
        if not keys:
            break
        rows = {row.id: row for row in incidents(desk, [id_text(key) for _, key in keys])}
        page = [rows[id_text(key)] for _, key in keys if id_text(key) in rows]
        # It may have been reviewed between the two questions.
        page = [row for row in page if row.review == "waiting"]
        found += [row for row in page if wanted is None or wanted.fits(desk.rulebook, row)]
        at, last = keys[-1]
        if len(keys) < min(limit, _CHUNK):
            break
    return found[:limit]


def closings_with(desk: Desk, incident: str) -> list[IncidentRow]:
    """The first closings that wait, and at their end `incident` when it waits further down; it may be empty."""
    rows = waiting_closings(desk)
    if incident and all(row.id != incident for row in rows):
        rows += [row for row in incidents(desk, [incident]) if row.review == "waiting"]
    return rows
