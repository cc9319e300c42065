"""The desk somebody works at, and who that is: what every action and every query is handed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from madiun_console.db.store import Store
from madiun_console.domain.rulebook import Rulebook
from madiun_console.domain.words import WordFamilies

if TYPE_CHECKING:
    from madiun_console.domain.rulebook.reread import RulesInForce, Skipped


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
    agency: str | None = None
    """Feed of the agency whose desk this is (id in agencies.toml); None: a desk of the call center."""
    demo: bool = False
    """A center for training: LATIHAN stands on every page."""
    shipped: Rulebook | None = None
    """The tables as the program came with them, where the center changed something; `rulebook` is what is in force."""
    rules_skipped: tuple[Skipped, ...] = ()
    """Changes of rules in the log that this program cannot apply."""

    @property
    def shipped_rulebook(self) -> Rulebook:
        """The tables as the program came with them."""
        return self.shipped or self.rulebook

    def use_rules(self, found: RulesInForce | None) -> None:
        """Work with other rules from now on; None: as shipped."""
        shipped = self.shipped_rulebook
        self.shipped = shipped
        self.rulebook = found.rulebook if found else shipped
        self.rules_skipped = found.skipped if found else ()

    @property
    def rulebook_level_ids(self) -> tuple[str, ...]:
        """The levels, lowest first."""
        return tuple(level.id for level in self.rulebook.levels)
