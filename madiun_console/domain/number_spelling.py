"""Reads an incident's number however it is spelled: 20261123-B017, b23-17, B23017, "no. b 17", half typed too."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_BETWEEN = r"[\s\-./_]"
_LEAD = re.compile(r"(?:#|(?:NO|NOMOR|KEJADIAN|NUMBER|INCIDENT)\b\.?)\s*")
_FULL = re.compile(rf"(?P<day>\d{{8}}){_BETWEEN}*(?P<letter>[A-Z]){_BETWEEN}*(?P<count>\d{{0,6}})")
_SPOKEN = re.compile(rf"(?P<letter>[A-Z]){_BETWEEN}*(?P<dom>\d{{2}}){_BETWEEN}+(?P<count>\d{{0,6}})")
_TIGHT = re.compile(r"(?P<letter>[A-Z])(?P<dom>\d{2})(?P<count>\d{3})")
_SHORT = re.compile(rf"(?P<letter>[A-Z]){_BETWEEN}*(?P<count>\d{{1,4}})")
_LONGEST = 40
_COUNT_DIGITS = 3


@dataclass(frozen=True, slots=True)
class SpelledNumber:
    """What was typed of a number; parts that were not are empty."""

    letter: str
    count: str
    """Digits, perhaps not all of them yet."""
    day: str = ""
    """YYYYMMDD."""
    day_of_month: str = ""

    @property
    def ending(self) -> str:
        """The number behind its date as it would be in full: `B017`; only the letter while no count is typed."""
        return f"{self.letter}{self.count.zfill(_COUNT_DIGITS)}" if self.count else self.letter

    @property
    def beginning(self) -> str:
        """What the number behind its date begins with if more digits follow: `B17` may become `B170`."""
        return f"{self.letter}{self.count}"


def spelled_number(text: str) -> SpelledNumber | None:
    """The number that a text spells and nothing else; None when it is something else."""
    if len(text) > _LONGEST:
        return None
    typed = unicodedata.normalize("NFKC", text).strip().upper()
    lead = _LEAD.match(typed)
    if lead is not None:
        typed = typed[lead.end() :]
    for pattern in (_FULL, _SPOKEN, _TIGHT, _SHORT):
        found = pattern.fullmatch(typed)
        if found is None:
            continue
        parts = found.groupdict()
        day_of_month = parts.get("dom") or ""
        if day_of_month and not 1 <= int(day_of_month) <= 31:
            continue
        return SpelledNumber(parts["letter"], parts["count"], parts.get("day") or "", day_of_month)
    return None
