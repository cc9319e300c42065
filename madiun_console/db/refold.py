"""Bringing projections up to date: refold the touched subjects only, those that others are derived from first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from sqlalchemy import Table

from madiun_console.db import schema
from madiun_console.db.facts import facts_of
from madiun_console.db.number_index import many_numbers_added, number_dropped, numbers_added
from madiun_console.db.projections import (
    LinkedEscalation,
    LinkedReport,
    call_row,
    callback_row,
    erasure_row,
    escalation_row,
    incident_row,
    person_row,
    report_row,
    rule_row,
    score_row,
    shift_row,
)
from madiun_console.db.projector import Projector
from madiun_console.db.row_sets import bound, insert_sql
from madiun_console.db.time_order import RowIds, happened_ms
from madiun_console.domain.call import fold_call, fold_callback
from madiun_console.domain.duty import fold_duty
from madiun_console.domain.erasure import fold_erasure
from madiun_console.domain.escalation import fold_escalation
from madiun_console.domain.events import Logged
from madiun_console.domain.ids import id_bytes, id_key, is_id
from madiun_console.domain.incident import fold_incident
from madiun_console.domain.person import fold_person
from madiun_console.domain.report import fold_report
from madiun_console.domain.rule_change import fold_rule
from madiun_console.domain.score import fold_score


def upsert_sql(table: Table, key: str = "id", *, lid: bool = False) -> str:
    """INSERT … ON CONFLICT(key) DO UPDATE for every column, in their order; `lid` is given at the first time only."""
    names = [column.name for column in table.columns if lid or column.name != "lid"]
    sets = ", ".join(f'"{name}" = excluded."{name}"' for name in names if name not in (key, "lid"))
    insert = insert_sql(table) if lid else insert_sql(table, "lid")
    return f'{insert} ON CONFLICT("{key}") DO UPDATE SET {sets}'


_UPSERT = {
    table.name: upsert_sql(table)
    for table in (
        schema.report,
        schema.incident,
        schema.escalation,
        schema.person,
        schema.call,
        schema.callback,
        schema.shift,
        schema.score,
        schema.rule,
        schema.erasure,
    )
}
_NEW_INCIDENT = upsert_sql(schema.incident, lid=True)
_NEW_WORDS = "INSERT INTO incident_fts(rowid, words) VALUES (?, ?)"
_CALLER = "INSERT OR REPLACE INTO caller VALUES (?, ?, ?, ?)"
MOST_WORDS = 2_000
"""So many incidents' words are held back and indexed in the order of their row ids: out of order, the index writes a
piece of its own for each of them."""
_LINKED_REPORTS = "SELECT id, logged_at, caller, summary, words FROM report WHERE id = ?"
_LINKED_ESCALATIONS = (
    "SELECT e.id, e.agency, e.state, e.sent, e.sent_hlc, f.hlc, f.hash, e.first_answer, e.level "
    "FROM escalation e JOIN fact f ON f.id = e.sent_fact WHERE e.incident = ? ORDER BY e.sent_hlc, f.hlc, f.hash"
)


class RowSink(Protocol):
    """Where derived rows go: into the tables, or beside them to be compared.

    `fresh`: the subject is new to the tables, so nothing older of it can stand there.
    """

    def row(self, table: str, row: dict[str, Any]) -> None:
        """A row of a table whose key is `id`."""

    def caller(self, subject: bytes, kind: str, phone: str | None, at: int, *, fresh: bool) -> None:
        """The number that `subject` (a report or call) came from, or None."""

    def incident(self, row: dict[str, Any], words: str, *, fresh: bool) -> None:
        """An incident's row and the words of its search index."""

    def flush(self) -> None:
        """What incidents are derived from was derived, and is read from here on."""

    def gone(self, table: str, subject: bytes) -> None:
        """Nothing that counts tells of this subject (any more): its facts are held. Never called for a fresh one."""

    def finish(self) -> None:
        """Everything was derived."""


