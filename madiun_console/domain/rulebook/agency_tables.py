"""What agencies.toml holds: agencies, their kinds and verbs, the chains, and an agency as it is addressed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from madiun_console.domain.rulebook.named import Named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from madiun_console.domain.rulebook.place_tables import Unit


@dataclass(frozen=True, slots=True)
class AgencyKind(Named):
    """A kind of agency, one button each; `key` is its function key and `verb`, where set, binds the whole kind."""

    key: str
    verb: str | None


@dataclass(frozen=True, slots=True)
class Verb(Named):
    """What the button asks of an agency; without `addressed` the agency is never written to from the console."""

    addressed: bool


@dataclass(frozen=True, slots=True)
class Contact:
    """How an office is reached: numbers as they were written, and the channel it is usually told by; empty: not known."""

    phone: str = ""
    whatsapp: str = ""
    channel: str = ""

    def before(self, other: Contact) -> Contact:
        """This one, completed by another where it says nothing."""
        return Contact(
            self.phone or other.phone, self.whatsapp or other.whatsapp, self.channel or other.channel
        )


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency; `parent` is an agency id or a role key, or empty at the top.

    `covers` are codes of units, `per_unit` the level of unit of which each has a post of its own. `levels` filters the
    default chains, `leads` are the levels at which it is addressed first among its kind. `notify_by` names the agency
    that passes things on to this one: it is never addressed itself.
    """

    id: str
    name: str
    short: str
    kind: str
    tier: str
    verb: str
    parent: str
    role_key: str
    role: str
    covers: tuple[str, ...]
    per_unit: str
    levels: frozenset[str]
    leads: frozenset[str]
    desks: tuple[str, ...]
    notify_by: str
    contact: Contact
    national_short_code: str
    confidence: str


@dataclass(frozen=True, slots=True)
class AgencyRules:
    """The chain for each level, the kind that leads and takes what is outside, and resorts with confusable names."""

    chains: Mapping[str, tuple[str, ...]]
    lead_kind: str
    ambiguous: frozenset[str]
    tni: str


@dataclass(frozen=True, slots=True)
class Recipient:
    """An agency, or the post of an agency in one unit, as it is addressed.

    `address` is "polsek_taman" or "bhabinkamtibmas@35.77.02.1005"; `verb` is what the console asks of it; `contact` is
    the post's own, completed by what stands at its agency.
    """

    address: str
    agency: Agency
    unit: Unit | None
    name: str
    short: str
    verb: str
    contact: Contact
