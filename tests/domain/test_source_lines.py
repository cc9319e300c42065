"""The line that an error names is the line on which the key stands."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from madiun_console.domain.rulebook.source_lines import line_of
from madiun_console.resources import resource_path

if TYPE_CHECKING:
    from collections.abc import Iterator

TOML_FILES = sorted(path.name for path in resource_path("domain").glob("*.toml"))

TEXT = """\
# comment
schema = 1

[[category]]
id = "a"
  [[category.sub]]
  id = "a1"
  [[category.sub]]   # the second
  id = "a2"
  ask = [
    "one",
    "two",
  ]
  level = "low"
[[category]]
id = "b"
  [[category.sub]]
  id = "b1"
[targets.call]
answer = { seconds = 10 }
[method.javanese]
"epoch" = 1936-03-24
[[method.check]]
date = 2015-10-15
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("schema",), 2),
        (("category", 0, "id"), 5),
        (("category", 0, "sub", 0, "id"), 7),
        (("category", 0, "sub", 1, "level"), 14),
        (("category", 1, "id"), 16),
        (("category", 1, "sub", 0, "id"), 18),
        (("targets", "call", "answer", "seconds"), 20),
        (("method", "javanese", "epoch"), 22),
        (("method", "check", 0, "date"), 24),
    ],
)
def test_the_line_of_a_key(path: tuple[str | int, ...], line: int) -> None:
    assert line_of(TEXT, path) == line


def test_the_line_of_one_value_in_a_list_over_several_lines() -> None:
    assert line_of(TEXT, ("category", 0, "sub", 1, "ask"), "two") == 12
    assert line_of(TEXT, ("category", 0, "sub", 1, "ask"), "three") == 10
    assert line_of(TEXT, ("category", 0, "sub", 1, "ask"), "low") == 10  # the next key is no longer the list


def test_a_key_that_is_missing_gives_the_line_of_its_table() -> None:
    assert line_of(TEXT, ("category", 0, "sub", 1, "agencies")) == 8
    assert line_of(TEXT, ("nothing",)) == 1
    assert line_of("", ("nothing",)) == 1


def _keys(data: dict[str, Any], path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    for key, value in data.items():
        if isinstance(value, dict):
            yield from _keys(value, (*path, key))
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            for place, entry in enumerate(value):
                yield from _keys(entry, (*path, key, place))
        else:
            yield (*path, key)


@pytest.mark.parametrize("name", TOML_FILES)
def test_every_key_of_every_table_is_found(name: str) -> None:
    text = resource_path("domain", name).read_text(encoding="utf-8")
    lines = text.splitlines()
    found = set()
    for path in _keys(tomllib.loads(text)):
        line = line_of(text, path)
        written = lines[line - 1]
        assert str(path[-1]) in written or str(path[-2]) in written, path
        assert "{" in written or (line not in found), path  # only inline tables share a line
        found.add(line)
