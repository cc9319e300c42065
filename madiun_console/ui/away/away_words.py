"""What others did, in words: counts for the strip, kinds for a row of the list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from madiun_console.domain.incident_number import spoken_number
from madiun_console.queries import while_away as away
from madiun_console.queries.while_away import AwayRow
from madiun_console.ui.workplace import Workplace

NAMED = frozenset({away.CONFLICT, away.LOWERED})
MOST_NAMED = 2


class AwayWords(QObject):
    """Words in the language that is on."""

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace

    def counted(self, rows: Sequence[AwayRow]) -> str:
        """`1 lowered (B23-002), 4 new incidents, 1 raised, 2 closed`: incidents by kind, answers and notes one by one.

        A level that was lowered and a conflict are named: whoever believes the old value acts on it.
        """
        said = []
        for kind in away.KINDS:
            touched = [row for row in rows if kind in row.counts]
            if not touched:
                continue
            single = kind in away.SINGLE
            text = self._count(kind, sum(row.counts[kind] for row in touched) if single else len(touched))
            if kind in NAMED and len(touched) <= MOST_NAMED:
                text = f"{text} ({', '.join(self._number(row) for row in touched)})"
            said.append(text)
        return ", ".join(said)

    def of_row(self, row: AwayRow) -> str:
        """`level lowered · new notes (2)`."""
        words = {
            away.CONFLICT: self.tr("written apart"),
            away.LOWERED: self.tr("level lowered"),
            away.HELD: self.tr("to be confirmed"),
            away.DECLINED: self.tr("agency declined"),
            away.WITHDRAWN: self.tr("withdrawn"),
            away.RAISED: self.tr("raised"),
            away.OPENED: self.tr("new"),
            away.REOPENED: self.tr("reopened"),
            away.CLOSED: self.tr("closed"),
            away.ESCALATED: self.tr("passed on"),
            away.ANSWERED: self.tr("agency answered"),
            away.AGENCY_NOTED: self.tr("agency's note"),
            away.REPORTED: self.tr("further report"),
            away.KIND: self.tr("kind changed"),
            away.PLACE: self.tr("place changed"),
            away.OWNER: self.tr("other owner"),
            away.STATUS: self.tr("status changed"),
            away.AMENDED: self.tr("report changed"),
            away.NOTED: self.tr("note"),
        }
        return " · ".join(
            f"{words[kind]} ({row.counts[kind]})"
            if kind in away.SINGLE and row.counts[kind] > 1
            else words[kind]
            for kind in away.KINDS
            if kind in row.counts
        )

    def _number(self, row: AwayRow) -> str:
        return spoken_number(row.number, self._workplace.ticker.wall_ms())

    def _count(self, kind: str, count: int) -> str:
        one = count == 1
        texts = {
            away.CONFLICT: self.tr("{count} written apart"),
            away.LOWERED: self.tr("{count} lowered"),
            away.HELD: self.tr("{count} to be confirmed"),
            away.DECLINED: self.tr("{count} declined"),
            away.WITHDRAWN: self.tr("{count} withdrawn"),
            away.RAISED: self.tr("{count} raised"),
            away.OPENED: self.tr("{count} new incident") if one else self.tr("{count} new incidents"),
            away.REOPENED: self.tr("{count} reopened"),
            away.CLOSED: self.tr("{count} closed"),
            away.ESCALATED: self.tr("{count} passed on"),
            away.ANSWERED: (
                self.tr("{count} answer of agencies") if one else self.tr("{count} answers of agencies")
            ),
            away.AGENCY_NOTED: (
                self.tr("{count} note of agencies") if one else self.tr("{count} notes of agencies")
            ),
            away.REPORTED: self.tr("{count} further report") if one else self.tr("{count} further reports"),
            away.KIND: self.tr("{count} of another kind"),
            away.PLACE: self.tr("{count} at another place"),
            away.OWNER: self.tr("{count} with another owner"),
            away.STATUS: self.tr("{count} with another status"),
            away.AMENDED: self.tr("{count} with a changed report"),
            away.NOTED: self.tr("{count} note") if one else self.tr("{count} notes"),
        }
        return texts[kind].format(count=self._workplace.formats.number(count))
