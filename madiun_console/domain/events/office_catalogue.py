"""Types of events about the center's own work: reviews, shifts, rules, erasure, and data that comes in or goes out."""

from __future__ import annotations

from dataclasses import dataclass, field

from madiun_console.domain.events.registry import Event, event, restricted

# --------------------------------------------------------------------------------------------- reviews


@event("closing_approved", "incident", needs="review")
@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingApproved(Event):
    """A supervisor agrees with how an incident was closed; `closing` is the fact that closed it."""

    closing: str


@event("closing_returned", "incident", needs="review")
@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingReturned(Event):
    """A supervisor gives the incident back to be worked on; also a write of "open"."""

    closing: str
    reason: str | None = restricted()


@event("closing_corrected", "incident", needs="review")
@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingCorrected(Event):
    """A supervisor agrees that it is over, but with another closing code; the original stays in the log."""

    closing: str
    code: str
    reason: str | None = restricted()


@event("call_scored", "score", needs="review")
@dataclass(frozen=True, slots=True, kw_only=True)
class CallScored(Event):
    """A call of the quality sample was listened to again: criterion of quality.toml -> "yes", "no" or "na"."""

    report: str | None = None
    call: str | None = None
    answers: dict[str, str] = field(default_factory=dict)
    note: str | None = restricted()


# --------------------------------------------------------------------------------------------- shifts


@event("shift_started", "shift", needs="handover")
@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftStarted(Event):
    """A period of duty begins at a desk: `period` of shifts.toml, `date` (YYYY-MM-DD) of its first hour."""

    period: str
    date: str
    desk: str


@event("shift_note_added", "shift", needs="handover")
@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftNoteAdded(Event):
    """Something the next shift should know."""

    text: str | None = restricted()


@event("handover_written", "shift", needs="handover")
@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverWritten(Event):
    """The sheet as it was signed: what the program composed (JSON), and what people added. A later one replaces it."""

    sheet: str | None = restricted()
    notes: str | None = restricted()


@event("shift_ended", "shift", needs="handover")
@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftEnded(Event):
    """The period of duty is over."""


@event("handover_acknowledged", "shift", needs="handover")
@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverAcknowledged(Event):
    """Somebody of the incoming shift has read the sheet; `handover` is the fact that wrote it."""

    handover: str


# --------------------------------------------------------------------------------------------- rules


@event("rule_set", "rule", needs="edit_rules")
@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet(Event):
    """One value of a domain table is another one from now on.

    `table` is the file (levels.toml), `path` the keys to the value, with the id of an element of a list in brackets:
    `targets.high.agency_ack`, `agency[polres_madiun_kota].phone`; a key that is no
    plain word stands in brackets, too: `contact[babinsa@35.77.02.1005].phone`. `value` is JSON, null for none; for a path
    that ends in brackets it is the whole element. `shipped`: back to what the program came with.
    """

    table: str
    path: str
    shipped: bool = False
    value: str | None = restricted()
    reason: str | None = restricted()


# --------------------------------------------------------------------------------------------- erasure


@event("texts_erased", "erasure", also="incident", needs="erase")
@dataclass(frozen=True, slots=True, kw_only=True)
class TextsErased(Event):
    """These parts of these facts are gone, in every copy, those that arrive later too (UU 27/2022 art. 8 and 43).

    `callers` says for each report whose identity goes whether that takes one away from the different callers of the
    incident: the count stays what it was.
    """

    facts: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    incident: str | None = None
    callers: dict[str, int] = field(default_factory=dict)
    reason: str | None = restricted()


# --------------------------------------------------------------------------------------------- data in and out


@event("import_finished", "import", needs="import_data")
@dataclass(frozen=True, slots=True, kw_only=True)
class ImportFinished(Event):
    """A file of past reports was read: so many rows, so many of them new, so many not readable."""

    rows: int
    added: int
    refused: int
    file: str | None = restricted()


@event("data_exported", "export", needs="export_unmasked")
@dataclass(frozen=True, slots=True, kw_only=True)
class DataExported(Event):
    """Somebody took data out with the identities in them, and why."""

    format: str
    rows: int
    reason: str | None = restricted()


# --------------------------------------------------------------------------------------------- held facts


@event("held_settled", "verdict", needs="release_held")
@dataclass(frozen=True, slots=True, kw_only=True)
class HeldSettled(Event):
    """A fact that the server holds counts from now on, or never will. The subject is the held fact's own identifier."""

    fact: str
    accepted: bool
    reason: str | None = restricted()
