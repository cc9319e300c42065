"""What lies beside the call in progress: parked and thrown away drafts of this person, and today's counts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from madiun_console.actions.drafts import ACTIVE, DISCARDED, PARKED
from madiun_console.queries.desk_lists import drafts, outcomes_today
from madiun_console.queries.rows import DraftRow
from madiun_console.ui.workplace import Workplace

_Then = Callable[[list[DraftRow]], None]


class CallShelf(QObject):
    """Reads the lists and remembers the calls that wait."""

    drafts_known = Signal(object)
    """list[DraftRow]: parked ones and those thrown away."""
    parked_changed = Signal(int)
    counts_known = Signal(object)
    """Mapping of outcome to calls today."""

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._waiting: tuple[str, ...] = ()

    @property
    def waiting(self) -> tuple[str, ...]:
        """Ids of the parked drafts."""
        return self._waiting

    def read(self, then: _Then | None = None) -> None:
        """Read this person's drafts; `then` gets all of them, the active ones too."""
        if self._workplace.signed_in:
            self._workplace.ask(drafts, self._workplace.session, done=lambda rows: self._on_rows(rows, then))

    def count(self, then: Callable[[object], None] | None = None) -> None:
        """Count today's calls that were no incident."""

        def counted(counts: object) -> None:
            if not isValid(self):
                return
            self.counts_known.emit(counts)
            if then is not None:
                then(counts)

        self._workplace.ask(outcomes_today, done=counted)

    def _on_rows(self, rows: list[DraftRow], then: _Then | None) -> None:
        if not isValid(self):
            return
        self._waiting = tuple(row.id for row in rows if row.state == PARKED)
        self.drafts_known.emit([row for row in rows if row.state in (PARKED, DISCARDED)])
        self.parked_changed.emit(len(self._waiting))
        if then is not None:
            then(rows)


def left_open(rows: list[DraftRow]) -> list[DraftRow]:
    """Drafts that were on the screen when the program ended, the latest first."""
    return [row for row in rows if row.state == ACTIVE]
