"""Where PDFs are put, and the two that a shift needs: its sheet, and blank forms for the hour without electricity."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from madiun_console.errors import InvalidInput
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import FlowLayout, InlineMessage, KeyButton, Labelled, Section
from madiun_console.ui.workplace import Workplace

OWN_FOLDER = "Konsol Madiun"


class PrintPanel(Retranslated, QWidget):
    """The folder is remembered at this desk; an emptied field is the folder in the user's documents."""

    sheet_wanted = Signal()
    form_wanted = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._head = Section(parent=self)
        self.folder = QLineEdit(self)
        self._folder = Labelled(self.folder, self)
        self.sheet = KeyButton("", "Ctrl+P", parent=self)
        self.form = KeyButton("", "Alt+K", parent=self)
        self.message = InlineMessage(workplace.appearance, self)
        buttons = QWidget(self)
        flow = FlowLayout(buttons, spacing=8, line_spacing=8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self._head, self._folder, buttons, self.message):
            column.addWidget(part)
        for button in (self.sheet, self.form):
            button.setAutoDefault(True)
            flow.addWidget(button)
        self.sheet.clicked.connect(self.sheet_wanted)
        self.form.clicked.connect(self.form_wanted)
        self.folder.editingFinished.connect(self._on_folder)
        self.folder.setText(workplace.preferences.paper_folder or str(default_folder()))
        self.retranslate()

    def target(self) -> Path:
        """The folder that is named; raises InvalidInput for one that is no whole path."""
        folder = Path(self.folder.text().strip() or default_folder()).expanduser()
        if not folder.is_absolute():
            raise InvalidInput(
                "folder_relative",
                "Tulis folder selengkapnya, misalnya C:\\Piket atau /home/piket.",
                "Write the whole path of the folder, such as C:\\Piket or /home/piket.",
            )
        return folder

    def set_busy(self, busy: bool) -> None:
        """While a page is being made."""
        self.sheet.setEnabled(not busy)
        self.form.setEnabled(not busy)

    def retranslate(self) -> None:
        self._head.set_text(self.tr("On paper"))
        self._folder.set_text(self.tr("Folder for PDFs"))
        self.sheet.set_label(self.tr("Print the sheet"))
        self.form.set_label(self.tr("Blank form"))
        self.form.setToolTip(self.tr("To be filled in by hand when there is no electricity"))

    def _on_folder(self) -> None:
        text = self.folder.text().strip()
        if not text:
            self.folder.setText(str(default_folder()))
        kept = "" if text == str(default_folder()) else text
        if kept != self._workplace.preferences.paper_folder and kept.isprintable():
            self._workplace.prefer(paper_folder=kept)


def default_folder() -> Path:
    """A folder of our own in the user's documents."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return (Path(documents) if documents else Path.home()) / OWN_FOLDER
