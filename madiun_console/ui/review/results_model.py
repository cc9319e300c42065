"""The results of the quality sample as a table: a row per criterion, the months side by side, nobody's name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from madiun_console.queries.quality import CriterionResult, QualityResults
from madiun_console.ui.formats import MONTHS, local
from madiun_console.ui.widgets.plain_tip import plain_tip
from madiun_console.ui.workplace import Workplace

Index = QModelIndex | QPersistentModelIndex
CRITERION = 0
PER_MONTH = 2
"""Columns of a month: the share of yes, and of how many calls."""
_NOTHING = "—"


class ResultsModel(QAbstractTableModel):
    """Made anew when results arrive: there are a dozen rows, and nobody selects one."""

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._results: Sequence[QualityResults] = ()

    def show(self, results: Sequence[QualityResults]) -> None:
        """Become these months, the present one first."""
        self.beginResetModel()
        self._results = results
        self.endResetModel()

    def words_changed(self) -> None:
        """The language changed."""
        self.show(self._results)

    def month(self, at: int) -> str:
        """`November 2026` shortened as everywhere: `Nov 2026`."""
        moment = local(self._results[at].month)
        return f"{MONTHS['id' if self._workplace.language == 'id' else 'en'][moment.month - 1]} {moment.year}"

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if parent.isValid() or not self._results:
            return 0
        return len(self._results[0].criteria)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1 + PER_MONTH * len(self._results)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < self.columnCount():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if section == CRITERION:
            return self.tr("Criterion")
        month, second = divmod(section - 1, PER_MONTH)
        return self.tr("of calls") if second else self.tr("{month}: yes").format(month=self.month(month))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not self._results:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index.row(), index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if index.column() == CRITERION:
                return ", ".join(self._text(index.row(), at) for at in range(self.columnCount()))
            return self._text(index.row(), index.column())
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == CRITERION:
            return plain_tip(self._text(index.row(), CRITERION))
        return None

    def _text(self, row: int, column: int) -> str:
        if column == CRITERION:
            return self._results[0].criteria[row].criterion.label(self._workplace.language)
        month, second = divmod(column - 1, PER_MONTH)
        result = self._results[month].criteria[row]
        return self._count(result) if second else self._share(result)

    def _share(self, result: CriterionResult) -> str:
        if result.share is None:
            return _NOTHING
        return f"{self._workplace.formats.number(result.share * 100)}%"

    def _count(self, result: CriterionResult) -> str:
        formats = self._workplace.formats
        text = formats.number(result.answered)
        if result.not_applicable:
            return self.tr("{count} ({others} not applicable)").format(
                count=text, others=formats.number(result.not_applicable)
            )
        return text
