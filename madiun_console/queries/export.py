"""All reports and incidents as one JSON text, for other programs: identities masked, restricted texts left out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from madiun_console.db.desk import Desk
from madiun_console.db.facts import facts_of
from madiun_console.domain.clock import local_time
from madiun_console.domain.escalation import EscalationState, fold_escalation
from madiun_console.domain.ids import id_bytes
from madiun_console.domain.incident import IncidentState, fold_incident
from madiun_console.domain.masking import HIDDEN, mask_number, outgoing
from madiun_console.domain.report import ReportState, fold_report
from madiun_console.queries.table_columns import Period

_REPORTS = (
    "SELECT r.id, i.number FROM report r LEFT JOIN incident i ON i.id = r.incident "
    "WHERE r.logged_at >= ? AND r.logged_at < ? ORDER BY r.id"
)
_INCIDENTS = "SELECT id, status, callers FROM incident WHERE opened_at >= ? AND opened_at < ? ORDER BY id"
_EVER = Period()


def export_json(
    desk: Desk, write: Callable[[str], object], period: Period = _EVER, *, unmasked: bool = False
) -> tuple[int, int]:
    """Hand the text to `write` piece by piece; gives how many reports and incidents it holds.

    One snapshot, in the order in which they came (their ids grow with time). Times are ISO 8601 in the city's time.
    Names, home addresses, groups and remarks are not in it; a narrative and a place are searched for the callers' names
    and numbers and for the names of groups that the restricted field holds. `period` takes the reports that were logged
    and the incidents that were opened in it. `unmasked`, texts and numbers stand as they are, with name and home.
    """
    head = {"center": desk.store.center, "exported_at": _iso(desk.store.clock.now_ms())}

    def run(connection: Any) -> tuple[int, int]:
        connection.execute("BEGIN")
        write(json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}"))
        write(',\n "reports": [')
        reports = _write_list(_reports(connection, period, unmasked=unmasked), write)
        write('],\n "incidents": [')
        incidents = _write_list(_incidents(desk, connection, period, unmasked=unmasked), write)
        write("]\n}\n")
        return reports, incidents

    counts: tuple[int, int] = desk.store.driver(run)
    return counts


def _write_list(items: Iterator[dict[str, Any]], write: Callable[[str], object]) -> int:
    count = 0
    for item in items:
        write(f"{',' if count else ''}\n  {json.dumps(item, ensure_ascii=False)}")
        count += 1
    write("\n " if count else "")
    return count


def _reports(connection: Any, period: Period, *, unmasked: bool) -> Iterator[dict[str, Any]]:
    for id_, number in connection.cursor().execute(_REPORTS, period.bounds()):
        state = fold_report(facts_of(connection, id_))
        if state is not None and unmasked:
            who = {"phone": state.phone, "name": state.name, "home": state.home}
            plain = {"narrative": state.narrative}
            place = {"address": state.address, "landmark": state.landmark}
            masked = _report(state, number)
            yield masked | plain | {"place": masked["place"] | place} | who
        elif state is not None:
            yield _report(state, number)


def _report(state: ReportState, number: str | None) -> dict[str, Any]:
    own = [text for text in (state.name, state.phone, state.home) if text]
    groups = state.groups or ""
    hidden = HIDDEN if state.protected else None
    return {
        "id": state.id,
        "incident": number,
        "logged_at": _iso(state.logged_at),
        "reported_at": _iso(state.reported),
        "occurred_at": _iso(state.occurred),
        "channel": state.channel,
        "desk": state.desk,
        "kind": state.kind_id or None,
        "level": state.level,
        "factors": list(state.factors),
        "answers": dict(sorted(state.answers.items())),
        "place": {
            "unit": state.unit or None,
            "precision": state.precision,
            "lat": state.lat,
            "lon": state.lon,
            "address": _clean(state.address, own, groups),
            "landmark": _clean(state.landmark, own, groups),
        },
        "narrative": _clean(state.narrative, own, groups),
        "anonymous": state.anonymous,
        "protected": state.protected,
        "phone": (hidden or mask_number(state.phone)) if state.phone else None,
    }


def _incidents(desk: Desk, connection: Any, period: Period, *, unmasked: bool) -> Iterator[dict[str, Any]]:
    for id_, status, callers in connection.cursor().execute(_INCIDENTS, period.bounds()):
        state = fold_incident(facts_of(connection, id_), desk.rulebook_level_ids)
        if state is None:
            continue
        told = [fold_report(facts_of(connection, id_bytes(report))) for report in state.reports]
        own = [text for one in told if one for text in (one.name, one.phone, one.home) if text]
        groups = " ".join(one.groups for one in told if one and one.groups)
        if unmasked:
            own, groups = [], ""
        sent = [fold_escalation(facts_of(connection, id_bytes(item))) for item in state.escalations]
        yield _incident(desk, state, status, callers, own, groups) | {
            "escalations": [_escalation(one) for one in sent if one]
        }


def _incident(
    desk: Desk, state: IncidentState, status: str, callers: int, own: list[str], groups: str
) -> dict[str, Any]:
    kind = desk.rulebook.kinds.get(state.kind_id)
    place, closing = state.place, state.closing
    return {
        "number": state.number,
        "level": state.level,
        "kind": state.kind_id or None,
        "category": kind.category if kind else None,
        "place": {
            "unit": place.unit or None,
            "precision": place.precision,
            "lat": place.lat,
            "lon": place.lon,
            "address": _clean(place.address, own, groups),
            "landmark": _clean(place.landmark, own, groups),
        },
        "status": status,
        "open": state.is_open,
        "desk": state.desk,
        "opened_at": _iso(state.opened_at),
        "occurred_at": _iso(state.occurred),
        "last_at": _iso(state.last_at),
        "factors": list(state.factors),
        "callers": callers,
        "reports": sorted(state.reports),
        "steps": {name: _iso(step.at) for name, step in sorted(state.steps.items()) if step.done},
        "closing": {"code": closing.code, "level": closing.level, "at": _iso(closing.at)}
        if closing
        else None,
    }


def _escalation(state: EscalationState) -> dict[str, Any]:
    return {
        "id": state.id,
        "agency": state.agency,
        "level": state.level,
        "state": state.state,
        "channel": state.channel,
        "sent_at": _iso(state.sent),
        "first_answer_at": _iso(state.first_answer) if state.first_answer is not None else None,
        "answers": [
            {
                "state": answer.state,
                "at": _iso(answer.occurred),
                "logged_at": _iso(answer.at),
                "channel": answer.channel,
            }
            for answer in state.answers
        ],
    }


def _clean(text: str | None, own: list[str], groups: str) -> str | None:
    return outgoing(text, own, groups) if text else None


def _iso(ms: int) -> str:
    try:
        return local_time(ms).isoformat(timespec="milliseconds")
    except (ValueError, OverflowError, OSError):  # a clock that was far off; the log keeps what it said
        return datetime.max.isoformat()  # noqa: DTZ901
