"""Tying a report to an incident and parting them again; both can always be undone."""

from __future__ import annotations

from madiun_console.actions.day_count import day_count
from madiun_console.actions.desk import Desk, Session, require
from madiun_console.actions.subjects import the_incident, the_report
from madiun_console.db.writer import Writer, base_of
from madiun_console.domain.changes import Changes
from madiun_console.domain.events import catalogue as ev
from madiun_console.domain.incident import OPEN
from madiun_console.domain.report import ReportState
from madiun_console.errors import InvalidInput


def link_report(desk: Desk, by: Session, report: str, incident: str) -> Changes:
    """The report tells of this incident alone; it leaves whatever it was tied to before, also where two desks tied it apart."""
    with desk.store.write(by.person) as (writer, result):
        require(desk, writer, "link_reports")
        state = the_report(writer, report)
        if state.incidents == (incident,):
            raise InvalidInput(
                "linked", "Laporan sudah digabung dengan kejadian itu.", "The report is linked to it already."
            )
        for old in state.incidents:
            if old != incident:
                writer.append(report, ev.ReportUnlinked(incident=old), base=_links_to(writer, state, old))
        if incident not in state.incidents:
            tie(desk, writer, report, incident)
    return result.changes


def unlink_report(desk: Desk, by: Session, report: str, incident: str) -> Changes:
    """Part a report from an incident; it becomes an incident of its own, so that no report is ever without one."""
    with desk.store.write(by.person) as (writer, result):
        require(desk, writer, "link_reports")
        state = the_report(writer, report)
        if incident not in state.incidents:
            raise InvalidInput(
                "not_linked", "Laporan itu tidak tergabung di sini.", "The report is not linked here."
            )
        if len(the_incident(desk, writer, incident).reports) == 1:
            raise InvalidInput(
                "only_report",
                "Ini satu-satunya laporan kejadian ini, jadi tidak dapat dipisahkan.",
                "This is the incident's only report, so it cannot be parted from it.",
            )
        writer.append(report, ev.ReportUnlinked(incident=incident), base=_links_to(writer, state, incident))
        open_incident(desk, writer, report, state)
    return result.changes


def open_incident(desk: Desk, writer: Writer, report: str, state: ReportState) -> str:
    """Open an incident for a report inside a transaction; gives the incident's id."""
    incident = writer.new_subject("incident")
    happened = ev.IncidentOpened(
        number=next_number(desk, writer),
        desk=desk.letter,
        kind_id=state.kind_id,
        level=state.level,
        occurred=state.occurred,
        unit=state.unit or None,
        precision=state.precision,
        lat=state.lat,
        lon=state.lon,
        factors=state.factors,
        address=state.address,
        landmark=state.landmark,
    )
    writer.append(incident, happened)
    writer.append(report, ev.ReportLinked(incident=incident))
    return incident


def tie(desk: Desk, writer: Writer, report: str, incident: str, at: int | None = None) -> None:
    """Link inside a transaction; for the incident that is a write of "open" which has seen what it ends."""
    target = the_incident(desk, writer, incident)
    writer.append(report, ev.ReportLinked(incident=incident), base=base_of(target.heads, (OPEN,)), at=at)


def next_number(desk: Desk, writer: Writer) -> str:
    """Date, desk and count of the day, such as 20261123-B017; unique without a server, also when the clock is set back."""
    from madiun_console.domain.clock import local_day

    start = f"{local_day(writer.now)}-{desk.letter}"
    return f"{start}{day_count(writer.cursor, start) + 1:03d}"


def _links_to(writer: Writer, state: ReportState, incident: str) -> tuple[str, ...]:
    return tuple(
        fact.id for fact in writer.facts(state.id) if fact.id in state.link_facts and fact.also == incident
    )
