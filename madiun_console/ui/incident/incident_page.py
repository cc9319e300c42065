"""What the pane shows of one incident, read in one go off the GUI thread."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from madiun_console.actions.desk import Desk
from madiun_console.errors import ConsoleError
from madiun_console.queries.detail_rows import EscalationRow, IncidentDetail
from madiun_console.queries.escalation_message import Recipients, recipients
from madiun_console.queries.held import HeldRow, held_of
from madiun_console.queries.incident_detail import incident_detail

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class IncidentPage:
    """One incident and whom it can be given to."""

    detail: IncidentDetail
    recipients: Recipients
    held: tuple[HeldRow, ...] = ()
    """Acts upon it that wait to be confirmed."""

    @property
    def id(self) -> str:
        """The incident's id."""
        return self.detail.row.id

    def escalation(self, escalation: str) -> EscalationRow | None:
        """One of its escalations."""
        return next((row for row in self.detail.escalations if row.id == escalation), None)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An incident whose page could not be read, by a mistake of ours; it is in the log."""

    id: str


def readable_page(desk: Desk, incident: str) -> IncidentPage | Unreadable | None:
    """`incident_page`, but a mistake of ours is an answer too: the pane must not go on showing another incident."""
    try:
        return incident_page(desk, incident)
    except ConsoleError:
        raise
    except Exception:  # noqa: BLE001 - whatever it is, it is told in the pane
        _log.exception("an incident cannot be read")
        return Unreadable(incident)


def incident_page(desk: Desk, incident: str) -> IncidentPage | None:
    """Read an incident for the pane; None when it is unknown here."""
    detail = incident_detail(desk, incident)
    if detail is None:
        return None
    held = tuple(held_of(desk, incident)) if detail.row.held else ()
    return IncidentPage(detail, recipients(desk, incident) or Recipients({}, ()), held)
