"""The foot of the pane, always in sight: a line for the log book, and the menu that sets the status."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from madiun_console.actions import work_incident
from madiun_console.errors import ConsoleError
from madiun_console.ui.incident import keys
from madiun_console.ui.incident.incident_page import IncidentPage
from madiun_console.ui.incident.inplace_form import ENTER
from madiun_console.ui.incident.labels import WrapLabel, retone
from madiun_console.ui.incident.pane_clock import PaneClock
from madiun_console.ui.incident.pane_section import PaneSection
from madiun_console.ui.widgets import GrowingText, MenuButton, MenuEntry
from madiun_console.ui.workplace import Workplace

CLOSE, REOPEN = "close", "reopen"
PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class NoteField(GrowingText):
    """Enter writes the note into the log, Shift+Enter begins a new line."""

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(1, 5, parent)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and event.modifiers() in PLAIN:
            self.entered.emit()
            return
        super().keyPressEvent(event)


class NoteFoot(PaneSection):
    """What is half typed stays with its incident until it is entered."""

    close_wanted = Signal()
    reopen_wanted = Signal()

    def __init__(self, workplace: Workplace, clock: PaneClock, parent: QWidget | None = None) -> None:
        super().__init__(workplace, clock, parent)
        self.setProperty("role", "foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._restricted = False
        self._kept: dict[str, str] = {}
        self._shown_for = ""
        self._hint = WrapLabel("caption", self)
        self.note = NoteField(self)
        self.status = MenuButton("", parent=self)
        self.status.set_key(keys.STATUS)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.note, 1, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self.status, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 10)
        column.setSpacing(4)
        column.addWidget(self._hint)
        column.addLayout(row)
        self.note.entered.connect(self.add_note)
        self.note.textChanged.connect(self._on_typed)
        self.status.picked.connect(self._on_status)
        for key, slot in ((keys.NOTE, self.focus_note), (keys.RESTRICTED_NOTE, self._on_restricted_key)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(slot)
        self.retranslate()

    def set_words(self) -> None:
        self.status.set_label(self.tr("Status"))
        self._word_field()

    def show_page(self, page: IncidentPage) -> None:
        if page.id != self._shown_for:
            self.keep()
            self._shown_for = page.id
            self.note.setPlainText(self._kept.pop(page.id, ""))
            self._set_restricted(on=False)
        super().show_page(page)

    def keep(self) -> None:
        """Put away what is half typed for the incident shown; it comes back with that incident."""
        if self._shown_for and self.note.toPlainText().strip():
            self._kept[self._shown_for] = self.note.toPlainText()

    def forget_all(self) -> None:
        """Somebody else signs in: what the one before left half typed is not theirs to send."""
        self._kept.clear()
        self.note.clear()

    def fill(self, page: IncidentPage) -> None:
        row, book, language = page.detail.row, self.rulebook, self.workplace.language
        if row.is_open:
            entries = [
                MenuEntry(
                    status, book.states.label(status, language), checkable=True, checked=status == row.status
                )
                for status in work_incident.settable_statuses(self.workplace.desk)
            ]
            entries += [MenuEntry(""), MenuEntry(CLOSE, self.tr("Close with a code …"))]
        else:
            entries = [MenuEntry(REOPEN, self.tr("Reopen …"))]
        self.status.set_entries(entries)

    def focus_note(self) -> None:
        """Go into the note field."""
        self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def is_restricted(self) -> bool:
        """Whether the next note is for the call center only."""
        return self._restricted

    def add_note(self) -> None:
        """Write the note; the field is emptied only when it is in the log."""
        text = self.note.toPlainText()
        if self.page is None or not text.strip():
            return
        action = partial(work_incident.add_note, restricted=self._restricted)
        incident = self.page.id
        self.note.setReadOnly(True)
        self.act(
            action,
            incident,
            text,
            done=lambda _: self._on_added(incident),
            failed=self._on_not_added,
        )

    def _on_added(self, incident: str) -> None:
        self.note.setReadOnly(False)
        if incident == self._shown_for:
            self.note.clear()
            self._set_restricted(on=False)
        self._kept.pop(incident, None)

    def _on_typed(self) -> None:
        presence = self.workplace.presence
        if self.note.toPlainText().strip() and self.note.hasFocus():
            presence.typed()
        else:
            presence.rested()

    def _on_not_added(self, error: ConsoleError) -> None:
        self.note.setReadOnly(False)
        self._on_refused(error)

    def _on_restricted_key(self) -> None:
        self._set_restricted(on=not self._restricted)
        self.focus_note()

    def _set_restricted(self, *, on: bool) -> None:
        self._restricted = on
        self._word_field()

    def _word_field(self) -> None:
        name = self.tr("Note for the call center only") if self._restricted else self.tr("Add a note")
        self.note.setAccessibleName(name)
        self.note.setPlaceholderText(self.tr("{name} …  {key}").format(name=name, key=keys.NOTE))
        words = self.tr("Enter adds it, Esc goes to the list · {key}: for the call center only").format(
            key=keys.RESTRICTED_NOTE
        )
        if self._restricted:
            words = self.tr("Call center only: agencies never see this note · {key}: for all").format(
                key=keys.RESTRICTED_NOTE
            )
        self._hint.show_text(words)
        retone(self._hint, "warning" if self._restricted else "")

    def _on_status(self, status: str) -> None:
        if self.page is None:
            return
        if status == CLOSE:
            self.close_wanted.emit()
        elif status == REOPEN:
            self.reopen_wanted.emit()
        else:
            self.fill(self.page)  # the menu ticks only what is in the log
            self.act(work_incident.set_status, self.page.id, status)
