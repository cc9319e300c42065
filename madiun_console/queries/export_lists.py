"""The lists of the screen as rows of a spreadsheet: incidents as the queue has them, call-backs that are owed. Masked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from madiun_console.db.desk import Desk, Session
from madiun_console.db.facts import facts_of
from madiun_console.domain.ids import id_bytes
from madiun_console.domain.incident import fold_incident
from madiun_console.domain.masking import outgoing
from madiun_console.domain.report import fold_report
from madiun_console.queries.desk_lists import open_callbacks
from madiun_console.queries.find import PAGE, found_rows
from madiun_console.queries.queue import QueueFilter, incidents
from madiun_console.queries.rows import IncidentRow
from madiun_console.queries.table_columns import Column, Value

_INCIDENT = (
    (("Nomor", "Number"), "text", 16), (("Level", "Level"), "text", 10), (("Jenis", "Kind"), "text", 30),
    (("Kelurahan", "Kelurahan"), "text", 16), (("Kecamatan", "Kecamatan"), "text", 14), (("Alamat", "Address"), "text", 30),
    (("Laporan pertama", "First report"), "text", 60), (("Jumlah laporan", "Reports"), "whole", 10),
    (("Pelapor berbeda", "Different callers"), "whole", 10), (("Status", "Status"), "text", 16),
    (("Dibuka", "Opened"), "moment", 19), (("Ditutup", "Closed"), "moment", 19), (("Hasil", "Outcome"), "text", 24),
    (("Instansi", "Agencies"), "text", 30), (("Ditangani oleh", "Owner"), "text", 16),
)  # fmt: skip
_CALLBACK = (
    (("Batas waktu", "Due"), "moment", 19), (("Dijanjikan", "Promised"), "moment", 19),
    (("Dijanjikan oleh", "Promised by"), "text", 16), (("Percobaan", "Tries"), "whole", 10),
    (("Nomor kejadian", "Incident"), "text", 16), (("Nomor telepon", "Telephone number"), "text", 18),
)  # fmt: skip


def incident_columns(language: str) -> tuple[Column, ...]:
    """The columns of a list of incidents."""
    return _columns(_INCIDENT, language)


def callback_columns(language: str) -> tuple[Column, ...]:
    """The columns of the list of call-backs."""
    return _columns(_CALLBACK, language)


def incident_lines(desk: Desk, ids: Sequence[str], language: str) -> list[list[Value]]:
    """The incidents in the order given; their texts are searched for callers' names and numbers."""
    found = {row.id: row for row in incidents(desk, ids)}
    with desk.store.read() as connection:
        driver = connection.connection.driver_connection
        lines = []
        for one in ids:
            row = found.get(one)
            if row is not None:
                state = fold_incident(facts_of(driver, id_bytes(one)), desk.rulebook_level_ids)
                told = [
                    fold_report(facts_of(driver, id_bytes(report)))
                    for report in (state.reports if state else ())
                ]
                own = [
                    text
                    for report in told
                    if report
                    for text in (report.name, report.phone, report.home)
                    if text
                ]
                groups = " ".join(report.groups for report in told if report and report.groups)
                lines.append(_incident(desk, row, language, own, groups))
        return lines


def found_lines(
    desk: Desk, by: Session | None, text: str, wanted: QueueFilter, language: str
) -> Iterator[list[Value]]:
    """Everything that a search finds, the latest first; read page by page, so that it may be any number."""
    before = None
    while True:
        page = found_rows(desk, by, text, wanted, before=before, limit=PAGE)
        yield from incident_lines(desk, [row.id for row in page.rows], language)
        before = page.goes_on
        if before is None:
            return


def callback_lines(desk: Desk) -> list[list[Value]]:
    """The call-backs that are owed, due first."""
    return [
        [row.due, row.promised_at, row.promised_by, row.tries, row.number or None, row.masked_phone or None]
        for row in open_callbacks(desk)
    ]


def _columns(table: Sequence[tuple[tuple[str, str], str, int]], language: str) -> tuple[Column, ...]:
    return tuple(Column(labels[language == "en"], kind, width) for labels, kind, width in table)


def _incident(desk: Desk, row: IncidentRow, language: str, own: list[str], groups: str) -> list[Value]:
    book = desk.rulebook
    kind, level = book.kinds.get(row.kind_id), book.levels_by_id.get(row.level)
    unit, desa = book.units_by_code.get(row.unit or ""), book.desa_by_code.get(row.unit or "")
    closing = book.closings_by_id.get(row.closing or "")
    recipients = [book.find_recipient(badge.agency) for badge in row.badges]
    agencies = dict.fromkeys(
        one.short if one else badge.agency for one, badge in zip(recipients, row.badges, strict=True)
    )
    place = unit if unit and unit.level == "kelurahan" else desa

    def clean(text: str) -> str | None:
        return outgoing(text, own, groups) if text else None

    return [
        row.number, level.word.label(language) if level else row.level, kind.label(language) if kind else row.kind_id or None,
        place.name if place else None, unit.kecamatan or unit.name if unit else desa.kecamatan if desa else None,
        clean(row.address), clean(row.summary), row.reports, row.callers, book.states.label(row.status, language),
        row.opened_at, row.closed_at, closing.label(language) if closing else row.closing, "; ".join(agencies) or None,
        row.owner_name or None,
    ]  # fmt: skip
