"""What an agency's desk may no longer hold goes out of its store, at the position that says so: docs/sync.md, "Agencies".

The headers stay, so what was read of the feed is still proved; own acts stay as facts, without their texts once
they stand in the log.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from madiun_console.db import erasing
from madiun_console.domain.events import PARTS, Fact
from madiun_console.domain.ids import id_bytes, id_text, is_id

TYPES = frozenset({"escalation_withdrawn", "report_unlinked"})
"""Facts after which something has to go."""
_SENT_TO = "SELECT 1 FROM fact WHERE also = ? AND type = 'incident_escalated' LIMIT 1"
_SENT_BY = "SELECT 1 FROM fact WHERE sub = ? AND type = 'incident_escalated' LIMIT 1"
_OF = "SELECT lid FROM fact WHERE sub = ?1 OR (also = ?1 AND kind <> 'escalation')"
_LINKS = "SELECT also FROM fact WHERE sub = ? AND type = 'report_linked' AND also IS NOT NULL"
_LINK = "SELECT lid, also FROM fact WHERE id = ? AND sub = ? AND also IS NOT NULL"
_NO_PII = "UPDATE fact SET pii = NULL, pii_salt = NULL WHERE sub = ? AND kind = 'report'"
_SHARED = (
    "SELECT 1 FROM fact s JOIN header sh ON sh.fact = s.lid JOIN fact i ON i.sub = s.sub AND i.type = 'identity_shared' "
    "JOIN header ih ON ih.fact = i.lid JOIN json_each(i.fact, '$.val.reports') r "
    "WHERE s.also = ? AND s.type = 'incident_escalated' AND r.value = ? AND ih.pos > sh.pos LIMIT 1"
)
"""A share holds for what had been sent before it and still stands."""
_OWN = (
    "SELECT max(pos) FROM header WHERE fact = ?1 AND (rid IN (SELECT unhex(replace(v, '-', '')) FROM meta WHERE k = 'rid') "
    "OR rid IN (SELECT unhex(replace(o.value, '-', '')) FROM meta, json_each(v) o WHERE k = 'own_rids')) HAVING count(*) > 0"
)
_BLANK = ", ".join(f"{part} = NULL, {part}_salt = NULL" for part in PARTS)


def let_go(cursor: Any, said: Fact) -> dict[str, set[str]]:
    """Drop what `said`, which stands in the store, has ended; gives the subjects to be folded again, by kind."""
    also = str(said.val.get("incident"))
    incidents = {id_bytes(also)} if is_id(also) else set()
    reports: set[bytes] = set()
    escalations: set[bytes] = set()
    gone: set[bytes] = set()
    (reports if said.type == "report_unlinked" else escalations).add(id_bytes(said.sub))
    incidents |= _drop_ended(cursor, said)
    for incident in incidents:
        reports |= _about(cursor, incident, "report")
        if not cursor.execute(_SENT_TO, (incident,)).fetchone():
            gone.add(incident)
            escalations |= _about(cursor, incident, "escalation")
    gone |= {one for one in escalations if not cursor.execute(_SENT_BY, (one,)).fetchone()}
    for report in reports:
        told = {row[0] for row in cursor.execute(_LINKS, (report,)).fetchall()}
        told = {incident for incident in told if cursor.execute(_SENT_TO, (incident,)).fetchone()}
        if not told:
            gone.add(report)
        elif not any(cursor.execute(_SHARED, (one, id_text(report))).fetchone() for one in told):
            cursor.execute(_NO_PII, (report,))
        incidents |= told
    for subject in gone:
        _drop(cursor, [row[0] for row in cursor.execute(_OF, (subject,)).fetchall()])
    cursor.execute("INSERT OR REPLACE INTO meta VALUES (?, '1')", (erasing.SCRUB,))
    kinds = {"incident": incidents, "report": reports, "escalation": escalations}
    return {kind: {id_text(one) for one in subjects} for kind, subjects in kinds.items()}


def _drop_ended(cursor: Any, said: Fact) -> set[bytes]:
    """The links or sendings that it ends go with it; gives their incidents."""
    incidents: set[bytes] = set()
    for one in (said.id, *said.base):
        key = (id_bytes(one) if is_id(one) else b"", id_bytes(said.sub))
        for lid, incident in cursor.execute(_LINK, key).fetchall():
            _drop(cursor, [lid])
            incidents.add(incident)
    return incidents


def _about(cursor: Any, incident: bytes, kind: str) -> set[bytes]:
    rows = cursor.execute("SELECT DISTINCT sub FROM fact WHERE also = ? AND kind = ?", (incident, kind))
    return {row[0] for row in rows.fetchall()}


def _drop(cursor: Any, facts: Iterable[int]) -> None:
    for lid in set(facts):
        own = cursor.execute(_OWN, (lid,)).fetchone()
        if own is None:
            cursor.execute("UPDATE header SET fact = NULL WHERE fact = ?", (lid,))
            cursor.execute("DELETE FROM fact WHERE lid = ?", (lid,))
        elif own[0] is not None:  # what was typed here and is not in the log yet must get there
            cursor.execute(f"UPDATE fact SET {_BLANK} WHERE lid = ?", (lid,))  # noqa: S608 - our own names
