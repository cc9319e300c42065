"""Finding incidents over all years: by number, by words and their families, by a caller's number, by filters; latest first.

The search index holds the coded values too (`domain.facets`), and its row ids grow with time (`db.time_order`), so a
filter is one more word, a span of days is a span of row ids, and a page ends at a row id.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from madiun_console.db.desk import Desk, Session
from madiun_console.db.time_order import first_lid, lid_ms
from madiun_console.domain import facets, phone
from madiun_console.domain.ids import id_bytes, id_text, is_id
from madiun_console.domain.number_spelling import SpelledNumber, spelled_number
from madiun_console.domain.phone_fragment import fragments, match_fragments
from madiun_console.domain.rulebook import Rulebook
from madiun_console.domain.strict_json import clean_text
from madiun_console.queries.queue import COLUMNS, QueueFilter, made_rows, people_names
from madiun_console.queries.rows import IncidentRow

if TYPE_CHECKING:
    from sqlalchemy import Connection

FIRST_PAGE, PAGE = 60, 200
"""Rows that are asked for while somebody types, and when they scroll on."""
MOST_NUMBERS = 500
"""So many callers' numbers are looked at that hold a fragment, the latest; more would help nobody."""
REVEAL = "reveal_identity"
_CLOSED = "closed"
_END = 1 << 62
_COLUMNS = ", ".join(f"t.{name}" for name in COLUMNS)
_PHONES = (
    "SELECT phone FROM caller_number WHERE lid IN "
    "(SELECT rowid FROM caller_fts WHERE caller_fts MATCH ? ORDER BY rowid DESC LIMIT ?)"
)
_MONTHS = "SELECT min(number), max(number) FROM incident"
_MOST_MONTHS = 1200


class Found(NamedTuple):
    """One incident that was found."""

    row: IncidentRow
    lid: int
    """Where it stands in time; a page goes on before it."""
    masked_phone: str = ""
    """The caller's number, masked, when the fragment of a number found it."""

    @property
    def happened(self) -> int:
        """When it happened, to the minute (milliseconds)."""
        return lid_ms(self.lid)


class FoundPage(NamedTuple):
    """Some of what was found, the latest first."""

    found: tuple[Found, ...]
    goes_on: int | None
    """What to hand in as `before` for the next page; None at the end."""

    @property
    def rows(self) -> tuple[IncidentRow, ...]:
        """The rows alone."""
        return tuple(one.row for one in self.found)


@dataclass(slots=True)
class _Question:
    """The parts of the statement that are the same for every way of finding."""

    match: list[str] = field(default_factory=list)
    where: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)
    begin: int = 0
    end: int = _END
    limit: int = PAGE

    def asked(self, *match: str) -> tuple[str, tuple[Any, ...]]:
        """What these words find."""
        words = " AND ".join((*match, *self.match))
        where = "".join(f" AND {condition}" for condition in self.where)
        if not words:
            sql = f"SELECT {_COLUMNS}, t.lid FROM incident t WHERE t.lid >= ? AND t.lid < ?{where}"  # noqa: S608
            return f"{sql} ORDER BY t.lid DESC LIMIT ?", (self.begin, self.end, *self.values, self.limit)
        sql = (
            f"SELECT {_COLUMNS}, t.lid FROM incident_fts CROSS JOIN incident t ON t.lid = incident_fts.rowid "  # noqa: S608
            f"WHERE incident_fts MATCH ? AND incident_fts.rowid >= ? AND incident_fts.rowid < ?{where} "
            "ORDER BY incident_fts.rowid DESC LIMIT ?"
        )
        return sql, (words, self.begin, self.end, *self.values, self.limit)

    def among(self, source: str, values: Sequence[Any]) -> tuple[str, tuple[Any, ...]]:
        """What of `source`, a FROM clause with the incident as `t`, the filters let through."""
        where = "".join(f" AND {condition}" for condition in self.where)
        more: tuple[Any, ...] = tuple(self.values)
        if self.match:
            where += " AND t.lid IN (SELECT rowid FROM incident_fts WHERE incident_fts MATCH ?)"
            more += (" AND ".join(self.match),)
        sql = (
            f"SELECT {_COLUMNS}, t.lid FROM {source} AND t.lid >= ? AND t.lid < ?{where} "  # noqa: S608
            "ORDER BY t.lid DESC LIMIT ?"
        )
        return sql, (*values, self.begin, self.end, *more, self.limit)


