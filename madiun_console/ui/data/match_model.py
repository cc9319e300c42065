"""What each column of a file becomes, and what its unknown words mean: one table, each line with a choice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QStyledItemDelegate,
    QTableView,
    QWidget,
)

from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets.plain_tip import plain_tip
from madiun_console.ui.widgets.row_table import make_row_table

Index = QModelIndex | QPersistentModelIndex
WHAT, SAMPLE, BECOMES = range(3)
ROW = 34
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class MatchLine:
    """One line: a column of the file, or a word in it. `choices` are (code, words), `chosen` is a code."""

    key: tuple[str, ...]
    """("column", index) or ("word", field, word)."""
    what: str
    sample: str
    choices: tuple[tuple[str, str], ...]
    chosen: str

    def becomes(self) -> str:
        """The words of what is chosen."""
        return next((words for code, words in self.choices if code == self.chosen), self.chosen)


class MatchModel(Retranslated, QAbstractTableModel):
    """Lines in the order of the file; `chosen` tells what a person chose."""

    chosen = Signal(tuple, str)
    """(key of the line, code)."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[MatchLine] = []
        self._heads = ("", "", "")
        self.retranslate()

    def set_lines(self, lines: Sequence[MatchLine]) -> None:
        """Show these; lines that stay are patched, so that the place of the keyboard stays too."""
        keep = [line.key for line in self._lines] == [line.key for line in lines]
        if keep:
            self._lines = list(lines)
            if lines:
                self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, BECOMES))
            return
        if self._lines:
            self.beginRemoveRows(_ROOT, 0, len(self._lines) - 1)
            self._lines = []
            self.endRemoveRows()
        if lines:
            self.beginInsertRows(_ROOT, 0, len(lines) - 1)
            self._lines = list(lines)
            self.endInsertRows()

    def line(self, row: int) -> MatchLine:
        """The line of a row."""
        return self._lines[row]

    def retranslate(self) -> None:
        self._heads = (self.tr("In the file"), self.tr("For example"), self.tr("Goes in as"))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, BECOMES)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        words = (line.what, line.sample, line.becomes())
        if role == Qt.ItemDataRole.DisplayRole:
            return words[index.column()]
        if role == Qt.ItemDataRole.EditRole and index.column() == BECOMES:
            return line.chosen
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in words if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(words[index.column()]) or None
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or index.column() != BECOMES:
            return False
        line = self._lines[index.row()]
        if value != line.chosen:
            self._lines[index.row()] = replace(line, chosen=value)
            self.dataChanged.emit(index, index)
            self.chosen.emit(line.key, value)
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = super().flags(index)
        return usual | Qt.ItemFlag.ItemIsEditable if index.column() == BECOMES else usual


class ChoiceDelegate(QStyledItemDelegate):
    """A list to choose from, opened at once; the choice is taken over when it is made."""

    def createEditor(self, parent: QWidget, _option: Any, index: Index) -> QWidget:
        model = index.model()
        box = QComboBox(parent)
        box.setMaxVisibleItems(16)
        if isinstance(model, MatchModel):
            line = model.line(index.row())
            for code, words in line.choices:
                box.addItem(words, code)
            box.setAccessibleName(line.what)
        box.activated.connect(lambda _at: self._take(box))
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(index.data(Qt.ItemDataRole.EditRole))))
            editor.showPopup()

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())

    def _take(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box, QStyledItemDelegate.EndEditHint.NoHint)


class MatchView(QTableView):
    """↑ ↓ walk, Enter or Space opens the list of the line, letters go to a choice in it."""

    def __init__(self, model: MatchModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegateForColumn(BECOMES, ChoiceDelegate(self))
        self.setProperty("role", "roomy")
        make_row_table(self, ROW)
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in (WHAT, SAMPLE, BECOMES):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == BECOMES:
            self.edit(index)

    def closeEditor(self, editor: QWidget, hint: QStyledItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        self.setFocus(Qt.FocusReason.OtherFocusReason)  # the list that was open keeps it otherwise

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
            Qt.Key.Key_Space,
        ) and not event.modifiers() & (Qt.KeyboardModifier.ControlModifier):
            index = self.currentIndex()
            if index.isValid():
                self.edit(index.siblingAtColumn(BECOMES))
            return
        super().keyPressEvent(event)
