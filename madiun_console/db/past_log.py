"""Logging the past by hundreds: facts, headers and rows of new subjects are made one by one and inserted as sets.

A row of a file leaves exactly the facts that a call of that day would have left. Its subjects are new, so nothing has
to be read or folded: their rows follow from what was just logged. `verify` compares them with a rebuild like all others.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from madiun_console.db import schema
from madiun_console.db.number_index import numbers_added
from madiun_console.db.projections import LinkedReport, call_row, incident_row, report_row
from madiun_console.db.row_sets import bound, insert_sql
from madiun_console.db.store import Result, Store
from madiun_console.db.time_order import RowIds, happened_ms
from madiun_console.db.writer import Writer
from madiun_console.domain import strict_json
from madiun_console.domain.call import CallState
from madiun_console.domain.changes import Changes
from madiun_console.domain.events import PARTS, Event, Logged, Sealed
from madiun_console.domain.events import catalogue as ev
from madiun_console.domain.events.envelope import SALT_BYTES, fact_text, header_text
from madiun_console.domain.events.registry import encode, type_of
from madiun_console.domain.ids import id_key
from madiun_console.domain.incident import Closing
from madiun_console.domain.past_rows.states import Order, incident_state, report_state

_FACT = insert_sql(schema.fact, "held")
_HEADER = insert_sql(schema.header, "hid", "pos")
_CALLER = insert_sql(schema.caller)
_ROWS = {table.name: insert_sql(table) for table in (schema.report, schema.incident, schema.call)}
_WORDS = "INSERT INTO incident_fts(rowid, words) VALUES (?, ?)"
_NO_PARTS: tuple[Any, ...] = ("",) * (2 * len(PARTS))


@contextmanager
def past_writing(store: Store, actor: str) -> Iterator[tuple[PastWriter, Result]]:
    """`Store.write` for hundreds of rows of the past: one transaction, one flush to the disk."""
    with store.write(actor, PastWriter) as (writer, result):
        yield cast("PastWriter", writer), result


class PastWriter(Writer):
    """A writer that keeps what it logs until somebody reads it, or the transaction ends, and then inserts it as sets."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        execute = self.cursor.execute
        self._lid = execute("SELECT ifnull(max(lid), 0) FROM fact").fetchone()[0]
        self._row_ids = RowIds(execute)
        self._report_lid = execute("SELECT ifnull(max(lid), 0) FROM report").fetchone()[0]
        self._fact_rows: list[tuple[Any, ...]] = []
        self._headers: list[tuple[Any, ...]] = []
        self._rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in _ROWS}
        self._callers: list[tuple[Any, ...]] = []
        self._words: list[tuple[Any, ...]] = []
        self._actor_bytes = id_key(self.actor)
        self._rid_bytes = id_key(self._tip.rid)

    def begin_subject(self, subject: str) -> None:
        """A new subject whose identifier follows from what it is; for what is logged with `append`."""
        self._fresh[subject] = []

    def log_call(self, subject: str, happened: ev.CallLogged, at: int) -> None:
        """A call of the past that was no incident."""
        self._log(subject, happened, at)
        state = CallState(
            subject, happened.outcome, happened.channel, happened.desk, self.actor, happened.started, at,
            happened.phone, happened.note, happened.told or {},
        )  # fmt: skip
        row = call_row(state)
        self._rows["call"].append(bound(row.values()))
        if happened.phone:
            self._callers.append((happened.phone, bytearray(row["id"]), "call", at))

    def log_report(
        self,
        report: str,
        logged: ev.ReportLogged,
        incident: str,
        opened: ev.IncidentOpened,
        at: int,
        closed: ev.IncidentClosed | None,
        closed_at: int,
    ) -> None:
        """A report of the past, the incident it opened, and how that was closed."""
        self._log(report, logged, at)
        opening, order = self._log(incident, opened, at)
        link, _ = self._log(report, ev.ReportLinked(incident=incident), at, also=incident)
        closing = None
        if closed is not None:
            fact, order = self._log(incident, closed, closed_at, base=(opening, link))
            closing = Closing(
                fact,
                closed.code,
                closed.code,
                closed.level,
                closed_at,
                self.actor,
                closed.note,
                closed.approved,
            )
        told = report_row(report_state(report, logged, self.actor, at, incident, link), self._projector)
        self._report_lid += 1
        self._rows["report"].append((self._report_lid, *bound(told.values())))
        if logged.phone:
            self._callers.append((logged.phone, bytearray(told["id"]), "report", at))
        linked = LinkedReport(told["id"], at, told["caller"], told["summary"], told["words"])
        state = incident_state(incident, opened, self.actor, at, order, report, link, closing)
        row, words = incident_row(state, (linked,), (), self._projector)
        lid = self._row_ids.next(happened_ms(row["occurred"], row["opened_at"]))
        self._rows["incident"].append((lid, *bound(row.values())))
        self._words.append((lid, words))

    def facts(self, subject: str) -> list[Logged]:
        """All facts about `subject`, those of this transaction included."""
        if subject not in self._fresh:
            self.flush()
        return super().facts(subject)

    def finish(self) -> Changes:
        """Insert what is kept, then refold what was logged one by one."""
        self.flush()
        return super().finish()

    def flush(self) -> None:
        """Insert what is kept, so that a statement of the caller sees it."""
        many = self.cursor.executemany
        self._words.sort()  # out of order, the index writes a piece of its own for each
        numbers = [row[0] for row in self._callers]
        for sql, rows in (
            (_FACT, self._fact_rows),
            (_HEADER, self._headers),
            *((_ROWS[name], rows) for name, rows in self._rows.items()),
            (_CALLER, self._callers),
            (_WORDS, self._words),
        ):
            if rows:
                many(sql, rows)
                rows.clear()
        numbers_added(self.cursor.execute, dict.fromkeys(numbers))
        self._row_ids.inserted()

    # ------------------------------------------------------------------------------------------ inside

    def _log(
        self, subject: str, happened: Event, at: int, *, base: tuple[str, ...] = (), also: str | None = None
    ) -> tuple[str, Order]:
        """Make one fact and its header; gives the fact's id and its place in the order."""
        declared = type_of(happened)
        val, texts = encode(happened)
        parts, digests = _NO_PARTS, {}
        if texts:
            filled: list[Any] = []
            for name in PARTS:
                text = texts.get(name)
                if text is None:
                    filled += ("", "")
                else:
                    salt = secrets.token_bytes(SALT_BYTES)
                    digests[name] = hashlib.sha256(salt + text.encode()).hexdigest()
                    filled += (text, bytearray(salt))
            parts = tuple(filled)
        fact, hlc = self._ids.new(at), self._hlc.tick(at)
        text = fact_text(
            fact, self._center, subject, declared.kind, declared.name, declared.version, at, hlc, self.actor,
            strict_json.dumps(val), base, digests,
        )  # fmt: skip
        digest = hashlib.sha256(text.encode()).digest()
        row = (
            id_key(fact), id_key(subject), id_key(also) if also else "", declared.kind, declared.name, at,
            self._actor_bytes, hlc, hlc, bytearray(digest), text, *parts,
        )  # fmt: skip
        self._keep(row, digest)
        return fact, (hlc, hlc, digest)

    def _store(self, sealed: Sealed, also: str | None) -> None:
        fact = sealed.fact
        texts: list[Any] = []
        for name in PARTS:
            part = sealed.parts.get(name)
            texts += (part.text, bytearray(part.salt)) if part else ("", "")
        row = (
            id_key(fact.id), id_key(fact.sub), id_key(also) if also else "", fact.kind, fact.type, fact.at,
            id_key(fact.actor), fact.hlc, fact.hlc, bytearray(sealed.hash), sealed.text, *texts,
        )  # fmt: skip
        self._keep(row, sealed.hash)

    def _keep(self, row: tuple[Any, ...], digest: bytes) -> None:
        tip = self._tip
        self._lid += 1
        self._fact_rows.append((self._lid, *row))
        header = header_text(tip.rid, tip.dseq + 1, tip.prev, digest.hex())
        self._headers.append((self._rid_bytes, tip.dseq + 1, self._lid, header))
        tip.dseq += 1
        tip.prev = hashlib.sha256(header.encode()).hexdigest()
