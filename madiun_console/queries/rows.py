"""The frozen rows that screens show. Times are milliseconds since 1970 UTC; ids are UUID texts; nothing is translated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from madiun_console.domain.events import Logged
from madiun_console.domain.incident import Closing, IncidentState, StepState
from madiun_console.domain.rulebook import Step


@dataclass(frozen=True, slots=True)
class Badge:
    """One escalation as the queue shows it."""

    escalation: str
    agency: str
    """Address of the recipient."""
    agency_kind: str
    state: str
    sent: int
    first_answer: int | None
    due: int | None
    """When an answer is due by `agency_ack` of the level it was sent at."""


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One line of the queue."""

    id: str
    number: str
    level: str
    level_rank: int
    kind_id: str
    opened_at: int
    unit: str | None
    address: str
    summary: str
    owner: str | None
    owner_name: str
    status: str
    is_open: bool
    closing: str | None
    closed_at: int | None
    reports: int
    callers: int
    badges: tuple[Badge, ...]
    next_due: int | None
    """The next target that runs out, or the first that has: an answer, or the first notification."""
    conflicts: int
    held: int
    last_at: int

    def sort_key(self) -> tuple[int, int, str]:
        """Highest level first, then the oldest, then the number: a fixed order while ages tick."""
        return (-self.level_rank, self.opened_at, self.id)


@dataclass(frozen=True, slots=True)
class ReportRow:
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


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step of the procedure that applies, with its tick and its deadline."""

    step: Step
    state: StepState | None
    by_name: str
    due: int | None


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One thing an agency said."""

    state: str
    occurred: int
    channel: str
    role: str
    note: str
    actor_name: str


@dataclass(frozen=True, slots=True)
class EscalationRow:
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


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One line of the history, from the log."""

    logged: Logged
    actor_name: str
    desk: str
    """Letter of the desk, empty when it is not known here."""


@dataclass(frozen=True, slots=True)
class IncidentDetail:
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


@dataclass(frozen=True, slots=True)
class EarlierCall:
    """An earlier call of the same number: what came of it, in one line."""

    at: int
    incident: str | None
    number: str
    kind_id: str
    level: str
    unit: str | None
    status: str
    outcome: str
    """Outcome of a call that was no incident; empty for a report."""
    badges: tuple[Badge, ...] = ()


@dataclass(frozen=True, slots=True)
class DuplicateRow:
    """An open incident that this call may be about."""

    row: IncidentRow
    score: float
    reasons: tuple[str, ...]
    metres: float | None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person who works at the desks."""

    id: str
    name: str
    role: str
    disabled: bool
    added_at: int


@dataclass(frozen=True, slots=True)
class CallbackRow:
    """Somebody who is to be called."""

    id: str
    due: int
    promised_at: int
    promised_by: str
    tries: int
    last_outcome: str | None
    report: str | None
    call: str | None
    incident: str | None
    number: str
    """Number of the incident, empty for an abandoned call."""
    masked_phone: str
    settled: bool


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A call that is being taken down, parked, or was thrown away within the last day."""

    id: str
    state: str
    started: int
    updated: int
    data: str
