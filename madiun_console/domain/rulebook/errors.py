"""The one error of the rulebook: a domain table that cannot be used, with the place of the fault."""

from __future__ import annotations


class RuleTableError(ValueError):
    """A fault in a domain table; its text is an Indonesian sentence that names file, line and reason.

    `line` counts from 1; 0 means that the fault has no line (a file that is missing).
    """

    def __init__(self, file: str, line: int, reason: str) -> None:
        place = f"{file} baris {line}" if line else file
        super().__init__(f"{place}: {reason}")
        self.file = file
        self.line = line
        self.reason = reason
