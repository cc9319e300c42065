"""The past of an incident or a call: what this number told before, what happened at this place, and of this kind here.

Numbers are looked up exactly and shown masked. Counts and rows follow the indexes, and row ids grow with time, so a
year is a span of row ids (`db.time_order`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from madiun_console.db.desk import Desk, Session
from madiun_console.db.facts import facts_of
from madiun_console.db.time_order import first_lid, lid_ms
from madiun_console.domain import phone
from madiun_console.domain.computed_factors import condition_of
from madiun_console.domain.ids import id_bytes, id_text, is_id
from madiun_console.domain.incident import fold_incident
from madiun_console.domain.report import fold_report
from madiun_console.domain.report_form import ReportForm
from madiun_console.domain.rulebook import RepeatRule
from madiun_console.domain.similarity import SAME_PLACE_METRES, metres, same_street, street_words
from madiun_console.queries.find import may_find_numbers
from madiun_console.queries.past_rows import Counts, Past, PastList, PastRow

if TYPE_CHECKING:
    from sqlalchemy import Connection

ROWS = 5
MOST_REPORTS = 50
"""So many reports of an incident are looked at for the numbers that told of it."""
_DAY_MS = 86_400_000
_METRES_A_DEGREE = 111_195.0
_SELF = "SELECT unit, lat, lon, street, kind_id, lid FROM incident WHERE id = ?"
_REPORTS = "SELECT id FROM report WHERE incident = ? LIMIT ?"
_CALLS = (
    "SELECT c.subject, c.at, r.incident, k.outcome FROM caller c LEFT JOIN report r ON r.id = c.subject "
    "LEFT JOIN call k ON k.id = c.subject WHERE c.phone = ?"
)
_NEAR = "SELECT lid, lat, lon FROM incident INDEXED BY incident_spot WHERE lat >= ? AND lat <= ? AND lon >= ? AND lon <= ?"
_STREETS = "SELECT DISTINCT street FROM incident WHERE unit = ?"
_ON_STREET = "SELECT lid FROM incident WHERE unit = ? AND street = ?"
_ON_STREET_UNLOCATED = f"{_ON_STREET} AND lat IS NULL"
_KIND_COUNTS = (
    "SELECT count(*), sum(lid >= ?), sum(lid >= ?) FROM incident WHERE unit = ? AND kind_id = ? AND lid <> ?"
)
_KIND_ROWS = "SELECT lid FROM incident WHERE unit = ? AND kind_id = ? AND lid <> ? ORDER BY lid DESC LIMIT ?"
_INCIDENTS = "SELECT lid, id, number, kind_id, level, unit, address, is_open, status, closing FROM incident WHERE {} IN ({})"


class _Spot(NamedTuple):
    """Where and what, of an incident or of a call that is being taken."""

    unit: str
    lat: float | None
    lon: float | None
    street: frozenset[str]
    kind_id: str
    lid: int
    """-1 for a call: there is no incident of its own to leave out."""


def past_of_incident(desk: Desk, by: Session, incident: str) -> Past | None:
    """The past of an incident without itself; None when it is unknown here.

    A protected caller's number ties nothing together for those who may not read identities.
    """
    with desk.store.read() as connection:
        row = connection.exec_driver_sql(_SELF, (id_bytes(incident),)).fetchone() if is_id(incident) else None
        if row is None:
            return None
        unit, lat, lon, street, kind_id, lid = row
        spot = _Spot(unit or "", lat, lon, frozenset(street.split()), kind_id, lid)
        phones = _phones_of(desk, connection, by, incident)
        return _past(desk, connection, spot, phones, incident)


def past_of_call(desk: Desk, form: ReportForm) -> Past:
    """The past of what is being taken down; the number is the one that is on the line.

    What was logged of this very call before it was brought back is left out.
    """
    number = "" if form.anonymous else phone.normalise(form.number) or ""
    street = street_words(f"{form.address} {form.landmark}")
    spot = _Spot(form.unit, form.lat, form.lon, street, form.kind_id, -1)
    with desk.store.read() as connection:
        return _past(desk, connection, spot, [number] if number else [], "", form.counted)


def _past(
    desk: Desk,
    connection: Connection,
    spot: _Spot,
    phones: Sequence[str],
    incident: str,
    itself: Sequence[str] = (),
) -> Past:
    reader = _Reader(desk, connection)
    rule = condition_of(desk.rulebook, RepeatRule)
    limit = float(rule.metres if rule else SAME_PLACE_METRES)
    located = spot.lat is not None and spot.lon is not None
    return Past(
        caller=reader.of_numbers(phones, incident, itself) if phones else None,
        masked_phone=", ".join(phone.masked(number) for number in phones),
        place=reader.at(spot, limit) if located or (spot.unit and spot.street) else None,
        by_distance=located,
        metres=round(limit),
        kind=reader.of_kind(spot) if spot.unit and spot.kind_id else None,
        again=rule.min_reports if rule else 2,
    )


def _phones_of(desk: Desk, connection: Connection, by: Session, incident: str) -> list[str]:
    driver = connection.connection.driver_connection
    rows = connection.exec_driver_sql(_REPORTS, (id_bytes(incident), MOST_REPORTS)).fetchall()
    reports = [fold_report(facts_of(driver, row[0])) for row in rows]
    protected_too = may_find_numbers(desk, connection, by)
    return list(
        dict.fromkeys(
            one.phone for one in reports if one and one.phone and (protected_too or not one.protected)
        )
    )


class _Reader:
    """Asks one store at one moment."""

    def __init__(self, desk: Desk, connection: Connection) -> None:
        self._desk = desk
        self._ask = connection.exec_driver_sql
        self._driver = connection.connection.driver_connection
        now = desk.store.clock.now_ms()
        self._month, self._year = now - 30 * _DAY_MS, now - 365 * _DAY_MS

    def of_numbers(self, phones: Iterable[str], without: str, itself: Iterable[str]) -> PastList:
        """Calls of these numbers; several reports of one incident are one line and one call more each."""
        own = id_bytes(without) if without else None
        left_out = {id_bytes(call) for call in itself if is_id(call)}
        calls = {
            row[0]: row
            for number in phones
            for row in self._ask(_CALLS, (number,))
            if (row[2] is None or row[2] != own) and row[0] not in left_out
        }
        latest = sorted(calls.values(), key=lambda row: row[1], reverse=True)
        times = [row[1] for row in latest]
        counts = Counts(
            sum(at >= self._month for at in times), sum(at >= self._year for at in times), len(times)
        )
        lines: dict[bytes, Any] = {}
        for row in latest:
            lines.setdefault(row[2] or row[0], row)
            if len(lines) == ROWS:
                break
        shown = {
            row[0]: row[1] for row in self._incidents("id", [row[2] for row in lines.values() if row[2]])
        }
        rows = []
        for subject, at, incident, outcome in lines.values():
            found = shown.get(id_text(incident)) if incident else None
            if found is not None:
                rows.append(found._replace(at=at))
            elif incident is None and outcome is not None:
                call = id_text(subject)
                rows.append(PastRow(call, None, at, "", "", "", None, "", False, "", outcome, ""))
        return PastList(counts, tuple(rows))

    def at(self, spot: _Spot, limit: float) -> PastList:
        """What happened at a place: within `limit` metres, or on the same street of the kelurahan where no spot is known."""
        near = self._near(spot, limit)
        lids = {lid for lid in (*near, *self._on_street(spot)) if lid != spot.lid}
        return self._listed(lids, near)

    def of_kind(self, spot: _Spot) -> PastList:
        """What happened of this kind in this kelurahan."""
        month, year = first_lid(self._month), first_lid(self._year)
        row = self._ask(_KIND_COUNTS, (month, year, spot.unit, spot.kind_id, spot.lid)).fetchone()
        lids = [row[0] for row in self._ask(_KIND_ROWS, (spot.unit, spot.kind_id, spot.lid, ROWS))]
        every, in_month, in_year = row or (0, 0, 0)
        return PastList(Counts(in_month or 0, in_year or 0, every), self._rows_of(lids, {}))

    def _near(self, spot: _Spot, limit: float) -> dict[int, float]:
        """Row id -> metres; a box by the index, then the true distance."""
        if spot.lat is None or spot.lon is None:
            return {}
        high = limit / _METRES_A_DEGREE * 1.001  # the box may be a little large, never too small
        wide = high / max(0.01, math.cos(math.radians(abs(spot.lat) + high)))
        box = (spot.lat - high, spot.lat + high, spot.lon - wide, spot.lon + wide)
        found = {lid: metres(spot.lat, spot.lon, lat, lon) for lid, lat, lon in self._ask(_NEAR, box)}
        return {lid: distance for lid, distance in found.items() if distance <= limit}

    def _on_street(self, spot: _Spot) -> list[int]:
        if not spot.unit or not spot.street:
            return []
        # Where both spots are known the distance says it; a street is long.
        sql = _ON_STREET if spot.lat is None or spot.lon is None else _ON_STREET_UNLOCATED
        streets = [row[0] for row in self._ask(_STREETS, (spot.unit,))]
        same = [street for street in streets if same_street(spot.street, frozenset(street.split()))]
        return [row[0] for street in same for row in self._ask(sql, (spot.unit, street))]

    def _listed(self, lids: Iterable[int], near: Mapping[int, float]) -> PastList:
        latest = sorted(lids, reverse=True)
        month, year = first_lid(self._month), first_lid(self._year)
        counts = Counts(sum(lid >= month for lid in latest), sum(lid >= year for lid in latest), len(latest))
        return PastList(counts, self._rows_of(latest[:ROWS], near))

    def _rows_of(self, lids: Sequence[int], near: Mapping[int, float]) -> tuple[PastRow, ...]:
        found = self._incidents("lid", lids)
        return tuple(row._replace(metres=near.get(lid)) for lid, row in sorted(found, reverse=True, key=_lid))

    def _incidents(self, column: str, keys: Sequence[Any]) -> list[Any]:
        """(id or row id, row) of these incidents."""
        if not keys:
            return []
        sql = _INCIDENTS.format(column, ", ".join("?" * len(keys)))
        found = []
        for lid, id_, number, kind_id, level, unit, address, is_open, status, closing in self._ask(
            sql, tuple(keys)
        ):
            incident = id_text(id_)
            row = PastRow(
                incident, incident, lid_ms(lid), number, kind_id, level, unit, address, bool(is_open), status,
                closing or "", self._note(id_) if closing else "",
            )  # fmt: skip
            found.append((lid if column == "lid" else incident, row))
        return found

    def _note(self, incident: bytes) -> str:
        state = fold_incident(facts_of(self._driver, incident), self._desk.rulebook_level_ids)
        return state.closing.note or "" if state and state.closing else ""


def _lid(pair: tuple[int, PastRow]) -> int:
    return pair[0]
