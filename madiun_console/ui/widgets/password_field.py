"""A field for a password: hidden while typed, shown for as long as the person wants to check it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets.key_button import KeyButton


class PasswordField(Retranslated, QWidget):
    """The focus goes to the line; Enter in it is told by `returned`."""

    returned = Signal()
    edited = Signal()
    shown_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit(self)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.line.returnPressed.connect(self.returned)
        self.line.textEdited.connect(self.edited)
        self.show_button = KeyButton("", role="link", parent=self)
        self.show_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.show_button.setAutoDefault(True)
        self.show_button.clicked.connect(lambda: self.set_shown(on=not self.is_shown()))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.line, 1)
        row.addWidget(self.show_button)
        self.setFocusProxy(self.line)
        self.retranslate()

    def text(self) -> str:
        """The password as typed, blanks and all."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Put a password in, as somebody's typing would."""
        self.line.setText(text)

    def clear(self) -> None:
        """Empty the field and hide what will be typed next."""
        self.line.clear()
        self.set_shown(on=False)

    def is_shown(self) -> bool:
        """Whether the letters can be read."""
        return self.line.echoMode() == QLineEdit.EchoMode.Normal

    def retranslate(self) -> None:
        self.show_button.set_label(self.tr("Hide") if self.is_shown() else self.tr("Show"))
        self.show_button.setAccessibleName(
            self.tr("Hide the password") if self.is_shown() else self.tr("Show the password")
        )

    def set_shown(self, *, on: bool) -> None:
        """Let the letters be read, or hide them."""
        if on == self.is_shown():
            return
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)
        self.retranslate()
        self.shown_changed.emit(on)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)
