"""What was found as a table for a spreadsheet: nobody can be recognised by it, and no cell of it is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from madiun_console.db.desk import Desk, Session
from madiun_console.db.facts import facts_of
from madiun_console.domain.clock import local_time
from madiun_console.domain.ids import id_bytes
from madiun_console.domain.masking import strip_groups, strip_identity
from madiun_console.domain.report import fold_report
from madiun_console.domain.rulebook import Rulebook
from madiun_console.queries.find import PAGE, Found, found_rows
from madiun_console.queries.queue import QueueFilter

MOST_ROWS = 50_000
"""A search that finds more is narrowed first; the export of everything is another one."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_SEPARATOR = ";"
"""Spreadsheets that speak Indonesian take the comma for the decimal sign."""
_BOM = "\ufeff"
_HEADS = {
    "id": (
        "Nomor", "Waktu", "Level", "Jenis", "Kelurahan", "Kecamatan", "Alamat", "Ringkasan", "Pelapor", "Status",
        "Hasil", "Ditutup", "Instansi", "Nomor pelapor",
    ),
    "en": (
        "Number", "Time", "Level", "Kind", "Kelurahan", "Kecamatan", "Address", "Summary", "Callers", "Status",
        "Outcome", "Closed", "Agencies", "Caller's number",
    ),
}  # fmt: skip


class FoundCsv(NamedTuple):
    """The text of the file and how many incidents it holds; `cut` when there were more than it may hold."""

    text: str
    rows: int
    cut: bool


def found_csv(
    desk: Desk, by: Session, text: str, wanted: QueueFilter, language: str, *, most: int = MOST_ROWS
) -> FoundCsv:
    """Everything that `found_rows` finds, the latest first, as CSV with a byte order mark."""
    out = io.StringIO(newline="")
    out.write(_BOM)
    writer = csv.writer(out, delimiter=_SEPARATOR, lineterminator="\r\n")
    writer.writerow(_HEADS["en" if language == "en" else "id"])
    count, before = 0, None
    while True:
        page = found_rows(desk, by, text, wanted, before=before, limit=min(PAGE, most - count))
        writer.writerows([inert(cell) for cell in line] for line in _lines(desk, page.found, language))
        count += len(page.found)
        before = page.goes_on
        if before is None or count >= most:
            return FoundCsv(out.getvalue(), count, before is not None)


def inert(cell: str) -> str:
    """A cell that a spreadsheet shows and never runs."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _lines(desk: Desk, found: Sequence[Found], language: str) -> Iterator[list[str]]:
    own: dict[str, tuple[list[str], str]] = {}
    with desk.store.read() as connection:
        driver = connection.connection.driver_connection
        for one in found:
            rows = connection.exec_driver_sql(
                "SELECT id FROM report WHERE incident = ?", (id_bytes(one.row.id),)
            )
            own[one.row.id] = _own(driver, [row[0] for row in rows])
    for one in found:
        yield _line(desk.rulebook, one, own[one.row.id], language)


def _own(driver: Any, reports: Sequence[bytes]) -> tuple[list[str], str]:
    """Identities and names of groups that must not stand in a text that leaves the center."""
    states = [state for state in (fold_report(facts_of(driver, report)) for report in reports) if state]
    identities = [text for state in states for text in (state.name, state.phone, state.home) if text]
    return identities, " ".join(state.groups for state in states if state.groups)


def _line(rulebook: Rulebook, one: Found, own: tuple[list[str], str], language: str) -> list[str]:
    row = one.row
    level, kind = rulebook.levels_by_id.get(row.level), rulebook.kinds.get(row.kind_id)
    unit, desa = rulebook.units_by_code.get(row.unit or ""), rulebook.desa_by_code.get(row.unit or "")
    closing = rulebook.closings_by_id.get(row.closing or "")
    agencies = []
    for badge in row.badges:
        recipient = rulebook.find_recipient(badge.agency)
        agencies.append(recipient.short if recipient else badge.agency)
    identities, groups = own

    def clean(text: str) -> str:
        return strip_groups(strip_identity(text, identities), groups)

    place = unit or desa
    return [
        row.number,
        _moment(one.happened),
        level.word.label(language) if level else row.level,
        kind.label(language) if kind else row.kind_id,
        place.name if place and not (unit and unit.level != "kelurahan") else "",
        (unit.kecamatan or unit.name) if unit else desa.kecamatan if desa else "",
        clean(row.address),
        clean(row.summary),
        str(row.callers),
        rulebook.states.label(row.status, language),
        (closing.label(language) if closing else row.closing or "") if not row.is_open else "",
        _moment(row.closed_at) if row.closed_at is not None and not row.is_open else "",
        ", ".join(dict.fromkeys(agencies)),
        one.masked_phone,
    ]


def _moment(ms: int) -> str:
    try:
        return local_time(ms).strftime("%Y-%m-%d %H:%M")
    except (ValueError, OverflowError, OSError):  # a clock that was far off
        return ""
