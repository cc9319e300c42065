"""A list model of rows that have ids: a new list patches the old one, so selection and scroll stay where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

Index = QModelIndex | QPersistentModelIndex


class KeyedRow(Protocol):
    """What a row must have."""

    @property
    def id(self) -> str:
        """The id, unique in the list."""

    @property
    def spoken(self) -> str:
        """The row as one sentence for a screen reader."""


Row = TypeVar("Row", bound=KeyedRow)


class KeyedRows(QAbstractListModel, Generic[Row]):
    """Rows under `UserRole`, their sentence under `AccessibleTextRole` and `DisplayRole`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def row(self, index: Index) -> Row | None:
        """The row at an index, None when there is none."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def row_of(self, row_id: str) -> int:
        """Where a row stands, -1 when it is not there."""
        return next((at for at, row in enumerate(self._rows) if row.id == row_id), -1)

    def replace(self, rows: Sequence[Row]) -> None:
        """Become `rows` by the fewest removals, moves and insertions. Ids must be unique."""
        wanted = {row.id for row in rows}
        if len(wanted) != len(rows):
            raise ValueError("rows with the same id")
        for at in range(len(self._rows) - 1, -1, -1):
            if self._rows[at].id not in wanted:
                self.beginRemoveRows(QModelIndex(), at, at)
                del self._rows[at]
                self.endRemoveRows()
        known = {row.id for row in self._rows}
        at = 0
        while at < len(rows):
            if at < len(self._rows) and self._rows[at].id == rows[at].id:
                self._change(at, rows[at])
                at += 1
            elif rows[at].id in known:
                self._move_here(at, rows[at])
                at += 1
            else:
                at = self._insert_run(at, rows, known)

    def _change(self, at: int, row: Row) -> None:
        if self._rows[at] != row:
            self._rows[at] = row
            index = self.index(at)
            self.dataChanged.emit(index, index)

    def _move_here(self, at: int, row: Row) -> None:
        origin = self.row_of(row.id)
        self.beginMoveRows(QModelIndex(), origin, origin, QModelIndex(), at)
        self._rows.insert(at, self._rows.pop(origin))
        self.endMoveRows()
        self._change(at, row)

    def _insert_run(self, at: int, rows: Sequence[Row], known: set[str]) -> int:
        end = at
        while end < len(rows) and rows[end].id not in known:
            end += 1
        self.beginInsertRows(QModelIndex(), at, end - 1)
        self._rows[at:at] = rows[at:end]
        self.endInsertRows()
        return end

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken
        return None
