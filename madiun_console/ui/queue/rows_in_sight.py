"""Which rows are painted where: so only places where others stand are painted anew, and who has scrolled keeps theirs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QScrollBar, QWidget

from madiun_console.queries.rows import IncidentRow
from madiun_console.ui.queue.incident_model import IncidentModel

_MOST = 400
"""So many places are remembered, which is more than any screen shows."""


class RowsInSight:
    """Of a list whose rows are all of one height, scrolled pixel by pixel. A place is a row's number from the top."""

    height = 1
    """Of a row, in pixels."""

    def __init__(self, model: IncidentModel, bar: QScrollBar, viewport: QWidget) -> None:
        self._model = model
        self._bar = bar
        self._viewport = viewport
        self._seen: dict[int, IncidentRow] = {}

    def painted(self, rows: Mapping[int, IncidentRow]) -> None:
        """These stand on the screen now, by their places."""
        if len(self._seen) > _MOST:
            self._seen.clear()
        self._seen.update(rows)

    def forget(self, place: int) -> None:
        """What is painted there is no longer what should be."""
        self._seen.pop(place, None)

    def moved(self, shift: int) -> None:
        """What is painted stays where it is, and is so many places further down in the list."""
        self._seen = {place + shift: row for place, row in self._seen.items()}

    def shift(self) -> int:
        """By how many places the first row in sight that is still the same has moved since it was painted."""
        for place in self._places():
            row = self._seen.get(place)
            now = -1 if row is None else self._model.row_of(row.id)
            if now >= 0 and self._model.row_at(now) is row:
                return now - place
        return 0

    def others(self, first: int, last: int) -> QRect:
        """Where in the viewport, between these places, other rows stand now than are painted; empty when nowhere."""
        places, painted = self._places(), self._seen.get
        first = max(first, places.start)
        rows = enumerate(self._model.rows_at(first, min(last + 1, places.stop)), first)
        others = [place for place, row in rows if painted(place) is not row]
        if not others:
            return QRect()
        top = others[0] * self.height - self._bar.value()
        return QRect(0, top, self._viewport.width(), (others[-1] - others[0] + 1) * self.height)

    def coming(self, place: int) -> Sequence[IncidentRow]:
        """The rows that a new one at this place would bring into sight with it, if it is out of sight."""
        above, height = self._bar.value(), self._viewport.height()
        count = height // self.height + 1
        if place < above // self.height:
            return self._model.rows_at(place, place + count)
        if (place + 1) * self.height - above > height:
            return self._model.rows_at(max(0, place - count), place)
        return ()

    def holds(self, place: int, height: int) -> bool:
        """Whether all of a row is in sight of a viewport so high; -1 is no row."""
        top = place * self.height - self._bar.value()
        return place >= 0 and top >= 0 and top + self.height <= height

    def _places(self) -> range:
        """Those in sight, also in part; of a short list also some behind its end."""
        above = self._bar.value()
        return range(above // self.height, (self._viewport.height() + above) // self.height + 1)
