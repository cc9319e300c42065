"""Everything that can be logged.

Rule: what is logged can never be changed, so a type is only ever added to: optional fields are free, anything
else is a new version.
"""

from __future__ import annotations

from madiun_console.domain.events.envelope import (
    PARTS,
    Fact,
    Header,
    Part,
    Sealed,
    SealedPart,
    read_fact,
    seal,
)
from madiun_console.domain.events.registry import Event, EventType, Logged, decode, event, event_types

__all__ = [
    "PARTS",
    "Event",
    "EventType",
    "Fact",
    "Header",
    "Logged",
    "Part",
    "Sealed",
    "SealedPart",
    "decode",
    "event",
    "event_types",
    "read_fact",
    "seal",
]
