"""Finds the line of a key in the text of a TOML table, so that an error can name it; tomllib keeps no lines.

Used only when something is wrong, so it may read the text again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

Path = tuple[str | int, ...]

_HEADER = re.compile(r"^\s*(\[\[?)\s*([A-Za-z0-9_\-]+(?:\s*\.\s*[A-Za-z0-9_\-]+)*)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r'^\s*["\']?([A-Za-z0-9_\-]+)["\']?\s*[.=]')


def line_of(text: str, path: Path, value: str | None = None) -> int:
    """The line, from 1, of the key at `path`, such as ("factor", 6, "override").

    With `value` the line within that key's lines on which this string stands. What cannot be found gives the line of
    the nearest table around it, at last 1.
    """
    lines = text.splitlines()
    start, end, depth = _section(lines, path)
    rest = path[depth:]
    if not rest or not isinstance(rest[0], str):
        return max(start, 1)
    for number in range(start + 1, end + 1):
        found = _KEY.match(lines[number - 1])
        if found and found[1] == rest[0]:
            return number if value is None else _line_with(lines, number, end, value)
    return max(start, 1)


def _section(lines: list[str], path: Path) -> tuple[int, int, int]:
    """Header line, last line and depth of the deepest table on `path`; the top of the file is header line 0."""
    headers = list(_headers(lines))
    best, depth = -1, 0
    for index, (_, table) in enumerate(headers):
        if len(table) > depth and path[: len(table)] == table:
            best, depth = index, len(table)
    start = headers[best][0] if best >= 0 else 0
    end = headers[best + 1][0] - 1 if best + 1 < len(headers) else len(lines)
    return start, end, depth


def _headers(lines: list[str]) -> Iterator[tuple[int, Path]]:
    """Each header line with the path of its table; entries of arrays of tables are counted from 0."""
    counts: dict[Path, int] = {}
    for number, line in enumerate(lines, start=1):
        found = _HEADER.match(line)
        if not found:
            continue
        path: Path = ()
        names = [name.strip() for name in found[2].split(".")]
        for place, name in enumerate(names):
            path = (*path, name)
            if found[1] == "[[" and place == len(names) - 1:
                counts[path] = counts.get(path, 0) + 1
            if path in counts:
                path = (*path, counts[path] - 1)
        yield number, path


def _line_with(lines: list[str], first: int, last: int, value: str) -> int:
    for number in range(first, last + 1):
        if number > first and _KEY.match(lines[number - 1]):
            break
        if f'"{value}"' in lines[number - 1] or f"'{value}'" in lines[number - 1]:
            return number
    return first
