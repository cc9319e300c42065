"""What a table that goes out is made of: columns with a kind, and the period it covers."""

from __future__ import annotations

from dataclasses import dataclass

Value = str | int | float | None
"""Of a cell; moments are milliseconds since 1970 UTC."""
_LATEST = 1 << 62


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table that goes out; `kind` is "text", "moment", "number" or "whole"."""

    label: str
    kind: str = "text"
    width: int = 16


@dataclass(frozen=True, slots=True)
class Period:
    """From `since` until just before `until` (milliseconds); None: without an end."""

    since: int | None = None
    until: int | None = None

    def bounds(self) -> tuple[int, int]:
        """Both ends as numbers."""
        return (
            -_LATEST if self.since is None else self.since,
            _LATEST if self.until is None else self.until,
        )
