"""The people as a table model that patches rows, so that the selection stays where it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from madiun_console.queries.rows import PersonRow
from madiun_console.ui.people.twin_words import TwinWords
from madiun_console.ui.workplace import Workplace

Index = QModelIndex | QPersistentModelIndex
NAME, ROLE, PLACE, STATE, SINCE = COLUMNS = range(5)


def role_label(role: str) -> str:
    """A role as a word; the ids of levels.toml are the words of both languages."""
    return role.capitalize()


class PeopleModel(QAbstractTableModel):
    """Rows in the order they are given; columns are name, role, where they sign in, state, and since when."""

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._twins = TwinWords(workplace, self)
        self._rows: list[PersonRow] = []

    def row(self, at: int) -> PersonRow | None:
        """The person in a row."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def row_of(self, person: str) -> int:
        """Where a person stands, -1 when they are not there."""
        return next((at for at, row in enumerate(self._rows) if row.id == person), -1)

    def replace(self, rows: Sequence[PersonRow]) -> None:
        """Become `rows`: people are never taken away, so some move, some change and some are new."""
        for at, row in enumerate(rows):
            present = self.row_of(row.id)
            if present < 0:
                self.beginInsertRows(QModelIndex(), at, at)
                self._rows.insert(at, row)
                self.endInsertRows()
            elif present != at:
                self.beginMoveRows(QModelIndex(), present, present, QModelIndex(), at)
                self._rows.insert(at, self._rows.pop(present))
                self.endMoveRows()
            if self._rows[at] != row:
                self._rows[at] = row
                self.dataChanged.emit(self.index(at, 0), self.index(at, SINCE))
        surplus = len(self._rows) - len(rows)
        if surplus > 0:
            self.beginRemoveRows(QModelIndex(), len(rows), len(self._rows) - 1)
            del self._rows[len(rows) :]
            self.endRemoveRows()

    def words_changed(self) -> None:
        """The language changed: everything is to be read anew."""
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, SINCE))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, NAME, SINCE)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or section not in COLUMNS:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        heads = {
            NAME: self.tr("Name"),
            ROLE: self.tr("Role"),
            PLACE: self.tr("Signs in at"),
            STATE: self.tr("Access"),
            SINCE: self.tr("Since"),
        }
        return heads[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        person = self.row(index.row()) if index.isValid() else None
        if person is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts(person)[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return (
                ", ".join(self._texts(person))
                if index.column() == NAME
                else self._texts(person)[index.column()]
            )
        if role == Qt.ItemDataRole.ForegroundRole and person.disabled:
            from PySide6.QtGui import QColor

            return QColor(self._workplace.appearance.theme.colour.muted)
        return None

    def place(self, person: PersonRow) -> str:
        """Where a person signs in."""
        if person.agency is None:
            return self.tr("Call center")
        agency = self._workplace.desk.rulebook.agencies_by_id.get(person.agency)
        return agency.short if agency else person.agency

    def _texts(self, person: PersonRow) -> list[str]:
        name = person.name
        if self._workplace.signed_in and person.id == self._workplace.session.person:
            name = self.tr("{name} (you)").format(name=person.name)
        name = " · ".join(part for part in (name, self._twins.added(person)) if part)
        state = self.tr("Disabled") if person.disabled else self.tr("May sign in")
        since = self._workplace.formats.date(person.added_at)
        texts = {
            NAME: name,
            ROLE: role_label(person.role),
            PLACE: self.place(person),
            STATE: state,
            SINCE: since,
        }
        return [texts[column] for column in COLUMNS]
