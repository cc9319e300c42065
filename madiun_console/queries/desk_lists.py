"""The small lists of a desk: people, call-backs, drafts, and the count of today's calls that were no incident."""

from __future__ import annotations

from collections import Counter
from typing import Any

from madiun_console.db.desk import Desk, Session
from madiun_console.db.facts import facts_of
from madiun_console.db.recovery import UNCONFIRMED
from madiun_console.domain import phone
from madiun_console.domain.call import fold_call, fold_callback
from madiun_console.domain.clock import day_start_ms
from madiun_console.domain.ids import id_bytes, id_text
from madiun_console.domain.person import fold_person
from madiun_console.domain.person_name import name_key
from madiun_console.domain.report import fold_report
from madiun_console.domain.report_form import ReportForm
from madiun_console.errors import InvalidInput
from madiun_console.queries.desk_letters import letters_of
from madiun_console.queries.rows import CallbackRow, DraftRow, PersonConflict, PersonRow

_UNFINISHED = "SELECT person, count(*) FROM draft WHERE state IN ('active', 'parked') GROUP BY person"
_ADDED = "SELECT sub, id FROM fact WHERE type = 'person_added' AND sub IN ({})"


def people(desk: Desk) -> list[PersonRow]:
    """Everybody who was ever added, by name."""
    with desk.store.read() as connection:
        driver = connection.connection.driver_connection
        rows = connection.exec_driver_sql(
            "SELECT id, name, role, disabled, added_at, agency, conflicts FROM person"
        ).fetchall()
        names = {row[0]: row[1] for row in rows}
        twins = _twins(desk, driver, names)
        unfinished = {row[0]: row[1] for row in connection.exec_driver_sql(_UNFINISHED)}
        found = [
            PersonRow(
                id_text(row[0]), row[1], row[2], bool(row[3]), row[4], row[5],
                _person_conflicts(driver, names, row[0]) if row[6] else (),
                twins.get(row[0]), unfinished.get(row[0], 0),
            )
            for row in rows
        ]  # fmt: skip
    return sorted(found, key=lambda person: person.name.casefold())


def _twins(desk: Desk, driver: Any, names: dict[bytes, str]) -> dict[bytes, str]:
    """Of those who share a name, which desk added each."""
    spelled = Counter(name_key(name) for name in names.values())
    found = [person for person, name in names.items() if spelled[name_key(name)] > 1]
    if not found:
        return {}
    added = driver.execute(_ADDED.format(", ".join("?" * len(found))), [bytearray(one) for one in found])
    facts: dict[bytes, bytes] = dict(added.fetchall())
    letters = letters_of(desk, driver, facts.values())
    return {person: letters.get(facts.get(person, b""), "") for person in found}


def _person_conflicts(driver: Any, names: dict[bytes, str], person: bytes) -> tuple[PersonConflict, ...]:
    state = fold_person(facts_of(driver, person))
    return tuple(
        PersonConflict(
            one.register,
            tuple((head.value, names.get(id_bytes(head.actor), ""), head.at) for head in one.heads),
        )
        for one in (state.conflicts if state else ())
    )


def outcomes_today(desk: Desk) -> dict[str, int]:
    """Outcome -> calls since midnight (WIB) that were no incident, at this desk's store."""
    since = day_start_ms(desk.store.clock.now_ms())
    with desk.store.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT outcome, count(*) FROM call WHERE logged_at >= ? GROUP BY outcome", (since,)
        )
        return {row[0]: row[1] for row in rows}


def open_callbacks(desk: Desk) -> list[CallbackRow]:
    """Whoever is still to be called, due first; numbers masked."""
    with desk.store.read() as connection:
        driver = connection.connection.driver_connection
        names = {row[0]: row[1] for row in connection.exec_driver_sql("SELECT id, name FROM person")}
        rows = connection.exec_driver_sql(
            "SELECT c.id, c.due, c.promised_at, c.promised_by, c.tries, c.last_outcome, c.report, c.call, c.settled, "
            "r.incident, i.number, i.kind_id, i.unit FROM callback c LEFT JOIN report r ON r.id = c.report "
            "LEFT JOIN incident i ON i.id = r.incident WHERE c.settled = 0 ORDER BY c.due"
        ).fetchall()
        found = []
        for id_, due, promised_at, promised_by, tries, last, report, call, settled, incident, *about in rows:
            number, kind_id, unit = about
            owed = fold_callback(facts_of(driver, id_))
            state = (
                fold_report(facts_of(driver, report))
                if report
                else fold_call(facts_of(driver, call))
                if call
                else None
            )
            found.append(
                CallbackRow(
                    id_text(id_),
                    due,
                    promised_at,
                    names.get(promised_by, ""),
                    tries,
                    last,
                    id_text(report) if report else None,
                    id_text(call) if call else None,
                    id_text(incident) if incident else None,
                    number or "",
                    phone.masked(state.phone) if state and state.phone else "",
                    bool(settled),
                    (owed.note or "") if owed else "",
                    (owed.last_note or "") if owed else "",
                    kind_id or "",
                    unit,
                )
            )
    return found


def drafts(desk: Desk, by: Session) -> list[DraftRow]:
    """This person's drafts: active and parked ones, and those thrown away that can still be brought back.

    What `unreadable_drafts` lists is left out, so that one damaged draft locks nobody out.
    """
    return [row for row in _all_drafts(desk, by) if _is_readable(row)]


def unreadable_drafts(desk: Desk, by: Session) -> list[DraftRow]:
    """Drafts of this person that cannot be read; they stay in the table, and the person is to be told."""
    return [row for row in _all_drafts(desk, by) if not _is_readable(row)]


def draft_form(row: DraftRow) -> ReportForm:
    """The form that a draft holds; raises InvalidInput for one that cannot be read."""
    try:
        return ReportForm.from_json(row.data)
    except ValueError as error:
        raise InvalidInput(
            "draft_damaged",
            "Sebuah draf rusak dan tidak dapat dibuka. Draf itu tidak dihapus; beri tahu administrator.",
            "A draft is damaged and cannot be opened. It has not been deleted; tell an administrator.",
        ) from error


def code_is_unconfirmed(desk: Desk) -> bool:
    """Whether a recovery code was shown at this desk and nobody has said that it is kept; it is shown only once."""
    return bool(desk.store.meta(UNCONFIRMED))


def _all_drafts(desk: Desk, by: Session) -> list[DraftRow]:
    with desk.store.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT id, state, started, updated, data FROM draft WHERE person = ? ORDER BY updated DESC",
            (id_bytes(by.person),),
        )
        return [DraftRow(*row) for row in rows]


def _is_readable(row: DraftRow) -> bool:
    try:
        draft_form(row)
    except InvalidInput:
        return False
    return True
