"""Two fields for a new password, the second to catch a slip of the finger in the first."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import Labelled, PasswordField


class NewPassword(Retranslated, QWidget):
    """Side by side where there is room, else one under the other; typing begins in `first`.

    No focus proxy: Qt puts a widget that has one behind its fields in the Tab order, and Tab went round in them.
    """

    def __init__(self, *, beside: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first = PasswordField(self)
        self.second = PasswordField(self)
        self.second.show_button.hide()  # one button shows both
        self.first.shown_changed.connect(lambda on: self.second.set_shown(on=on))
        self._first = Labelled(self.first, self)
        self._second = Labelled(self.second, self)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        row = QBoxLayout(way, self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._first, 1)
        row.addWidget(self._second, 1)
        self.retranslate()

    def complaint(self) -> str:
        """What is wrong with the two, in words; empty when they agree. How long it must be, the action says."""
        if not self.first.text():
            return self.tr("Type a new password.")
        if self.first.text() != self.second.text():
            return self.tr("The two passwords differ. Type them again.")
        return ""

    def begin_again(self) -> None:
        """After a complaint: the first is typed over, the second is typed anew."""
        self.second.line.clear()
        self.first.line.selectAll()
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def text(self) -> str:
        """The new password."""
        return self.first.text()

    def clear(self) -> None:
        """Empty both."""
        self.first.clear()
        self.second.clear()

    def retranslate(self) -> None:
        self._first.set_text(self.tr("New password"))
        self._second.set_text(self.tr("The same once more"))
