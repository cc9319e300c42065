"""A reason, and a button that has to be pressed twice: erasing cannot be undone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from madiun_console.ui.theme import Appearance
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import InlineMessage, KeyButton, Labelled

MOST_REASON = 500


class EraseForm(Retranslated, QWidget):
    """`wanted(reason)` after the second press; Esc, or another choice, takes the first one back."""

    wanted = Signal(str)
    nothing_chosen = Signal()
    """The key was pressed, and there is nothing to erase yet."""

    def __init__(
        self,
        appearance: Appearance,
        key: str,
        parent: QWidget | None = None,
        *,
        shared: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__(parent)
        self._shared = shared
        self._what = ""
        self._armed = False
        self.reason = QLineEdit(self)
        self.reason.setMaxLength(MOST_REASON)
        self.erase = KeyButton("", key, role="danger", parent=self)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.hide()
        self.message = InlineMessage(appearance, self)
        self._label = Labelled(self.reason, self)
        buttons = QHBoxLayout()
        buttons.addWidget(self.erase)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self._label, self.message, self.bar):
            column.addWidget(widget)
        column.addLayout(buttons)
        self.erase.clicked.connect(self._on_pressed)
        # The key of a button that is off does nothing in Qt: where there is nothing to erase it leads to what is missing.
        self._lead = QShortcut(QKeySequence(key), self)
        self._lead.activated.connect(self.nothing_chosen)
        self.reason.returnPressed.connect(self._on_pressed)
        self.reason.textEdited.connect(lambda _text: self.disarm())
        self.retranslate()

    def set_what(self, what: str) -> None:
        """What the button erases, in words ("the identities in 12 incidents"); empty: there is nothing."""
        if what != self._what:
            self._what = what
            self.disarm()
        self._dress()

    def disarm(self) -> None:
        """The next press is the first one again."""
        if self._armed:
            self._armed = False
            self.message.clear()
        self._dress()

    def set_running(self, *, running: bool) -> None:
        """While it is erased nothing else can be pressed."""
        self.bar.setVisible(running)
        self.bar.setRange(0, 0)
        if running and self.erase.hasFocus():
            # What is switched off loses the focus, and Qt gives it to the top bar.
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reason.setReadOnly(running)
        self.erase.setEnabled(not running and bool(self._what))
        self._lead.setEnabled(not running and not self._what)
        if not running:
            self._armed = False
            self._dress()

    def show_progress(self, done: int, total: int) -> None:
        """How far it is."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def clear(self) -> None:
        """Forget the reason."""
        self.reason.clear()
        self.disarm()

    def retranslate(self) -> None:
        self._label.set_text(self.tr("Reason"))
        self.reason.setPlaceholderText(self.tr("For example: the retention period has ended"))
        self._dress()

    # ------------------------------------------------------------------------------------------ inside

    def _dress(self) -> None:
        running = not self.bar.isHidden()
        self.erase.setEnabled(bool(self._what) and not running)
        self._lead.setEnabled(not self._what and not running)
        self.erase.set_label(self.tr("Erase for good") if self._armed else self.tr("Erase …"))

    def _on_pressed(self) -> None:
        if not self._what or not self.erase.isEnabled():
            return
        if not self.reason.text().strip():
            self.message.show_message("warning", self.tr("Write the reason first."), dismissible=False)
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not self._armed:
            self._armed = True
            text = (
                self.tr(
                    "{what} will be gone for good: on the server, at all desks and agencies, and in new backups. "
                    "Press once more to erase, Esc to stop."
                )
                if self._shared()
                else self.tr(
                    "{what} will be gone for good, on this PC and in new backups. Press once more to erase, Esc to stop."
                )
            )
            self.message.show_message("danger", text.format(what=self._what), dismissible=False)
            self._dress()
            return
        self.message.clear()
        self.wanted.emit(self.reason.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._armed:
            self.disarm()
        else:
            super().keyPressEvent(event)
