"""The call log as rows of a spreadsheet: one for each report and for each call that was no incident, in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from heapq import merge
from itertools import chain
from typing import Any

from madiun_console.db.desk import Desk
from madiun_console.db.facts import facts_of
from madiun_console.domain import phone
from madiun_console.domain.call import CallState, fold_call
from madiun_console.domain.events import Logged
from madiun_console.domain.ids import id_bytes, is_id
from madiun_console.domain.incident import IncidentState, fold_incident
from madiun_console.domain.masking import HIDDEN, mask_number, outgoing
from madiun_console.domain.past_rows.fields import FIELDS, FIELDS_BY_ID
from madiun_console.domain.past_rows.past_row import (
    AGENCY,
    ARCHIVED,
    NOTE,
    REFERENCE,
    told_end,
    written_told,
)
from madiun_console.domain.report import ReportState, fold_report
from madiun_console.domain.rulebook import Rulebook
from madiun_console.domain.rulebook.named import Named
from madiun_console.queries.table_columns import Column, Period, Value

_AT_ONCE = 500
_IDENTITY_DIGITS = 14
"""From so many digits a number may be that of an identity card (NIK: 16)."""
_PERIOD = "WHERE logged_at >= ? AND logged_at < ?"
_STREAMS = (
    f"SELECT id, 0 FROM report {_PERIOD} ORDER BY id",  # noqa: S608
    f"SELECT id, 1 FROM call {_PERIOD} ORDER BY id",  # noqa: S608
)
_COUNT = f"SELECT (SELECT count(*) FROM report {_PERIOD}) + (SELECT count(*) FROM call {_PERIOD})"  # noqa: S608
_KINDS = {"reported": "moment", "occurred": "moment", "closed": "moment", "lat": "number", "lon": "number"}
_WIDTHS = {"narrative": 60, "note": 40, "address": 30, "told": 30, "kind": 30, "id": 12}


def call_log_columns(language: str, *, unmasked: bool) -> tuple[Column, ...]:
    """The columns of the call log; an import knows them in both languages."""
    return tuple(
        Column(FIELDS_BY_ID[name].label(language), _KINDS.get(name, "text"), _WIDTHS.get(name, 16))
        for name in _fields(unmasked=unmasked)
    )


def write_call_log(
    desk: Desk,
    period: Period,
    language: str,
    write: Callable[[Sequence[Value]], object],
    *,
    unmasked: bool = False,
    incidents: Sequence[str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Hand every row of the period to `write`; gives how many. `incidents`: only the reports of these.

    One snapshot, a row at a time. Without `unmasked` nobody can be found by it: no names and homes, numbers shortened,
    texts searched for the callers' names and numbers. Names of groups and remarks are never in it.
    """

    def run(connection: Any) -> int:
        connection.execute("BEGIN")
        rows = _Rows(desk, connection, language, unmasked=unmasked)
        found = rows.of_incidents(incidents) if incidents is not None else rows.all(period)
        total = rows.count(period) if progress is not None and incidents is None else 0
        count = 0
        for row in found:
            write(row)
            count += 1
            if progress is not None and count % _AT_ONCE == 0:
                progress(count, max(total, count))
        return count

    counted: int = desk.store.driver(run)
    return counted


def _fields(*, unmasked: bool) -> tuple[str, ...]:
    return tuple(
        one.id for one in FIELDS if not one.only_in and (unmasked or not one.personal or one.id == "phone")
    )


