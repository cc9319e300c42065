"""What the intake form asks while a call is being taken: level, possible duplicates, earlier calls of the number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from madiun_console.db.desk import Desk
from madiun_console.db.facts import facts_of
from madiun_console.db.history import caller_key, history_of
from madiun_console.domain import phone
from madiun_console.domain.call import fold_call
from madiun_console.domain.ids import id_bytes, id_text
from madiun_console.domain.judgement import Judgement, judge
from madiun_console.domain.report_form import ReportForm
from madiun_console.domain.similarity import (
    NEAR_REACH_MS,
    REACH_MS,
    Candidate,
    content_tokens,
    content_weights,
    may_be_duplicate,
    possible_duplicates,
    street_words,
)
from madiun_console.queries.queue import incidents
from madiun_console.queries.rows import DuplicateRow, EarlierCall

if TYPE_CHECKING:
    from sqlalchemy import Connection

CANDIDATES = 60
"""So many open incidents of the place or with the same words are compared word by word."""
COMPARED_REPORTS = 5
"""Words of so many reports of an incident, the earliest, are compared."""
EARLIER_CALLS = 5


def judgement(desk: Desk, form: ReportForm) -> Judgement:
    """The level the form would be logged with now, and why."""
    now = desk.store.clock.now_ms()
    with desk.store.read() as connection:
        history = history_of(connection.exec_driver_sql, desk.rulebook, form, caller_key(form), now)
    return judge(desk.rulebook, form, history, now)


def likely_duplicates(desk: Desk, form: ReportForm, limit: int = 3) -> list[DuplicateRow]:
    """Open incidents that the call is probably about, the likeliest first."""
    now = desk.store.clock.now_ms()
    draft = _draft_candidate(desk, form, now)
    if not draft.tokens and not draft.street:
        return []
    with desk.store.read() as connection:
        found = possible_duplicates(draft, _candidates(desk, connection, form, draft, now), now, limit)
    rows = {row.id: row for row in incidents(desk, [one.id for one in found])}
    return [
        DuplicateRow(rows[one.id], one.likeness.score, tuple(one.likeness.reasons), one.likeness.metres)
        for one in found
        if one.id in rows
    ]


def earlier_calls(desk: Desk, number: str, limit: int = EARLIER_CALLS) -> list[EarlierCall]:
    """What came of the earlier calls of a number, latest first; the number as typed or normalised."""
    known = phone.normalise(number)
    if known is None:
        return []
    with desk.store.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT c.kind, c.at, c.subject, r.incident FROM caller c LEFT JOIN report r ON r.id = c.subject "
            "WHERE c.phone = ? ORDER BY c.at DESC LIMIT ?",
            (known, limit),
        ).fetchall()
        driver = connection.connection.driver_connection
        calls = {row[2]: fold_call(facts_of(driver, row[2])) for row in rows if row[0] == "call"}
    found = {row.id: row for row in incidents(desk, [id_text(row[3]) for row in rows if row[3]])}
    result = []
    for kind, at, subject, incident in rows:
        if kind == "call":
            call = calls.get(subject)
            outcome = call.outcome if call else ""
            result.append(EarlierCall(at, None, "", "", "", None, "", outcome, call=id_text(subject)))
        elif incident and (row := found.get(id_text(incident))):
            result.append(
                EarlierCall(
                    at, row.id, row.number, row.kind_id, row.level, row.unit, row.status, "", row.badges
                )
            )
    return result


def calls_of_number(desk: Desk, number: str, since: int) -> int:
    """How often a number called since a moment (milliseconds)."""
    known = phone.normalise(number)
    if known is None:
        return 0
    with desk.store.read() as connection:
        row = connection.exec_driver_sql(
            "SELECT count(*) FROM caller WHERE phone = ? AND at >= ?", (known, since)
        ).fetchone()
    return int(row[0]) if row else 0


def _draft_candidate(desk: Desk, form: ReportForm, now: int) -> Candidate:
    kind = desk.rulebook.kinds.get(form.kind_id)
    return Candidate(
        "",
        kind.id if kind else None,
        kind.category if kind else None,
        form.unit or None,
        form.lat,
        form.lon,
        street_words(f"{form.address} {form.landmark}"),
        form.occurred if form.occurred is not None else now,
        content_tokens(desk.words, form.narrative),
    )


def _candidates(
    desk: Desk, connection: Connection, form: ReportForm, draft: Candidate, now: int
) -> list[Candidate]:
    """Open incidents of the same place, of the area around or inside it, and those whose words match; the latest of each.

    Place, time and kind come first: words are read and compared only of what they could still make a duplicate.
    """
    columns = "i.id, i.kind_id, i.unit, i.lat, i.lon, i.street, i.opened_at"
    middle = now if draft.opened_ms is None else draft.opened_ms
    window = (middle - REACH_MS, middle + REACH_MS)
    rows: dict[bytes, Sequence[Any]] = {}
    # The kelurahan itself first: what lies around it must not push it out of the limit.
    for units, reach in (
        ((form.unit,) if form.unit else (), REACH_MS),
        (desk.rulebook.units_around(form.unit), NEAR_REACH_MS),
    ):
        if not units:
            continue
        by_place = connection.exec_driver_sql(
            f"SELECT {columns} FROM incident i INDEXED BY incident_unit "  # noqa: S608
            f"WHERE i.is_open = 1 AND i.unit IN ({', '.join('?' * len(units))}) "
            "AND i.opened_at BETWEEN ? AND ? ORDER BY i.opened_at DESC LIMIT ?",
            (*units, middle - reach, middle + reach, CANDIDATES),
        )
        rows.update({row[0]: row for row in by_place})
    query = desk.words.match_any(f"{form.narrative} {form.address} {form.landmark}")
    by_words = connection.exec_driver_sql(
        f"SELECT {columns} FROM incident i WHERE i.is_open = 1 AND i.opened_at BETWEEN ? AND ? AND i.lid IN "  # noqa: S608
        "(SELECT rowid FROM incident_fts WHERE incident_fts MATCH ? ORDER BY rowid DESC LIMIT ?)",
        (*window, query, CANDIDATES),
    )
    rows.update({row[0]: row for row in by_words})
    likely = {
        key: candidate
        for key, row in rows.items()
        if may_be_duplicate(candidate := _candidate(desk, row), draft, now)
    }
    words = _words_of(connection, list(likely))
    return [
        replace(candidate, tokens=content_weights(desk.words, words[key]))
        for key, candidate in likely.items()
    ]


def _words_of(connection: Connection, incidents_wanted: Sequence[bytes]) -> dict[bytes, list[str]]:
    """Incident -> words of its first reports."""
    found: dict[bytes, list[str]] = {incident: [] for incident in incidents_wanted}
    counts = dict.fromkeys(incidents_wanted, 0)
    marks = ", ".join("?" * len(incidents_wanted))
    rows = connection.exec_driver_sql(
        f"SELECT incident, words FROM report WHERE incident IN ({marks}) ORDER BY incident, logged_at",  # noqa: S608
        tuple(incidents_wanted),
    )
    for incident, words in rows:
        if counts[incident] < COMPARED_REPORTS:
            counts[incident] += 1
            found[incident] += words.split()
    return found


def _candidate(desk: Desk, row: Sequence[Any]) -> Candidate:
    """An incident without its words."""
    id_, kind_id, unit, lat, lon, street, opened_at = row
    kind = desk.rulebook.kinds.get(kind_id)
    return Candidate(
        id_text(id_),
        kind_id or None,
        kind.category if kind else None,
        unit,
        lat,
        lon,
        frozenset(street.split()),
        opened_at,
        {},
    )


def incident_of_report(desk: Desk, report: str) -> str | None:
    """The incident a report is tied to."""
    with desk.store.read() as connection:
        row = connection.exec_driver_sql(
            "SELECT incident FROM report WHERE id = ?", (id_bytes(report),)
        ).fetchone()
    return id_text(row[0]) if row and row[0] else None
