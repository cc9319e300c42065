"""Shows a new recovery code once: to copy, to print, and not to be passed before it is kept."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from madiun_console.ui.entry.entry_card import text_label, title_label
from madiun_console.ui.theme import Appearance
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import InlineMessage, KeyButton


class RecoveryCodeView(Retranslated, QWidget):
    """`show_code` fills it; `kept` comes when the person says that the code lies in a safe place."""

    kept = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit(self)
        self.line.setReadOnly(True)
        self.line.setProperty("role", "code")
        self.line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.copy = KeyButton("", parent=self)
        self.print = KeyButton("", parent=self)
        self.saved = QCheckBox(self)
        self.go_on = KeyButton("", role="primary", parent=self)
        self.message = InlineMessage(appearance, self)
        self._title = title_label(self)
        self._words = text_label(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addWidget(self.line)
        tools = QHBoxLayout()
        for button in (self.copy, self.print):
            button.setAutoDefault(True)
            tools.addWidget(button)
        tools.addStretch(1)
        column.addLayout(tools)
        column.addWidget(self.message)
        column.addWidget(self.saved)
        self.go_on.setAutoDefault(True)
        column.addWidget(self.go_on)
        self.copy.clicked.connect(self._on_copy)
        self.print.clicked.connect(self._on_print)
        self.saved.toggled.connect(self.go_on.setEnabled)
        self.go_on.clicked.connect(self.kept)
        self.go_on.setEnabled(False)
        self.retranslate()

    def show_code(self, code: str) -> None:
        """Show this code; the way on is closed until the tick is set."""
        self.line.setText(code)
        self.saved.setChecked(False)
        self.message.clear()
        self.copy.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Take the code off the screen and out of the clipboard, where it was put to be pasted somewhere safe."""
        clipboard = QGuiApplication.clipboard()
        if self.line.text() and clipboard.text() == self.line.text():
            clipboard.clear()
        self.line.clear()

    def retranslate(self) -> None:
        self._title.setText(self.tr("Keep this recovery code"))
        self._words.setText(
            self.tr(
                "It opens the data and its backups when this computer or an administrator's password is lost. It is "
                "shown only now: print it or write it down, and lock it away from this computer."
            )
        )
        self.line.setAccessibleName(self.tr("Recovery code"))
        self.copy.set_label(self.tr("Copy"))
        self.print.set_label(self.tr("Print …"))
        self.saved.setText(self.tr("I have put the code in a safe place"))
        self.go_on.set_label(self.tr("Go on"))

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.line.text())
        self.message.show_message(
            "success", self.tr("Copied. It is removed from the clipboard when you go on.")
        )

    def _on_print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

        if not QPrinterInfo.availablePrinterNames():
            text = self.tr("No printer was found. Write the code down on paper.")
            self.message.show_message("warning", text)
            return
        printer = QPrinter()
        if QPrintDialog(printer, self).exec():
            from PySide6.QtGui import QTextDocument

            document = QTextDocument()
            document.setPlainText(f"Konsol Madiun\n\n{self.tr('Recovery code')}\n\n{self.line.text()}\n")
            document.print_(printer)
