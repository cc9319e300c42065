"""The way back in with the recovery code: it sets an administrator's password anew."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from madiun_console.actions.desk import Session
from madiun_console.errors import ConsoleError
from madiun_console.ui.entry.entry_card import enter_walks, text_label, title_label
from madiun_console.ui.entry.new_password import NewPassword
from madiun_console.ui.logins import recover
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import InlineMessage, KeyButton, Labelled
from madiun_console.ui.workplace import Workplace


class ForgottenForm(Retranslated, QWidget):
    """Code, name, new password twice; Esc goes back to the sign-in."""

    left = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self.code = QLineEdit(self)
        self.code.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
        self.name = QLineEdit(self)
        self.password = NewPassword(parent=self)
        self.save = KeyButton("", role="primary", parent=self)
        self.back = KeyButton("", "Esc", role="quiet", parent=self)
        self.message = InlineMessage(workplace.appearance, self)
        self._title = title_label(self)
        self._words = text_label(self)
        self._code = Labelled(self.code, self)
        self._name = Labelled(self.name, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self._title, self._words, self._code, self._name, self.password, self.message):
            column.addWidget(part)
        row = QHBoxLayout()
        for button in (self.save, self.back):
            button.setAutoDefault(True)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        enter_walks((self.code, self.name, self.password.first, self.password.second), self.submit)
        self.save.clicked.connect(self.submit)
        self.back.clicked.connect(self._on_back)
        self.retranslate()

    def begin(self, name: str = "") -> None:
        """The name as it was given at the sign-in, the other fields empty, the focus in the code."""
        for field in (self.code, self.name, self.password):
            field.clear()
        self.name.setText(name)
        self.message.clear()
        self.save.setEnabled(True)
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Check the code, set the password, and sign that administrator in."""
        complaint = self.password.complaint()
        if complaint:
            self.message.show_message("danger", complaint, dismissible=False)
            self.password.begin_again()
            return
        if not self.save.isEnabled():
            return
        self.save.setEnabled(False)
        place = self._workplace
        place.jobs.act(
            recover,
            place.desk,
            self.code.text(),
            self.name.text(),
            self.password.text(),
            done=self._on_done,
            failed=self._on_refused,
        )

    def retranslate(self) -> None:
        self._title.setText(self.tr("Forgot the password"))
        self._words.setText(
            self.tr(
                "An administrator can set your password anew under People. An administrator who has forgotten their "
                "own uses the recovery code that was printed at the first start."
            )
        )
        self._code.set_text(
            self.tr("Recovery code"), self.tr("Five groups of five; capitals and dashes do not matter.")
        )
        self._name.set_text(self.tr("Name of the administrator"))
        self.save.set_label(self.tr("Set the password and sign in"))
        self.back.set_label(self.tr("Back"))

    def _on_done(self, session: Session) -> None:
        typed = self.password.text()
        self.begin()
        self.left.emit()
        self._workplace.set_session(session, typed)

    def _on_refused(self, error: ConsoleError) -> None:
        self.save.setEnabled(True)
        self.message.show_message("danger", error.text(self._workplace.language), dismissible=False)
        field = self.name if error.id == "no_administrator" else self.code
        (self.password.first if error.id == "password_short" else field).setFocus(
            Qt.FocusReason.OtherFocusReason
        )

    def _on_back(self) -> None:
        self.begin()
        self.left.emit()
