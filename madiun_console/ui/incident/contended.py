"""One thing that two desks wrote apart: what it is about, and the values to choose from."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Contended(NamedTuple):
    """`choices`: a value in words with who, when and where, and what settles it; None where one click does not."""

    id: str
    words: str
    choices: list[tuple[str, Callable[[], None] | None]]
    label: str
    """Of the button of each choice."""
