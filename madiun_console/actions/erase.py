"""Erasing identities or whole texts, when retention ends or a caller asks for it (UU 27/2022 art. 8, 16 and 43)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence

from madiun_console.actions.desk import Desk, Session, require
from madiun_console.actions.subjects import needed_text
from madiun_console.db import erasing
from madiun_console.db.writer import Writer
from madiun_console.domain import phone
from madiun_console.domain.changes import Changes
from madiun_console.domain.events import Part
from madiun_console.domain.events import office_catalogue as ev
from madiun_console.domain.ids import id_bytes, id_text
from madiun_console.errors import InvalidInput

AT_ONCE = 100
"""So many incidents or calls go in one transaction: a call that is saved meanwhile waits for one of them at most."""
_DRAFTS = Changes(drafts=True)
Progress = Callable[[int, int], None]


def erase_incidents(
    desk: Desk,
    by: Session,
    incidents: Sequence[str],
    reason: str,
    *,
    texts: bool = False,
    progress: Progress | None = None,
) -> Changes:
    """Erase the callers' identities of these incidents, with `texts` everything that was written about them.

    An administrator, with a reason. Afterwards it is in no table, index, draft or free page of the file; the number of
    different callers stays known. `progress(done, all)`. What is open is refused: somebody is still working on it.
    """
    why = needed_text(reason, "Alasan", "A reason")
    parts = erasing.TEXTS if texts else erasing.IDENTITIES
    changes = Changes()
    for start in range(0, len(incidents), AT_ONCE):
        with desk.store.write(by.person) as (writer, result):
            require(desk, writer, "erase")
            for incident in incidents[start : start + AT_ONCE]:
                _still_closed(writer, incident)
                _erase_incident(desk, writer, incident, parts, why)
        changes |= result.changes | _DRAFTS
        if progress is not None:
            progress(min(start + AT_ONCE, len(incidents)), len(incidents))
    desk.store.scrub()
    return changes


def erase_calls(
    desk: Desk, by: Session, calls: Collection[str], reason: str, *, texts: bool = True
) -> Changes:
    """Erase the numbers of calls that yielded no report, with `texts` the notes too, those of call-backs included."""
    parts = erasing.TEXTS if texts else erasing.IDENTITIES
    why = needed_text(reason, "Alasan", "A reason")
    changes, ordered = _DRAFTS, sorted(calls)
    for start in range(0, len(ordered), AT_ONCE):
        with desk.store.write(by.person) as (writer, result):
            require(desk, writer, "erase")
            for call in ordered[start : start + AT_ONCE]:
                _erase_call(desk, writer, call, parts, why)
        changes |= result.changes
    desk.store.scrub()
    return changes


def erase_caller(desk: Desk, by: Session, number: str, reason: str) -> Changes:
    """Erase the identity of everybody who called from this number, everywhere: reports and calls without one.

    Where it was corrected since, what names this number goes; the identity under the other number stays.
    """
    why = needed_text(reason, "Alasan", "A reason")
    known = phone.normalise(number) or number.strip()
    # the whole log is read before anything is locked: a call that is saved meanwhile does not wait for it
    named = desk.store.driver(lambda reader: erasing.facts_with_number(reader, known))
    with desk.store.write(by.person) as (writer, result):
        require(desk, writer, "erase")
        rows = writer.cursor.execute("SELECT subject, kind FROM caller WHERE phone = ?", (known,)).fetchall()
        subjects = {id_text(subject): kind for subject, kind in rows}
        corrected: defaultdict[str, list[str]] = defaultdict(list)
        for fact, subject, kind in named:
            if kind == "report" and subject not in subjects:
                corrected[subject].append(fact)
            else:
                subjects[subject] = kind
        if not subjects and not corrected:
            raise InvalidInput(
                "number_unknown",
                "Nomor itu tidak ada dalam data. Periksa nomornya.",
                "That number is not in the data. Check the number.",
            )
        for report, facts in corrected.items():
            if set(facts) == set(erasing.facts_of_subject(writer.cursor, report, erasing.IDENTITIES)):
                subjects[report] = "report"
            else:
                _erase(desk, writer, facts, erasing.IDENTITIES, why, _incident_of(writer, report))
                writer.touch("report", report)
        _erase_reports(desk, writer, [one for one, kind in subjects.items() if kind == "report"], why)
        for call in (one for one, kind in subjects.items() if kind == "call"):
            _erase_call(desk, writer, call, erasing.TEXTS, why)
    desk.store.scrub()
    return result.changes | _DRAFTS


def _erase_incident(desk: Desk, writer: Writer, incident: str, parts: tuple[Part, ...], why: str) -> None:
    reports = [
        id_text(row[0])
        for row in writer.cursor.execute("SELECT id FROM report WHERE incident = ?", (id_bytes(incident),))
    ]
    facts = erasing.facts_of_incident(writer.cursor, incident, parts)
    if facts:
        counted = erasing.callers_taken(writer.cursor, incident, reports)
        _erase(desk, writer, facts, parts, why, incident, counted)
    for report in reports:
        writer.touch("report", report)


def _erase_reports(desk: Desk, writer: Writer, reports: Sequence[str], why: str) -> None:
    """The identities of some reports: those of one incident together, so that its callers are counted once."""
    by_incident: dict[str | None, list[str]] = {}
    for report in reports:
        by_incident.setdefault(_incident_of(writer, report), []).append(report)
    for incident, group in by_incident.items():
        held = (erasing.facts_of_subject(writer.cursor, report, erasing.IDENTITIES) for report in group)
        facts = [fact for found in held for fact in found]
        counted = erasing.callers_taken(writer.cursor, incident, group) if incident else {}
        _erase(desk, writer, facts, erasing.IDENTITIES, why, incident, counted)
        for report in group:
            writer.touch("report", report)


def _erase_call(desk: Desk, writer: Writer, call: str, parts: tuple[Part, ...], why: str) -> None:
    facts = erasing.facts_of_call(writer.cursor, call, parts)
    _erase(desk, writer, facts, parts, why)
    writer.touch("call", call)
    for owed in writer.cursor.execute("SELECT id FROM callback WHERE call = ?", (id_bytes(call),)).fetchall():
        writer.touch("callback", id_text(owed[0]))


def _erase(
    desk: Desk,
    writer: Writer,
    facts: Sequence[str],
    parts: tuple[Part, ...],
    why: str,
    incident: str | None = None,
    counted: dict[str, int] | None = None,
) -> None:
    if not facts:
        return
    happened = ev.TextsErased(
        facts=tuple(facts), parts=parts, incident=incident, callers=counted or {}, reason=why
    )
    writer.append(writer.new_subject("erasure"), happened)
    erasing.take_out(desk.store, writer.cursor, facts, parts, by=writer.actor)


def _incident_of(writer: Writer, report: str) -> str | None:
    row = writer.cursor.execute("SELECT incident FROM report WHERE id = ?", (id_bytes(report),)).fetchone()
    return id_text(row[0]) if row and row[0] else None


def _still_closed(writer: Writer, incident: str) -> None:
    row = writer.cursor.execute(
        "SELECT is_open, number FROM incident WHERE id = ?", (id_bytes(incident),)
    ).fetchone()
    if row is None or row[0]:
        number = row[1] if row else incident
        raise InvalidInput(
            "incident_open_kept",
            f"Kejadian {number} masih terbuka, jadi tidak dihapus. Tutup lebih dahulu.",
            f"Incident {number} is still open and was not erased. Close it first.",
        )
