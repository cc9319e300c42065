"""Shown when the store cannot be opened: what is the matter, what helps, and nothing that could make it worse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from madiun_console.actions.desk import Desk
from madiun_console.domain.rulebook import RuleTableError
from madiun_console.errors import ConsoleError
from madiun_console.ui.entry.entry_card import EntryCard, text_label, title_label
from madiun_console.ui.jobs import Jobs
from madiun_console.ui.theme import Appearance
from madiun_console.ui.translation import Retranslated, Translator
from madiun_console.ui.widgets import FlowLayout, InlineMessage, KeyButton, Labelled

WIDTH = 560
KEY_TROUBLES = frozenset({"key_missing", "wrong_key", "key_damaged", "key_exposed", "keyring_silent"})
"""Errors that the recovery code mends."""
IN_USE = "store_in_use"
"""An error that closing the other window mends, and nothing else."""
RESTORE_TROUBLES = frozenset({"store_damaged", "restore_unfinished"})
"""Errors that a backup mends."""


class Rescue(Protocol):
    """What the composition root can do about a store that does not open; the methods run off the GUI thread."""

    @property
    def jobs(self) -> Jobs:
        """Runs the methods below."""

    @property
    def appearance(self) -> Appearance:
        """The theme."""

    @property
    def translator(self) -> Translator:
        """The language."""

    @property
    def folder(self) -> Path:
        """The data folder."""

    def latest_backup(self) -> str:
        """How the latest backup is called for people (its date), empty when there is none. Called once, quickly."""

    def reopen(self) -> Desk:
        """Try again."""

    def reopen_with_code(self, code: str) -> Desk:
        """Take the key out of the recovery file, keep it on this computer, and open."""

    def restore_latest(self, code: str) -> Desk:
        """Set the present store aside and restore the latest backup; `code` may be empty when the key is known."""


class TroublePage(Retranslated, EntryCard):
    """Emits `opened` with the desk when one of the ways worked, `quit_wanted` when the person gives up for now."""

    opened = Signal(object)  # Desk
    quit_wanted = Signal()

    def __init__(self, rescue: Rescue, error: Exception, parent: QWidget | None = None) -> None:
        super().__init__(WIDTH, parent)
        self._rescue = rescue
        self._error = error
        self._backup = rescue.latest_backup()
        self._wanted: Callable[[str], Desk] | None = None
        self.message = InlineMessage(rescue.appearance, self)
        self.again = KeyButton("", "F5", parent=self)
        self.use_code = KeyButton("", parent=self)
        self.restore = KeyButton("", parent=self)
        self.show_folder = KeyButton("", role="quiet", parent=self)
        self.leave = KeyButton("", role="quiet", parent=self)
        self.code = QLineEdit(self)
        self.go_on = KeyButton("", role="primary", parent=self)
        self._title, self._words = title_label(self), text_label(self)
        self._code = Labelled(self.code, self)
        self._code_form = QWidget(self)
        self._set_out()
        self._connect()
        self.retranslate()
        self._show_error(error)

    def _set_out(self) -> None:
        buttons = QWidget(self)
        flow = FlowLayout(buttons, spacing=8, line_spacing=8)
        for button in (self.again, self.use_code, self.restore, self.show_folder, self.leave):
            button.setAutoDefault(True)
            flow.addWidget(button)
        form = QVBoxLayout(self._code_form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(10)
        form.addWidget(self._code)
        row = QHBoxLayout()
        self.go_on.setAutoDefault(True)
        row.addWidget(self.go_on)
        row.addStretch(1)
        form.addLayout(row)
        self._code_form.hide()
        for part in (self._title, self.message, self._words, buttons, self._code_form):
            self.column.addWidget(part)

    def _connect(self) -> None:
        self.again.clicked.connect(lambda: self._run(self._rescue.reopen))
        self.use_code.clicked.connect(lambda: self._ask_code(self._rescue.reopen_with_code))
        self.restore.clicked.connect(lambda: self._ask_code(self._rescue.restore_latest))
        self.show_folder.clicked.connect(
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._rescue.folder)))
        )
        self.leave.clicked.connect(self.quit_wanted)
        self.code.returnPressed.connect(self._on_code)
        self.go_on.clicked.connect(self._on_code)
        self._rescue.jobs.broke.connect(self._on_broke)

    def retranslate(self) -> None:
        self.set_under(self.tr("Early detection and prevention of social conflict, Kota Madiun"))
        self._title.setText(self.tr("The data could not be opened"))
        self._words.setText(
            self.tr("Nothing was changed or deleted. Folder: {folder}").format(folder=self._rescue.folder)
        )
        self.again.set_label(self.tr("Try again"))
        self.use_code.set_label(self.tr("Open with the recovery code"))
        self.restore.set_label(self.tr("Restore the backup of {when}").format(when=self._backup))
        self.show_folder.set_label(self.tr("Open the data folder"))
        self.leave.set_label(self.tr("Quit"))
        self._name_code_form()

    # ------------------------------------------------------------------------------------------ inside

    def _name_code_form(self) -> None:
        restoring = self._wanted == self._rescue.restore_latest
        hint = self.tr("Five groups of five; capitals and dashes do not matter.")
        if restoring:
            hint = self.tr(
                "The present data is set aside, never deleted. Leave the code empty if the key is here."
            )
        self._code.set_text(self.tr("Recovery code"), hint)
        self.go_on.set_label(self.tr("Restore") if restoring else self.tr("Open"))

    def _show_error(self, error: Exception) -> None:
        self._error = error
        language = self._rescue.translator.language
        text = error.text(language) if isinstance(error, ConsoleError) else str(error)
        self.message.show_message("danger", text, dismissible=False)
        best = self.again
        if isinstance(error, ConsoleError) and error.id in KEY_TROUBLES:
            best = self.use_code
        elif isinstance(error, ConsoleError) and error.id in RESTORE_TROUBLES and self._backup:
            best = self.restore
        in_use = isinstance(error, ConsoleError) and error.id == IN_USE
        self.use_code.setHidden(in_use)
        self.restore.setHidden(in_use or not self._backup)
        if in_use:
            self._code_form.hide()  # the data are whole and open elsewhere: neither key nor backup helps
        for button in (self.again, self.use_code, self.restore):
            button.set_role("primary" if button is best and self._code_form.isHidden() else "")
        if self._code_form.isHidden():
            best.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_code(self, wanted: Callable[[str], Desk]) -> None:
        self._wanted = wanted
        self._code_form.show()
        self._name_code_form()
        for button in (self.again, self.use_code, self.restore):
            button.set_role("")
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_code(self) -> None:
        if self._wanted is not None:
            self._run(self._wanted, self.code.text())

    def _run(self, way: Callable[..., Any], *arguments: Any) -> None:
        self._set_busy(on=True)
        self.message.show_message("info", self.tr("One moment …"), dismissible=False)
        self._rescue.jobs.act(way, *arguments, done=self._on_opened, failed=self._on_refused)

    def _on_opened(self, desk: Desk) -> None:
        self._set_busy(on=False)
        self.code.clear()
        self.opened.emit(desk)

    def _on_refused(self, error: ConsoleError) -> None:
        self._set_busy(on=False)
        self._show_error(error)

    def _on_broke(self, error: object) -> None:
        self._set_busy(on=False)
        if isinstance(error, RuleTableError):
            self._show_error(error)  # tells file, line and reason; the domain's errors are not a ConsoleError
            return
        text = self.tr("The program made a mistake. Nothing was lost; the log file has the details.")
        self.message.show_message("danger", text, dismissible=False)

    def _set_busy(self, *, on: bool) -> None:
        for button in (self.again, self.use_code, self.restore, self.go_on, self.code):
            button.setEnabled(not on)