def found_rows(
    desk: Desk,
    by: Session | None,
    text: str,
    wanted: QueueFilter | None = None,
    *,
    before: int | None = None,
    limit: int = FIRST_PAGE,
) -> FoundPage:
    """What is found for a text within a filter; `before` goes on where a page ended.

    A number (B23-017 in any spelling) finds that incident, anything else its words. A part of a caller's number finds
    too, when the log gives `by` the permission to read identities; else it is not even looked for.
    """
    text = clean_text(text).strip()
    question = _question(desk.rulebook, wanted or QueueFilter())
    question.end = min(question.end, _END if before is None else before)
    question.limit = limit + 1
    with desk.store.read() as connection:
        names = people_names(connection)
        spelled = spelled_number(text)
        found: dict[int, Sequence[Any]] = {}
        if spelled is not None and (spelled.day or spelled.day_of_month):
            found = _rows(connection, *_by_number(connection, question, spelled))
        phones: list[str] = []
        if not found:
            words = _words(desk, text, spelled)
            found = _rows(connection, *question.asked(*([words] if words else [])))
            phones = _phones(desk, connection, by, text)
            if phones:
                found |= _rows(connection, *_by_phones(question, phones))
        lids = sorted(found, reverse=True)
        shown = lids[:limit]
        rows = made_rows(desk, names, [found[lid][:-1] for lid in shown])
        masked = _masked(connection, rows, phones)
    page = tuple(Found(row, lid, masked.get(row.id, "")) for row, lid in zip(rows, shown, strict=True))
    return FoundPage(page, shown[-1] if len(lids) > limit else None)


def may_find_numbers(desk: Desk, connection: Connection, by: Session | None) -> bool:
    """Whether the log, not what the screen remembers, lets this person read identities."""
    if by is None or not is_id(by.person):
        return False
    row = connection.exec_driver_sql(
        "SELECT role, disabled FROM person WHERE id = ?", (id_bytes(by.person),)
    ).fetchone()
    return row is not None and not row[1] and desk.rulebook.permissions.may(row[0], REVEAL)


def _question(rulebook: Rulebook, wanted: QueueFilter) -> _Question:
    question = _Question()
    for what, code in (
        (facets.LEVEL, wanted.level),
        (facets.KIND, wanted.kind_id),
        (facets.UNIT, wanted.unit),
        (facets.OUTCOME, wanted.outcome),
        (facets.AGENCY, wanted.agency.partition("@")[0]),
    ):
        if code:
            question.match.append(facets.wanted(what, [code]))
    if wanted.category:
        kinds = [kind.id for kind in rulebook.subs if kind.category == wanted.category]
        question.match.append(facets.wanted(facets.KIND, kinds))
    if wanted.kecamatan:
        question.match.append(facets.wanted(facets.UNIT, [wanted.kecamatan], beginning=True))
    if wanted.agency_kind:
        agencies = [agency.id for agency in rulebook.agencies if agency.kind == wanted.agency_kind]
        question.match.append(facets.wanted(facets.AGENCY, agencies))
    if "@" in wanted.agency:
        question.where.append("EXISTS (SELECT 1 FROM escalation e WHERE e.incident = t.id AND e.agency = ?)")
        question.values.append(wanted.agency)
    if wanted.status:
        # Few are open: their index is read and not the whole search index.
        question.where.append(f"t.is_open = {int(wanted.status != _CLOSED)} AND t.status = ?")
        question.values.append(wanted.status)
    if wanted.owner:
        question.where.append("t.owner = ?")
        question.values.append(id_bytes(wanted.owner) if is_id(wanted.owner) else b"")
    if wanted.since is not None:
        question.begin = first_lid(wanted.since)
    if wanted.until is not None:
        question.end = first_lid(wanted.until)
    return question


