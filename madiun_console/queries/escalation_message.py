"""The message an agency gets about an incident, prepared from its reports; never an identity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from madiun_console.db.desk import Desk
from madiun_console.db.facts import facts_of
from madiun_console.domain.ids import id_bytes
from madiun_console.domain.incident import IncidentState, fold_incident
from madiun_console.domain.recipients import agency_kinds, first_recipient, recipients_for
from madiun_console.domain.report import ReportState, fold_report
from madiun_console.domain.rulebook import Recipient, Rulebook
from madiun_console.domain.short_message import MessageFacts, Verb, phone_script, short_message
from madiun_console.queries.queue import incidents


@dataclass(frozen=True, slots=True)
class PreparedMessage:
    """What will be sent to one recipient, and the same to read aloud."""

    recipient: Recipient
    text: str
    script: str


@dataclass(frozen=True, slots=True)
class Recipients:
    """Whom an incident can be given to: per kind of agency the first one, and all that kind, level and place name."""

    first: dict[str, Recipient]
    """Kind of agency -> whom its button addresses; kinds without anybody are left out."""
    all: tuple[Recipient, ...]


def recipients(desk: Desk, incident: str) -> Recipients | None:
    """Whom to tell of an incident, by its kind, level and place; None when it is unknown."""
    rows = incidents(desk, [incident])
    if not rows:
        return None
    row = rows[0]
    first = {
        kind: found
        for kind in agency_kinds(desk.rulebook)
        if (found := first_recipient(desk.rulebook, kind, row.kind_id or None, row.level, row.unit))
    }
    return Recipients(first, recipients_for(desk.rulebook, row.kind_id or None, row.level, row.unit))


def prepared_message(desk: Desk, incident: str, agency: str) -> PreparedMessage | None:
    """The message for one recipient (an address); None when incident or address is unknown."""
    recipient = desk.rulebook.find_recipient(agency)
    rows = incidents(desk, [incident])
    if recipient is None or not rows:
        return None
    with desk.store.read() as connection:
        driver = connection.connection.driver_connection
        state = fold_incident(facts_of(driver, id_bytes(incident)), desk.rulebook_level_ids)
        if state is None:
            return None
        found = [fold_report(facts_of(driver, id_bytes(report))) for report in state.reports]
    reports = sorted((report for report in found if report), key=lambda report: report.logged_at)
    facts = _facts(desk, state, reports, recipient, rows[0].callers)
    return PreparedMessage(recipient, short_message(facts), phone_script(facts, recipient.name))


def _facts(
    desk: Desk, state: IncidentState, reports: list[ReportState], recipient: Recipient, callers: int
) -> MessageFacts:
    rulebook = desk.rulebook
    level = rulebook.levels_by_id.get(state.level)
    kind = rulebook.kinds.get(state.kind_id)
    verb = recipient.verb if recipient.verb in ("teruskan", "koordinasi") else "koordinasi"
    return MessageFacts(
        verb=cast("Verb", verb),
        level=level.label() if level else state.level,
        kind=kind.label() if kind else "Belum digolongkan",
        number=state.number,
        unit=unit_label(rulebook, state.place.unit),
        place=" · ".join(filter(None, (state.place.address, state.place.landmark))),
        narrative=reports[0].narrative or "" if reports else "",
        people=_worst(rulebook, reports, "crowd_band"),
        weapons=_worst(rulebook, reports, "weapon"),
        victims=_worst(rulebook, reports, "victims"),
        callers=callers,
        since_ms=state.occurred,
        identities=tuple(
            value for report in reports for value in (report.name, report.phone, report.home) if value
        ),
        restricted=" ".join(report.groups or "" for report in reports),
        training=desk.demo,
    )


def _worst(rulebook: Rulebook, reports: list[ReportState], field: str) -> str:
    """The gravest answer any caller gave: the option that stands last in the table, "not known" aside."""
    question = rulebook.core_by_field.get(field)
    if question is None:
        return ""
    given = {report.answers.get(field) for report in reports}
    known = [option for option in question.options if option.id in given and option.id != "unknown"]
    return known[-1].label() if known else ""


def unit_label(rulebook: Rulebook, code: str | None) -> str:
    """A place's name with what it belongs to: "Kel. Winongo, Kec. Manguharjo"; empty when not known."""
    unit = rulebook.units_by_code.get(code or "")
    if unit is not None:
        if unit.level == "kelurahan":
            return f"Kel. {unit.name}, Kec. {unit.kecamatan}"
        return f"Kec. {unit.name}" if unit.level == "kecamatan" else unit.name
    desa = rulebook.desa_by_code.get(code or "")
    if desa is not None:
        return f"{desa.called}, Kec. {desa.kecamatan}, {desa.kabupaten}"
    regency = next((item for item in rulebook.neighbour_regencies if item.code == code), None)
    return regency.name if regency else ""
