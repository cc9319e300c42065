"""The one-time code with which a computer joins a shared server: pasted or typed, checked while it is typed."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from madiun_console.errors import ConsoleError, InvalidInput
from madiun_console.sync.enrol_code import EnrolCode, decode
from madiun_console.ui.entry.entry_card import text_label
from madiun_console.ui.theme import Appearance
from madiun_console.ui.translation import Retranslated, Translator
from madiun_console.ui.widgets import GrowingText, InlineMessage, KeyButton, Labelled

FIELD_LINES = (4, 12)


class JoinForm(Retranslated, QWidget):
    """Emits `wanted` with a code whose letters fit; whoever listens joins, and tells what came of it."""

    wanted = Signal(str)
    left = Signal()

    def __init__(self, appearance: Appearance, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._translator = translator
        self._busy = False
        self._doing = ""
        self.field = GrowingText(*FIELD_LINES, parent=self)
        self.field.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.read = text_label(self)
        self.note_of: Callable[[EnrolCode], str] = lambda _code: ""
        """What joining with this code would do that must be known before."""
        self.wall_s: Callable[[], float] = time.time
        """For telling whether a code has expired."""
        self._warning = InlineMessage(appearance, self)
        self.join = KeyButton("", "Ctrl+Return", role="primary", parent=self)
        self.back = KeyButton("", "Esc", role="quiet", parent=self)
        self.message = InlineMessage(appearance, self)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.hide()
        self.doing = text_label(self)
        self.doing.hide()
        self._field = Labelled(self.field, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (self._field, self.read, self._warning, self.message, self.doing, self.bar):
            column.addWidget(part)
        self._column = column
        row = QHBoxLayout()
        for button in (self.join, self.back):
            button.setAutoDefault(True)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        self.field.textChanged.connect(self._on_typed)
        self.join.clicked.connect(self.submit)
        self.back.clicked.connect(self._on_back)
        self.retranslate()

    def begin(self) -> None:
        """An empty form, the focus in the code."""
        self.field.clear()
        self.message.clear()
        self.set_busy(on=False)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_also(self, field: QWidget) -> None:
        """Put one more field under the code."""
        self._column.insertWidget(self._column.indexOf(self.message), field)
        QWidget.setTabOrder(self.field, field)

    def note(self) -> str:
        """The warning that stands there now."""
        return "" if self._warning.isHidden() else self._warning.accessibleName()

    def submit(self) -> None:
        """Join with this code, or say in which group the typing error is."""
        if self._busy:
            return
        try:
            decode(self.field.toPlainText())
        except InvalidInput as error:
            self.say_error(error)
            return
        self.message.clear()
        self.wanted.emit(self.field.toPlainText())

    def say_error(self, error: ConsoleError) -> None:
        """Why it could not join; what was typed stays."""
        self.set_busy(on=False)
        self.message.show_message("danger", error.text(self._translator.language), dismissible=False)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_busy(self, *, on: bool) -> None:
        """While the server is asked and the past is loaded nothing can be changed."""
        self._busy = on
        for part in (self.field, self.join, self.back):
            part.setEnabled(not on)
        self.bar.setRange(0, 0)
        self.bar.setVisible(on)
        self.doing.setVisible(on)
        self.doing.setText(self.tr("Asking the server …") if on else "")

    def show_progress(self, done: int, of_all: int) -> None:
        """How much of the past is here."""
        self.bar.setRange(0, max(1, of_all))
        self.bar.setValue(done)
        formats = self._translator.formats
        self.doing.setText(
            self.tr("People and the past are being loaded: {done} of {all}").format(
                done=formats.number(done), all=formats.number(of_all)
            )
        )

    def retranslate(self) -> None:
        self._field.set_text(
            self.tr("Code to join"),
            self.tr("Paste it or type it; capitals, dashes and line breaks do not matter."),
        )
        self.join.set_label(self.tr("Test and join"))
        self.back.set_label(self.tr("Back"))
        self.bar.setAccessibleName(self.tr("Progress"))
        self._on_typed()

    def _on_typed(self) -> None:
        """A code that is whole shows what it leads to, before anything is done."""
        text = note = ""
        with suppress(InvalidInput):
            code = decode(self.field.toPlainText())
            text, note = self._words_of(code), self.note_of(code)
        self.read.setText(text)
        self.read.setVisible(bool(text))
        if note:
            self._warning.show_message("warning", note, dismissible=False)
        else:
            self._warning.clear()

    def _words_of(self, code: EnrolCode) -> str:
        where = self.tr("Server {host}, port {port}").format(host=code.host, port=code.port)
        whose = (
            self.tr("desk of the agency {agency}").format(agency=code.feed)
            if code.feed
            else self.tr("desk {letter}").format(letter=code.desk)
        )
        if code.expired(self.wall_s()):
            return self.tr("{where} · {whose} · this code has expired").format(where=where, whose=whose)
        until = self._translator.formats.moment(code.expires * 1000, int(self.wall_s() * 1000))
        return self.tr("{where} · {whose} · good until {time}").format(where=where, whose=whose, time=until)

    def _on_back(self) -> None:
        self.begin()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._busy:
            self._on_back()
            return
        super().keyPressEvent(event)