def _words(desk: Desk, text: str, spelled: SpelledNumber | None) -> str:
    if spelled is not None and spelled.count and not spelled.day and not spelled.day_of_month:
        # "b17": the number behind the date is a word of its own in the index.
        return f'("{spelled.ending.lower()}" OR "{spelled.beginning.lower()}"*)'
    query = desk.words.match_query(text) if text else ""
    return f"({query})" if query else ""


def _by_number(
    connection: Connection, question: _Question, spelled: SpelledNumber
) -> tuple[str, tuple[Any, ...]]:
    """Each month of the store has its own span of numbers: 120 of them are found by the index in 1 ms, LIKE reads it all."""
    days = (
        [spelled.day] if spelled.day else [f"{month}{spelled.day_of_month}" for month in _months(connection)]
    )
    spans = {
        (f"{day}-{beginning}", f"{day}-{beginning}{'' if exact else '~'}")
        for day in days
        for beginning, exact in ((spelled.ending, bool(spelled.count)), (spelled.beginning, False))
    }
    if not spans:
        return question.among("incident t WHERE 0", ())
    marks = ", ".join(["(?, ?)"] * len(spans))
    source = (
        f"incident t WHERE t.lid IN (WITH span(low, high) AS (VALUES {marks}) SELECT i.lid FROM span "  # noqa: S608
        "CROSS JOIN incident i ON i.number >= span.low AND i.number <= span.high)"
    )
    return question.among(source, [end for span in sorted(spans) for end in span])


def _months(connection: Connection) -> list[str]:
    row = connection.exec_driver_sql(_MONTHS).fetchone()
    first, last = row or (None, None)
    if not first or not last or not (first[:6].isdigit() and last[:6].isdigit()):
        return []
    begin, end = (int(number[:4]) * 12 + int(number[4:6]) - 1 for number in (first, last))
    return [
        f"{month // 12:04d}{month % 12 + 1:02d}" for month in range(max(begin, end - _MOST_MONTHS), end + 1)
    ]


def _phones(desk: Desk, connection: Connection, by: Session | None, text: str) -> list[str]:
    """Numbers that hold the fragment, for those who may know; nobody else causes so much as a look at the index."""
    looked_for = fragments(text)
    if not looked_for or not may_find_numbers(desk, connection, by):
        return []
    rows = connection.exec_driver_sql(_PHONES, (match_fragments(looked_for), MOST_NUMBERS))
    return [row[0] for row in rows]


def _by_phones(question: _Question, phones: Sequence[str]) -> tuple[str, tuple[Any, ...]]:
    marks = ", ".join("?" * len(phones))
    source = (
        "incident t WHERE t.id IN (SELECT r.incident FROM report r WHERE r.id IN "  # noqa: S608
        f"(SELECT subject FROM caller WHERE phone IN ({marks})))"
    )
    return question.among(source, phones)


def _masked(connection: Connection, rows: Sequence[IncidentRow], phones: Sequence[str]) -> dict[str, str]:
    """Incident -> the number that found it, masked."""
    if not rows or not phones:
        return {}
    ids, numbers = ", ".join("?" * len(rows)), ", ".join("?" * len(phones))
    found = connection.exec_driver_sql(
        "SELECT r.incident, c.phone FROM report r JOIN caller c ON c.subject = r.id "  # noqa: S608
        f"WHERE r.incident IN ({ids}) AND c.phone IN ({numbers})",
        (*(id_bytes(row.id) for row in rows), *phones),
    )
    return {id_text(incident): phone.masked(number) for incident, number in found}


def _rows(connection: Connection, sql: str, values: tuple[Any, ...]) -> dict[int, Sequence[Any]]:
    """Row id -> columns."""
    return {row[-1]: row for row in connection.exec_driver_sql(sql, values)}
