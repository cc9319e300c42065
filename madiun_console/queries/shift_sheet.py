"""What the shift page shows: shifts and their sheets, as they stand now or as they were signed; never who called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice

from sqlalchemy import Connection

from madiun_console.db.desk import Desk
from madiun_console.db.duty_reading import read_duty, typed_place
from madiun_console.db.facts import facts_of
from madiun_console.domain.clock import day_named, local_time
from madiun_console.domain.duty import DutyState, fold_duty
from madiun_console.domain.duty_times import Duty, duty_at, duty_span
from madiun_console.domain.handover_composing import compose
from madiun_console.domain.handover_sheet import HandoverSheet, read_sheet
from madiun_console.domain.ids import id_bytes, id_text, is_id

SHIFTS = 90
"""So many earlier shifts are listed: a month of three a day."""
_DAY_MS = 24 * 60 * 60 * 1000
RECENT_MS = 20 * 60 * 60 * 1000
"""A shift that began longer ago and was never ended was forgotten: it is found in the list, not put forward."""


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """One line of the list of shifts."""

    id: str
    period: str
    date: str
    start: int
    started_at: int | None
    """None: the running period, which nobody has begun yet."""
    handover_at: int | None = None
    ended_at: int | None = None
    acknowledged_at: int | None = None

    @property
    def is_unread(self) -> bool:
        """Whether its sheet waits for the incoming shift."""
        return self.handover_at is not None and self.acknowledged_at is None


@dataclass(frozen=True, slots=True)
class ShiftList:
    """The shifts, latest first, and which of them concerns a person now."""

    rows: tuple[ShiftRow, ...]
    running: str
    """The period that runs now; empty in a gap of shifts.toml."""
    unread: str
    """The latest sheet when nobody of the incoming shift has read it and somebody else wrote it; else empty."""
    wanted: str
    """The shift to show first: an unread sheet, a shift that is to be handed over, else the running one."""


@dataclass(frozen=True, slots=True)
class SheetNames:
    """What stands in no sheet and is looked up for it: scene addresses by incident, names by colleague."""

    addresses: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ShiftPaper:
    """One shift with its sheet."""

    row: ShiftRow
    end: int
    state: DutyState | None
    sheet: HandoverSheet | None
    """The signed one, else as things stand now; None when the signed one cannot be read here."""
    signed: bool
    names: SheetNames
    unsigned: str | None = None
    """What the person who asks is adding by hand and has not signed yet."""
    half_typed: str = ""
    """A note that they typed and did not enter."""

    def name(self, person: str | None) -> str:
        """A colleague's name, empty when unknown."""
        return self.names.people.get(person or "", "")


def shift_list(desk: Desk, person: str) -> ShiftList:
    """The shifts of the last weeks, the running period among them, whether begun or not."""
    now = desk.store.clock.now_ms()
    running = duty_at(desk.rulebook, desk.store.center, now)
    with desk.store.read() as connection:
        found = connection.exec_driver_sql(
            "SELECT id, period, date, started_at, handover_at, ended_at, acknowledged_at FROM shift "
            "WHERE date <= ? ORDER BY date DESC, started_at DESC",
            (local_time(now + _DAY_MS).date().isoformat(),),
        )
        # what another desk wrote may name no day, or one far ahead: it must not crowd out the shifts that were worked
        real = (row for row in found if day_named(row[2]) is not None)
        rows = [_row(desk, id_text(id_), *rest) for id_, *rest in islice(real, SHIFTS)]
        rows.sort(key=lambda row: -row.start)
        if running is not None and all(row.id != running.id for row in rows):
            rows.insert(0, _not_begun(running))
        here = running.id if running else ""
        unread = _unread(connection, rows, here, person)
    open_ = [row.id for row in rows if row.started_at and not row.ended_at and row.start > now - RECENT_MS]
    before = [item for item in open_ if item != here]
    return ShiftList(tuple(rows), here, unread, unread or (before[-1] if before else "") or here)


def shift_paper(desk: Desk, shift: str, person: str = "") -> ShiftPaper | None:
    """A shift with the sheet that was signed, else composed at this moment; None for one that is neither begun nor now."""
    if not is_id(shift):
        return None
    now = desk.store.clock.now_ms()
    with desk.store.read() as connection:
        driver = connection.connection.driver_connection
        state = fold_duty(facts_of(driver, id_bytes(shift)))
        if state is None:
            running = duty_at(desk.rulebook, desk.store.center, now)
            if running is None or running.id != shift:
                return None
            row, end = _not_begun(running), running.end
        else:
            written = state.handover.at if state.handover else None
            row = _row(
                desk, shift, state.period, state.date, state.started_at, written, state.ended_at, state.acknowledged_at
            )  # fmt: skip
            end = duty_span(desk.rulebook, shift, state.period)[1]
        signed = state is not None and state.handover is not None
        if state is not None and state.handover is not None:
            sheet = read_sheet(state.handover.sheet)
        else:
            until = min(now + 1, end)
            read = read_duty(connection.exec_driver_sql, desk.rulebook, now=now, since=row.start, until=until)
            sheet = compose(desk.rulebook, read, now=now, since=row.start, until=until)
        addition, note = (
            connection.exec_driver_sql(
                "SELECT v FROM meta WHERE k = ?", (typed_place(part, person, shift),)
            ).scalar()
            for part in ("addition", "note")
        )
        return ShiftPaper(row, end, state, sheet, signed, _names(connection, sheet), addition, note or "")


def unread_handover(desk: Desk, person: str) -> ShiftRow | None:
    """The latest sheet, when it waits to be read by this person's shift; None when it does not."""
    found = shift_list(desk, person)
    return next((row for row in found.rows if row.id == found.unread), None)


def _row(
    desk: Desk,
    shift: str,
    period: str,
    date: str,
    started: int,
    written: int | None,
    ended: int | None,
    read: int | None,
) -> ShiftRow:
    start = duty_span(desk.rulebook, shift, period)[0]
    return ShiftRow(shift, period, date, start, started, written, ended, read)


def _not_begun(running: Duty) -> ShiftRow:
    return ShiftRow(running.id, running.period, running.date, running.start, None)


def _unread(connection: Connection, rows: list[ShiftRow], running: str, person: str) -> str:
    latest = next((row for row in rows if row.handover_at is not None), None)
    if latest is None or not latest.is_unread or (latest.id == running and latest.ended_at is None):
        return ""
    state = fold_duty(facts_of(connection.connection.driver_connection, id_bytes(latest.id)))
    mine = state is None or state.handover is None or state.handover.actor == person
    return "" if mine else latest.id


def _names(connection: Connection, sheet: HandoverSheet | None) -> SheetNames:
    people = {
        id_text(row[0]): row[1]
        for row in connection.exec_driver_sql("SELECT id, name FROM person").fetchall()
    }
    addresses = {}
    for incident in sheet.incident_ids() if sheet else ():
        if is_id(incident):
            row = connection.exec_driver_sql(
                "SELECT address FROM incident WHERE id = ?", (id_bytes(incident),)
            ).fetchone()
            addresses[incident] = row[0] if row else ""
    return SheetNames(addresses, people)
