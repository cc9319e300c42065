"""A measured figure: what it is, what it is compared with, and whether the promise is kept."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

Seconds = Sequence[float]


def median(values: Seconds) -> float:
    """The value in the middle."""
    return statistics.median(values)


def p95(values: Seconds) -> float:
    """The value that 95 of 100 do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, -(-95 * len(ordered) // 100) - 1)]


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table. Values in `unit`; `baseline` None where there is nothing to compare with."""

    what: str
    value: float
    unit: str
    compared_with: str = ""
    baseline: float | None = None
    most: float | None = None
    """The promise: a ratio where there is a baseline, else a value."""
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Value over baseline."""
        return self.value / self.baseline if self.baseline else None

    @property
    def kept(self) -> bool | None:
        """Whether the promise is kept; None when nothing was promised."""
        if self.most is None:
            return None
        measured = self.ratio if self.baseline is not None else self.value
        return measured is not None and measured <= self.most
