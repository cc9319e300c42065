"""Who may change which server this computer belongs to."""

from __future__ import annotations

from madiun_console.actions.desk import Desk, Session, require
from madiun_console.actions.people import confirm_self


def confirm_device_right(desk: Desk, by: Session, password: str) -> None:
    """Raise NotAllowed unless the password is this person's own and their role, by the log, may enrol computers."""
    confirm_self(desk, by, password)
    with desk.store.write(by.person) as (writer, _):
        require(desk, writer, "devices")
