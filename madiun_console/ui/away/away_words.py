"""What others did, in words: counts for the strip, kinds for a row of the list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from madiun_console.queries.while_away import ANSWERED, CLOSED, KINDS, OPENED, RAISED, AwayRow
from madiun_console.ui.workplace import Workplace


class AwayWords(QObject):
    """Words in the language that is on."""

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace

    def counted(self, rows: Sequence[AwayRow]) -> str:
        """`4 new incidents, 1 raised, 2 closed`: incidents by kind, answers one by one."""
        said = []
        for kind in KINDS:
            touched = [row.counts[kind] for row in rows if kind in row.counts]
            count = sum(touched) if kind == ANSWERED else len(touched)
            if count:
                said.append(self._count(kind, count))
        return ", ".join(said)

    def of_row(self, row: AwayRow) -> str:
        """`new · raised · 2 answers`."""
        words = {
            OPENED: self.tr("new"),
            RAISED: self.tr("raised"),
            CLOSED: self.tr("closed"),
            ANSWERED: self.tr("agency answered"),
        }
        return " · ".join(words[kind] for kind in KINDS if kind in row.counts)

    def _count(self, kind: str, count: int) -> str:
        number = self._workplace.formats.number(count)
        one = count == 1
        match kind:
            case "opened":
                text = self.tr("{count} new incident") if one else self.tr("{count} new incidents")
            case "raised":
                text = self.tr("{count} raised")
            case "closed":
                text = self.tr("{count} closed")
            case _:
                text = (
                    self.tr("{count} answer of agencies") if one else self.tr("{count} answers of agencies")
                )
        return text.format(count=number)
