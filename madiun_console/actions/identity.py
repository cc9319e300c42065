"""Reading a caller's identity: for a reason, by those who may, and always a fact in the log."""

from __future__ import annotations

from dataclasses import dataclass

from madiun_console.actions.desk import Desk, Session, may, require
from madiun_console.actions.subjects import needed_text, the_report
from madiun_console.domain.changes import Changes
from madiun_console.domain.events import catalogue as ev
from madiun_console.domain.shift import shift_start_ms
from madiun_console.errors import NotAllowed


@dataclass(frozen=True, slots=True)
class Identity:
    """Who reported; shown once, kept nowhere."""

    name: str | None
    phone: str | None
    home: str | None


def reveal_identity(desk: Desk, by: Session, report: str, reason: str) -> tuple[Identity, Changes]:
    """The identity behind a report. An operator may read callers of the own shift (to call back), a supervisor all."""
    cleaned = needed_text(reason, "Alasan", "A reason")
    with desk.store.write(by.person) as (writer, result):
        role = require(desk, writer, "reveal_own_calls")
        state = the_report(writer, report)
        if not may(desk, role, "reveal_identity") and state.logged_at < shift_start_ms(
            desk.rulebook, writer.now
        ):
            raise NotAllowed(
                "not_own_shift",
                "Laporan ini bukan dari sif berjalan. Minta supervisor membuka identitas pelapor.",
                "This report is not of the running shift. Ask a supervisor to reveal the reporter.",
            )
        writer.append(report, ev.IdentityRevealed(reason=cleaned))
    return Identity(state.name, state.phone, state.home), result.changes
