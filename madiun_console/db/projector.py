"""What the store knows of the domain tables; apart from `projections`, so that a start imports none of the folds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple


class Projector(NamedTuple):
    """What projections need to know of the domain tables."""

    level_ids: Sequence[str]
    """Lowest first."""
    words: Callable[[str], str]
    """Text -> words normalised by the families of search_lexicon.toml."""
    place_words: Callable[[str | None], str]
    """Unit code -> its name and those of its kecamatan."""
    kind_words: Callable[[str], str]
    """Kind -> its name and its category's."""
    fingerprint: str
    """Changes when any of these would give other words, so that the store rebuilds its projections."""

    def rank(self, level: str) -> int:
        """0 for the lowest level; an unknown level ranks above all, so that nobody overlooks it."""
        return self.level_ids.index(level) if level in self.level_ids else len(self.level_ids)
