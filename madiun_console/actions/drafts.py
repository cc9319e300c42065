"""Drafts: what was typed and not yet saved as a report. They belong to desk and person and are never lost by accident."""

from __future__ import annotations

from typing import Any

from madiun_console.actions.desk import Desk, Session
from madiun_console.domain.changes import Changes
from madiun_console.domain.ids import id_bytes
from madiun_console.domain.report_form import ReportForm
from madiun_console.errors import InvalidInput

ACTIVE, PARKED, DISCARDED = "active", "parked", "discarded"
KEPT_MS = 24 * 60 * 60 * 1000
"""A discarded draft can be brought back for a day."""
_CHANGED = Changes(drafts=True)


def keep_draft(desk: Desk, by: Session, draft: str, form: ReportForm, state: str = ACTIVE) -> Changes:
    """Store the form as it stands; called at every pause in typing. An empty form vanishes."""
    with desk.store.own() as cursor:
        if not store_draft(cursor, by.person, draft, form, state, desk.store.clock.now_ms()):
            raise InvalidInput(
                "draft_of_another",
                "Draf itu milik orang lain dan tidak diubah. Mulai panggilan baru dengan F2.",
                "That draft belongs to somebody else and was not changed. Begin a new call with F2.",
            )
    return _CHANGED


def store_draft(cursor: Any, person: str, draft: str, form: ReportForm, state: str, now: int) -> bool:
    """The same inside a transaction; False for a draft of somebody else, which stays as it is."""
    if form.is_empty():
        cursor.execute("DELETE FROM draft WHERE id = ? AND person = ?", (draft, id_bytes(person)))
        return True
    cursor.execute(
        "INSERT INTO draft(id, person, state, started, updated, data) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT(id) DO UPDATE SET state = excluded.state, updated = excluded.updated, data = excluded.data "
        "WHERE person = excluded.person",
        (draft, id_bytes(person), state, form.started, now, form.to_json()),
    )
    return bool(cursor.rowcount)


def park_draft(desk: Desk, by: Session, draft: str, form: ReportForm) -> Changes:
    """Put a call aside to take another one."""
    return keep_draft(desk, by, draft, form, PARKED)


def resume_draft(desk: Desk, by: Session, draft: str) -> Changes:
    """Go on with a parked or a discarded call."""
    return _set_state(desk, by, draft, ACTIVE)


def discard_draft(desk: Desk, by: Session, draft: str, form: ReportForm) -> Changes:
    """Throw a call away; it can be brought back for a day."""
    return keep_draft(desk, by, draft, form, DISCARDED)


def drop_old_drafts(desk: Desk) -> Changes | None:
    """Forget for good what anybody threw away more than a day ago; called when the desk is idle. None: there was nothing."""
    with desk.store.own() as cursor:
        old = desk.store.clock.now_ms() - KEPT_MS
        cursor.execute("DELETE FROM draft WHERE state = ? AND updated < ?", (DISCARDED, old))
        return _CHANGED if cursor.rowcount else None


def new_draft_id(desk: Desk) -> str:
    """An identifier for a call that begins now."""
    return desk.store.ids.new(desk.store.clock.now_ms())


def _set_state(desk: Desk, by: Session, draft: str, state: str) -> Changes:
    with desk.store.own() as cursor:
        cursor.execute(
            "UPDATE draft SET state = ?, updated = ? WHERE id = ? AND person = ?",
            (state, desk.store.clock.now_ms(), draft, id_bytes(by.person)),
        )
    return _CHANGED
