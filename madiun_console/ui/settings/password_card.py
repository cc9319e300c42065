"""Everyone changes their own password here, knowing the old one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from madiun_console.errors import ConsoleError
from madiun_console.ui.entry.entry_card import enter_walks
from madiun_console.ui.entry.new_password import NewPassword
from madiun_console.ui.logins import change_own_password
from madiun_console.ui.settings.card import SettingsCard
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import KeyButton, Labelled, PasswordField
from madiun_console.ui.workplace import Workplace


class PasswordCard(Retranslated, SettingsCard):
    """The fields are emptied when it worked, when somebody else signs in, and when the page is left."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace.appearance, parent)
        self._workplace = workplace
        self.old = PasswordField(self)
        self.new = NewPassword(parent=self)
        self.change = KeyButton("", parent=self)
        self.change.setAutoDefault(True)
        self._old = Labelled(self.old, self)
        self.column.addWidget(self._old)
        self.column.addWidget(self.new)
        self.add_buttons(self.change)
        enter_walks((self.old, self.new.first, self.new.second), self.submit)
        self.change.clicked.connect(self.submit)
        workplace.session_changed.connect(lambda _session: self.clear())
        self.retranslate()

    def clear(self) -> None:
        """Empty fields, no message."""
        self.old.clear()
        self.new.clear()
        self.message.clear()
        self.retranslate()

    def submit(self) -> None:
        """Change the password of whoever is signed in."""
        complaint = self.new.complaint()
        if complaint:
            self.message.show_message("danger", complaint)
            self.new.begin_again()
            return
        if not self.change.isEnabled():
            return
        self.change.setEnabled(False)
        self._workplace.act(
            change_own_password, self.old.text(), self.new.text(), done=self._on_done, failed=self._on_refused
        )

    def retranslate(self) -> None:
        place = self._workplace
        name = place.session.name if place.signed_in else ""
        self.set_heading(
            self.tr("My password"), self.tr("Of {name}, at every desk of this center.").format(name=name)
        )
        self._old.set_text(self.tr("Present password"))
        self.change.set_label(self.tr("Change the password"))

    def _on_done(self, _changes: object) -> None:
        self.change.setEnabled(True)
        self._workplace.link.new_password(self._workplace.session.person, self.new.text())
        self.clear()
        self.message.show_message("success", self.tr("The new password holds from now on."))

    def _on_refused(self, error: ConsoleError) -> None:
        self.change.setEnabled(True)
        if error.id == "sign_in":
            self.old.clear()
            self.message.show_message("danger", self.tr("The present password is wrong."))
            self.old.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.message.show_message("danger", error.text(self._workplace.language))
        self.new.first.setFocus(Qt.FocusReason.OtherFocusReason)
