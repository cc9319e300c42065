"""Types of events about people, calls, reports, incidents and escalations; those of the office stand beside it.

Coded values stand in the fact; free text and personal data only in parts.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from madiun_console.domain.events import office_catalogue as _office_catalogue  # noqa: F401 - declares its types too
from madiun_console.domain.events.registry import Event, body, event, pii, restricted

# --------------------------------------------------------------------------------------------- center and people


@event("center_founded", "center")
@dataclass(frozen=True, slots=True, kw_only=True)
class CenterFounded(Event):
    """A center begins; the hash of this fact's text names the center in every later fact."""

    desk: str
    administrator: str
    demo: bool = False
    """A center for training; no server takes it."""


@event("person_added", "person", needs="people")
@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAdded(Event):
    """Somebody may sign in. `verifier` is an Argon2id string (RFC 9106) and never leaves the call center's desks."""

    role: str
    agency: str | None = None
    """Feed of the agency whose device this person signs in at (id in agencies.toml); None: the call center."""
    name: str | None = body()
    verifier: str | None = restricted()


@event("role_changed", "person", needs="people")
@dataclass(frozen=True, slots=True, kw_only=True)
class RoleChanged(Event):
    """From now on the person has this role."""

    role: str


@event("person_disabled", "person", needs="people")
@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDisabled(Event):
    """The person can no longer sign in or act."""


@event("person_enabled", "person", needs="people")
@dataclass(frozen=True, slots=True, kw_only=True)
class PersonEnabled(Event):
    """The person can sign in again."""


@event("password_set", "person")
@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordSet(Event):
    """A new password; `by` is "self", "administrator" or "recovery" (the recovery code)."""

    by: str
    verifier: str | None = restricted()


# --------------------------------------------------------------------------------------------- calls and call-backs


@event("call_logged", "call", needs="log")
@dataclass(frozen=True, slots=True, kw_only=True)
class CallLogged(Event):
    """A call that yielded no report: prank, silent, information … (`call_outcome` in sop.toml)."""

    outcome: str
    channel: str
    desk: str
    started: int
    phone: str | None = pii()
    note: str | None = body()
    told: dict[str, str] | None = body()
    """What a log of the past said besides: name of the column -> text."""


@event("callback_promised", "callback", needs="log")
@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackPromised(Event):
    """Somebody is to be called: after an abandoned call (`call`) or as promised to a reporter (`report`)."""

    due: int
    call: str | None = None
    report: str | None = None
    note: str | None = restricted()


@event("callback_tried", "callback", needs="log")
@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackTried(Event):
    """One attempt: "reached", "no_answer" or "not_needed"; `settled` takes it off the list."""

    outcome: str
    settled: bool
    note: str | None = restricted()


@event("caller_revealed", "call", needs="reveal_own_calls")
@dataclass(frozen=True, slots=True, kw_only=True)
class CallerRevealed(Event):
    """Somebody read the number of a call that yielded no report, to call back."""

    reason: str | None = restricted()


# --------------------------------------------------------------------------------------------- reports


@event("report_logged", "report", needs="log")
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLogged(Event):
    """What one caller told us. Times are milliseconds since 1970 UTC; codes are those of the domain tables."""

    channel: str
    desk: str
    kind_id: str
    level: str
    occurred: int
    reported: int
    started: int
    """When the operator began to take the call."""
    unit: str | None = None
    """Code of the kelurahan or kecamatan, or of the neighbouring desa or regency."""
    precision: str = "unknown"
    """exact | street | unit | outside | unknown."""
    lat: float | None = None
    lon: float | None = None
    answers: dict[str, str] = field(default_factory=dict)
    """Field of a core question -> code of the answer."""
    factors: tuple[str, ...] = ()
    """Factors of levels.toml that held when the report was saved, computed ones included."""
    anonymous: bool = False
    protected: bool = False
    narrative: str | None = body()
    address: str | None = body()
    landmark: str | None = body()
    told: dict[str, str] | None = body()
    """Question as it was asked -> answer in the caller's words."""
    groups: str | None = restricted()
    remarks: str | None = restricted()
    name: str | None = pii()
    phone: str | None = pii()
    home: str | None = pii()


@event("report_amended", "report", needs="log")
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportAmended(Event):
    """Later answers and corrections; each key given is a write of its own, `base` names the writes it saw.

    `wrote` names the fields of parts that it gives, so that an erased correction does not bring the older text back.
    """

    wrote: tuple[str, ...] = ()
    answers: dict[str, str] = field(default_factory=dict)
    kind_id: str | None = None
    unit: str | None = None
    precision: str | None = None
    lat: float | None = None
    lon: float | None = None
    occurred: int | None = None
    protected: bool | None = None
    narrative: str | None = body()
    address: str | None = body()
    landmark: str | None = body()
    told: dict[str, str] | None = body()
    groups: str | None = restricted()
    remarks: str | None = restricted()
    name: str | None = pii()
    phone: str | None = pii()
    home: str | None = pii()


