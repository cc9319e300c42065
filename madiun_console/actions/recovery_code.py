"""The recovery code in use: back in after a forgotten password, and a new code when the old one may be known."""

from __future__ import annotations

import secrets

from madiun_console.actions.desk import Desk, Session, require
from madiun_console.actions.people import confirm_self, recover_administrator
from madiun_console.db.recovery import UNCONFIRMED
from madiun_console.errors import NotAllowed


def recover_with_code(desk: Desk, code: str, name: str, password: str) -> Session:
    """Set an administrator's password anew for whoever holds the recovery code of this very store, and sign them in.

    Raises InvalidInput or NotAllowed, and StoreFault when the code's file is missing or damaged.
    """
    from madiun_console.db.recovery import open_with_recovery

    if not secrets.compare_digest(open_with_recovery(desk.store.folder, code), desk.store.key):
        raise NotAllowed(
            "recovery_code_other",
            "Kode pemulihan itu milik data yang lain. Gunakan kode yang dicetak untuk pusat panggilan ini.",
            "That recovery code belongs to other data. Use the code that was printed for this center.",
        )
    session = recover_administrator(desk, name, password)
    if desk.store.meta(UNCONFIRMED):  # whoever typed it has kept it
        confirm_recovery_code(desk)
    return session


def confirm_recovery_code(desk: Desk) -> None:
    """Somebody has said that the code which was shown is kept."""
    desk.store.set_meta(UNCONFIRMED, "")


def renew_recovery_code(desk: Desk, by: Session, password: str) -> str:
    """A new code, to be shown once; the old one opens this folder no more. The administrator's own password is asked."""
    from madiun_console.db.recovery import new_recovery_code

    confirm_self(desk, by, password)
    with desk.store.write(by.person) as (writer, _):
        require(desk, writer, "people")
    desk.store.set_meta(UNCONFIRMED, "1")
    return new_recovery_code(desk.store.folder, desk.store.key)
