"""What quality.toml holds: the share of calls that is looked at again, and what is asked of each."""

from __future__ import annotations

from dataclasses import dataclass

from madiun_console.domain.rulebook.named import Named

CALL, INTAKE, ESCALATION = "call", "intake", "escalation"
PARTS = (CALL, INTAKE, ESCALATION)


@dataclass(frozen=True, slots=True)
class Criterion(Named):
    """One question of the score sheet, worded so that "yes" is good.

    `part` "call" is asked of every call, "intake" and "escalation" only of one that became a report.
    """

    part: str


@dataclass(frozen=True, slots=True)
class QualityRules:
    """`share_percent` of all calls are drawn (1 to 100)."""

    share_percent: int
    criteria: tuple[Criterion, ...]

    def criteria_for(self, *, report: bool) -> tuple[Criterion, ...]:
        """The sheet of a call that became a report, or of one that was no incident."""
        return self.criteria if report else tuple(one for one in self.criteria if one.part == CALL)
