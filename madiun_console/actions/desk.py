"""The check that a person's role allows what they do; Desk and Session are handed on for the screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from madiun_console.db.desk import Desk, Session
from madiun_console.domain.ids import id_bytes, is_id
from madiun_console.errors import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from madiun_console.db.writer import Writer

__all__ = ["Desk", "Session", "current_role", "may", "require", "require_role"]

AGENCY_ACTS = frozenset({"answer_for_agency"})
"""What people at an agency's desk may do; the server holds everything else that comes from one."""


def current_role(writer: Writer, person: str) -> str | None:
    """The role that the log gives a person now; None when disabled or unknown."""
    if not is_id(person):
        return None
    row = writer.cursor.execute(
        "SELECT role, disabled FROM person WHERE id = ?", (id_bytes(person),)
    ).fetchone()
    return row[0] if row and not row[1] else None


def require(desk: Desk, writer: Writer, act: str) -> str:
    """Give the acting person's role, or raise NotAllowed. The log decides, not what the screen remembers."""
    role = current_role(writer, writer.actor)
    if role is None:
        raise NotAllowed(
            "person_disabled",
            "Akun Anda sudah dinonaktifkan atau tidak dikenal. Hubungi administrator.",
            "Your account is disabled or unknown. Ask an administrator.",
        )
    require_role(desk, role, act)
    return role


def require_role(desk: Desk, role: str, act: str) -> None:
    """Raise NotAllowed when the role lacks the permission; enough by itself where nothing is written."""
    if desk.agency is not None and act not in AGENCY_ACTS:
        raise NotAllowed(
            "agency_desk",
            "Di meja instansi hanya jawaban dan catatan instansi yang dapat dicatat.",
            "At an agency's desk only its own answers and notes can be recorded.",
        )
    if not may(desk, role, act):
        needed = desk.rulebook.permissions.roles_for(act)
        raise NotAllowed(
            "role_missing",
            f"Tindakan ini perlu peran {_any_of(needed, 'atau')}. Peran Anda: {role}. Minta bantuan rekan dengan peran itu.",
            f"This needs the role {_any_of(needed, 'or')}. Yours is {role}. Ask a colleague who has it.",
        )


def _any_of(roles: Sequence[str], either: str) -> str:
    """The roles as a sentence names them, with `either` before the last."""
    return f" {either} ".join(filter(None, (", ".join(roles[:-1]), *roles[-1:])))


def may(desk: Desk, role: str, act: str) -> bool:
    """Whether a role has a permission; for what a screen offers, never instead of `require`."""
    return desk.rulebook.permissions.may(role, act) and (desk.agency is None or act in AGENCY_ACTS)