class WrittenRows:
    """Writes derived rows through a driver cursor, inside the caller's transaction."""

    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor
        self._execute = cursor.execute
        self._execute_many = cursor.executemany
        self._rows: dict[str, list[tuple[Any, ...]]] = {}
        self._callers: list[tuple[Any, ...]] = []
        self._new_words: list[tuple[int, str]] = []
        self._row_ids = RowIds(self._execute)

    def row(self, table: str, row: dict[str, Any]) -> None:
        """Insert or replace the row of this id, with the next `flush`."""
        self._rows.setdefault(_UPSERT[table], []).append(bound(row.values()))

    def caller(self, subject: bytes, kind: str, phone: str | None, at: int, *, fresh: bool) -> None:
        """Put the number in place of the one known before."""
        execute, key = self._execute, bytearray(subject)
        before = []
        if not fresh:
            before = execute("SELECT phone FROM caller WHERE subject = ?", (key,)).fetchall()
            execute("DELETE FROM caller WHERE subject = ?", (key,))
        if phone and fresh:
            self._callers.append((phone, key, kind, at))
        elif phone:
            execute(_CALLER, (phone, key, kind, at))
            numbers_added(execute, (phone,))
        for (gone,) in before:
            if gone != phone:
                number_dropped(execute, gone)

    def incident(self, row: dict[str, Any], words: str, *, fresh: bool) -> None:
        """Write the row, and the index only when its words changed."""
        execute, key = self._execute, bytearray(row["id"])
        before = None
        if not fresh:
            before = execute("SELECT lid, words_hash FROM incident WHERE id = ?", (key,)).fetchone()
        if before is None:
            lid = self._row_ids.next(happened_ms(row["occurred"], row["opened_at"]))
            self._rows.setdefault(_NEW_INCIDENT, []).append((lid, *bound(row.values())))
            self._new_words.append((lid, words))
            if len(self._new_words) >= MOST_WORDS:
                self.finish()
            return
        self.row("incident", row)
        if before[1] != row["words_hash"]:
            execute("DELETE FROM incident_fts WHERE rowid = ?", (before[0],))
            execute(_NEW_WORDS, (before[0], words))

    def flush(self) -> None:
        """Write the rows that were held back: a page of the feed brings hundreds of each table."""
        for statement, rows in self._rows.items():
            self._execute_many(statement, rows)
        self._rows.clear()
        self._execute_many(_CALLER, self._callers)
        if self._callers:
            many_numbers_added(self._cursor, list(dict.fromkeys(row[0] for row in self._callers)))
            self._callers.clear()

    def gone(self, table: str, subject: bytes) -> None:
        """Take its row away, with what the searches know of it."""
        execute, key = self._execute, bytearray(subject)
        if table in ("report", "call"):
            for (phone,) in execute("SELECT phone FROM caller WHERE subject = ?", (key,)).fetchall():
                execute("DELETE FROM caller WHERE subject = ?", (key,))
                number_dropped(execute, phone)
        if table == "incident":
            execute("DELETE FROM incident_fts WHERE rowid IN (SELECT lid FROM incident WHERE id = ?)", (key,))
        execute(f"DELETE FROM {table} WHERE id = ?", (key,))  # noqa: S608 - a table of ours

    def finish(self) -> None:
        """Write the rows and index the words that were held back."""
        self.flush()
        self._execute_many(_NEW_WORDS, sorted(self._new_words))
        self._new_words.clear()
        self._row_ids.inserted()


