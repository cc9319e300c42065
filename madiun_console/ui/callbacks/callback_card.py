"""One call-back: its number on request, and what came of the call."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from madiun_console.domain import phone
from madiun_console.queries.rows import CallbackRow
from madiun_console.ui.entry.entry_card import text_label, title_label
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import FlowLayout, InlineMessage, KeyButton, Labelled
from madiun_console.ui.workplace import Workplace

CALL_KEY = "Alt+H"
REACHED, NO_ANSWER, NOT_NEEDED = "reached", "no_answer", "not_needed"


class CallbackCard(Retranslated, QWidget):
    """Emits what is wanted; the page acts."""

    number_wanted = Signal(str)  # reason, empty for the usual one
    outcome_wanted = Signal(str, str)  # outcome, note
    incident_wanted = Signal(str)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: CallbackRow | None = None
        self._number = ""
        self.title, self.words = title_label(self), text_label(self)
        self.message = InlineMessage(workplace.appearance, self)
        self.reason, self.note = QLineEdit(self), QLineEdit(self)
        self._reason, self._note = Labelled(self.reason, self), Labelled(self.note, self)
        self.reveal = KeyButton("", "Ctrl+Return", role="primary", parent=self)
        self.number = QLabel(self)
        self.number.setProperty("role", "clock")
        self.number.setTextFormat(Qt.TextFormat.PlainText)
        self.number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.dial, self.copy = KeyButton("", CALL_KEY, parent=self), KeyButton("", role="quiet", parent=self)
        self._dials = False
        """The number that is on its way is to be called at once."""
        self.reached = KeyButton("", "Alt+1", role="success", parent=self)
        self.no_answer = KeyButton("", "Alt+2", parent=self)
        self.not_needed = KeyButton("", "Alt+3", parent=self)
        self.incident = KeyButton("", role="link", parent=self)
        self._set_out()
        self._connect()
        self.retranslate()
        self._show_number()

    def _set_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self.title, self.words, self.message, self._reason):
            column.addWidget(part)
        column.addWidget(self.number)
        column.addLayout(_row(self.reveal, self.dial, self.copy))
        column.addWidget(self._note)
        outcomes = QWidget(self)
        flow = FlowLayout(outcomes, spacing=8, line_spacing=8)
        for button in (self.reached, self.no_answer, self.not_needed):
            flow.addWidget(button)
        column.addWidget(outcomes)
        column.addLayout(_row(self.incident))
        column.addStretch(1)
        for button in self.findChildren(KeyButton):
            button.setAutoDefault(True)

    def _connect(self) -> None:
        self.reveal.clicked.connect(self._on_reveal)
        self.reason.returnPressed.connect(self._on_reveal)
        self.dial.clicked.connect(self._on_dial)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._number))
        for button, outcome in (
            (self.reached, REACHED),
            (self.no_answer, NO_ANSWER),
            (self.not_needed, NOT_NEEDED),
        ):
            button.clicked.connect(lambda _=False, outcome=outcome: self._on_outcome(outcome))
        self.incident.clicked.connect(
            lambda: self.incident_wanted.emit(self._row.incident if self._row and self._row.incident else "")
        )

    def show_callback(self, row: CallbackRow, title: str, words: str) -> None:
        """Show a row; another one than before forgets number, reason and note."""
        if self._row is None or self._row.id != row.id:
            self.forget()
            self.reason.clear()
            self.note.clear()
            self.message.clear()
        self._row = row
        self.title.setText(title)
        self.words.setText(words)
        self.reveal.setEnabled(bool(row.masked_phone))
        self.dial.setEnabled(bool(row.masked_phone))
        self.reason.setEnabled(bool(row.masked_phone))
        self.incident.setVisible(row.incident is not None)
        self.retranslate()

    def show_number(self, number: str) -> None:
        """Show the number that the action gave; "+62…" is read as people write it."""
        self._number = number
        self._show_number()
        if not number:
            self.say("warning", self.tr("No number was noted for this call."))
            return
        self.dial.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._dials:
            self._call()

    def forget(self) -> None:
        """Take the number off the screen, and out of the clipboard, where it was put to be dialled now."""
        clipboard = QGuiApplication.clipboard()
        if self._number and clipboard.text() == self._number:
            clipboard.clear()
        self._number = ""
        self._dials = False
        self._show_number()

    def say(self, tone: str, text: str) -> None:
        """What came of the last click."""
        self.message.show_message(tone, text)

    def retranslate(self) -> None:
        self._reason.set_text(
            self.tr("Why the number is read"), self.tr("It is logged, with your name. Empty: to call back.")
        )
        self.reveal.set_label(self.tr("Show the number"))
        self.dial.set_label(self.tr("Call"))
        self.copy.set_label(self.tr("Copy"))
        self.number.setAccessibleName(self.tr("Number"))
        self._note.set_text(self.tr("Note, if needed"))
        self.reached.set_label(self.tr("Reached"))
        self.no_answer.set_label(self.tr("No answer"))
        self.not_needed.set_label(self.tr("Not needed any more"))
        self.incident.set_label(self.tr("Open the incident"))

    def _show_number(self) -> None:
        shown = bool(self._number)
        self.number.setText(phone.display(self._number) if shown else "")
        for part in (self.number, self.copy):
            part.setVisible(shown)
        self._reason.setVisible(not shown)
        self.reveal.setVisible(not shown)

    def _on_dial(self) -> None:
        """One key to call: a number that is not on the screen yet is read first, which is logged."""
        if self._number:
            self._call()
        elif self.reveal.isEnabled():
            self._dials = True
            self.number_wanted.emit(self.reason.text())

    def _call(self) -> None:
        self._dials = False
        if not QDesktopServices.openUrl(QUrl(phone.tel(self._number))):
            self.say("info", self.tr("This computer has no telephone program: dial the number by hand."))

    def _on_reveal(self) -> None:
        if self.reveal.isEnabled():
            self.number_wanted.emit(self.reason.text())

    def _on_outcome(self, outcome: str) -> None:
        if self._row is not None:
            self.outcome_wanted.emit(outcome, self.note.text())


def _row(*buttons: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row
