"""What already happened at a place or to an incident: the counts that computed factors stand on."""

from __future__ import annotations

from typing import Any

from madiun_console.db.projections import caller_of_identity
from madiun_console.domain import phone
from madiun_console.domain.computed_factors import condition_of
from madiun_console.domain.ids import id_bytes, is_id
from madiun_console.domain.judgement import History
from madiun_console.domain.report_form import ReportForm
from madiun_console.domain.rulebook import CallersRule, RepeatRule, Rulebook
from madiun_console.domain.similarity import Candidate, same_place, street_words

_DAY_MS = 86_400_000
_MINUTE_MS = 60_000


def history_of(execute: Any, rulebook: Rulebook, form: ReportForm, caller: str | None, now: int) -> History:
    """Count what the rules ask for. `execute(sql, parameters)` is a driver cursor's or `Connection.exec_driver_sql`.

    `caller` is who this one is (None: neither number nor name known).
    """
    return History(
        _reports_at_place(execute, rulebook, form, now), _callers(execute, rulebook, form, caller, now)
    )


def caller_key(form: ReportForm) -> str | None:
    """Who a form's caller is when different callers are counted; None for an anonymous one."""
    if form.anonymous:
        return None
    return caller_of_identity(phone.normalise(form.number) or form.number.strip(), form.name)


def _reports_at_place(execute: Any, rulebook: Rulebook, form: ReportForm, now: int) -> int:
    """Reports at the form's place within the rule's days; at most what the rule needs, more would change nothing."""
    rule = condition_of(rulebook, RepeatRule)
    street = street_words(f"{form.address} {form.landmark}")
    if rule is None or not form.unit or not (street or form.lat is not None):
        return 0
    here = _spot(form.unit, form.lat, form.lon, street)
    rows = execute(
        "SELECT street, lat, lon FROM report WHERE unit = ? AND logged_at >= ? ORDER BY logged_at DESC",
        (form.unit, now - rule.days * _DAY_MS),
    )
    found = 0
    for words, lat, lon in rows:
        found += same_place(here, _spot(form.unit, lat, lon, frozenset(words.split())), rule.metres)
        if found >= rule.min_reports:
            break
    return found


def _callers(execute: Any, rulebook: Rulebook, form: ReportForm, caller: str | None, now: int) -> int:
    rule = condition_of(rulebook, CallersRule)
    if rule is None or not is_id(form.joins):
        return 0
    rows = execute(
        "SELECT DISTINCT caller FROM report WHERE incident = ? AND logged_at >= ?",
        (id_bytes(form.joins), now - rule.minutes * _MINUTE_MS),
    )
    return len({row[0] for row in rows} | {caller})


def _spot(unit: str, lat: float | None, lon: float | None, street: frozenset[str]) -> Candidate:
    return Candidate("", None, None, unit, lat, lon, street, None, {})
