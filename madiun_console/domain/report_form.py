"""What an operator has filled in while taking a call: kept as a draft, judged for its level, saved as a report."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from madiun_console.domain.strict_json import clean_text

EARLIEST_MS = 365 * 24 * 60 * 60 * 1000
"""A report may be back-dated by a year; what is older belongs into an import."""


def plausible_start(started: int, now: int) -> int:
    """When the call began; `now` for what a wrong clock or a damaged draft says: the call itself is never refused."""
    return started if now - EARLIEST_MS <= started <= now else now


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportForm:
    """The intake form, complete or not. Times are milliseconds since 1970 UTC; None or "" means not filled in."""

    channel: str
    started: int
    """When the call was taken; the call timer counts from here."""
    number: str = ""
    """The caller's number as typed."""
    name: str = ""
    home: str = ""
    anonymous: bool = False
    protected: bool = False
    narrative: str = ""
    kind_id: str = ""
    kind_by_hand: bool = False
    """A choice made by hand is never overwritten by a suggestion."""
    unit: str = ""
    """Code of the kelurahan, kecamatan, neighbouring desa or regency."""
    unit_by_hand: bool = False
    """As with the kind: a place that only the narrative suggests follows the narrative."""
    precision: str = "unknown"
    lat: float | None = None
    lon: float | None = None
    address: str = ""
    landmark: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)
    ticked: tuple[str, ...] = ()
    """Factors ticked by hand."""
    groups: str = ""
    remarks: str = ""
    occurred: int | None = None
    reported: int | None = None
    raised_to: str = ""
    """A level the operator raised the report to by hand."""
    callback_due: int | None = None
    joins: str = ""
    """Incident this is a further report of."""
    counted: tuple[str, ...] = ()
    """Calls (ids) that were logged of this one as no incident before it was brought back; a fact is never deleted."""
    paper: bool = False
    """Typed in from a paper form; `occurred`, `reported` and `started` are those that stand on it."""

    def reported_at(self, now: int) -> int:
        """When it was reported, if it is saved at `now`: when the call began, unless another time was given."""
        return self.reported if self.reported is not None else plausible_start(self.started, now)

    def occurred_at(self, now: int) -> int:
        """When it happened, if it is saved at `now`: when it was reported, unless another time was given.

        Not `now`: nothing happens after it was reported, and a call that lay parked would tell the agencies a "since"
        that is as late as the parking was long.
        """
        return self.occurred if self.occurred is not None else self.reported_at(now)

    def is_empty(self) -> bool:
        """Whether nothing was filled in that would be a loss."""
        texts = (
            self.number,
            self.name,
            self.narrative,
            self.address,
            self.landmark,
            self.groups,
            self.remarks,
            self.home,
            *self.told.values(),
        )
        return not (
            any(text.strip() for text in texts) or self.kind_id or self.unit or self.answers or self.ticked
        )

    def to_json(self) -> str:
        """The form as a draft's text."""
        return json.dumps(asdict(self), ensure_ascii=True, separators=(",", ":"))

    @staticmethod
    def from_json(text: str) -> ReportForm:
        """The form that a draft holds; fields that are unknown or of another shape are left out.

        So a draft survives an update and most damage. Raises ValueError, and nothing else, when nothing can be read.
        """
        try:
            value = json.loads(text)
        except RecursionError as error:
            raise ValueError("too deep") from error
        if not isinstance(value, dict):
            raise ValueError("a draft is an object")  # noqa: TRY004 - one kind of error for all damage
        known = {
            item.name: value[item.name]
            for item in fields(ReportForm)
            if _readable(item.type, value.get(item.name))
        }
        if "started" not in known:
            raise ValueError("a draft tells when it was begun")
        for name in ("ticked", "counted"):
            known[name] = tuple(known.get(name, ()))
        # An older version did not note who chose the place: what may be a person's choice is not overwritten.
        known.setdefault("unit_by_hand", bool(known.get("unit")))
        return ReportForm(**{"channel": "", **known})

    def cleaned(self) -> ReportForm:
        """The form with every text fit to be logged (no NUL, no lone surrogates), outer blanks cut."""
        values: dict[str, Any] = {item.name: getattr(self, item.name) for item in fields(self)}
        for name, value in values.items():
            if isinstance(value, str):
                values[name] = clean_text(value).strip()
        for name in ("lat", "lon"):
            if values[name] is not None and not math.isfinite(values[name]):
                values[name] = None
        values["told"] = {
            clean_text(ask): clean_text(said).strip() for ask, said in self.told.items() if said.strip()
        }
        return ReportForm(**values)


def _readable(shape: Any, value: object) -> bool:
    """Whether a value read from JSON has the shape that a field is declared with; null is the same as left out."""
    match shape:
        case "str" | "bool":
            return isinstance(value, str if shape == "str" else bool)
        case "int" | "int | None":
            return type(value) is int
        case "float | None":
            return type(value) in (int, float) and math.isfinite(float(value))  # type: ignore[arg-type]
        case "dict[str, str]":
            return isinstance(value, dict) and all(isinstance(item, str) for item in value.values())
        case "tuple[str, ...]":
            return isinstance(value, list) and all(isinstance(item, str) for item in value)
    return False
