"""Rows of the projections, computed from folded states: pure functions, used alike by each action, `rebuild` and `verify`.

An empty text is None in a column that may be NULL: see `row_sets.py`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from madiun_console.db.projector import Projector
from madiun_console.domain.call import CallbackState, CallState
from madiun_console.domain.duty import DutyState
from madiun_console.domain.erasure import ErasureState
from madiun_console.domain.escalation import EscalationState
from madiun_console.domain.facets import facets_of
from madiun_console.domain.ids import id_bytes, is_id
from madiun_console.domain.incident import IncidentState, shown_status
from madiun_console.domain.person import PersonState
from madiun_console.domain.report import ReportState
from madiun_console.domain.rule_change import RuleState
from madiun_console.domain.score import ScoreState
from madiun_console.domain.similarity import street_words

SUMMARY_CHARS = 160
WORDS_CHARS = 20_000
"""So much of a report goes into the search index; a narrative of 100 kB would bury the rest."""
_JSON = json.JSONEncoder(separators=(",", ":"), sort_keys=True)


@dataclass(frozen=True, slots=True)
class LinkedReport:
    """What an incident's row takes from one report's row."""

    id: bytes
    logged_at: int
    caller: str | None
    summary: str
    words: str


@dataclass(frozen=True, slots=True)
class LinkedEscalation:
    """What an incident's row takes from one escalation's row."""

    id: bytes
    agency: str
    state: str
    sent: int
    sent_order: tuple[int, int, bytes]
    first_answer: int | None
    level: str


def summary_of(narrative: str | None) -> str:
    """The beginning of a narrative on one line, cut at a word."""
    line = " ".join((narrative or "")[: SUMMARY_CHARS * 4].split())
    if len(line) <= SUMMARY_CHARS:
        return line
    return line[:SUMMARY_CHARS].rsplit(" ", 1)[0] + " …"


def caller_of(state: ReportState) -> str | None:
    """Who told us, as far as two reports of one caller can be seen to be one: number first, else name."""
    return caller_of_identity(state.phone or "", state.name or "")


def caller_of_identity(number: str, name: str) -> str | None:
    """The same for a normalised number and a name; None when both are empty."""
    return number or (f"name:{' '.join(name.casefold().split())}" if name.strip() else None)


def street_of(address: str) -> str:
    """The words that name a street or landmark, for telling whether two places are one."""
    return " ".join(sorted(street_words(address)))


def count_callers(callers: Iterable[str | None]) -> int:
    """Distinct callers; all who gave neither number nor name count as one, so that corroboration is never overstated."""
    known = set(callers)
    return len(known)


def report_row(state: ReportState, projector: Projector) -> dict[str, Any]:
    """The row of `report`, without `lid`."""
    address = " ".join(filter(None, (state.address, state.landmark)))
    told = " ".join(state.told.values())
    words = projector.words(f"{(state.narrative or '')[:WORDS_CHARS]} {told[:WORDS_CHARS]}")
    return {
        "id": id_bytes(state.id),
        "incident": _key(state.incidents[-1]) if state.incidents else None,
        "logged_at": state.logged_at,
        "actor": id_bytes(state.actor),
        "channel": state.channel,
        "kind_id": state.kind_id,
        "unit": state.unit or None,
        "lat": state.lat,
        "lon": state.lon,
        "street": street_of(address),
        "caller": caller_of(state),
        "summary": summary_of(state.narrative),
        "words": f"{words} {projector.words(address)}".strip(),
        "conflicts": len(state.conflicts) + (len(state.incidents) > 1),
    }


def escalation_row(state: EscalationState) -> dict[str, Any]:
    """The row of `escalation`."""
    return {
        "id": id_bytes(state.id),
        "incident": _key(state.incident) or b"",
        "agency": state.agency,
        "level": state.level,
        "state": state.state,
        "sent": state.sent,
        "sent_hlc": state.sent_order[0],
        "first_answer": state.first_answer,
        "sent_fact": id_bytes(state.sent_fact),
        "last_at": state.last_at,
    }


def person_row(state: PersonState) -> dict[str, Any]:
    """The row of `person`."""
    return {
        "id": id_bytes(state.id),
        "name": state.name,
        "role": state.role,
        "disabled": int(state.disabled),
        "agency": state.agency,
        "verifier": state.verifier or None,
        "added_at": state.added_at,
        "conflicts": len(state.conflicts),
    }


def call_row(state: CallState) -> dict[str, Any]:
    """The row of `call`."""
    return {
        "id": id_bytes(state.id),
        "outcome": state.outcome,
        "channel": state.channel,
        "desk": state.desk,
        "actor": id_bytes(state.actor),
        "logged_at": state.logged_at,
    }


def callback_row(state: CallbackState) -> dict[str, Any]:
    """The row of `callback`."""
    return {
        "id": id_bytes(state.id),
        "due": state.due,
        "call": _key(state.call),
        "report": _key(state.report),
        "promised_at": state.promised_at,
        "promised_by": id_bytes(state.promised_by),
        "tries": state.tries,
        "last_outcome": state.last_outcome or None,
        "settled": int(state.settled),
    }


def shift_row(state: DutyState) -> dict[str, Any]:
    """The row of `shift`."""
    return {
        "id": id_bytes(state.id),
        "period": state.period,
        "date": state.date,
        "started_at": state.started_at,
        "ended_at": state.ended_at,
        "handover_at": state.handover.at if state.handover else None,
        "acknowledged_at": state.acknowledged_at,
        "last_at": state.last_at,
    }


def score_row(state: ScoreState) -> dict[str, Any]:
    """The row of `score`."""
    return {
        "id": id_bytes(state.id),
        "report": _key(state.report),
        "call": _key(state.call),
        "answers": _JSON.encode(state.answers),
        "at": state.at,
    }


def rule_row(state: RuleState) -> dict[str, Any]:
    """The row of `rule`."""
    return {
        "id": id_bytes(state.id),
        "file": state.table,
        "path": state.path,
        "value": (None if state.now.shipped else state.now.value) or None,
        "at": state.now.at,
        "conflicts": state.conflicts,
    }


def erasure_row(state: ErasureState) -> dict[str, Any]:
    """The row of `erasure`."""
    return {
        "id": id_bytes(state.id),
        "incident": _key(state.incident),
        "at": state.at,
        "gone": _JSON.encode(sorted(state.gone)),
    }


def incident_row(
    state: IncidentState,
    reports: Sequence[LinkedReport],
    escalations: Sequence[LinkedEscalation],
    projector: Projector,
) -> tuple[dict[str, Any], str]:
    """The row of `incident` without `lid`, and the words for its search index.

    `reports` are its linked reports, earliest first; `escalations` all that were sent for it, in the order sent.
    """
    place = state.place
    address = " · ".join(filter(None, (place.address, place.landmark)))
    # Every incident opens with a report; one whose reports were all tied to another is nothing to work on any more.
    in_queue = state.is_open and bool(reports or escalations)
    facets = facets_of(
        level=state.level,
        kind_id=state.kind_id,
        unit=place.unit,
        outcome=state.closing.code if state.closing and not in_queue else None,
        agencies=(item.agency for item in escalations),
    )
    words = " ".join(
        (
            state.number,
            projector.kind_words(state.kind_id),
            projector.place_words(place.unit),
            projector.words(address),
            *(report.words for report in reports),
            *(projector.words(note.text) for note in state.notes if note.text and not note.restricted),
            facets,
        )
    )
    badges = [
        [item.id.hex(), item.agency, item.state, item.sent, item.first_answer, item.level]
        for item in escalations
    ]
    done = {name: step.at for name, step in state.steps.items() if step.done}
    row = {
        "id": id_bytes(state.id),
        "number": state.number,
        "desk": state.desk,
        "opened_at": state.opened_at,
        "occurred": state.occurred,
        "level": state.level,
        "level_rank": projector.rank(state.level),
        "kind_id": state.kind_id,
        "unit": place.unit or None,
        "precision": place.precision,
        "lat": place.lat,
        "lon": place.lon,
        "address": address,
        "street": street_of(address),
        "owner": _key(state.owner),
        "status": shown_status(state, [(item.state, item.sent_order) for item in escalations])
        if in_queue
        else "closed",
        "is_open": int(in_queue),
        "closing": (state.closing.code if state.closing else None) or None,
        "closed_at": state.closing.at if state.closing else (None if in_queue else state.last_at),
        "closed_by": id_bytes(state.closing.actor) if state.closing else None,
        "review": _review(state),
        "reports": len(reports),
        "callers": _count_callers(state, reports),
        "summary": reports[0].summary if reports else "",
        "badges": _JSON.encode(badges) if badges else None,
        "steps_due": _JSON.encode(done) if done else None,
        "conflicts": len(state.conflicts),
        "unknown": state.unknown,
        "held": state.held,
        "last_at": state.last_at,
        "words_hash": hashlib.blake2b(words.encode(), digest_size=8).digest(),
    }
    return row, words


def _review(state: IncidentState) -> str | None:
    if state.waits_for_review:
        return "waiting"
    return state.review.verdict if state.review else None


def _count_callers(state: IncidentState, reports: Sequence[LinkedReport]) -> int:
    """Those who can still be told apart, and those whom an erasure took away."""
    gone = {id_bytes(report): count for report, count in state.erased_callers.items() if is_id(report)}
    known = count_callers(report.caller for report in reports if report.id not in gone)
    return known + sum(gone.get(report.id, 0) for report in reports)


def _key(text: str | None) -> bytes | None:
    """The id that a fact names, None when it names none: a value of a stranger's fact must not stop a rebuild."""
    return id_bytes(text) if text and is_id(text) else None