class Refold:
    """Derives the rows of touched subjects and hands them to a sink; reads linked rows through one driver cursor.

    `fresh` gives the facts of subjects whose facts need not be read: those that did not exist before this transaction.
    """

    def __init__(
        self,
        cursor: Any,
        projector: Projector,
        fresh: Mapping[str, list[Logged]] | None = None,
        sink: RowSink | None = None,
    ) -> None:
        self._cursor = cursor
        self._projector = projector
        self._fresh = fresh or {}
        self._sink = sink or WrittenRows(cursor)
        self._derived: dict[str, LinkedReport] | None = None
        """Reports that were derived just now, as their incidents want them; not while everything is derived."""

    def subjects(self, touched: Mapping[str, Iterable[str]]) -> dict[str, dict[str, Any] | None]:
        """Refold `touched` (kind -> subjects); gives the incidents that depend on them with their rows, if they have one."""
        incidents = set(touched.get("incident", ()))
        self._derived = {}
        for kind in (
            "person",
            "call",
            "callback",
            "shift",
            "score",
            "rule",
            "erasure",
            "report",
            "escalation",
        ):
            for subject in touched.get(kind, ()):
                incidents.update(
                    self.plain(kind, subject, self._facts(subject), fresh=subject in self._fresh)
                )
        self._sink.flush()
        derived = {
            incident: self.incident(incident, self._facts(incident), fresh=incident in self._fresh)
            for incident in sorted(incidents)
        }
        self._sink.finish()
        return derived

    def plain(self, kind: str, subject: str, facts: Iterable[Logged], *, fresh: bool) -> tuple[str, ...]:
        """Derive one subject that is no incident; gives the incidents whose rows depend on it."""
        state: Any = None
        match kind:
            case "person":
                state = self._put("person", fold_person(facts), person_row)
            case "callback":
                state = self._put("callback", fold_callback(facts), callback_row)
            case "shift":
                state = self._put("shift", fold_duty(facts), shift_row)
            case "score":
                state = self._put("score", fold_score(facts), score_row)
            case "rule":
                state = self._put("rule", fold_rule(facts), rule_row)
            case "erasure":
                state = self._put("erasure", fold_erasure(facts), erasure_row)
            case "call":
                state = call = fold_call(facts)
                if call is not None:
                    self._sink.row("call", call_row(call))
                    self._sink.caller(id_bytes(subject), "call", call.phone, call.logged_at, fresh=fresh)
            case "report":
                state = report = fold_report(facts)
                if report is not None:
                    row = report_row(report, self._projector)
                    self._sink.row("report", row)
                    if self._derived is not None:
                        self._derived[subject] = LinkedReport(
                            row["id"], row["logged_at"], row["caller"], row["summary"], row["words"]
                        )
                    self._sink.caller(
                        id_bytes(subject), "report", report.phone, report.logged_at, fresh=fresh
                    )
                    return report.incidents
            case "escalation":
                state = escalation = fold_escalation(facts)
                if escalation is not None:
                    self._sink.row("escalation", escalation_row(escalation))
                    return (escalation.incident,)
            case _:
                return ()  # a kind without a projection (center), or of a newer version
        if state is None and not fresh and is_id(subject):
            self._sink.gone(kind, id_bytes(subject))
        return ()

    def incident(self, incident: str, facts: Iterable[Logged], *, fresh: bool) -> dict[str, Any] | None:
        """Derive one incident; the rows of its reports and escalations must stand in the tables."""
        state = fold_incident(facts, self._projector.level_ids)
        if state is None:
            if not fresh and is_id(incident):
                self._sink.gone("incident", id_bytes(incident))
            return None
        execute = self._cursor.execute
        linked = [row for report in state.reports for row in self._linked(report)]
        linked.sort(key=lambda report: report.logged_at)
        escalations = (
            [
                LinkedEscalation(id_, agency, name, sent, (eff, hlc, hash_), first, level)
                for id_, agency, name, sent, eff, hlc, hash_, first, level in execute(
                    _LINKED_ESCALATIONS, (id_key(incident),)
                )
            ]
            if state.escalations
            else []
        )
        row, words = incident_row(state, linked, escalations, self._projector)
        self._sink.incident(row, words, fresh=fresh)
        return row

    def _linked(self, report: str) -> Iterable[LinkedReport]:
        if self._derived is not None and report in self._derived:
            return (self._derived[report],)
        return (LinkedReport(*row) for row in self._cursor.execute(_LINKED_REPORTS, (id_key(report),)))

    def _facts(self, subject: str) -> list[Logged]:
        fresh = self._fresh.get(subject)
        if fresh is not None:
            return fresh
        return facts_of(self._cursor, id_bytes(subject)) if is_id(subject) else []

    def _put(self, table: str, state: Any, row_of: Any) -> Any:
        if state is not None:
            self._sink.row(table, row_of(state))
        return state