class _Rows:
    """Reads and folds within one snapshot."""

    def __init__(self, desk: Desk, connection: Any, language: str, *, unmasked: bool) -> None:
        self._desk = desk
        self._book: Rulebook = desk.rulebook
        self._connection = connection
        self._language = language
        self._unmasked = unmasked
        self._order = _fields(unmasked=unmasked)

    def count(self, period: Period) -> int:
        """How many rows there will be."""
        bounds = period.bounds()
        return int(self._connection.execute(_COUNT, (*bounds, *bounds)).fetchone()[0])

    def all(self, period: Period) -> Iterator[list[Value]]:
        """Reports and calls in the order of their identifiers, which grow with time."""
        for id_, is_call in merge(*(self._stream(sql, period.bounds()) for sql in _STREAMS)):
            row = self._call(id_) if is_call else self._report(id_)
            if row is not None:
                yield row

    def of_incidents(self, incidents: Sequence[str]) -> Iterator[list[Value]]:
        """The reports of these incidents, in the order given."""
        for incident in incidents:
            state = fold_incident(self._facts(id_bytes(incident)), self._desk.rulebook_level_ids)
            for report in sorted(state.reports) if state else ():
                row = self._report(id_bytes(report))
                if row is not None:
                    yield row

    def _stream(self, sql: str, bounds: tuple[int, int]) -> Iterator[tuple[bytes, int]]:
        cursor = self._connection.cursor()
        cursor.arraysize = _AT_ONCE
        cursor.execute(sql, bounds)
        return chain.from_iterable(iter(cursor.fetchmany, []))

    def _facts(self, subject: bytes) -> list[Logged]:
        return facts_of(self._connection, subject)

    def _report(self, id_: bytes) -> list[Value] | None:
        state = fold_report(self._facts(id_))
        if state is None:
            return None
        incident = None
        if state.incidents and is_id(state.incidents[-1]):
            incident = fold_incident(
                self._facts(id_bytes(state.incidents[-1])), self._desk.rulebook_level_ids
            )
        shown: dict[str, Value] = self._told_by(state)
        if incident is not None:
            shown |= self._became(incident, self._own(state, incident))
        shown |= {
            "id": state.id,
            "channel": self._name(self._book.channels_by_id.get(state.channel), state.channel),
            "anonymous": self._yes(state.anonymous),
            "protected": self._yes(state.protected),
            **self._where(state.unit),
            "lat": state.lat,
            "lon": state.lon,
            "desk": state.desk,
        }
        shown.setdefault("agency", state.told.get(AGENCY))
        return [shown.get(name) for name in self._order]

    def _told_by(self, state: ReportState) -> dict[str, Value]:
        own = [text for text in (state.name, state.phone, state.home) if text]
        clean = self._cleaner(own, state.groups or "")
        told = {ask: said for ask, said in state.told.items() if ask not in (REFERENCE, AGENCY)}
        kind = self._book.kinds.get(state.kind_id)
        level = self._book.levels_by_id.get(state.level)
        return {
            "reference": self._reference(state.told.get(REFERENCE)),
            "reported": state.reported,
            "occurred": state.occurred,
            "phone": self._number(state.phone, hidden=state.protected),
            "name": state.name,
            "home": state.home,
            "narrative": clean(state.narrative),
            "kind": self._name(kind, state.kind_id),
            "level": self._name(level.word if level else None, state.level),
            "address": clean(state.address),
            "landmark": clean(state.landmark),
            "told": clean(written_told(told)),
        }

    def _became(self, state: IncidentState, own: tuple[list[str], str]) -> dict[str, Value]:
        clean = self._cleaner(*own)
        kind = self._book.kinds.get(state.kind_id)
        level = self._book.levels_by_id.get(state.level)
        closing = state.closing
        past = closing is not None and closing.code == ARCHIVED
        notes = [note.text for note in state.notes if note.text and not note.restricted]
        if closing is not None and closing.note:
            notes.append(closing.note)
        found: dict[str, Value] = {
            "number": state.number,
            "kind": self._name(kind, state.kind_id),
            "level": self._name(level.word if level else None, state.level),
            "status": self._book.states.label("open" if state.is_open else "closed", self._language),
            "outcome": self._name(self._book.closings_by_id.get(closing.code), closing.code)
            if closing and not past
            else None,
            "closed": told_end(closing.at, state.opened_at) if closing else None,
            "note": clean("\n".join(notes)),
        }
        agencies = self._agencies(state)
        return found | ({"agency": agencies} if agencies else {})

    def _agencies(self, state: IncidentState) -> str:
        names: dict[str, None] = {}
        for subject in state.escalations:
            row = self._connection.execute(
                "SELECT agency FROM escalation WHERE id = ?", (id_bytes(subject),)
            ).fetchone()
            recipient = self._book.find_recipient(row[0]) if row else None
            if row:
                names[recipient.short if recipient else row[0]] = None
        return "; ".join(names)

    def _own(self, state: ReportState, incident: IncidentState) -> tuple[list[str], str]:
        """What all the incident's reports say of who called, and of groups: none of it may stand in its notes."""
        if self._unmasked:
            return [], ""
        told = [state]
        told += [
            other
            for report in incident.reports
            if report != state.id and (other := fold_report(self._facts(id_bytes(report)))) is not None
        ]
        own = [text for one in told for text in (one.name, one.phone, one.home) if text]
        return own, " ".join(one.groups for one in told if one.groups)

    def _call(self, id_: bytes) -> list[Value] | None:
        state = fold_call(self._facts(id_))
        return None if state is None else [self._call_values(state).get(name) for name in self._order]

    def _call_values(self, state: CallState) -> dict[str, Value]:
        clean = self._cleaner([state.phone] if state.phone else [], "")
        labels = {FIELDS_BY_ID[name].label_id: name for name in ("address", "landmark", "unit")}
        labels |= {NOTE: "note", REFERENCE: "reference", AGENCY: "agency"}
        kept: dict[str, Value] = {
            name: clean(state.told.get(label)) for label, name in labels.items() if state.told.get(label)
        }
        unit = state.told.get(FIELDS_BY_ID["unit"].label_id, "")
        kept |= {"reference": self._reference(state.told.get(REFERENCE))}
        told = {ask: said for ask, said in state.told.items() if ask not in labels}
        place = self._where(unit)
        return (
            kept
            | place
            | {
                "id": state.id,
                "reported": state.started,
                "channel": self._name(self._book.channels_by_id.get(state.channel), state.channel),
                "phone": self._number(state.phone, hidden=False),
                "narrative": clean(state.note),
                "outcome": self._name(self._book.outcomes_by_id.get(state.outcome), state.outcome),
                "told": clean(written_told(told)),
                "desk": state.desk,
            }
        )

    # ------------------------------------------------------------------------------------------ single values

    def _cleaner(self, own: list[str], groups: str) -> Callable[[str | None], str | None]:
        if self._unmasked:
            return lambda text: text or None
        return lambda text: outgoing(text, own, groups) if text else None

    def _number(self, number: str | None, *, hidden: bool) -> str | None:
        if not number or self._unmasked:
            return number
        return HIDDEN if hidden else mask_number(number)

    def _name(self, named: Named | None, code: str) -> str | None:
        return named.label(self._language) if named else code or None

    def _reference(self, text: str | None) -> str | None:
        """The number that another log gave; one that could be somebody's own is hidden."""
        if not text or self._unmasked:
            return text or None
        own = phone.normalise(text) is not None or sum(sign.isdigit() for sign in text) >= _IDENTITY_DIGITS
        return HIDDEN if own else text

    def _yes(self, flag: bool) -> str | None:
        if not flag:
            return None
        return "yes" if self._language == "en" else "ya"

    def _where(self, code: str | None) -> dict[str, Value]:
        """Code, kelurahan or desa, and kecamatan."""
        unit = self._book.units_by_code.get(code or "")
        if unit is not None:
            name = unit.name if unit.level == "kelurahan" else None
            return {"unit": code, "kelurahan": name, "kecamatan": unit.kecamatan or unit.name}
        desa = self._book.desa_by_code.get(code or "")
        if desa is not None:
            return {"unit": code, "kelurahan": desa.name, "kecamatan": desa.kecamatan}
        return {"unit": code or None}
