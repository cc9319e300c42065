"""What the Settings and the people's page do about passwords: the action, and a login on the server for who needs their own.

Supervisors and administrators act over a login of their own; its password is the one they sign in with. It is known only
here, when it is typed, so a verifier is kept until somebody who may set it on the server is connected.
"""

from __future__ import annotations

from madiun_console.actions import people
from madiun_console.actions.desk import Desk, Session, may
from madiun_console.actions.recovery_code import recover_with_code
from madiun_console.domain.changes import Changes
from madiun_console.queries.desk_lists import people as everybody
from madiun_console.sync.link_state import has_joined
from madiun_console.ui.workplace import OWN_LOGIN


def add_person(
    desk: Desk, by: Session, name: str, role: str, password: str, agency: str | None = None
) -> Changes:
    """`actions.people.add_person`, and a login; people of an agency have none."""
    changes = people.add_person(desk, by, name, role, password, agency=agency)
    if agency is None:
        _note(desk, changes.created["person"], role, password)
    return changes


def set_password(desk: Desk, by: Session, person: str, password: str) -> Changes:
    """`actions.people.set_password`, and the same for the login."""
    changes = people.set_password(desk, by, person, password)
    row = next((row for row in everybody(desk) if row.id == person), None)
    if row is not None and row.agency is None:
        _note(desk, person, row.role, password)
    return changes


def change_own_password(desk: Desk, by: Session, old: str, new: str) -> Changes:
    """`actions.people.change_own_password`, and the same for the login."""
    changes = people.change_own_password(desk, by, old, new)
    _note(desk, by.person, by.role, new)
    return changes


def recover(desk: Desk, code: str, name: str, password: str) -> Session:
    """`actions.recovery_code.recover_with_code`, and the same for the login."""
    session = recover_with_code(desk, code, name, password)
    _note(desk, session.person, session.role, password)
    return session


def _note(desk: Desk, person: str, role: str, password: str) -> None:
    if has_joined(desk.store) and may(desk, role, OWN_LOGIN):
        from madiun_console.sync.own_logins import note_password

        note_password(desk.store, person, password)
