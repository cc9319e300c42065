"""The frozen rows that screens show. Times are milliseconds since 1970 UTC; ids are UUID texts; nothing is translated.

Named tuples: 5,000 of them are made at a start, in 2.4 ms where frozen dataclasses take 16.
"""

from __future__ import annotations

from typing import NamedTuple


class Badge(NamedTuple):
    """One escalation as the queue shows it."""

    escalation: str
    agency: str
    """Address of the recipient."""
    agency_kind: str
    state: str
    sent: int
    first_answer: int | None
    due: int | None
    """When an answer is due by `agency_ack` of the level it was sent at; since when one that was declined has nobody at it."""
    replaced: bool = False
    """Unanswered, and the same agency was asked again since: that one's clock counts."""


class IncidentRow(NamedTuple):
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
    review: str | None = None
    """waiting, approved, returned or corrected; None where nobody has to look at it."""

    def sort_key(self) -> tuple[int, int, str]:
        """Highest level first, then the oldest, then the number: a fixed order while ages tick."""
        return (-self.level_rank, self.opened_at, self.id)


class EarlierCall(NamedTuple):
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
    call: str = ""
    """Id of a call that was no incident; empty for a report."""


class DuplicateRow(NamedTuple):
    """An open incident that this call may be about."""

    row: IncidentRow
    score: float
    reasons: tuple[str, ...]
    metres: float | None


class PersonConflict(NamedTuple):
    """A register of a person with several values: `role` or `disabled`."""

    register: str
    values: tuple[tuple[object, str, int], ...]
    """(value, name of who set it, when), the latest last."""


class PersonRow(NamedTuple):
    """One person who works at the desks."""

    id: str
    name: str
    role: str
    disabled: bool
    added_at: int
    agency: str | None = None
    """Agency (id in agencies.toml) at whose desk they sign in; None: at the call center's."""
    conflicts: tuple[PersonConflict, ...] = ()
    """What two administrators set apart from each other."""
    twin: str | None = None
    """Letter of the desk where they were added (empty: not known) when somebody else has the same name; else None."""
    unfinished: int = 0
    """Parked and unfinished calls under this name at this desk; drafts never leave it, and nobody else can open them."""


class CallbackRow(NamedTuple):
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
    note: str = ""
    """What was promised, or noted when the call was cut off."""
    last_note: str = ""
    """What was noted at the last attempt."""
    kind_id: str = ""
    unit: str | None = None
    """Kind and place of the incident."""


class DraftRow(NamedTuple):
    """A call that is being taken down, parked, or was thrown away within the last day."""

    id: str
    state: str
    started: int
    updated: int
    data: str
