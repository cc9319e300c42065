"""Text that a spreadsheet would run as a formula, made harmless, and read back as it was (OWASP, CSV injection)."""

from __future__ import annotations

import re

_ACTIVE = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")


def inert(text: str) -> str:
    """The text with an apostrophe before it when a spreadsheet would take it for a formula.

    One that begins with an apostrophe and then such a sign gets one more, so that reading takes away exactly what
    writing has added (`RowReader` does).
    """
    return f"'{text}" if text and _ACTIVE.match(text) else text


def is_active(text: str) -> bool:
    """Whether a spreadsheet would take the text for a formula."""
    return bool(text) and _ACTIVE.match(text) is not None


def printable(text: str) -> str:
    """The text without control characters, which no spreadsheet shows and XML cannot hold; line ends are LF."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", text) if _CONTROL.search(text) else text
