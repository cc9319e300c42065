"""The columns of the queue and the room each gets, so that nothing ever scrolls sideways."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum


class Column(IntEnum):
    """The columns from left to right."""

    LEVEL = 0
    NUMBER = 1
    AGE = 2
    KIND = 3
    PLACE = 4
    STATUS = 5
    ESCALATION = 6


TICKING = (Column.AGE, Column.NUMBER, Column.ESCALATION)
"""The columns that show a running time: the number too, when the age has moved under it."""
SIDE = 14
"""Free room at the left edge, before the level (pixels)."""
GAP = 12
"""Free room at the right of each column (pixels)."""
WIDE, MIDDLE = 720, 590
"""From which width of the list place and status, and place alone, have columns of their own (pixels)."""
KIND_LEAST = 140
PLACE_WIDTH, STATUS_WIDTH, CHIPS_WIDE, CHIPS_NARROW = 98, 90, 188, 122


@dataclass(frozen=True, slots=True)
class Needs:
    """What the words need in the present font and language (pixels, without gaps)."""

    level: int
    number: int
    age: int
    status: int = 0
    """What a review says below the state of a closed incident, or a state above the name of who takes care of it."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Width of each column that is shown; what has no column is told in the second lines."""

    widths: Mapping[Column, int]

    def shows(self, column: Column) -> bool:
        """Whether the column stands by itself."""
        return column in self.widths


def layout_for(width: int, needs: Needs) -> Layout:
    """Share out `width` pixels: kind and summary take what the others leave."""
    found = {Column.LEVEL: SIDE + needs.level + GAP, Column.NUMBER: needs.number + GAP}
    if width >= MIDDLE:
        found[Column.AGE] = needs.age + GAP
        found[Column.PLACE] = PLACE_WIDTH
    else:
        found[Column.NUMBER] = max(needs.number, needs.age) + GAP
    if width >= WIDE:
        found[Column.STATUS] = max(STATUS_WIDTH, needs.status + GAP if needs.status else 0)
    found[Column.ESCALATION] = CHIPS_WIDE if width >= WIDE else CHIPS_NARROW
    rest = width - sum(found.values())
    if rest < KIND_LEAST:
        found[Column.ESCALATION] = max(0, found[Column.ESCALATION] - (KIND_LEAST - rest))
        rest = width - sum(found.values())
    found[Column.KIND] = max(0, rest)
    return Layout(found)
