"""One row of a past call log as it goes into the store, or why it does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

REFERENCE, AGENCY, NOTE = "Nomor asal", "Instansi", "Catatan"
"""Keys of `told`: what a row said besides, kept under the words of the office."""
ARCHIVED = "archived"
"""The closing code (sop.toml) of an incident of the past whose outcome the file does not tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastRow:
    """A report, or a call that was no incident (`call_outcome`). Times are milliseconds since 1970 UTC."""

    line: int
    id: str = ""
    """The subject that an export of ours names; "" for other tables."""
    reported: int | None = None
    """None where the table has no times at all: then it is the moment of the import."""
    occurred: int | None = None
    closed: int | None = None
    channel: str
    desk: str = ""
    phone: str = ""
    name: str = ""
    home: str = ""
    anonymous: bool = False
    protected: bool = False
    narrative: str = ""
    kind_id: str = ""
    level: str = ""
    unit: str = ""
    precision: str = "unknown"
    address: str = ""
    landmark: str = ""
    lat: float | None = None
    lon: float | None = None
    is_open: bool = False
    closing: str = ""
    call_outcome: str = ""
    number: str = ""
    """Number of its incident, when the table gives it in our form."""
    note: str = ""
    told: Mapping[str, str] = field(default_factory=dict)


def end_of(closed: int | None, opened_at: int) -> int:
    """When an incident of the past was closed: one millisecond after it was opened where the file does not say."""
    return opened_at + 1 if closed is None else closed


def told_end(closed_at: int, opened_at: int) -> int | None:
    """The end as a file told it: the reverse of `end_of`."""
    return None if closed_at == opened_at + 1 else closed_at


@dataclass(frozen=True, slots=True)
class Fault:
    """One cell that cannot be read: which column, and why, in both languages."""

    column: str
    text_id: str
    text_en: str

    def text(self, language: str) -> str:
        """The reason in "id" or "en"."""
        return self.text_en if language == "en" else self.text_id


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that does not go in, with every reason."""

    line: int
    cells: tuple[str, ...]
    faults: tuple[Fault, ...]


def written_told(told: Mapping[str, str]) -> str:
    """Questions and answers as one cell: `question: answer` on a line each, further lines of an answer moved in."""
    return "\n".join(f"{ask}: {said}".replace("\n", "\n  ") for ask, said in told.items())


def read_told(text: str) -> dict[str, str]:
    """The same read back; a line without a question belongs to nothing and is left out."""
    told: dict[str, str] = {}
    last = ""
    for line in text.split("\n"):
        if line.startswith("  ") and last:
            told[last] += f"\n{line[2:]}"
        elif ": " in line:
            last, said = line.split(": ", 1)
            told[last] = said
    return told
