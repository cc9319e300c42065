"""The sheet that a shift hands over: what the program composes, and its versioned form in the log.

It holds codes, numbers of incidents and identifiers only. Addresses and names are looked up when a sheet is shown or
printed, so that a text which was erased meanwhile stands in no sheet either (UU 27/2022 art. 43).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, TypeVar

FORM = 1
"""Version of the JSON. A reader shows a newer form as one it cannot read, never as an empty sheet."""


@dataclass(frozen=True, slots=True)
class CountOf:
    """How many of a level, or of an outcome of calls."""

    id: str
    count: int


@dataclass(frozen=True, slots=True)
class OpenIncident:
    """An open incident above the lowest level."""

    incident: str
    number: str
    level: str
    kind: str
    unit: str
    status: str
    owner: str
    """Person, empty for nobody."""
    opened: int
    unanswered: tuple[str, ...]
    """Addresses of the agencies that were told and have not answered."""


@dataclass(frozen=True, slots=True)
class UnansweredEscalation:
    """An agency that was told of an incident of any level and has not answered."""

    incident: str
    number: str
    agency: str
    level: str
    sent: int
    due: int | None


@dataclass(frozen=True, slots=True)
class OwedCallback:
    """Somebody who waits for a call: after being cut off, or as promised. Never the number."""

    due: int
    promised: int
    cut_off: bool
    incident: str
    number: str
    tries: int


@dataclass(frozen=True, slots=True)
class WatchedPlace:
    """An incident with the status "monitoring"."""

    incident: str
    number: str
    level: str
    kind: str
    unit: str


@dataclass(frozen=True, slots=True)
class RepeatedPlace:
    """A street of a kelurahan that was reported again and again; `incident` is the latest one there."""

    unit: str
    incident: str
    number: str
    kind: str
    reports: int
    incidents: int


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is coming: a notified activity (`incident`), or a window of the sensitive calendar (`event`)."""

    event: str
    incident: str
    number: str
    kind: str
    unit: str
    moment: int | None
    """When the activity begins; None while nobody noted it, and for a window."""
    first: str
    """First and last day of a window, YYYY-MM-DD; empty for an activity."""
    last: str


@dataclass(frozen=True, slots=True)
class ForgottenDraft:
    """A call that somebody parked, or left on the form."""

    person: str
    started: int
    parked: bool


@dataclass(frozen=True, slots=True)
class HandoverSheet:
    """Everything that the program knows for the next shift, at the moment `composed` (milliseconds)."""

    composed: int
    since: int
    until: int
    """The stretch of the shift in which calls, reports and incidents were counted."""
    levels: tuple[CountOf, ...] = ()
    """Open incidents, highest level first; every level stands there."""
    incidents: tuple[OpenIncident, ...] = ()
    unanswered: tuple[UnansweredEscalation, ...] = ()
    callbacks: tuple[OwedCallback, ...] = ()
    watched: tuple[WatchedPlace, ...] = ()
    repeated: tuple[RepeatedPlace, ...] = ()
    ahead: tuple[Ahead, ...] = ()
    calls: tuple[CountOf, ...] = ()
    """Calls of the shift that were no incident, by outcome."""
    reports: int = 0
    opened: int = 0
    closed: int = 0
    drafts: tuple[ForgottenDraft, ...] = ()

    def incident_ids(self) -> frozenset[str]:
        """Every incident that is named, to look up what is not in the sheet."""
        rows: list[Any] = [*self.incidents, *self.unanswered, *self.callbacks, *self.watched, *self.repeated]
        return frozenset(row.incident for row in [*rows, *self.ahead] if row.incident)

    def person_ids(self) -> frozenset[str]:
        """Every colleague who is named."""
        owners = {row.owner for row in self.incidents if row.owner}
        return frozenset(owners | {row.person for row in self.drafts})


def sheet_json(sheet: HandoverSheet) -> str:
    """The sheet as the log keeps it."""
    return json.dumps({"v": FORM, **asdict(sheet)}, ensure_ascii=True, separators=(",", ":"))


def read_sheet(text: str | None) -> HandoverSheet | None:
    """The sheet of a logged text; None when it is withheld, damaged or of a newer form. Never raises.

    Fields that are missing take their default, unknown ones are left out: a form grows like an event does.
    """
    if text is None:
        return None
    try:
        value = json.loads(text)
        if not isinstance(value, dict) or value.get("v") != FORM:
            return None
        return _read(HandoverSheet, value)
    except (ValueError, TypeError, RecursionError):
        return None


_Row = TypeVar("_Row")
_ROWS: Mapping[str, type[Any]] = {
    "tuple[CountOf, ...]": CountOf,
    "tuple[OpenIncident, ...]": OpenIncident,
    "tuple[UnansweredEscalation, ...]": UnansweredEscalation,
    "tuple[OwedCallback, ...]": OwedCallback,
    "tuple[WatchedPlace, ...]": WatchedPlace,
    "tuple[RepeatedPlace, ...]": RepeatedPlace,
    "tuple[Ahead, ...]": Ahead,
    "tuple[ForgottenDraft, ...]": ForgottenDraft,
}


def _read(row: type[_Row], value: Mapping[str, Any]) -> _Row:
    """One dataclass of a JSON object; TypeError when a required field is missing or a value has another shape."""
    known = {
        item.name: _shaped(str(item.type), value[item.name])
        for item in fields(row)  # type: ignore[arg-type]  # every row is a dataclass
        if item.name in value
    }
    return row(**known)


def _shaped(shape: str, value: Any) -> Any:
    if shape in _ROWS:
        return tuple(_read(_ROWS[shape], item) for item in _list(value))
    if shape == "tuple[str, ...]":
        return tuple(_shaped("str", item) for item in _list(value))
    fits = {
        "str": isinstance(value, str),
        "int": type(value) is int,
        "int | None": value is None or type(value) is int,
        "bool": isinstance(value, bool),
    }
    if not fits[shape]:
        raise TypeError(shape)
    return value


def _list(value: Any) -> Iterable[Any]:
    if not isinstance(value, list):
        raise TypeError("list")
    return value
