"""What already happened at a place or to an incident: the counts that computed factors stand on."""

from __future__ import annotations

from typing import Any

from madiun_console.domain.computed_factors import condition_of
from madiun_console.domain.ids import id_bytes
from madiun_console.domain.judgement import History
from madiun_console.domain.report_form import ReportForm
from madiun_console.domain.rulebook import CallersRule, RepeatRule, Rulebook
from madiun_console.domain.similarity import Spot, same_place

_DAY_MS = 86_400_000
_MINUTE_MS = 60_000


def history_of(execute: Any, rulebook: Rulebook, form: ReportForm, street: str, caller: str | None, now: int) -> History:
    """Count what the rules ask for. `execute(sql, parameters)` is a driver cursor's or `Connection.exec_driver_sql`.

    `street` are the normalised words of the form's address and landmark, `caller` who this one is (None: not known).
    """
    repeat, several = condition_of(rulebook, RepeatRule), condition_of(rulebook, CallersRule)
    reports = callers = 0
    if repeat is not None and form.unit:
        here = Spot(form.unit, form.lat, form.lon, frozenset(street.split()))
        rows = execute(
            "SELECT street, lat, lon FROM report WHERE unit = ? AND logged_at >= ?",
            (form.unit, now - repeat.days * _DAY_MS),
        )
        reports = sum(
            same_place(here, Spot(form.unit, row[1], row[2], frozenset(row[0].split())), metres_limit=repeat.metres)
            for row in rows
        )
    if several is not None and form.joins:
        rows = execute(
            "SELECT DISTINCT caller FROM report WHERE incident = ? AND logged_at >= ?",
            (id_bytes(form.joins), now - several.minutes * _MINUTE_MS),
        )
        callers = len({row[0] for row in rows} | {caller})
    return History(reports, callers)
