"""One line of the list of what can be changed (editable.py): its path pattern, its kind of value, its name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from madiun_console.domain.rulebook.named import Named
from madiun_console.domain.rulebook.values import ValueKind


@dataclass(frozen=True, slots=True)
class Editable:
    """One line: where, what kind of value, what it is called, where a change is felt.

    `skip` are ids of elements that the line is not for. `referenced`: only where a step of sop.toml names this target.
    `not_text`: only where no text stands (a deadline that names a target is changed there). `needs` is the permission.
    """

    group: str
    table: str
    pattern: str
    kind: ValueKind
    label: Named
    felt: Named
    skip: frozenset[str] = frozenset()
    needs: str = "edit_rules"
    referenced: bool = False
    not_text: bool = False
    regex: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Make the pattern's expression once."""
        parts = [re.escape(part) for part in re.split(r"\[\*\]|\*", self.pattern)]
        stars: list[str] = re.findall(r"\[\*\]|\*", self.pattern)
        text = parts[0]
        for star, part in zip(stars, parts[1:], strict=True):
            text += (r"\[([^\[\]]+)\]" if star == "[*]" else r"([A-Za-z0-9_\-]+)") + part
        object.__setattr__(self, "regex", re.compile(text))

    def fits(self, path: str) -> bool:
        """Whether this line is about this path."""
        found = self.regex.fullmatch(path)
        if found is None:
            return False
        return self.skip.isdisjoint(found.groups())


def line(
    group: str,
    table: str,
    pattern: str,
    kind: ValueKind,
    label: tuple[str, str],
    felt: Named,
    *,
    skip: frozenset[str] = frozenset(),
    needs: str = "edit_rules",
    referenced: bool = False,
    not_text: bool = False,
) -> Editable:
    """One line; `label` in both languages."""
    name = Named(pattern, *label)
    return Editable(group, table, pattern, kind, name, felt, skip, needs, referenced, not_text)
