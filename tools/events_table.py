"""Writes the tables of event types in docs/events.md from the declarations, so that the two never differ."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import json
import sys
import textwrap
import types
import typing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from madiun_console.domain.events import catalogue as _catalogue  # noqa: F401 - declares the types
from madiun_console.domain.events import event_types

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from madiun_console.domain.events import EventType

DOCUMENT = Path(__file__).resolve().parents[1] / "docs" / "events.md"
BEGIN = "<!-- begin: written by tools/events_table.py -->"
END = "<!-- end: written by tools/events_table.py -->"
_JSON: Mapping[Any, str] = {str: "string", int: "integer", float: "number", bool: "boolean"}


def tables() -> str:
    """Both tables, Markdown: the types, and the fields of each."""
    declared = list(event_types().values())
    return "\n".join((*_types(declared), "", *_fields(declared)))


def rewritten(document: str) -> str:
    """The document with the tables of today between the markers."""
    before, found_begin, rest = document.partition(BEGIN)
    _, found_end, after = rest.partition(END)
    if not (found_begin and found_end):
        raise ValueError(f"the lines {BEGIN} and {END} are missing")
    return f"{before}{BEGIN}\n\n{tables()}\n\n{END}{after}"


def _types(declared: list[EventType]) -> Iterator[str]:
    yield "| type | v | subject | also | needs | what happened |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for item in declared:
        cells = (
            f"`{item.name}`", str(item.version), item.kind, f"`{item.also}`" if item.also else "",
            f"`{item.needs}`" if item.needs else "", _one_line(inspect.getdoc(item.cls)),
        )  # fmt: skip
        yield f"| {' | '.join(cells)} |"


def _fields(declared: list[EventType]) -> Iterator[str]:
    yield "| type | field | stands in | JSON | absent means | meaning |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for item in declared:
        cls: Any = item.cls  # a dataclass, which the type of `cls` does not say
        hints, meanings = typing.get_type_hints(cls), _meanings(cls)
        for field in dataclasses.fields(cls):
            cells = (
                f"`{item.name}`", f"`{field.name}`", f"`{field.metadata.get('part', 'val')}`", _json(hints[field.name]),
                _absent(field), _one_line(meanings.get(field.name)),
            )  # fmt: skip
            yield f"| {' | '.join(cells)} |"


def _json(hint: Any) -> str:
    if isinstance(hint, types.UnionType):  # X | None: absent is how we write None
        (hint,) = (option for option in typing.get_args(hint) if option is not types.NoneType)
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        return f"array of {_JSON[inner[0]]}s"
    if origin is dict:
        return f"object of {_JSON[inner[1]]}s"
    return _JSON[hint]


def _absent(field: dataclasses.Field[Any]) -> str:
    default = field.default
    if field.default_factory is not dataclasses.MISSING:
        default = field.default_factory()
    if default is dataclasses.MISSING:
        return "never absent"
    return "not given" if default is None else f"`{json.dumps(default)}`"


def _meanings(cls: type) -> Mapping[str, str]:
    """Field -> the text that stands below it in the source."""
    body = ast.parse(textwrap.dedent(inspect.getsource(cls))).body[0]
    found = {}
    if isinstance(body, ast.ClassDef):
        for statement, below in zip(body.body, body.body[1:], strict=False):
            if (
                isinstance(statement, ast.AnnAssign)
                and isinstance(statement.target, ast.Name)
                and isinstance(below, ast.Expr)
                and isinstance(below.value, ast.Constant)
            ):
                found[statement.target.id] = str(below.value.value)
    return found


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split()).replace("|", "\\|")


def main() -> int:
    """Rewrite the document."""
    DOCUMENT.write_text(rewritten(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"{DOCUMENT.name}: {len(event_types())} types")
    return 0


if __name__ == "__main__":
    sys.exit(main())
