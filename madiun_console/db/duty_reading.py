"""Reads what a handover sheet is composed of, in the transaction it is handed: for the page, and for what is signed."""

from __future__ import annotations

import json
from typing import Any

from madiun_console.domain.computed_factors import condition_of
from madiun_console.domain.handover_composing import (
    MOST_PLACES,
    DraftReading,
    DutyReadings,
    NoticeReading,
    OpenReading,
    ahead_span,
    notice_kinds,
)
from madiun_console.domain.handover_sheet import OwedCallback, RepeatedPlace
from madiun_console.domain.ids import id_text
from madiun_console.domain.rulebook import RepeatRule, Rulebook

_DAY_MS = 24 * 60 * 60 * 1000
_OPEN = (
    "SELECT id, number, level, kind_id, unit, status, owner, opened_at, occurred, badges FROM incident "
    "WHERE is_open = 1"
)
_CALLBACKS = (
    "SELECT c.due, c.promised_at, c.call IS NOT NULL, r.incident, i.number, c.tries FROM callback c "
    "LEFT JOIN report r ON r.id = c.report LEFT JOIN incident i ON i.id = r.incident WHERE c.settled = 0"
)
# Every place that reports name, one step in the index each: 200,000 reports lie in some forty places.
_UNITS = (
    "WITH RECURSIVE place(unit) AS (SELECT min(unit) FROM report UNION ALL "
    "SELECT (SELECT min(unit) FROM report WHERE unit > place.unit) FROM place WHERE place.unit IS NOT NULL)"
)
_REPEATED = (
    f"{_UNITS} SELECT r.unit, max(r.lid), count(*), count(DISTINCT r.incident) FROM place "  # noqa: S608
    "JOIN report r ON r.unit = place.unit AND r.logged_at >= ?1 WHERE r.street <> '' AND r.incident IS NOT NULL "
    "GROUP BY r.unit, r.street HAVING count(*) >= ?2 ORDER BY 4 DESC, 3 DESC, r.unit, r.street LIMIT ?3"
)
_LATEST_THERE = (
    "SELECT i.id, i.number, i.kind_id FROM report r JOIN incident i ON i.id = r.incident WHERE r.lid = ?"
)
_REPORTS = (
    f"{_UNITS} SELECT (SELECT count(*) FROM place "  # noqa: S608
    "JOIN report r ON r.unit = place.unit AND r.logged_at >= ?1 AND r.logged_at < ?2) + "
    "(SELECT count(*) FROM report WHERE unit IS NULL AND logged_at >= ?1 AND logged_at < ?2)"
)
_OPENED = "SELECT count(*) FROM incident WHERE opened_at >= ? AND opened_at < ?"
_CLOSED = "SELECT count(*) FROM incident WHERE is_open = 0 AND closed_at >= ? AND closed_at < ?"
_CALLS = "SELECT outcome, count(*) FROM call WHERE logged_at >= ? AND logged_at < ? GROUP BY outcome"
_DRAFTS = "SELECT person, started, updated, state = 'parked' FROM draft WHERE state IN ('active', 'parked')"


def typed_place(part: str, person: str, shift: str) -> str:
    """Where in `meta` stands what a person has typed for a shift: the "addition" not signed, the "note" not entered."""
    return f"handover_{part}:{shift}:{person}"


def read_duty(execute: Any, rulebook: Rulebook, *, now: int, since: int, until: int) -> DutyReadings:
    """What stands in the store now, and what was counted from `since` until just before `until` (milliseconds).

    `execute(sql, parameters)` is a driver cursor's or `Connection.exec_driver_sql`.
    """
    span = (since, until)
    return DutyReadings(
        open=[
            OpenReading(
                id_text(id_), number, level, kind, unit or "", status, id_text(owner) if owner else "", opened, occurred,
                json.loads(badges) if badges else (),
            )
            for id_, number, level, kind, unit, status, owner, opened, occurred, badges in execute(_OPEN, ())
        ],
        callbacks=[
            OwedCallback(due, promised, bool(cut_off), id_text(incident) if incident else "", number or "", tries)
            for due, promised, cut_off, incident, number, tries in execute(_CALLBACKS, ())
        ],
        repeated=_repeated(execute, rulebook, now),
        notices=_notices(execute, rulebook, now),
        calls={row[0]: row[1] for row in execute(_CALLS, span)},
        reports=_one(execute(_REPORTS, span)),
        opened=_one(execute(_OPENED, span)),
        closed=_one(execute(_CLOSED, span)),
        drafts=[
            DraftReading(id_text(person), started, updated, bool(parked))
            for person, started, updated, parked in execute(_DRAFTS, ())
        ],
    )  # fmt: skip


def _repeated(execute: Any, rulebook: Rulebook, now: int) -> list[RepeatedPlace]:
    """Streets with as many reports within as many days as the rule of levels.toml names."""
    rule = condition_of(rulebook, RepeatRule)
    if rule is None:
        return []
    rows = execute(_REPEATED, (now - rule.days * _DAY_MS, rule.min_reports, MOST_PLACES)).fetchall()
    found = []
    for unit, latest, reports, incidents in rows:
        for id_, number, kind in execute(_LATEST_THERE, (latest,)):
            found.append(RepeatedPlace(unit, id_text(id_), number, kind, reports, incidents))
    return found


def _notices(execute: Any, rulebook: Rulebook, now: int) -> list[NoticeReading]:
    """Activities whose time was noted and comes soon, also those whose incident is closed already."""
    kinds = notice_kinds(rulebook)
    marks = ", ".join("?" * len(kinds))
    rows = execute(
        "SELECT id, number, kind_id, unit, occurred FROM incident "  # noqa: S608
        f"WHERE occurred > opened_at AND occurred >= ? AND occurred < ? AND kind_id IN ({marks})",
        (*ahead_span(now), *kinds),
    )
    return [
        NoticeReading(id_text(id_), number, kind, unit or "", occurred)
        for id_, number, kind, unit, occurred in rows
    ]


def _one(rows: Any) -> int:
    row = rows.fetchone()
    return int(row[0]) if row else 0
