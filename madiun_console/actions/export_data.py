"""Taking data out with the identities in them: who may, and the fact that it was done."""

from __future__ import annotations

from madiun_console.actions.desk import Desk, Session, require
from madiun_console.actions.subjects import needed_text
from madiun_console.domain.changes import Changes
from madiun_console.domain.events.office_catalogue import DataExported


def may_export_unmasked(desk: Desk, by: Session, reason: str) -> str:
    """Refuse whom the log would refuse, before anything is read; gives the reason fit to be logged."""
    said = needed_text(reason, "Alasan ekspor dengan identitas", "A reason for an export with identities")
    with desk.store.write(by.person) as (writer, _):
        require(desk, writer, "export_unmasked")
    return said


def log_export(desk: Desk, by: Session, format_: str, rows: int, reason: str) -> Changes:
    """Log that data went out unmasked; logged before the file gets its name, so that none is without its fact."""
    said = needed_text(reason, "Alasan ekspor dengan identitas", "A reason for an export with identities")
    with desk.store.write(by.person) as (writer, result):
        require(desk, writer, "export_unmasked")
        writer.append(writer.new_subject("export"), DataExported(format=format_, rows=rows, reason=said))
    return result.changes
