"""The list of values as a table model: whose it is, what, the value in force, the shipped one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from madiun_console.queries.rules import RuleRow
from madiun_console.ui.rules.rule_words import RuleWords
from madiun_console.ui.theme import Appearance
from madiun_console.ui.widgets.plain_tip import plain_tip

Index = QModelIndex | QPersistentModelIndex
OWNER, WHAT, VALUE, SHIPPED = range(4)
NOT_SAVED, CHANGED = "○", "●"


class RuleModel(QAbstractTableModel):
    """Other rows when another group is chosen or something is searched; else single cells change."""

    def __init__(self, words: RuleWords, appearance: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._appearance = appearance
        self._rows: list[RuleRow] = []
        self._staged: Mapping[str, Any] = {}

    def row(self, at: int) -> RuleRow | None:
        """The value in a row."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def row_of(self, rule_id: str) -> int:
        """Where a value stands, -1 when it is not in the list."""
        return next((at for at, row in enumerate(self._rows) if row.id == rule_id), -1)

    def show(self, rows: Sequence[RuleRow], staged: Mapping[str, Any]) -> None:
        """Show these; `staged` maps ids to values that are not saved yet."""
        self._staged = staged
        if [row.id for row in rows] != [row.id for row in self._rows]:
            self.beginResetModel()
            self._rows = list(rows)
            self.endResetModel()
            return
        self._rows = list(rows)
        self.retell()

    def retell(self) -> None:
        """All words may be others."""
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, SHIPPED))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, SHIPPED)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else SHIPPED + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (self.tr("Subject"), self.tr("Rule"), self.tr("In force"), self.tr("As shipped"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(index.row(), row, index.column())
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken_cell(row, index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(self._spoken_cell(row, index.column()))
            case Qt.ItemDataRole.FontRole if index.column() == VALUE and (
                row.rule.changed or row.id in self._staged
            ):
                font = QFont()
                font.setWeight(QFont.Weight.DemiBold)
                return font
            case Qt.ItemDataRole.ForegroundRole if index.column() == SHIPPED:
                return QColor(self._appearance.theme.colour.muted)
        return None

    def _text(self, at: int, row: RuleRow, column: int) -> str:
        if column == OWNER:
            before = self._rows[at - 1].rule if at else None
            owner = self._words.say(row.rule.owner)
            same = before is not None and owner and self._words.say(before.owner) == owner
            return "" if same else owner or self._words.say(row.rule.line.label)
        return (
            f"{self._mark(row)} {self._cell(row, column)}".strip()
            if column == VALUE
            else self._cell(row, column)
        )

    def _mark(self, row: RuleRow) -> str:
        """Stands before the value: what stands behind it is cut off where the column is narrow."""
        if row.id in self._staged:
            return NOT_SAVED
        return CHANGED if row.rule.changed or row.conflicts else ""

    def _cell(self, row: RuleRow, column: int) -> str:
        rule, words = row.rule, self._words
        if column == WHAT:
            return words.say(rule.line.label) if rule.owner else ""
        if column == SHIPPED:
            return words.value(rule.line, rule.shipped)
        if row.id in self._staged:
            value = words.value(rule.line, self._staged[row.id])
            return self.tr("{value} · not saved yet").format(value=value)
        value = words.value(rule.line, rule.value)
        if row.conflicts:
            return self.tr("{value} · two desks differ").format(value=value)
        return self.tr("{value} · changed").format(value=value) if rule.changed else value

    def _spoken_cell(self, row: RuleRow, column: int) -> str:
        return self._spoken(row) if column in (OWNER, WHAT) else self._cell(row, column)

    def _spoken(self, row: RuleRow) -> str:
        label = row.rule.label(self._words.language)
        return f"{label}, {self._cell(row, VALUE)}"
