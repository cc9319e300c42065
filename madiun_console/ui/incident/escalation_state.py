"""What the escalations of an incident come to: whom nobody answered for, how near the limit is, the face of each button."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from madiun_console.domain.escalation_states import ENDED, is_awaited
from madiun_console.domain.targets import Deadline, DeadlineState
from madiun_console.queries.detail_rows import EscalationRow

UNREACHABLE = "unreachable"
CANCELLED = "cancelled"
DECLINED = "declined"
SENT = "sent"


@dataclass(frozen=True, slots=True)
class KindState:
    """The escalation that speaks for a kind of agency, and how many of the kind are under way."""

    row: EscalationRow
    count: int


def is_live(row: EscalationRow) -> bool:
    """Whether the agency can still say something."""
    return row.state not in ENDED


def is_waiting(row: EscalationRow) -> bool:
    """Whether the first answer is still awaited, and not that to a later one to the same agency."""
    return not row.replaced and is_awaited(row.state, row.first_answer)


def replaced(rows: Iterable[EscalationRow]) -> frozenset[str]:
    """Those that were sent again or given to the next rung: from then on that one's clock counts."""
    rows = tuple(rows)
    followed = {row.rung_of for row in rows if row.rung_of and row.state != CANCELLED}
    return frozenset(followed.union(row.id for row in rows if row.replaced))


def deadline(row: EscalationRow, now_ms: int) -> DeadlineState | None:
    """How near the limit for the first answer is; None when none is awaited."""
    if row.due is None or not is_waiting(row):
        return None
    return Deadline(row.sent / 1000, row.due / 1000).state(now_ms / 1000)


def last_said(row: EscalationRow) -> int:
    """When anything was last said about it (milliseconds)."""
    return max((answer.occurred for answer in row.answers), default=row.sent)


def kind_states(rows: Sequence[EscalationRow]) -> dict[str, KindState]:
    """Kind of agency -> the escalation its button shows: the one awaited most, else what was said last."""
    old = replaced(rows)
    found: dict[str, KindState] = {}
    for kind in dict.fromkeys(row.agency_kind for row in rows):
        mine = [row for row in rows if row.agency_kind == kind and row.state != CANCELLED]
        if mine:
            live = sum(is_live(row) for row in mine)
            found[kind] = KindState(min(mine, key=lambda row: _order(row, old)), live)
    return found


def _order(row: EscalationRow, old: frozenset[str]) -> tuple[int, int]:
    if is_waiting(row) and row.id not in old:
        return (0, row.due if row.due is not None else row.sent)
    rank = 3 if row.id in old and is_awaited(row.state, row.first_answer) else 1 if is_live(row) else 2
    return (rank, -last_said(row))


def unanswered(rows: Sequence[EscalationRow], now_ms: int) -> list[EscalationRow]:
    """Those that need the next rung: declined, past the limit, or not reached at all; the one waiting longest first."""
    old = replaced(rows)
    found = [
        row
        for row in rows
        if row.id not in old
        and (
            _given_up(row, rows)
            or (is_waiting(row) and (deadline(row, now_ms) == "over" or row.state == UNREACHABLE))
        )
    ]
    return sorted(found, key=lambda row: row.due if row.due is not None else row.sent)


def _given_up(row: EscalationRow, rows: Sequence[EscalationRow]) -> bool:
    """Whether the agency declined and nobody of its kind is at it, or was told since."""
    if row.state != DECLINED:
        return False
    others = [one for one in rows if one.agency_kind == row.agency_kind and one.id != row.id]
    told_since = any(one.sent > last_said(row) and one.state != CANCELLED for one in others)
    at_it = any(one.first_answer is not None and one.state not in (DECLINED, CANCELLED) for one in others)
    return not told_since and not at_it


def to_answer(rows: Sequence[EscalationRow]) -> EscalationRow | None:
    """Whose answer is most likely to be recorded next: who has waited longest, else who spoke last."""
    old = replaced(rows)
    live = [row for row in rows if is_live(row)]
    return min(live, key=lambda row: _order(row, old), default=None)
