"""Deciding about facts that the server holds: acts for which it wants the login of somebody who may (architecture.md)."""

from __future__ import annotations

from collections.abc import Iterable

from madiun_console.actions.desk import Desk, Session, require
from madiun_console.actions.subjects import needed_text
from madiun_console.domain.changes import Changes
from madiun_console.domain.events import catalogue as _catalogue  # noqa: F401 - declares the types
from madiun_console.domain.events.office_catalogue import HeldSettled
from madiun_console.domain.events.registry import NEVER
from madiun_console.domain.ids import id_bytes, is_id
from madiun_console.errors import InvalidInput

_OFFICE = ("person", "rule", "erasure")


def settle_held(desk: Desk, by: Session, facts: Iterable[str], reason: str, *, accepted: bool) -> Changes:
    """Let held facts count, or refuse them for good; people, rules and erasures need an administrator.

    Takes effect at every desk once the server has it over this person's own login.
    """
    why = needed_text(reason, "Alasan", "A reason") if not accepted else reason.strip() or None
    with desk.store.write(by.person) as (writer, result):
        require(desk, writer, "release_held")
        for fact in dict.fromkeys(facts):
            row = None
            if is_id(fact):
                row = writer.cursor.execute(
                    "SELECT kind, held FROM fact WHERE id = ?", (id_bytes(fact),)
                ).fetchone()
            if row is None or row[1] is None or row[1] in NEVER:
                raise InvalidInput(
                    "held_gone",
                    "Tindakan itu tidak lagi menunggu pengesahan.",
                    "That act waits for no confirmation.",
                )
            if row[0] in _OFFICE or row[1] == "adopted":
                require(desk, writer, "people")
            writer.append(fact, HeldSettled(fact=fact, accepted=accepted, reason=why))
    return result.changes
