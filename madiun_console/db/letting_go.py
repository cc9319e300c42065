"""What an agency's desk may no longer hold goes out of its store: withdrawn incidents, reports that were unlinked.

The headers stay, so what was read of the feed is still proved; own acts stay as facts without their texts.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from madiun_console.db import erasing
from madiun_console.domain.events import PARTS

_OPEN = (
    "SELECT 1 FROM fact s WHERE s.also = ? AND s.type = 'incident_escalated' AND NOT EXISTS (SELECT 1 FROM fact w, "
    "json_each(w.fact, '$.base') b WHERE w.sub = s.sub AND w.type = 'escalation_withdrawn' "
    "AND unhex(replace(b.value, '-', '')) = s.id) LIMIT 1"
)
_LINKED = (
    "SELECT l.also FROM fact l WHERE l.sub = ? AND l.type = 'report_linked' AND NOT EXISTS (SELECT 1 FROM fact u, "
    "json_each(u.fact, '$.base') b WHERE u.sub = l.sub AND u.type = 'report_unlinked' "
    "AND unhex(replace(b.value, '-', '')) = l.id)"
)
_OWN = "SELECT 1 FROM header WHERE fact = ? AND rid IN (SELECT unhex(replace(v, '-', '')) FROM meta WHERE k = 'rid')"


def let_go(cursor: Any, incidents: Iterable[bytes], reports: Iterable[bytes]) -> set[bytes]:
    """Drop those of these incidents and reports that no escalation covers any more; gives the subjects that went."""
    gone: set[bytes] = set()
    for incident in incidents:
        if cursor.execute(_OPEN, (incident,)).fetchone():
            continue
        linked = cursor.execute(
            "SELECT DISTINCT sub FROM fact WHERE also = ? AND kind = 'report'", (incident,)
        ).fetchall()
        gone.add(incident)
        reports = [*reports, *(row[0] for row in linked)]
    for report in reports:
        if not any(row[0] not in gone for row in cursor.execute(_LINKED, (report,)).fetchall()):
            gone.add(report)
    for subject in gone:
        _drop(cursor, subject)
    if gone:
        cursor.execute("INSERT OR REPLACE INTO meta VALUES (?, '1')", (erasing.SCRUB,))
    return gone


def _drop(cursor: Any, subject: bytes) -> None:
    escalations = cursor.execute(
        "SELECT DISTINCT sub FROM fact WHERE also = ? AND kind = 'escalation'", (subject,)
    ).fetchall()
    facts = cursor.execute("SELECT lid FROM fact WHERE sub = ?1 OR also = ?1", (subject,)).fetchall()
    facts += [
        row
        for (escalation,) in escalations
        for row in cursor.execute("SELECT lid FROM fact WHERE sub = ?", (escalation,)).fetchall()
    ]
    blank = ", ".join(f"{part} = NULL, {part}_salt = NULL" for part in PARTS)
    for (lid,) in set(facts):
        if cursor.execute(_OWN, (lid,)).fetchone():
            cursor.execute(f"UPDATE fact SET {blank} WHERE lid = ?", (lid,))  # noqa: S608 - our own names
        else:
            cursor.execute("UPDATE header SET fact = NULL WHERE fact = ?", (lid,))
            cursor.execute("DELETE FROM fact WHERE lid = ?", (lid,))
    row = cursor.execute("SELECT lid FROM incident WHERE id = ?", (subject,)).fetchone()
    if row:
        cursor.execute("DELETE FROM incident_fts WHERE rowid = ?", row)
    cursor.execute("DELETE FROM caller WHERE subject = ?", (subject,))
    for table in ("incident", "report"):
        cursor.execute(f"DELETE FROM {table} WHERE id = ?", (subject,))  # noqa: S608
    cursor.execute("DELETE FROM escalation WHERE incident = ?", (subject,))
