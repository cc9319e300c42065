"""Changed values laid over a parsed domain table: where a path leads, and what an error says of a value that was changed.

A path is the keys to a value, joined by dots; an element of a list stands in brackets by its id, as does a key that is
no plain word: `targets.high.agency_ack`, `agency[polres_madiun_kota].phone`. The values are laid over the parsed table,
not over its text (docs/decisions/0016-changed-rules.md).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from madiun_console.domain.rulebook.toml_table import TomlFile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from madiun_console.domain.rulebook.source_lines import Path

_SEGMENT = re.compile(r"([A-Za-z0-9_\-]+)((?:\[[^\[\]]+\])*)(?:\.|$)")
_IN_BRACKETS = re.compile(r"\[([^\[\]]+)\]")


class UnknownPath(ValueError):
    """The path leads nowhere in the table that this program has."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """One value of a table that is another one now; None takes the key away, where a table may do without it.

    `at` is when it was changed (milliseconds): changes of one moment were made together.
    """

    table: str
    path: str
    value: Any
    at: int = 0


@dataclass(frozen=True, slots=True)
class Segment:
    """One step of a path: a key, or an id in brackets."""

    name: str
    bracketed: bool


def segments_of(path: str) -> tuple[Segment, ...]:
    """The steps of a path; raises UnknownPath when it is none."""
    found: list[Segment] = []
    at = 0
    while at < len(path):
        match = _SEGMENT.match(path, at)
        if match is None:
            raise UnknownPath(path)
        found.append(Segment(match[1], bracketed=False))
        found += [Segment(name, bracketed=True) for name in _IN_BRACKETS.findall(match[2])]
        at = match.end()
    if not found or path.endswith("."):
        raise UnknownPath(path)
    return tuple(found)


def value_at(document: Any, path: str) -> Any:
    """The value at a path of a parsed table, None when nothing stands there."""
    node = document
    for segment in segments_of(path):
        if isinstance(node, dict):
            node = node.get(segment.name)
        elif isinstance(node, list) and segment.bracketed:
            place = _place(node, segment.name)
            node = node[place] if place is not None else None
        else:
            return None
    return node


def laid_over(name: str, text: str, overlays: Iterable[Overlay]) -> TomlFile:
    """The table with these values in place of its own; an error about one of them names its path and no line.

    Raises UnknownPath for the first path that leads nowhere, RuleTableError when the text is no TOML.
    """
    file = TomlFile(name, text)
    for overlay in sorted(overlays, key=lambda one: one.path):  # an element before what is changed in it
        file.changed[_put(file.document, overlay)] = overlay.path
    return file


def _put(document: Any, overlay: Overlay) -> Path:
    """Put the value in; gives its place as the readers name it, with elements counted from 0."""
    node = document
    place: list[str | int] = []
    *way, last = segments_of(overlay.path)
    for segment in way:
        if isinstance(node, dict):
            place.append(segment.name)
            node = node.setdefault(segment.name, {})
        elif isinstance(node, list) and segment.bracketed:
            found = _place(node, segment.name)
            if found is None:
                raise UnknownPath(overlay.path)
            place.append(found)
            node = node[found]
        else:
            raise UnknownPath(overlay.path)
    if isinstance(node, list) and last.bracketed:
        return (*place, _put_element(node, last.name, overlay))
    if not isinstance(node, dict):
        raise UnknownPath(overlay.path)
    if overlay.value is None:
        node.pop(last.name, None)
    else:
        node[last.name] = overlay.value
    return (*place, last.name)


def _put_element(elements: list[Any], element_id: str, overlay: Overlay) -> int:
    """Put a whole element of a list in, at the end when it is new; None takes it away."""
    found = _place(elements, element_id)
    if overlay.value is None:
        if found is None:
            raise UnknownPath(overlay.path)
        del elements[found]
        return found
    if not isinstance(overlay.value, dict):
        raise UnknownPath(overlay.path)
    element = {**overlay.value, "id": element_id}
    if found is None:
        elements.append(element)
        return len(elements) - 1
    elements[found] = element
    return found


def _place(elements: list[Any], element_id: str) -> int | None:
    return next(
        (at for at, one in enumerate(elements) if isinstance(one, dict) and one.get("id") == element_id), None
    )
