"""The desk somebody works at, and who that is: what every action and every query is handed."""

from __future__ import annotations

from dataclasses import dataclass

from madiun_console.db.store import Store
from madiun_console.domain.rulebook import Rulebook
from madiun_console.domain.words import WordFamilies


@dataclass(frozen=True, slots=True)
class Session:
    """Who is signed in."""

    person: str
    name: str
    role: str
    since: int
    """Milliseconds since 1970 UTC."""


@dataclass(slots=True)
class Desk:
    """This PC as a place of work: its store, its letter, and the domain tables in force."""

    store: Store
    rulebook: Rulebook
    words: WordFamilies
    letter: str
    demo: bool = False
    """A center for training: LATIHAN stands on every page."""

    @property
    def rulebook_level_ids(self) -> tuple[str, ...]:
        """The levels, lowest first."""
        return tuple(level.id for level in self.rulebook.levels)
