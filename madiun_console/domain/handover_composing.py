"""Composes the handover sheet of what the store was found to hold: a pure function of readings, tables and the clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date, timedelta

from madiun_console.domain.clock import day_start_ms, local_time
from madiun_console.domain.escalation_states import is_awaited, replaced
from madiun_console.domain.handover_sheet import (
    Ahead,
    CountOf,
    ForgottenDraft,
    HandoverSheet,
    OpenIncident,
    OwedCallback,
    RepeatedPlace,
    UnansweredEscalation,
    WatchedPlace,
)
from madiun_console.domain.rulebook import Rulebook
from madiun_console.domain.sensitive_dates import windows_between
from madiun_console.domain.targets import target_seconds

AHEAD_DAYS = 7
NOTICE_CATEGORY = "activity_notice"
"""The category of taxonomy.toml whose kinds are notified activities."""
WATCHED = "monitoring"
"""The status of levels.toml that asks for a place to be watched."""
LEFT_MS = 15 * 60 * 1000
"""A call that stands on a form untouched for so long was forgotten there; one that is being typed was not."""
MOST_PLACES = 12
"""The places reported most often; a longer list would be read by nobody."""
_DAY_MS = 24 * 60 * 60 * 1000


@dataclass(frozen=True, slots=True)
class OpenReading:
    """An open incident as its row stands in the store."""

    incident: str
    number: str
    level: str
    kind: str
    unit: str
    status: str
    owner: str
    opened: int
    occurred: int
    badges: Sequence[Sequence[object]]
    """[escalation, agency, state, sent, first answer, level] of each escalation, in the order sent."""


@dataclass(frozen=True, slots=True)
class NoticeReading:
    """An activity whose time was noted, of an incident that is open or closed."""

    incident: str
    number: str
    kind: str
    unit: str
    occurred: int


@dataclass(frozen=True, slots=True)
class DraftReading:
    """A draft of anybody at this desk, that is not thrown away."""

    person: str
    started: int
    updated: int
    parked: bool


@dataclass(frozen=True, slots=True)
class DutyReadings:
    """What a sheet is composed of, read in one transaction."""

    open: Sequence[OpenReading] = ()
    callbacks: Sequence[OwedCallback] = ()
    repeated: Sequence[RepeatedPlace] = ()
    notices: Sequence[NoticeReading] = ()
    calls: Mapping[str, int] | None = None
    reports: int = 0
    opened: int = 0
    closed: int = 0
    drafts: Sequence[DraftReading] = ()


def notice_kinds(rulebook: Rulebook) -> tuple[str, ...]:
    """The kinds of notified activities."""
    return tuple(kind.id for kind in rulebook.subs if kind.category == NOTICE_CATEGORY)


def ahead_span(now: int) -> tuple[int, int]:
    """Today and the days of the sheet ahead: the first moment, and the one after the last (milliseconds)."""
    today = day_start_ms(now)
    return today, today + (AHEAD_DAYS + 1) * _DAY_MS


def compose(rulebook: Rulebook, found: DutyReadings, *, now: int, since: int, until: int) -> HandoverSheet:
    """The sheet at the moment `now` of a shift that is counted from `since` to `until` (milliseconds)."""
    ranks = {level.id: level.rank for level in rulebook.levels}
    # a level of newer tables ranks above all, as in the queue: nobody shall overlook it
    ordered = sorted(
        found.open, key=lambda row: (-ranks.get(row.level, len(ranks)), row.opened, row.incident)
    )
    return HandoverSheet(
        composed=now,
        since=since,
        until=until,
        levels=_levels(rulebook, ordered),
        incidents=tuple(_incident(row) for row in ordered if ranks.get(row.level, len(ranks)) > 0),
        unanswered=tuple(
            sorted(
                (_escalation(rulebook, row, badge) for row in ordered for badge in _waiting(row)),
                key=lambda one: (one.sent, one.number, one.agency, one.level),
            )
        ),
        callbacks=tuple(sorted(found.callbacks, key=astuple)),
        watched=tuple(
            WatchedPlace(row.incident, row.number, row.level, row.kind, row.unit)
            for row in ordered
            if row.status == WATCHED
        ),
        repeated=tuple(
            sorted(found.repeated, key=lambda one: (-one.incidents, -one.reports, one.unit, one.number))
        )[:MOST_PLACES],
        ahead=_ahead(rulebook, found, now),
        calls=_calls(rulebook, found.calls or {}),
        reports=found.reports,
        opened=found.opened,
        closed=found.closed,
        drafts=tuple(
            ForgottenDraft(row.person, row.started, row.parked)
            for row in sorted(found.drafts, key=lambda row: (row.started, row.person, row.parked))
            if row.parked or row.updated <= now - LEFT_MS
        ),
    )


def _levels(rulebook: Rulebook, rows: Sequence[OpenReading]) -> tuple[CountOf, ...]:
    known = [level.id for level in reversed(rulebook.levels)]
    unknown = dict.fromkeys(row.level for row in rows if row.level not in known)
    return tuple(CountOf(level, sum(row.level == level for row in rows)) for level in (*unknown, *known))


def _incident(row: OpenReading) -> OpenIncident:
    agencies = dict.fromkeys(str(badge[1]) for badge in _waiting(row))
    return OpenIncident(
        row.incident, row.number, row.level, row.kind, row.unit, row.status, row.owner, row.opened, tuple(agencies)
    )  # fmt: skip


def _waiting(row: OpenReading) -> list[Sequence[object]]:
    told = [(str(agency), str(state), first) for _, agency, state, _, first, _ in row.badges]
    old = replaced(told)
    return [
        badge
        for badge, (_, state, first), gone in zip(row.badges, told, old, strict=True)
        if not gone and is_awaited(state, first)
    ]


def _escalation(rulebook: Rulebook, row: OpenReading, badge: Sequence[object]) -> UnansweredEscalation:
    _, agency, _, sent, _, level = badge
    seconds = target_seconds(rulebook, str(level), "agency_ack")
    moment = int(str(sent))
    due = moment + seconds * 1000 if seconds is not None else None
    return UnansweredEscalation(row.incident, row.number, str(agency), str(level), moment, due)


def _calls(rulebook: Rulebook, counts: Mapping[str, int]) -> tuple[CountOf, ...]:
    """In the order of the table; outcomes that were never used are left out."""
    known = [one.id for one in rulebook.call_outcomes]
    order = [*known, *sorted(set(counts) - set(known))]
    return tuple(CountOf(name, counts[name]) for name in order if counts.get(name))


def _ahead(rulebook: Rulebook, found: DutyReadings, now: int) -> tuple[Ahead, ...]:
    today = local_time(now).date()
    first, end = ahead_span(now)
    rows: list[tuple[tuple[date, int, str], Ahead]] = []
    for one in found.notices:
        if first <= one.occurred < end:
            row = Ahead("", one.incident, one.number, one.kind, one.unit, one.occurred, "", "")
            rows.append(((local_time(one.occurred).date(), one.occurred, one.number), row))
    kinds = notice_kinds(rulebook)
    for open_ in found.open:
        # told without its time, which then is the moment of the telling: on the list until it is closed, or for a week
        untimed = open_.kind in kinds and open_.occurred <= open_.opened
        if untimed and open_.opened >= now - AHEAD_DAYS * _DAY_MS:
            row = Ahead("", open_.incident, open_.number, open_.kind, open_.unit, None, "", "")
            rows.append(((today, 0, open_.number), row))
    for window in windows_between(rulebook, today, today + timedelta(AHEAD_DAYS)):
        row = Ahead(window.event.id, "", "", "", "", None, window.first.isoformat(), window.last.isoformat())
        rows.append(((max(window.first, today), 0, window.event.id), row))
    return tuple(row for _, row in sorted(rows, key=lambda pair: pair[0]))
