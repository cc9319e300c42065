"""A new recovery code, for an administrator whose paper is lost or was seen by somebody."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from madiun_console.actions.recovery_code import confirm_recovery_code, renew_recovery_code
from madiun_console.errors import ConsoleError
from madiun_console.ui.entry.code_page import RecoveryCodeView
from madiun_console.ui.settings.card import SettingsCard
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import KeyButton, Labelled, PasswordField
from madiun_console.ui.workplace import Workplace


class RecoveryCard(Retranslated, SettingsCard):
    """Asks for the administrator's own password, then shows the new code once."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace.appearance, parent)
        self._workplace = workplace
        self.password = PasswordField(self)
        self.renew = KeyButton("", parent=self)
        self.renew.setAutoDefault(True)
        self.code = RecoveryCodeView(workplace.appearance, self)
        self.code.hide()
        self._password = Labelled(self.password, self)
        self.column.addWidget(self._password)
        self.add_buttons(self.renew)
        self.column.addWidget(self.code)
        self.password.returned.connect(self.submit)
        self.renew.clicked.connect(self.submit)
        self.code.kept.connect(self._on_kept)
        workplace.session_changed.connect(lambda _session: self.clear())
        self.retranslate()

    def clear(self) -> None:
        """Back to the beginning; a code that was shown is forgotten."""
        self.code.forget()
        self.code.hide()
        self.message.clear()
        self.password.clear()
        self._password.show()
        self.renew.show()

    def submit(self) -> None:
        """Make the new code; the old one ends with it."""
        if not self.renew.isEnabled():
            return
        self.renew.setEnabled(False)
        self._workplace.act(
            renew_recovery_code, self.password.text(), done=self._on_code, failed=self._on_refused
        )

    def retranslate(self) -> None:
        self.set_heading(
            self.tr("Recovery code"),
            self.tr(
                "Make a new one when the paper is lost or somebody saw it. The old code then opens nothing more here."
            ),
        )
        self._password.set_text(self.tr("Your own password"))
        self.renew.set_label(self.tr("Make a new code"))

    def _on_code(self, code: str) -> None:
        self.renew.setEnabled(True)
        self.password.clear()
        self.message.clear()
        self._password.hide()
        self.renew.hide()
        self.code.show()
        self.code.show_code(code)

    def _on_kept(self) -> None:
        self._workplace.jobs.act(confirm_recovery_code, self._workplace.desk)
        self.clear()

    def _on_refused(self, error: ConsoleError) -> None:
        self.renew.setEnabled(True)
        text = error.text(self._workplace.language)
        if error.id == "sign_in":
            self.password.clear()
            text = self.tr("The password is wrong.")
        self.message.show_message("danger", text)
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)
