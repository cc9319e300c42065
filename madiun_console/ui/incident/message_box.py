"""The message of an escalation: prepared, editable, copied for WhatsApp, read aloud, with links that open a telephone."""

from __future__ import annotations

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from madiun_console.domain.masking import mask_digits
from madiun_console.domain.rulebook import Recipient
from madiun_console.queries.escalation_message import PreparedMessage
from madiun_console.ui.dialler import Dialler
from madiun_console.ui.incident import keys
from madiun_console.ui.incident.agency_phone import agency_link, shown_number, whatsapp_link
from madiun_console.ui.incident.labels import FlowRow, WrapLabel
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import GrowingText, InlineMessage, KeyButton
from madiun_console.ui.workplace import Workplace


class MessageBox(Retranslated, QWidget):
    """What was written by hand is never overwritten; one link brings the prepared text back."""

    copied = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dialler = Dialler(workplace, self)
        self._prepared = ""
        self._number = ""
        self._recipient: Recipient | None = None
        self._label = QLabel(self)
        self._label.setProperty("role", "field")
        self.text = GrowingText(3, 7, self)
        self._label.setBuddy(self.text)
        self.script = WrapLabel("", self)
        self.script.hide()
        self._warning = InlineMessage(workplace.appearance, self)
        self.copy_text = KeyButton("", keys.COPY_MESSAGE, role="link", parent=self)
        self.read_aloud = KeyButton("", keys.READ_ALOUD, role="link", parent=self)
        self.read_aloud.setCheckable(True)
        self.call = KeyButton("", keys.CALL_RECIPIENT, role="link", parent=self)
        self.whatsapp = KeyButton("", role="link", parent=self)
        self.prepare_anew = KeyButton("", role="link", parent=self)
        links = FlowRow(10, self)
        links.add(self.copy_text, self.read_aloud, self.call, self.whatsapp, self.prepare_anew)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self._label, self.text, self._warning, links, self.script):
            column.addWidget(widget)
        self.copy_text.clicked.connect(self._on_copy)
        self.read_aloud.toggled.connect(self.script.setVisible)
        self.call.clicked.connect(self._on_call)
        self.whatsapp.clicked.connect(self._on_whatsapp)
        self.prepare_anew.clicked.connect(lambda: self.text.setPlainText(self._prepared))
        self.text.textChanged.connect(self._on_changed)
        self.retranslate()

    def prepare(self, message: PreparedMessage, number: str) -> None:
        """Take over the text for a recipient, unless another one was written; `number` is the incident's."""
        untouched = self.text.toPlainText() in ("", self._prepared)
        self._recipient = message.recipient
        self._number = number
        self._prepared = message.text
        if untouched:
            self.text.setPlainText(message.text)
        self.script.setText(message.script)
        self.call.setVisible(agency_link(message.recipient) is not None)
        self.whatsapp.setVisible(whatsapp_link(message.recipient, "") is not None)
        self._on_changed()
        self.retranslate()

    def message(self) -> str:
        """The text as it would be sent."""
        return self.text.toPlainText()

    def retranslate(self) -> None:
        self._label.setText(self.tr("Message (names and numbers of callers are never in it)"))
        self.text.setAccessibleName(self.tr("Message"))
        self.copy_text.set_label(self.tr("Copy for WhatsApp"))
        self.read_aloud.set_label(self.tr("Read aloud"))
        number = shown_number(self._recipient) if self._recipient else ""
        self.call.set_label(self.tr("Call {number}").format(number=number))
        self.whatsapp.set_label(self.tr("Open WhatsApp"))
        self.prepare_anew.set_label(self.tr("Prepared text again"))

    def _on_changed(self) -> None:
        text = self.message()
        self.prepare_anew.setVisible(bool(self._prepared) and text != self._prepared)
        own = text.replace(self._number, "") if self._number else text
        if mask_digits(own) == own:
            self._warning.clear()
        elif not self._warning.isVisibleTo(self):
            words = self.tr("This looks like a telephone number. Who called must never be in a message.")
            self._warning.show_message("warning", words, dismissible=False)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.message())
        self.copied.emit()

    def _on_call(self) -> None:
        link = agency_link(self._recipient) if self._recipient else None
        if link and self._recipient:
            self._dialler.dial(link, shown_number(self._recipient))

    def _on_whatsapp(self) -> None:
        link = whatsapp_link(self._recipient, self.message()) if self._recipient else None
        if link:
            QDesktopServices.openUrl(QUrl(link))
            self.copied.emit()
