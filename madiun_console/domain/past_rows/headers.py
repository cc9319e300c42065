"""Finds the header row of somebody's table and guesses which column is which field: by name, then by a similar name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache

from madiun_console.domain.past_rows.fields import FIELDS, IGNORED, REASON_COLUMNS
from madiun_console.domain.words import fold

LOOKED_AT = 30
"""Rows at the beginning among which the header is looked for; titles and logos stand above it."""
SIMILAR = 0.8
"""From which likeness (difflib, 0 to 1) a name counts as a typing error of another."""
_NOT_A_WORD = re.compile(r"[\W_]+")
_ADDED = frozenset(name.casefold() for name in REASON_COLUMNS)


def plain_name(text: str) -> str:
    """A header as it is compared: folded, words with one blank between them."""
    return " ".join(_NOT_A_WORD.sub(" ", fold(text)).split())


@dataclass(frozen=True, slots=True)
class Mapping:
    """Which field each column is, and what unknown words in coded columns mean; a person may change both."""

    columns: tuple[str, ...]
    """A field's id for each column, or IGNORED."""
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    """Field -> word in the file (plain_name) -> code of the tables; "" leaves the field empty."""

    def at(self, field_id: str) -> int | None:
        """The column of a field."""
        return self.columns.index(field_id) if field_id in self.columns else None

    def with_column(self, place: int, field_id: str) -> Mapping:
        """The same with another field for one column; a field that another column had moves to this one."""
        kept = [IGNORED if one == field_id and one else one for one in self.columns]
        kept[place] = field_id
        return Mapping(tuple(kept), self.values)

    def with_value(self, field_id: str, word: str, code: str) -> Mapping:
        """The same with a meaning for one word of a coded column."""
        values = {name: dict(words) for name, words in self.values.items()}
        values.setdefault(field_id, {})[plain_name(word)] = code
        return Mapping(self.columns, values)


def header_row(rows: Sequence[Sequence[str]]) -> int | None:
    """Index of the row that names the columns: the one with most known names, else the first with several words."""
    best, found = 0, None
    for at, row in enumerate(rows[:LOOKED_AT]):
        known = sum(1 for field_id in suggest(row).columns if field_id)
        if known > best:
            best, found = known, at
    if found is not None:
        return found
    for at, row in enumerate(rows[:LOOKED_AT]):
        if sum(1 for cell in row if any(sign.isalpha() for sign in cell)) >= 2:
            return at
    return None


def suggest(headers: Sequence[str]) -> Mapping:
    """A field for each column that has a known name or one like it; each field is given once, to the best column."""
    scored: list[tuple[float, int, int]] = []
    for column, header in enumerate(headers):
        name = plain_name(header)
        if name and name not in _ADDED:
            scored += [(-score, column, place) for score, place in _fields_like(name)]
    columns = [IGNORED] * len(headers)
    taken: set[int] = set()
    for _, column, place in sorted(scored):
        if columns[column] == IGNORED and place not in taken:
            columns[column] = FIELDS[place].id
            taken.add(place)
    return Mapping(tuple(columns))


def unique_headers(cells: Sequence[str]) -> tuple[str, ...]:
    """The names of the columns; one without a name is told by its letter, one that stands twice gets a number."""
    found: list[str] = []
    for at, cell in enumerate(cells):
        name = " ".join(cell.split()) or f"[{column_letter(at)}]"
        same = sum(1 for other in found if other == name or other.startswith(f"{name} ("))
        found.append(f"{name} ({same + 1})" if same else name)
    return tuple(found)


def column_letter(at: int) -> str:
    """The letter that spreadsheets give the column at this index: A, B … Z, AA."""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@lru_cache(maxsize=10_000)
def _fields_like(name: str) -> tuple[tuple[float, int], ...]:
    """How well a name fits each field that it is like, with the field's place."""
    scores = (max(_likeness(name, other, rank) for rank, other in enumerate(names)) for names in _NAMES)
    return tuple((score, place) for place, score in enumerate(scores) if score >= SIMILAR)


def _likeness(name: str, other: str, rank: int) -> float:
    """1 for the name itself (the first names of a field a little more), less for a similar one."""
    if name == other:
        return 2.0 - rank / 1000
    if min(len(name), len(other)) < 4:
        return 0.0
    words, others = set(name.split()), set(other.split())
    if len(others) > 1 and others < words:
        return 0.9
    if 2 * min(len(name), len(other)) < SIMILAR * (len(name) + len(other)):
        return (
            0.0  # what SequenceMatcher would say, without making one: a table may have thousands of columns
        )
    matcher = SequenceMatcher(None, name, other)
    if matcher.quick_ratio() < SIMILAR:
        return 0.0
    return matcher.ratio() * 0.95


_NAMES = tuple(tuple(dict.fromkeys(plain_name(name) for name in one.names())) for one in FIELDS)
