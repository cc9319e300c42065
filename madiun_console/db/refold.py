"""Bringing projections up to date: refold the touched subjects only, those that others are derived from first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Table

from madiun_console.db import schema
from madiun_console.db.facts import facts_of
from madiun_console.db.projections import (
    LinkedEscalation,
    LinkedReport,
    Projector,
    call_row,
    callback_row,
    escalation_row,
    incident_row,
    person_row,
    report_row,
)
from madiun_console.domain.call import fold_call, fold_callback
from madiun_console.domain.escalation import fold_escalation
from madiun_console.domain.events import Logged
from madiun_console.domain.ids import id_bytes
from madiun_console.domain.incident import fold_incident
from madiun_console.domain.person import fold_person
from madiun_console.domain.report import fold_report


def upsert_sql(table: Table, key: str = "id") -> str:
    """INSERT … ON CONFLICT(key) DO UPDATE for every column but `lid`, in the order of the columns."""
    names = [column.name for column in table.columns if column.name != "lid"]
    sets = ", ".join(f'"{name}" = excluded."{name}"' for name in names if name != key)
    columns = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" * len(names))
    return f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks}) ON CONFLICT("{key}") DO UPDATE SET {sets}'  # noqa: S608


_UPSERT = {
    table.name: upsert_sql(table)
    for table in (schema.report, schema.incident, schema.escalation, schema.person, schema.call, schema.callback)
}
_LINKED_REPORTS = "SELECT logged_at, caller, summary, words FROM report WHERE id = ?"
_LINKED_ESCALATIONS = (
    "SELECT e.id, e.agency, e.state, e.sent, e.sent_hlc, f.hlc, f.hash, e.first_answer, e.level "
    "FROM escalation e JOIN fact f ON f.id = e.sent_fact WHERE e.incident = ? ORDER BY e.sent_hlc, f.hlc, f.hash"
)


class Refold:
    """Writes projections through one driver cursor, inside the caller's transaction.

    `fresh` gives facts appended in this transaction for subjects that did not exist before it, so that a new report
    needs no query to be folded.
    """

    def __init__(self, cursor: Any, projector: Projector, fresh: Mapping[str, list[Logged]] | None = None) -> None:
        self._cursor = cursor
        self._projector = projector
        self._fresh = fresh or {}

    def subjects(self, touched: Mapping[str, Iterable[str]]) -> set[str]:
        """Refold `touched` (kind -> subjects); gives the incidents whose rows were written."""
        incidents = set(touched.get("incident", ()))
        for person in touched.get("person", ()):
            self._plain("person", fold_person(self._facts(person)), person_row)
        for call in touched.get("call", ()):
            self._call(call)
        for callback in touched.get("callback", ()):
            self._plain("callback", fold_callback(self._facts(callback)), callback_row)
        for report in touched.get("report", ()):
            incidents.update(self._report(report))
        for escalation in touched.get("escalation", ()):
            state = fold_escalation(self._facts(escalation))
            self._plain("escalation", state, escalation_row)
            if state:
                incidents.add(state.incident)
        for incident in sorted(incidents):
            self._incident(incident)
        return incidents

    def _facts(self, subject: str) -> list[Logged]:
        fresh = self._fresh.get(subject)
        return fresh if fresh is not None else facts_of(self._cursor, id_bytes(subject))

    def _put(self, table: str, row: dict[str, Any]) -> None:
        self._cursor.execute(_UPSERT[table], tuple(row.values()))

    def _plain(self, table: str, state: Any, row_of: Any) -> None:
        if state is not None:
            self._put(table, row_of(state))

    def _call(self, call: str) -> None:
        state = fold_call(self._facts(call))
        if state is None:
            return
        self._put("call", call_row(state))
        self._caller(id_bytes(call), "call", state.phone, state.logged_at, known=call in self._fresh)

    def _report(self, report: str) -> tuple[str, ...]:
        state = fold_report(self._facts(report))
        if state is None:
            return ()
        key = id_bytes(report)
        self._put("report", report_row(state, self._projector))
        self._caller(key, "report", state.phone, state.logged_at, known=report in self._fresh)
        return state.incidents

    def _caller(self, subject: bytes, kind: str, phone: str | None, at: int, *, known: bool) -> None:
        """`known`: the subject is new in this transaction, so no older number of it can stand in the table."""
        if not known:
            self._cursor.execute("DELETE FROM caller WHERE subject = ?", (subject,))
        if phone:
            self._cursor.execute("INSERT OR REPLACE INTO caller VALUES (?, ?, ?, ?)", (phone, subject, kind, at))

    def _incident(self, incident: str) -> None:
        state = fold_incident(self._facts(incident), self._projector.level_ids)
        if state is None:
            return
        key = id_bytes(incident)
        execute = self._cursor.execute
        linked = [
            LinkedReport(*row)
            for report in state.reports
            for row in execute(_LINKED_REPORTS, (id_bytes(report),))
        ]
        linked.sort(key=lambda report: report.logged_at)
        escalations = (
            [
                LinkedEscalation(id_, agency, name, sent, (eff, hlc, hash_), first, level)
                for id_, agency, name, sent, eff, hlc, hash_, first, level in execute(_LINKED_ESCALATIONS, (key,))
            ]
            if state.escalations
            else []
        )
        row, words = incident_row(state, linked, escalations, self._projector)
        before = None
        if incident not in self._fresh:
            before = execute("SELECT lid, words_hash FROM incident WHERE id = ?", (key,)).fetchone()
        self._put("incident", row)
        if before is None:
            execute(
                "INSERT INTO incident_fts(rowid, words) SELECT lid, ? FROM incident WHERE id = ?",
                (words, key),
            )
        elif before[1] != row["words_hash"]:
            execute("DELETE FROM incident_fts WHERE rowid = ?", (before[0],))
            execute("INSERT INTO incident_fts(rowid, words) VALUES (?, ?)", (before[0], words))
