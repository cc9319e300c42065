"""Texts of others in a tool tip: Qt takes one for HTML when it looks like it, and would fetch the picture it names."""

from __future__ import annotations

import html


def plain_tip(text: str) -> str:
    """The text as a tool tip that says it letter by letter, whoever wrote it: an agency, a file, a caller."""
    if "<" not in text:
        return text
    return f'<p style="white-space: pre-wrap">{html.escape(text)}</p>'
