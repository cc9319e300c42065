"""What has been kept as long as retention.toml allows: identities and texts that an administrator should erase now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from madiun_console.db.desk import Desk
from madiun_console.db.erasing import facts_with_number
from madiun_console.domain import phone
from madiun_console.domain.clock import local_time
from madiun_console.domain.ids import id_text

_CLOSED = (
    "SELECT i.id, i.number, i.level, i.kind_id, i.closed_at FROM incident i WHERE i.is_open = 0 AND i.closed_at < ? "
    "ORDER BY i.closed_at"
)
_HAS_IDENTITY = (
    "SELECT 1 FROM report r JOIN fact f ON f.sub = r.id WHERE r.incident = ? AND f.pii IS NOT NULL LIMIT 1"
)
_HAS_TEXT = (
    "SELECT 1 FROM fact f WHERE (f.sub = ?1 OR f.also = ?1 OR f.sub IN (SELECT id FROM report WHERE incident = ?1)) "
    "AND f.kind <> 'erasure' AND (f.body IS NOT NULL OR f.restricted IS NOT NULL OR f.pii IS NOT NULL) LIMIT 1"
)
_CALLS = (
    "SELECT c.id FROM call c JOIN fact f ON f.sub = c.id WHERE c.logged_at < ? AND {} IS NOT NULL "
    "GROUP BY c.id ORDER BY c.logged_at"
)
# What was written about a report or a call elsewhere: on its call-back, at its look in the quality sample.
_OWN_PARTS = "coalesce(f.body, f.restricted, f.pii) IS NOT NULL"
# CROSS JOIN keeps this order: without it SQLite begins at the facts, all of them.
_BESIDE_REPORTS = " UNION ".join(
    f"SELECT r.incident FROM {table} s CROSS JOIN report r ON r.id = s.report CROSS JOIN fact f ON f.sub = s.id "  # noqa: S608
    f"WHERE {_OWN_PARTS}"
    for table in ("callback", "score")
)
_BESIDE_CALLS = " UNION ".join(
    f"SELECT c.id, c.logged_at FROM {table} s CROSS JOIN call c ON c.id = s.call CROSS JOIN fact f ON f.sub = s.id "  # noqa: S608
    f"WHERE c.logged_at < ?1 AND {_OWN_PARTS}"
    for table in ("callback", "score")
)
_MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class DueIncident:
    """A closed incident of which something has been kept long enough."""

    id: str
    number: str
    level: str
    kind_id: str
    closed_at: int


@dataclass(frozen=True, slots=True)
class Due:
    """Everything that is due; an incident whose texts are due stands there alone, its identities go with them."""

    identities: tuple[DueIncident, ...]
    texts: tuple[DueIncident, ...]
    call_identities: tuple[str, ...]
    call_texts: tuple[str, ...]

    def is_empty(self) -> bool:
        """Whether nothing is due."""
        return not (self.identities or self.texts or self.call_identities or self.call_texts)


@dataclass(frozen=True, slots=True)
class CallerCount:
    """What is known of a number, for an erasure that the caller asks for."""

    reports: int
    calls: int


def due_erasures(desk: Desk) -> Due:
    """Read through what is closed; takes seconds for many years, so it runs aside.

    Periods are months of the calendar (31 August and six months: 28 February); 0 months are without limit.
    """
    now = local_time(desk.store.clock.now_ms())
    book = desk.rulebook

    def run(connection: Any) -> Due:
        identities, texts = [], []
        beside = {row[0] for row in connection.execute(_BESIDE_REPORTS)}
        for id_, number, level, kind_id, closed_at in connection.execute(_CLOSED, (_ms(now),)):
            period = book.retention_period(level, kind_id)
            row = DueIncident(id_text(id_), number, level, kind_id, closed_at)
            if _is_due(now, closed_at, period.texts) and (
                id_ in beside or connection.execute(_HAS_TEXT, (id_,)).fetchone()
            ):
                texts.append(row)
            elif (
                _is_due(now, closed_at, period.identities)
                and connection.execute(_HAS_IDENTITY, (id_,)).fetchone()
            ):
                identities.append(row)
        call = book.retention.calls
        any_part = _CALLS.format("coalesce(f.body, f.restricted, f.pii)")
        call_texts = _calls(connection, now, call.texts, any_part)
        known = set(call_texts)
        beside_calls = _calls(connection, now, call.texts, _BESIDE_CALLS)
        call_texts += tuple(one for one in beside_calls if one not in known)
        known.update(beside_calls)
        call_identities = _calls(connection, now, call.identities, _CALLS.format("f.pii"))
        return Due(
            tuple(identities),
            tuple(texts),
            tuple(one for one in call_identities if one not in known),
            call_texts,
        )

    found: Due = desk.store.driver(run)
    return found


def caller_count(desk: Desk, number: str) -> CallerCount:
    """How many reports and calls came from a number, in whatever spelling."""
    known = phone.normalise(number) or number.strip()
    with desk.store.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT kind, count(*) FROM caller WHERE phone = ? GROUP BY kind", (known,)
        )
        counts = {row[0]: row[1] for row in rows}
    return CallerCount(counts.get("report", 0), counts.get("call", 0))


def count_once_named(desk: Desk, number: str) -> CallerCount:
    """How many named a whole number once and have another one now; reads the whole log, so it runs aside."""
    known = phone.normalise(number)
    if known is None:
        return CallerCount(0, 0)
    found = desk.store.driver(lambda reader: facts_with_number(reader, known))
    counts = Counter(kind for _, kind in {(subject, kind) for _, subject, kind in found})
    return CallerCount(counts["report"], counts["call"])


def due_before(now: datetime, months: int) -> datetime:
    """The moment before which something must have been closed to be due now, `months` of the calendar later."""
    year, month = divmod(now.year * _MONTHS_A_YEAR + now.month - 1 - months, _MONTHS_A_YEAR)
    for day in range(now.day, 27, -1):
        try:
            return now.replace(year=year, month=month + 1, day=day)
        except ValueError:  # the month is shorter
            continue
    return now.replace(year=year, month=month + 1)


def _is_due(now: datetime, closed_at: int, months: int) -> bool:
    return months > 0 and closed_at < _ms(due_before(now, months))


def _calls(connection: Any, now: datetime, months: int, question: str) -> tuple[str, ...]:
    if months == 0:
        return ()
    rows: Iterable[Any] = connection.execute(question, (_ms(due_before(now, months)),))
    return tuple(id_text(row[0]) for row in rows)


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
