"""Who called, in full, for thirty seconds: then, and whenever the pane is left or locked, it is hidden again."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from madiun_console.actions.identity import Identity
from madiun_console.domain import phone
from madiun_console.ui.dialler import Dialler
from madiun_console.ui.incident.labels import FlowRow, WrapLabel
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import KeyButton
from madiun_console.ui.workplace import Workplace

SHOWN_SECONDS = 30


class IdentityBox(Retranslated, QFrame):
    """Holds the identity no longer than it is shown."""

    called = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "message")
        self.setProperty("tone", "warning")
        self._ticker = workplace.ticker
        self._dialler = Dialler(workplace, self)
        self._since = 0.0
        self._number = ""
        self._who = WrapLabel("strong", self)
        self._left = WrapLabel("caption", self)
        self.call = KeyButton("", role="link", parent=self)
        self.away = KeyButton("", role="link", parent=self)
        links = FlowRow(10, self)
        links.add(self.call, self.away)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 7, 10, 7)
        column.setSpacing(3)
        for widget in (self._who, self._left, links):
            column.addWidget(widget)
        self.call.clicked.connect(self._on_call)
        self.away.clicked.connect(self.forget)
        self._ticker.ticked.connect(self._on_tick)
        self.retranslate()
        self.hide()

    def reveal(self, identity: Identity) -> None:
        """Show it from now on for thirty seconds."""
        number = identity.phone or ""
        self._number = number
        shown = phone.display(number) if number else ""
        nothing = self.tr("Nothing was noted about who called.")
        self._who.show_text(
            " · ".join(part for part in (identity.name, shown, identity.home) if part) or nothing
        )
        self.call.setVisible(bool(number))
        self._since = self._ticker.monotonic()
        self.show()
        self._on_tick()
        self.away.setFocus()

    def forget(self) -> None:
        """Hide it and keep nothing."""
        self._who.setText("")
        self._number = ""
        self.hide()

    def text(self) -> str:
        """What is shown of the identity."""
        return self._who.text()

    def retranslate(self) -> None:
        self.call.set_label(self.tr("Call"))
        self.away.set_label(self.tr("Hide"))

    def _on_tick(self) -> None:
        if not self._who.text():
            return
        left = SHOWN_SECONDS - int(self._ticker.monotonic() - self._since)
        if left <= 0:
            self.forget()
        else:
            self._left.show_text(
                self.tr("Hidden again in {seconds} s. This was logged.").format(seconds=left)
            )

    def _on_call(self) -> None:
        if self._number:
            self._dialler.dial(phone.tel(self._number))
            self.called.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # Hidden with the page it stands on, it would come back with it, empty and with its clock stopped.
        self.forget()
