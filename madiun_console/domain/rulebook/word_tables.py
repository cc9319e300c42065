"""What search_lexicon.toml and sample_reports.csv hold: word families, abbreviations, and invented reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word families (key to all its forms), abbreviations, and short words that carry meaning here."""

    family: Mapping[str, tuple[str, ...]]
    abbreviation: Mapping[str, str]
    keep: frozenset[str]


@dataclass(frozen=True, slots=True)
class SampleReport:
    """An invented report with the labels of its writer, for the demo and for tests of suggestions."""

    id: str
    channel: str
    text: str
    expected_category: str
    expected_sub: str
    expected_level: str
    kelurahan_code: str
    note: str
