"""The rows of the queue as a table that is patched row by row: what is selected and where one has scrolled stay."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from madiun_console.queries.rows import IncidentRow
from madiun_console.ui.queue.columns import Column
from madiun_console.ui.queue.row_words import RowWords
from madiun_console.ui.widgets.plain_tip import plain_tip

Index = QModelIndex | QPersistentModelIndex
Key = tuple[Any, ...]
Order = Callable[[IncidentRow], Key]
"""Gives the sort key of a row; no two rows may have the same one."""

SORT_ROLE = Qt.ItemDataRole.UserRole + 1
"""int, float or str only: Qt sorts nothing else."""
_NOWHERE = QModelIndex()
_COLUMNS = tuple(Column)
_LAST = len(_COLUMNS) - 1
_ALIGNED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


by_urgency: Order = IncidentRow.sort_key
"""Open incidents: highest level first, then the oldest."""


def by_closing(row: IncidentRow) -> Key:
    """Closed incidents: the latest first."""
    return (-(row.closed_at or row.last_at), row.id)


def by_waiting(row: IncidentRow) -> Key:
    """Closings that wait for a review: the oldest first."""
    return (row.closed_at or row.last_at, row.id)


class IncidentModel(QAbstractTableModel):
    """Keeps its rows sorted. `reset` when the list becomes another one, `apply` for everything that happens to it."""

    more_wanted = Signal()
    """Somebody scrolled to the end of a list that goes on."""
    patched = Signal()
    """A change is whole: every row stands where it belongs."""

    def __init__(self, words: RowWords, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._order: Order = by_urgency
        self._rows: list[IncidentRow] = []
        self._keys: list[Key] = []
        self._key_of: dict[str, Key] = {}
        self._goes_on = False
        self.is_patching = False
        """Whether signals come of a change that is not whole yet; `patched` ends it."""

    # ------------------------------------------------------------------------------------------ what is in it

    def reset(self, rows: Iterable[IncidentRow], order: Order = by_urgency) -> None:
        """Become another list; only for the first load, another tab or another filter."""
        self.beginResetModel()
        self._order = order
        keyed = sorted(((order(row), row) for row in rows), key=lambda pair: pair[0])
        self._keys = [key for key, _ in keyed]
        self._rows = [row for _, row in keyed]
        self._key_of = {row.id: key for key, row in keyed}
        self._goes_on = False
        self.endResetModel()

    def apply(self, rows: Collection[IncidentRow], gone: Collection[str] = ()) -> None:
        """Put these rows in, in place of what stands there under the same id, and take out those that are gone."""
        coming = {row.id: row for row in rows}
        self.is_patching = True
        self._take_out([item for item in gone if item not in coming])
        known = self._key_of
        new = [row for row in coming.values() if row.id not in known]
        changed = self._change(
            [row for row in coming.values() if row.id in known] if new else coming.values()
        )
        self._put_in(new)
        if changed:  # once for all: the list looks for itself which of them it shows
            self._tell_changed([(self._place(min(changed)), self._place(max(changed)))])
        self.is_patching = False
        self.patched.emit()

    def become(self, rows: Collection[IncidentRow]) -> None:
        """Hold exactly these rows, by patches."""
        wanted = {row.id for row in rows}
        self.apply(rows, [item for item in self._key_of if item not in wanted])

    def set_goes_on(self, goes_on: bool) -> None:
        """Whether there are more rows behind the last one; `more_wanted` asks for them once each time this is set."""
        self._goes_on = goes_on

    def retell(self) -> None:
        """All words changed (another language)."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, _LAST)
        if self._rows:
            self._tell_changed([(0, len(self._rows) - 1)])

    def retell_rows(self, incidents: Iterable[str]) -> None:
        """What is said of these rows changed, though they are the same."""
        places = sorted({self.row_of(item) for item in incidents if item in self._key_of})
        self._tell_changed(_runs(places))

    # ------------------------------------------------------------------------------------------ looking things up

    def row(self, index: Index) -> IncidentRow | None:
        """The row at an index, None when there is none."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def row_at(self, place: int) -> IncidentRow:
        """The row that stands at a place."""
        return self._rows[place]

    def rows_at(self, start: int, end: int) -> Sequence[IncidentRow]:
        """The rows from a place up to another one, without that."""
        return self._rows[start:end]

    def row_of(self, incident: str) -> int:
        """Where an incident stands, -1 when it is not in the list."""
        key = self._key_of.get(incident)
        return -1 if key is None else self._place(key)

    def end_of_level(self, rank: int) -> int:
        """Where the newest open incident of a level would stand."""
        return self._place((1 - rank,))

    def rows(self) -> Sequence[IncidentRow]:
        """All rows in their order."""
        return tuple(self._rows)

    def holds_closed(self) -> bool:
        """Whether this is a list of closed incidents."""
        return self._order in (by_closing, by_waiting)

    def holds_past(self) -> bool:
        """Whether closed incidents may stand here, alone or among what was found."""
        return self._order is not by_urgency

    def __contains__(self, incident: str) -> bool:
        return incident in self._key_of

    # ------------------------------------------------------------------------------------------ patching

    def _place(self, key: Key) -> int:
        return bisect_left(self._keys, key)

    def _take_out(self, gone: Iterable[str]) -> None:
        places = sorted({self.row_of(item) for item in gone if item in self._key_of})
        for first, last in reversed(list(_runs(places))):
            self.beginRemoveRows(_NOWHERE, first, last)
            for row in self._rows[first : last + 1]:
                del self._key_of[row.id]
            del self._rows[first : last + 1]
            del self._keys[first : last + 1]
            self.endRemoveRows()

    def _change(self, rows: Iterable[IncidentRow]) -> list[Key]:
        """Put them in place of what stands there, and give the keys of those that are different."""
        order, key_of = self._order, self._key_of
        coming = [(key_of[row.id], order(row), row) for row in rows]
        for old, new, row in coming:
            if old != new:
                self._move(old, new, row)
        changed = []
        for old, new, row in coming:
            # looked up when all have moved: a place that was found before may be another row's by now
            place = self._place(new)
            if old != new or self._rows[place] != row:
                self._rows[place] = row
                changed.append(new)
        return changed

    def _tell_changed(self, runs: Iterable[tuple[int, int]]) -> None:
        # `index` would first ask how many rows and columns there are, each a call from Qt back into Python.
        tell, index = self.dataChanged.emit, self.createIndex
        for first, last in runs:
            tell(index(first, 0), index(last, _LAST))

    def _move(self, old: Key, key: Key, row: IncidentRow) -> None:
        """Give a row its new key and place."""
        place, target = self._place(old), self._place(key)
        # Qt counts the target before the row is lifted out; its own place and the one behind it are no move.
        moves = target not in (place, place + 1)
        if moves:
            self.beginMoveRows(_NOWHERE, place, place, _NOWHERE, target)
        del self._rows[place], self._keys[place]
        target -= target > place
        self._rows.insert(target, row)
        self._keys.insert(target, key)
        self._key_of[row.id] = key
        if moves:
            self.endMoveRows()

    def _put_in(self, rows: Iterable[IncidentRow]) -> None:
        coming = sorted(((self._order(row), row) for row in rows), key=lambda pair: pair[0])
        at = 0
        while at < len(coming):
            place = self._place(coming[at][0])
            fence = self._keys[place] if place < len(self._keys) else None
            end = at + 1
            while end < len(coming) and (fence is None or coming[end][0] < fence):
                end += 1
            run = coming[at:end]
            self.beginInsertRows(_NOWHERE, place, place + len(run) - 1)
            self._rows[place:place] = [row for _, row in run]
            self._keys[place:place] = [key for key, _ in run]
            self._key_of.update((row.id, key) for key, row in run)
            self.endInsertRows()
            at = end

    # ------------------------------------------------------------------------------------------ Qt

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(_COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words.cell(row, _COLUMNS[index.column()])
        if role == SORT_ROLE:
            return self._words.sort_value(row, _COLUMNS[index.column()])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._words.spoken(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._words.tip(row))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section <= _LAST:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            if section == Column.AGE and self.holds_closed():
                return self._words.closed_heading()
            if section == Column.AGE and self.holds_past():
                return self._words.happened_heading()
            return self._words.heading(_COLUMNS[section])
        return _ALIGNED if role == Qt.ItemDataRole.TextAlignmentRole else None

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._goes_on

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._goes_on = False
            self.more_wanted.emit()


def _runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """(first, last) of each run of neighbours in ascending places."""
    if not places:
        return
    first = last = places[0]
    for place in places[1:]:
        if place != last + 1:
            yield first, last
            first = place
        last = place
    yield first, last
