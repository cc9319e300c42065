"""Signing in, the only action that a start needs: it imports no events and no folds."""

from __future__ import annotations

from madiun_console.actions.passwords import matches
from madiun_console.db.desk import Desk, Session
from madiun_console.domain.ids import id_text
from madiun_console.domain.person_name import name_key
from madiun_console.errors import NotAllowed

_PEOPLE = "SELECT id, name, role, disabled, verifier FROM person WHERE agency IS ?"
"""An agency's people sign in at its own desks, the call center's at all of its own."""


def sign_in(desk: Desk, name: str, password: str, person: str | None = None) -> Session:
    """The session of the person with this name and password; NotAllowed tells nothing about which was wrong.

    `person`: exactly this one, where two share a name (a desk that was alone brought its people along).
    """
    wanted = name_key(name)
    rows = desk.store.driver(lambda reader: reader.execute(_PEOPLE, (desk.agency,)).fetchall())
    for id_, known, role, disabled, verifier in rows:
        if person is not None and id_text(id_) != person:
            continue
        if name_key(known) == wanted and not disabled and matches(verifier, password):
            return Session(id_text(id_), known, role, desk.store.clock.now_ms())
    raise NotAllowed("sign_in", "Nama atau kata sandi salah.", "The name or the password is wrong.")