@event("report_linked", "report", also="incident", needs="link_reports")
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLinked(Event):
    """The report tells of this incident; for the incident it is also a write of "open"."""

    incident: str


@event("report_unlinked", "report", also="incident", needs="link_reports")
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportUnlinked(Event):
    """Undoes the links that `base` names; one it had not seen stands."""

    incident: str


@event("identity_revealed", "report", needs="reveal_own_calls")
@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityRevealed(Event):
    """Somebody read the caller's identity, and why."""

    reason: str | None = restricted()


# --------------------------------------------------------------------------------------------- incidents


@event("incident_opened", "incident", needs="log")
@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentOpened(Event):
    """Something happens in the field. `number` is date, desk and count of the day: 20261123-B017."""

    number: str
    desk: str
    kind_id: str
    level: str
    occurred: int
    unit: str | None = None
    precision: str = "unknown"
    lat: float | None = None
    lon: float | None = None
    factors: tuple[str, ...] = ()
    address: str | None = body()
    landmark: str | None = body()


@event("level_raised", "incident", needs="raise_level")
@dataclass(frozen=True, slots=True, kw_only=True)
class LevelRaised(Event):
    """Raising is free and also a write of "open", so that no close buries it."""

    level: str
    factors: tuple[str, ...] = ()
    reason: str | None = restricted()


@event("level_lowered", "incident", needs="lower_level")
@dataclass(frozen=True, slots=True, kw_only=True)
class LevelLowered(Event):
    """A supervisor lowers the level and says why."""

    level: str
    reason: str | None = restricted()


@event("kind_changed", "incident", needs="classify")
@dataclass(frozen=True, slots=True, kw_only=True)
class KindChanged(Event):
    """It turned out to be of another kind."""

    kind_id: str


@event("place_changed", "incident", needs="classify")
@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceChanged(Event):
    """The place became known better."""

    unit: str | None = None
    precision: str = "unknown"
    lat: float | None = None
    lon: float | None = None
    address: str | None = body()
    landmark: str | None = body()


@event("incident_claimed", "incident", needs="log")
@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentClaimed(Event):
    """The actor takes care of the incident from now on."""


@event("incident_handed_over", "incident", needs="log")
@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentHandedOver(Event):
    """`owner` takes care of the incident from now on; None: nobody does."""

    owner: str | None = None


@event("status_set", "incident", needs="log")
@dataclass(frozen=True, slots=True, kw_only=True)
class StatusSet(Event):
    """The working state that a person gave it: handling, monitoring, resolved."""

    status: str


@event("note_added", "incident", needs="log")
@dataclass(frozen=True, slots=True, kw_only=True)
class NoteAdded(Event):
    """A line in the log book: `text`, or `remark` when it is for the call center only."""

    text: str | None = body()
    remark: str | None = restricted()


@event("step_ticked", "incident", needs="log")
@dataclass(frozen=True, slots=True, kw_only=True)
class StepTicked(Event):
    """A step of the procedure was done, or was ticked by mistake and is not done."""

    step: str
    done: bool


@event("incident_closed", "incident", needs="close_low")
@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentClosed(Event):
    """Closed with a closing code of sop.toml. What it ends is what `base` names; `level` says which right it took."""

    code: str
    level: str
    approved: bool = False
    """Closed by somebody who may review: it waits for nobody's approval."""
    note: str | None = body()


@event("incident_reopened", "incident", needs="reopen")
@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentReopened(Event):
    """It is not over."""

    reason: str | None = body()


# --------------------------------------------------------------------------------------------- escalations


@event("incident_escalated", "escalation", also="incident", needs="escalate")
@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentEscalated(Event):
    """The incident was given to one agency (`to` holds its feed name); a write of "open" for the incident."""

    incident: str
    agency: str
    """Address of the recipient: agency id, or `agency@unit` for a post in a kelurahan."""
    level: str
    channel: str
    sent: int
    rung_of: str | None = None
    """The escalation nobody answered, when this is the next rung."""
    message: str | None = body()
    decree: str | None = body()
    """Number of the decree of a Status Keadaan Konflik, once one exists (PP 2/2015 art. 41)."""


@event("escalation_answered", "escalation", also="incident", needs="answer_for_agency")
@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationAnswered(Event):
    """What the agency said, or an operator on its behalf: received, moving, on_scene, done, declined, unreachable."""

    incident: str
    state: str
    channel: str
    occurred: int
    role: str | None = body()
    note: str | None = body()


@event("escalation_withdrawn", "escalation", also="incident", needs="escalate")
@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationWithdrawn(Event):
    """Ends the escalations whose facts `base` names."""

    incident: str
    reason: str | None = body()


@event("escalation_noted", "escalation", also="incident", needs="answer_for_agency")
@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationNoted(Event):
    """The agency adds a line about its work on it; changes no state."""

    incident: str
    text: str | None = body()


@event("identity_shared", "escalation", also="incident", needs="share_identity")
@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityShared(Event):
    """A supervisor lets the agency read who called, for these reports and as long as this escalation stands."""

    incident: str
    reports: tuple[str, ...] = ()
    reason: str | None = restricted()
