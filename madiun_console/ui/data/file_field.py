"""The path of a file: typed, pasted, dropped, or chosen in the system's own window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import KeyButton, Labelled


def choose_to_open(parent: QWidget, heading: str, begin: str, kinds: str) -> str:
    """The system's window for opening a file."""
    return QFileDialog.getOpenFileName(parent, heading, begin, kinds)[0]


def choose_to_save(parent: QWidget, heading: str, begin: str, kinds: str) -> str:
    """The system's window for saving a file; it asks before it replaces one."""
    return QFileDialog.getSaveFileName(parent, heading, begin, kinds)[0]


class FileField(Retranslated, QWidget):
    """Emits `wanted` on Enter and when a file was chosen or dropped."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path = QLineEdit(self)
        self.path.setAcceptDrops(False)
        self.setAcceptDrops(True)
        self.button = KeyButton("", "Ctrl+O", parent=self)
        self._label = Labelled(self.path, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._label, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignBottom)
        self.setFocusProxy(self.path)
        self.path.returnPressed.connect(self._tell)
        self.button.clicked.connect(self._on_choose)
        self.retranslate()

    def text(self) -> str:
        """What stands in the field, quotation marks of a copied path taken off."""
        return self.path.text().strip().strip('"')

    def retranslate(self) -> None:
        self._label.set_text(self.tr("CSV or XLSX file with past calls"))
        self.path.setPlaceholderText(
            self.tr("Choose a file, drop it here, or paste its path and press Enter")
        )
        self.button.set_label(self.tr("Choose a file …"))

    def _on_choose(self) -> None:
        begin = self.text() or str(Path.home())
        kinds = self.tr("Tables (*.csv *.xlsx *.xlsm *.txt *.tsv);;All files (*)")
        chosen = choose_to_open(self, self.tr("Choose a file with past calls"), begin, kinds)
        if chosen:
            self.path.setText(chosen)
            self._tell()

    def _tell(self) -> None:
        if self.text():
            self.wanted.emit(self.text())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.path.setText(paths[0])
            self._tell()
