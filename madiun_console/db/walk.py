"""Every subject of the log with its facts, one after the other, for `rebuild` and `verify`: memory stays bounded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, groupby
from operator import itemgetter
from typing import Any

from madiun_console.db.facts import COLUMNS, logged_of
from madiun_console.db.refold import Refold
from madiun_console.domain.events import Logged
from madiun_console.domain.ids import id_text

INCIDENT = "incident"
Progress = Callable[[int, int], None]
STEP = 2000
"""Progress is told, and a wish to stop is heard, once in so many facts."""
_ROWS_AT_ONCE = 500
_SUBJECT, _KIND = 0, 1
# Both walks follow an index, so nothing is sorted; an incident's own facts and those that only name it are merged.
_PLAIN_SQL = f"SELECT sub, kind, {COLUMNS} FROM fact INDEXED BY fact_sub WHERE kind != ?1 ORDER BY sub"  # noqa: S608
_INCIDENT_SQL = (
    f"SELECT sub, kind, {COLUMNS} FROM fact INDEXED BY fact_sub WHERE kind = ?1 UNION ALL "  # noqa: S608
    f"SELECT also, ?1, {COLUMNS} FROM fact INDEXED BY fact_also WHERE also IS NOT NULL ORDER BY 1"
)
_COUNT_SQL = "SELECT (SELECT count(*) FROM fact) + (SELECT count(*) FROM fact WHERE also IS NOT NULL)"


def derive_all(
    connection: Any, refold: Refold, tick: Callable[[int], None], between: Callable[[], None] = lambda: None
) -> None:
    """Derive every subject: those that incidents depend on first, then `between`, then the incidents.

    `connection` is the driver connection whose transaction the walk sees; `tick(count)` is told of facts read.
    """
    for kind, subject, facts in _groups(_rows(connection, _PLAIN_SQL), tick):
        refold.plain(kind, subject, facts, fresh=True)
    between()
    for _, subject, facts in _groups(_rows(connection, _INCIDENT_SQL), tick):
        refold.incident(subject, facts, fresh=True)


def facts_to_walk(connection: Any) -> int:
    """How many facts `derive_all` will read, those that two subjects share twice."""
    return int(connection.execute(_COUNT_SQL).fetchone()[0])


def _rows(connection: Any, sql: str) -> Iterator[Any]:
    cursor = connection.cursor()
    cursor.arraysize = _ROWS_AT_ONCE
    cursor.execute(sql, (INCIDENT,))
    return chain.from_iterable(iter(cursor.fetchmany, []))


def _groups(rows: Iterator[Any], tick: Callable[[int], None]) -> Iterator[tuple[str, str, list[Logged]]]:
    """(kind, subject, facts): a subject has one kind; should facts claim several, each kind's fold sees all of them."""
    for subject, group in groupby(rows, key=itemgetter(_SUBJECT)):
        found = list(group)
        tick(len(found))
        facts = [logged_of(row[2:]) for row in found]
        for kind in {row[_KIND]: None for row in found}:
            yield kind, id_text(subject), facts
