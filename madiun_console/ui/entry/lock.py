"""The locked screen: every page is hidden, the queue goes on behind it, and the same person or another comes back in."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from madiun_console.actions.desk import Session
from madiun_console.actions.sign_in import sign_in
from madiun_console.errors import ConsoleError, NotAllowed
from madiun_console.ui.entry.entry_card import EntryCard, text_label, title_label
from madiun_console.ui.entry.patience import Patience
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import InlineMessage, KeyButton, Labelled, PasswordField
from madiun_console.ui.workplace import Workplace

WIDTH = 420


class LockPage(Retranslated, EntryCard):
    """Asks for the password of whoever is signed in; nothing of the data stands on it."""

    unlocked = Signal()
    change_person_wanted = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(WIDTH, parent)
        self._workplace = workplace
        self._checking = self._paused = False
        self._patience = Patience(workplace.ticker.monotonic)
        self.password = PasswordField(self)
        self.unlock = KeyButton("", role="primary", parent=self)
        self.change = KeyButton("", role="link", parent=self)
        self.message = InlineMessage(workplace.appearance, self)
        self._title = title_label(self)
        self._words = text_label(self)
        self._clock = QLabel(self)
        self._clock.setProperty("role", "clock")
        self._password = Labelled(self.password, self)
        self.corner.addWidget(self._clock)
        for part in (self._title, self._words, self._password, self.message):
            self.column.addWidget(part)
        row = QHBoxLayout()
        for button in (self.unlock, self.change):
            button.setAutoDefault(True)
        row.addWidget(self.unlock)
        row.addStretch(1)
        row.addWidget(self.change)
        self.column.addLayout(row)
        self.password.returned.connect(self.submit)
        self.unlock.clicked.connect(self.submit)
        self.change.clicked.connect(self.change_person_wanted)
        workplace.ticker.ticked.connect(self._on_tick)
        self.retranslate()

    def entered(self) -> None:
        """Called when the page is shown."""
        self.password.clear()
        self.message.clear()
        self._show_pause()
        self.retranslate()
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Check the password of the person who is signed in."""
        if self._checking or self._patience.seconds_left() or not self._workplace.signed_in:
            return
        self._set_checking(on=True)
        session = self._workplace.session
        self._workplace.ask(
            sign_in, session.name, self.password.text(), session.person,
            done=self._on_signed_in, failed=self._on_refused,
        )  # fmt: skip

    def retranslate(self) -> None:
        place = self._workplace
        name = place.session.name if place.signed_in else ""
        self.set_under(place.desk_name, training=place.desk.demo)
        self._title.setText(self.tr("Locked · {name}").format(name=name))
        self._words.setText(
            self.tr("A call in progress is kept as it was. The queue goes on, and alarms still sound.")
        )
        self._password.set_text(self.tr("Password of {name}").format(name=name))
        self.unlock.set_label(self.tr("Checking …") if self._checking else self.tr("Unlock"))
        self.change.set_label(self.tr("Somebody else (Ctrl+Shift+P)"))
        self._clock.setAccessibleName(self.tr("Clock"))
        self._clock.setText(place.formats.time(place.ticker.wall_ms()))

    # ------------------------------------------------------------------------------------------ inside

    def _on_signed_in(self, session: Session) -> None:
        self._patience.succeeded()
        self._set_checking(on=False)
        typed = self.password.text()
        self.password.clear()
        self.message.clear()
        place = self._workplace
        now = place.session
        if (now.person, now.name, now.role) != (session.person, session.name, session.role):
            place.set_session(session, typed)  # an administrator changed the role meanwhile
        else:
            place.come_back(typed)
        self.unlocked.emit()

    def _on_refused(self, error: ConsoleError) -> None:
        self._set_checking(on=False)
        text = error.text(self._workplace.language)
        if isinstance(error, NotAllowed):
            self._patience.failed()
            self.password.clear()
            text = self.tr("The password is wrong.")
        self.message.show_message("danger", text, dismissible=False)
        self._show_pause()
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_tick(self) -> None:
        if self.isVisible():
            self._clock.setText(self._workplace.formats.time(self._workplace.ticker.wall_ms()))
        if self._paused:
            self._show_pause()

    def _show_pause(self) -> None:
        left = self._patience.seconds_left()
        self.unlock.setEnabled(not left)
        if left:
            text = self.tr("Too many wrong passwords. The next try is possible in {seconds} s.")
            self.message.show_message("warning", text.format(seconds=left), dismissible=False)
        elif self._paused:
            self.message.clear()
        self._paused = bool(left)

    def _set_checking(self, *, on: bool) -> None:
        self._checking = on
        self.unlock.setEnabled(not on)
        self.retranslate()
