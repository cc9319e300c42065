"""The frozen rows of one incident's detail, with what was folded from its facts; otherwise as in `rows`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from madiun_console.domain.events import Logged
from madiun_console.domain.incident import Closing, IncidentState, StepState
from madiun_console.domain.registers import Conflict
from madiun_console.domain.rulebook import Step
from madiun_console.queries.rows import IncidentRow


class LinkRow(NamedTuple):
    """One of several incidents that a report was tied to by desks that did not see each other."""

    incident: str
    number: str
    at: int
    actor_name: str
    desk: str


class ReportRow(NamedTuple):
    """One citizen's report inside an incident; who it was stays masked."""

    id: str
    logged_at: int
    occurred: int
    channel: str
    desk: str
    actor_name: str
    kind_id: str
    narrative: str
    told: Mapping[str, str]
    answers: Mapping[str, str]
    unanswered: tuple[str, ...]
    """Fields of required core questions that are still open."""
    address: str
    masked_phone: str
    """Empty when no number is known."""
    has_identity: bool
    anonymous: bool
    protected: bool
    groups: str
    remarks: str
    reveals: int
    withheld: bool
    """The texts were erased or are not held by this copy."""
    shared: str = ""
    """At an agency's desk: who called, where a supervisor has shared it."""
    links: tuple[LinkRow, ...] = ()
    """The incidents it is tied to, when there are several."""
    conflicts: tuple[Conflict, ...] = ()
    erased: bool = False
    """Who called was erased, and not told again since."""


class StepRow(NamedTuple):
    """One step of the procedure that applies, with its tick and its deadline."""

    step: Step
    state: StepState | None
    by_name: str
    due: int | None


class AnswerRow(NamedTuple):
    """One thing an agency said."""

    state: str
    occurred: int
    channel: str
    role: str
    note: str
    actor_name: str


class AgencyNoteRow(NamedTuple):
    """One line the agency added about its work."""

    at: int
    text: str
    actor_name: str


class EscalationRow(NamedTuple):
    """One escalation in the detail."""

    id: str
    agency: str
    name: str
    short: str
    agency_kind: str
    verb: str
    level: str
    state: str
    sent: int
    channel: str
    message: str
    by_name: str
    first_answer: int | None
    due: int | None
    answers: tuple[AnswerRow, ...]
    next_rung: str | None
    """Address to ask when nobody answers; None at the top."""
    rung_of: str | None
    notes: tuple[AgencyNoteRow, ...] = ()
    replaced: bool = False
    """As in the queue's `Badge`."""


class TimelineRow(NamedTuple):
    """One line of the history, from the log."""

    logged: Logged
    actor_name: str
    desk: str
    """Letter of the desk, empty when it is not known here."""


class IncidentDetail(NamedTuple):
    """Everything the detail pane shows of one incident."""

    row: IncidentRow
    state: IncidentState
    reports: tuple[ReportRow, ...]
    steps: tuple[StepRow, ...]
    escalations: tuple[EscalationRow, ...]
    timeline: tuple[TimelineRow, ...]
    """Newest first."""
    closing: Closing | None
    people: Mapping[str, str]
    """Person -> name, for conflicts and handing over."""
    desks: Mapping[str, str] = {}
    """Fact -> letter of the desk where it was written, where that is known."""
