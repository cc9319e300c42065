"""What taxonomy.toml holds: core questions, categories and the kinds of incident in them."""

from __future__ import annotations

from dataclasses import dataclass

from madiun_console.domain.rulebook.named import Named


@dataclass(frozen=True, slots=True)
class Option(Named):
    """One coded answer; the id is the code that is stored, `factor` the factor it means, if any."""

    factor: str | None


@dataclass(frozen=True, slots=True)
class CoreQuestion(Named):
    """A question for every call; the name is its text, `field` where the answer is kept."""

    required: bool
    field: str
    options: tuple[Option, ...]

    def option(self, code: str) -> Option | None:
        """The option with this code, or None for a code of another version of the table."""
        return next((option for option in self.options if option.id == code), None)


@dataclass(frozen=True, slots=True)
class Category(Named):
    """A category (K01 ... K12); `ask` are its questions after the core ones, with the ids "crowd.1", "crowd.2" ..."""

    code: str
    uu7: str
    hint: Named | None
    ask: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Sub(Named):
    """A kind of incident (K01.1 ...), the sub-category of the taxonomy.

    `ask` holds the questions of the category, then its own; `agencies` are agency ids or role keys.
    """

    category: str
    code: str
    uu7: str
    snpk: str
    acled: str
    default_level: str
    agencies: tuple[str, ...]
    ask: tuple[Named, ...]
