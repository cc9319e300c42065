"""The tables of a recap below each other as one table model; headings are rows of their own."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from madiun_console.queries.figures import Figures
from madiun_console.ui.paper.recap_tables import Behind, RecapTeller

Index = QModelIndex | QPersistentModelIndex
COLUMNS = 6
"""The widest table: agencies."""
_ALIGN_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class FiguresModel(QAbstractTableModel):
    """Replaced as a whole when another stretch of time is shown: then every number is another one."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[tuple[str, ...], Behind | None]] = []

    def show(self, teller: RecapTeller, found: Figures) -> None:
        """Show these figures, told by `teller`."""
        self.beginResetModel()
        self._rows = []
        for table in teller.tables(found):
            self._rows.append(((table.title, *table.headings[1:]), None))
            self._rows += [(tuple(map(teller.text, line.cells)), line.behind) for line in table.lines]
        self.endResetModel()

    def behind(self, index: Index) -> Behind | None:
        """Which list stands behind a row; None for a heading."""
        return self._rows[index.row()][1] if 0 <= index.row() < len(self._rows) else None

    def label_span(self, row: int) -> int:
        """How many columns the words of a row may take: the numbers stand at the right."""
        return COLUMNS - len(self._rows[row][0]) + 1

    @staticmethod
    def _number(cells: tuple[str, ...], column: int) -> str:
        at = column - (COLUMNS - len(cells))
        return cells[at] if at > 0 else ""

    def first_figure(self) -> int:
        """The first row that is no heading, -1 when there is none."""
        return next((at for at, row in enumerate(self._rows) if row[1] is not None), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else COLUMNS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cells, behind = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cells[0] if index.column() == 0 else self._number(cells, index.column())
            case Qt.ItemDataRole.TextAlignmentRole:
                return _ALIGN_RIGHT if index.column() else Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.FontRole if behind is None:
                font = QFont()
                font.setWeight(QFont.Weight.DemiBold)
                return font
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(cells)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self._rows[index.row()][1] is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
