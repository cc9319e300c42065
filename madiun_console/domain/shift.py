"""Which period of duty (sif) a moment belongs to, and when that period began."""

from __future__ import annotations

from datetime import timedelta

from madiun_console.domain.clock import local_time
from madiun_console.domain.rulebook import Rulebook, ShiftPeriod


def period_at(rulebook: Rulebook, ms: int) -> ShiftPeriod | None:
    """The period that covers the moment; None when shifts.toml leaves a gap there."""
    moment = local_time(ms).time()
    return next((period for period in rulebook.shift_periods if period.covers(moment)), None)


def shift_start_ms(rulebook: Rulebook, ms: int) -> int:
    """When the running period began (milliseconds); in a gap of shifts.toml twelve hours before, the longest duty."""
    period = period_at(rulebook, ms)
    now = local_time(ms)
    if period is None:
        return ms - int(timedelta(hours=12).total_seconds() * 1000)
    start = now.replace(
        hour=period.start.hour, minute=period.start.minute, second=period.start.second, microsecond=0
    )
    if start > now:
        start -= timedelta(days=1)
    return int(start.timestamp() * 1000)
