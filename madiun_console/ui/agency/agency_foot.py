"""The line at the foot of an agency's pane: a note about its own work, which the call center reads at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from madiun_console.actions.escalate import note_for_agency
from madiun_console.errors import ConsoleError
from madiun_console.queries.detail_rows import EscalationRow
from madiun_console.ui.agency.acts_section import NOTE_KEY
from madiun_console.ui.incident import keys
from madiun_console.ui.incident.incident_page import IncidentPage
from madiun_console.ui.incident.labels import WrapLabel
from madiun_console.ui.incident.note_foot import NoteField
from madiun_console.ui.incident.pane_clock import PaneClock
from madiun_console.ui.incident.pane_section import PaneSection
from madiun_console.ui.workplace import Workplace


class AgencyFoot(PaneSection):
    """What is half typed goes when another incident is shown; it is one line."""

    added = Signal()
    """The note is in the log; the next key is an act again."""

    def __init__(
        self,
        workplace: Workplace,
        clock: PaneClock,
        answered: Callable[[], EscalationRow | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(workplace, clock, parent)
        self._answered = answered
        self.setProperty("role", "foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._hint = WrapLabel("caption", self)
        self.note = NoteField(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 10)
        column.setSpacing(4)
        column.addWidget(self._hint)
        column.addWidget(self.note)
        self.note.entered.connect(self.add_note)
        self.note.textChanged.connect(self._on_typed)
        for key in (keys.NOTE, NOTE_KEY):
            QShortcut(QKeySequence(key), self).activated.connect(self.focus_note)
        self.retranslate()

    def set_words(self) -> None:
        self.note.setAccessibleName(self.tr("Note to the call center"))
        self.note.setPlaceholderText(self.tr("Note to the call center …  {key}").format(key=NOTE_KEY))
        self._hint.show_text(self.tr("Enter sends it, Esc goes to the list"))

    def fill(self, page: IncidentPage) -> None:
        self.note.setEnabled(self._answered() is not None)

    def begin_anew(self) -> None:
        self.note.clear()

    def focus_note(self) -> None:
        """Go into the note field."""
        self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def add_note(self) -> None:
        """Send the note; the field is emptied only when it is in the log."""
        row, text = self._answered(), self.note.toPlainText()
        if row is None or not text.strip():
            return
        self.note.setReadOnly(True)
        self.act(note_for_agency, row.id, text, done=lambda _: self._on_added(), failed=self._on_not_added)

    def _on_added(self) -> None:
        self.note.setReadOnly(False)
        self.note.clear()
        if self.note.hasFocus():
            self.added.emit()

    def _on_not_added(self, error: ConsoleError) -> None:
        self.note.setReadOnly(False)
        self._on_refused(error)

    def _on_typed(self) -> None:
        if self.note.toPlainText().strip() and self.note.hasFocus():
            self.workplace.presence.typed()
        else:
            self.workplace.presence.rested()
