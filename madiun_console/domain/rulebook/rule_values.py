"""Every value that can be changed, with what it is called, what it is now and what the program came with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from madiun_console.domain.recipients import is_addressed
from madiun_console.domain.rulebook.editable import EDITABLES
from madiun_console.domain.rulebook.editable_line import Editable
from madiun_console.domain.rulebook.named import Named
from madiun_console.domain.rulebook.overlay import value_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from madiun_console.domain.rulebook.rulebook import Rulebook

_TOKEN = re.compile(r"\[[^\[\]]+\]|\*|[A-Za-z0-9_\-]+")
_NAMES = (
    ("label", "label_en"),
    ("word_id", "word_en"),
    ("text", "text_en"),
    ("name_id", "name_en"),
    ("name", "name_en"),
)
"""Under which keys the elements of our tables have their names, the first that is there."""
_FROM = "_from"  # scoring.middle_from
Found = tuple[str, Named | None]


@dataclass(frozen=True, slots=True)
class RuleValue:
    """One value: `owner` names the thing it belongs to, None when the line says all."""

    line: Editable
    path: str
    owner: Named | None
    value: Any
    shipped: Any

    @property
    def table(self) -> str:
        """The file it stands in."""
        return self.line.table

    @property
    def id(self) -> str:
        """Unique among all values."""
        return f"{self.line.table}:{self.path}"

    @property
    def changed(self) -> bool:
        """Whether it is another one than the program came with."""
        return bool(self.value != self.shipped)

    def label(self, language: str = "id") -> str:
        """What it is called: "Bentrok sedang berlangsung: poin"."""
        label = self.line.label.label(language)
        return f"{self.owner.label(language)}: {label}" if self.owner else label


def rule_values(
    rulebook: Rulebook, shipped: Mapping[str, Any], now: Mapping[str, Any], group: str = ""
) -> tuple[RuleValue, ...]:
    """All values, or those of one group. `shipped` and `now` map names of tables to the parsed tables.

    The values of one thing stand together, in the order of the lines.
    """
    deadlines = [step.get("by") for step in now["sop.toml"]["step"]]
    named = [by for by in deadlines if isinstance(by, str)]
    found: dict[tuple[str, str], list[RuleValue]] = {}
    for line in EDITABLES:
        if group and line.group != group:
            continue
        for path, owner in _paths(line, now[line.table], rulebook):
            if line.referenced and not any(path == by or path.startswith(f"{by}.") for by in named):
                continue
            before = value_at(shipped[line.table], path)
            if line.not_text and isinstance(before, str):
                continue
            value = RuleValue(
                line, path, owner, _or_absent(line, value_at(now[line.table], path)), _or_absent(line, before)
            )
            found.setdefault((line.table, path.rpartition(".")[0]), []).append(value)
    return tuple(value for values in found.values() for value in values)


def shown_value(line: Editable, document: Any, path: str) -> Any:
    """The value at a path, or what stands for it when the key is not there."""
    return _or_absent(line, value_at(document, path))


def _or_absent(line: Editable, value: Any) -> Any:
    found = line.kind.absent if value is None else value
    return list(found) if isinstance(found, tuple) else found


def _paths(line: Editable, document: Any, rulebook: Rulebook) -> Iterator[Found]:
    """The paths that a line stands for, with the name of what each belongs to."""
    places: list[tuple[str, Any, Named | None]] = [("", document, None)]
    for part in _TOKEN.findall(line.pattern):
        places = [
            (path, node, owner or before)
            for place, around, before in places
            for path, node, owner in _step(part, place, around, rulebook)
        ]
    return ((path, owner) for path, _, owner in places if line.fits(path) and _has_use(path, line, rulebook))


def _step(part: str, place: str, node: Any, rulebook: Rulebook) -> Iterable[tuple[str, Any, Named | None]]:
    if part == "[*]":
        if isinstance(node, list):
            return [(f"{place}[{one['id']}]", one, _name(one)) for one in node]
        return [(f"{place}[{post.id}]", node.get(post.id, {}), post) for post in _posts(rulebook)]
    if part.startswith("["):
        wanted = part[1:-1]
        return [(f"{place}{part}", one, _name(one)) for one in node if one["id"] == wanted]
    if part == "*":
        if place == "kind":  # retention.toml: any category may have periods of its own, few do
            return [(f"kind.{one.id}", node.get(one.id, {}), one) for one in rulebook.categories]
        levels = {level.id: level.word for level in rulebook.levels}
        return [
            (f"{place}.{key}", node[key], levels[key.removesuffix(_FROM)])
            for key in node
            if key.removesuffix(_FROM) in levels
        ]
    child = node.get(part) if isinstance(node, dict) else None
    return [(f"{place}.{part}" if place else part, child, None)]


def _name(element: Mapping[str, Any]) -> Named:
    for key, key_en in _NAMES:
        if key in element:
            return Named(element["id"], element[key], element.get(key_en, element[key]))
    return Named(element["id"], element["id"], element["id"])


def _posts(rulebook: Rulebook) -> Iterator[Named]:
    """The posts of agencies that have one in each kelurahan or kecamatan, by address."""
    for agency in rulebook.agencies:
        if agency.per_unit and is_addressed(rulebook, agency):
            for unit in rulebook.units:
                if unit.level == agency.per_unit:
                    recipient = rulebook.recipient(f"{agency.id}@{unit.code}")
                    yield Named(recipient.address, recipient.name, recipient.name)


def _has_use(path: str, line: Editable, rulebook: Rulebook) -> bool:
    """An agency that is never written to needs no number."""
    if not line.pattern.startswith("agency["):
        return True
    agency = rulebook.agencies_by_id.get(path.partition("[")[2].partition("]")[0])
    return agency is not None and is_addressed(rulebook, agency)
