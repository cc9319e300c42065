"""How a call ends: saved, counted as no incident, or thrown away; each is one job on the writing thread."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from madiun_console.actions.calls import log_call
from madiun_console.actions.desk import Desk, Session
from madiun_console.actions.take_call import save_report
from madiun_console.domain.changes import Changes
from madiun_console.domain.report_form import ReportForm
from madiun_console.errors import ConsoleError
from madiun_console.queries.queue import incident_derived
from madiun_console.queries.rows import IncidentRow

NOTE_LENGTH = 2000
"""So much of the narrative goes along with a call that was no incident; the draft keeps all of it for a day."""


def save_and_name(
    desk: Desk, by: Session, form: ReportForm, draft: str, coming: Callable[[IncidentRow], None] | None = None
) -> tuple[str, IncidentRow | None, Changes]:
    """Save the report; gives the incident it opened or joined, and that incident's row for the message.

    `coming` gets the row before it is durable.
    """
    row: IncidentRow | None = None

    def on_written(changes: Changes) -> None:
        nonlocal row
        # A failed look at its number must not keep anybody from saving it.
        with suppress(ConsoleError):
            row = incident_derived(desk, changes.derived[_incident_of(form, changes)])
            if coming is not None:
                coming(row)

    changes = save_report(desk, by, form, draft, on_written)
    return _incident_of(form, changes), row, changes


def _incident_of(form: ReportForm, changes: Changes) -> str:
    return form.joins or changes.created["incident"]


def count_call(desk: Desk, by: Session, outcome: str, form: ReportForm, draft: str) -> Changes:
    """Count a call that was no incident. What was typed besides the number can be brought back for a day."""
    left = ReportForm(channel=form.channel, started=form.started) if is_number_only(form) else form
    return log_call(
        desk, by, outcome, channel=form.channel, number=form.number, note=form.narrative[:NOTE_LENGTH],
        started=form.started, draft=(draft, left) if draft else None,
    )  # fmt: skip


def is_number_only(form: ReportForm) -> bool:
    """Whether nothing but the caller's number was taken down."""
    return ReportForm(
        channel=form.channel, started=form.started, narrative=form.narrative, name=form.name, address=form.address,
        landmark=form.landmark, groups=form.groups, remarks=form.remarks, kind_id=form.kind_id, unit=form.unit,
        answers=form.answers, ticked=form.ticked,
    ).is_empty()  # fmt: skip
