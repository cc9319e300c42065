"""The side of the shift page: how far the shift is, its next step, notes, and what is added to the sheet by hand."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from madiun_console.queries.shift_sheet import ShiftPaper
from madiun_console.ui.entry.entry_card import text_label, title_label
from madiun_console.ui.incident.note_foot import NoteField
from madiun_console.ui.shift.shift_words import ShiftWords, Step
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import GrowingText, InlineMessage, KeyButton, Labelled
from madiun_console.ui.workplace import Workplace

STEP_KEY, AGAIN_KEY, NOTE_KEY, ADDED_KEY = "Ctrl+Return", "Alt+W", "Alt+N", "Alt+T"
PAUSE_MS = 500


class DutyPanel(Retranslated, QWidget):
    """Tells what is wanted; the page acts. What is typed belongs to the shift that is shown."""

    step_wanted = Signal(object)  # Step
    note_wanted = Signal(str)
    addition_typed = Signal(str, str)
    note_typed = Signal(str, str)
    """(shift, text), at a pause in typing."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ShiftWords(workplace, self)
        self._paper: ShiftPaper | None = None
        self._step = Step.NOTHING
        self._shift = ""
        self._title, self._told = title_label(self), text_label(self)
        self.message = InlineMessage(workplace.appearance, self)
        self.step = KeyButton("", STEP_KEY, role="primary", parent=self)
        self.again = KeyButton("", AGAIN_KEY, parent=self)
        self.note, self.added = NoteField(self), GrowingText(2, 5, self)
        self._note, self._added = Labelled(self.note, self), Labelled(self.added, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._set_out()
        self._connect()
        self.retranslate()

    def _set_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.step)
        buttons.addWidget(self.again)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (self._title, self._told, self._note, self._added):
            column.addWidget(part)
        column.addLayout(buttons)
        column.addWidget(self.message)
        for button in (self.step, self.again):
            button.setAutoDefault(True)

    def _connect(self) -> None:
        self.step.clicked.connect(lambda: self.step_wanted.emit(self._step))
        self.again.clicked.connect(lambda: self.step_wanted.emit(Step.WRITE))
        self.note.entered.connect(self._on_note)
        for field in (self.added, self.note):
            field.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self.keep)
        for key, field in ((NOTE_KEY, self.note), (ADDED_KEY, self.added)):
            QShortcut(QKeySequence(key), self).activated.connect(
                lambda field=field: field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            )

    def show_paper(self, paper: ShiftPaper, step: Step) -> None:
        """Show a shift; what somebody types is left alone while it is the same one."""
        self._paper, self._step = paper, step
        if paper.row.id != self._shift:
            self.keep()
            self._shift = paper.row.id
            self.message.clear()
            self._fill(paper)
        self.retranslate()

    def addition(self) -> str:
        """What was added by hand."""
        return self.added.toPlainText()

    def pending_note(self) -> str:
        """A note that was typed and not entered."""
        return self.note.toPlainText().strip()

    def keep(self) -> None:
        """Hand on what was typed and is not kept yet."""
        self._pause.stop()
        for field, typed in ((self.added, self.addition_typed), (self.note, self.note_typed)):
            if self._shift and field.document().isModified():
                field.document().setModified(False)
                typed.emit(self._shift, field.toPlainText())

    def forget(self) -> None:
        """Somebody else signs in: what the one before left half typed is not theirs to sign."""
        self.keep()
        self._shift = ""
        self._show(self.note, "")
        self._show(self.added, "")

    def clear_note(self) -> None:
        """The note is in the log."""
        self._show(self.note, "")

    def say(self, tone: str, text: str) -> None:
        """What came of the last step."""
        self.message.show_message(tone, text)

    def set_busy(self, busy: bool) -> None:
        """While a step is being logged it cannot be done once more."""
        self.step.setEnabled(not busy)
        self.again.setEnabled(not busy)

    def retranslate(self) -> None:
        self._note.set_text(
            self.tr("Note for the next shift  {key}").format(key=NOTE_KEY),
            self.tr("Enter adds it, Shift+Enter begins a new line. No names or numbers of callers."),
        )
        self._added.set_text(
            self.tr("Added to the sheet by hand  {key}").format(key=ADDED_KEY),
            self.tr("Signed and printed with the sheet."),
        )
        self.again.set_label(self.tr("Write it anew"))
        paper = self._paper
        self.setVisible(paper is not None)
        if paper is None:
            return
        self._title.setText(self._words.title(paper))
        self._told.setText(self._words.told(paper, self._step))
        words = self._words.button(self._step)
        self.step.set_label(words)
        self.step.setVisible(bool(words))
        written = paper.state is not None and paper.state.handover is not None
        self.again.setVisible(written and paper.row.acknowledged_at is None and self._step is not Step.READ)
        self._note.setVisible(paper.row.acknowledged_at is None and self._step is not Step.READ)
        self._added.setVisible(
            paper.state is not None and paper.row.acknowledged_at is None and self._step is not Step.READ
        )

    # ------------------------------------------------------------------------------------------ inside

    def _fill(self, paper: ShiftPaper) -> None:
        signed = paper.state.handover.notes if paper.state and paper.state.handover else None
        self._show(self.added, paper.unsigned if paper.unsigned is not None else signed or "")
        self._show(self.note, paper.half_typed)

    def _show(self, field: GrowingText, text: str) -> None:
        field.setPlainText(text)
        field.document().setModified(False)

    def _on_note(self) -> None:
        self.keep()  # before it is logged: a pause that comes later would keep it once more
        if self.pending_note():
            self.note_wanted.emit(self.pending_note())
