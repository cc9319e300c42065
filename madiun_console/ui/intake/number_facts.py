"""What is known of the number that calls: how it is written, what came of its earlier calls, whether it is flagged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from madiun_console.actions.desk import Desk
from madiun_console.domain import phone
from madiun_console.queries.intake import calls_of_number, earlier_calls
from madiun_console.queries.rows import EarlierCall

LOOKED_AT = 50
MONTH_MS = 30 * 86_400_000


@dataclass(frozen=True, slots=True)
class NumberFacts:
    """The answer for one number as it was typed."""

    typed: str
    display: str
    """As people read it; empty when it is no number we know the form of."""
    earlier: tuple[EarlierCall, ...] = ()
    """Latest first."""
    month: int = 0
    """Calls within 30 days."""
    flagged: str = ""
    """Outcome of which this number has so many calls that levels.toml flags it; we flag, we never block."""
    flagged_calls: int = 0


def number_facts(desk: Desk, typed: str, itself: Collection[str], now: int) -> NumberFacts:
    """Look a number up; it may be half typed, then nothing is known.

    `itself` are calls (ids) that were logged of the call at hand, which was brought back: no earlier calls.
    """
    known = phone.normalise(typed)
    if known is None:
        return NumberFacts(typed, "")
    found = earlier_calls(desk, known, LOOKED_AT)
    earlier = tuple(call for call in found if call.call not in itself)
    counts = Counter(call.outcome for call in earlier if call.outcome)
    flagged, calls = "", 0
    for outcome, count in counts.items():
        limit = desk.rulebook.targets.get(outcome, "flag_number_after")
        if limit is not None and count >= limit.amount:
            flagged, calls = outcome, count
    since = now - MONTH_MS
    month = calls_of_number(desk, known, since) - sum(
        call.call in itself and call.at >= since for call in found
    )
    return NumberFacts(typed, phone.display(known), earlier, month, flagged, calls)
