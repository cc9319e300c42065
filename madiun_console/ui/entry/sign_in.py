"""Signing in, at the start and at every change of shift: a name by typing a part of it, a password, Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from madiun_console.actions.desk import Session
from madiun_console.actions.sign_in import sign_in
from madiun_console.domain.changes import Changes
from madiun_console.errors import ConsoleError, NotAllowed
from madiun_console.queries.desk_lists import people
from madiun_console.queries.rows import PersonRow
from madiun_console.ui.entry.entry_card import EntryCard, text_label, title_label
from madiun_console.ui.entry.forgotten import ForgottenForm
from madiun_console.ui.entry.patience import Patience
from madiun_console.ui.link_words import LinkWords
from madiun_console.ui.people.twin_words import TwinWords
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import Hit, InlineMessage, KeyButton, Labelled, PasswordField, TypeAhead
from madiun_console.ui.workplace import Workplace

WIDTH = 420


class SignInPage(Retranslated, EntryCard):
    """Tells the workplace who is there: `workplace.set_session`."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(WIDTH, parent)
        self._workplace = workplace
        self._people: Sequence[PersonRow] = ()
        self._checking = False
        self._paused = False
        self._patience = Patience(workplace.ticker.monotonic)
        self.name = TypeAhead(workplace.appearance, self._found, self)
        self.password = PasswordField(self)
        self.enter = KeyButton("", role="primary", parent=self)
        self.forgotten = KeyButton("", role="link", parent=self)
        self.message = InlineMessage(workplace.appearance, self)
        self.recovery = ForgottenForm(workplace, self)
        self._title = title_label(self)
        self._hint = text_label(self)
        self._words = LinkWords(workplace, self)
        self._twins = TwinWords(workplace, self)
        self.loading = text_label(self)
        self._name = Labelled(self.name, self)
        self._password = Labelled(self.password, self)
        self._set_out()
        self.name.installEventFilter(self)
        self.name.chosen.connect(self._on_chosen)
        self.password.returned.connect(self.submit)
        self.enter.clicked.connect(self.submit)
        self.forgotten.clicked.connect(self._on_forgotten)
        self.recovery.left.connect(self._on_back)
        workplace.ticker.ticked.connect(self._on_tick)
        workplace.jobs.changed.connect(self._on_changed)
        workplace.link_changed.connect(lambda _state: self._show_loading())
        workplace.letter_changed.connect(self.retranslate)
        self.retranslate()

    def _set_out(self) -> None:
        self.sign_in_form = QWidget(self)
        form = QVBoxLayout(self.sign_in_form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(12)
        form.addWidget(self._title)
        form.addWidget(self._hint)
        form.addWidget(self.loading)
        form.addWidget(self._name)
        form.addWidget(self._password)
        form.addWidget(self.message)
        row = QHBoxLayout()
        for button in (self.enter, self.forgotten):
            button.setAutoDefault(True)
        row.addWidget(self.enter)
        row.addStretch(1)
        row.addWidget(self.forgotten)
        form.addLayout(row)
        self.column.addWidget(self.sign_in_form)
        self.column.addWidget(self.recovery)
        self.recovery.hide()

    def entered(self) -> None:
        """Called when the page is shown: empty fields, fresh names, the focus in the name."""
        self._on_back()
        self.message.clear()
        self.name.set_value(None)
        self.password.clear()
        self._workplace.ask(people, done=self._on_people, latest="sign_in_people")
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, tone: str, text: str) -> None:
        """Why this page is shown, when nobody asked for it."""
        self.message.show_message(tone, text, dismissible=False)

    def submit(self) -> None:
        """Check name and password; a wrong one is said in place."""
        chosen, name = self.name.value(), self._given_name()
        if self._checking or self._patience.seconds_left():
            return
        if not name:
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._set_checking(on=True)
        self._workplace.ask(
            sign_in,
            name,
            self.password.text(),
            str(chosen.value) if chosen is not None else None,
            done=self._on_signed_in,
            failed=self._on_refused,
        )

    def retranslate(self) -> None:
        desk = self._workplace.desk
        self.set_under(self._workplace.desk_name, training=desk.demo)
        self._title.setText(self.tr("Sign in"))
        hint = self.tr("LATIHAN: choose demo, the password is demo.") if desk.demo else ""
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._show_loading()
        self._name.set_text(self.tr("Name"))
        self.name.setPlaceholderText(self.tr("Type a part of your name"))
        self._password.set_text(self.tr("Password"))
        self.enter.set_label(self.tr("Checking …") if self._checking else self.tr("Sign in"))
        self.forgotten.set_label(self.tr("Forgot the password?"))

    # ------------------------------------------------------------------------------------------ inside

    def _on_changed(self, changes: Changes) -> None:
        """At a desk that has just joined, people come with the shared log."""
        if changes.people and self.isVisible():
            self._workplace.ask(people, done=self._on_people, latest="sign_in_people")

    def _show_loading(self) -> None:
        self.loading.setText(self._words.loading(self._workplace.link.state))
        self.loading.setVisible(bool(self.loading.text()))

    def _found(self, text: str) -> list[Hit]:
        wanted = text.casefold()
        rows = [row for row in self._people if wanted in row.name.casefold()]
        # a name that begins with what was typed stands before one that only holds it
        rows.sort(key=lambda row: (not row.name.casefold().startswith(wanted), row.name.casefold()))
        return [
            Hit(
                row.id,
                row.name,
                " · ".join(part for part in (row.role.capitalize(), self._twins.added(row)) if part),
            )
            for row in rows
        ]

    def _on_people(self, rows: list[PersonRow]) -> None:
        agency = self._workplace.desk.agency
        self._people = [row for row in rows if not row.disabled and row.agency == agency]
        if len(self._people) == 1 and not self.name.text():
            self.name.set_value(Hit(self._people[0].id, self._people[0].name))
            self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_chosen(self, hit: object) -> None:
        if hit is not None:
            self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_signed_in(self, session: Session) -> None:
        self._patience.succeeded()
        self._set_checking(on=False)
        typed = self.password.text()
        self.password.clear()
        self.message.clear()
        self._workplace.set_session(session, typed)

    def _on_refused(self, error: ConsoleError) -> None:
        self._set_checking(on=False)
        if isinstance(error, NotAllowed):
            self._patience.failed()
            self.password.clear()
        self.message.show_message("danger", error.text(self._workplace.language), dismissible=False)
        self._show_pause()
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_tick(self) -> None:
        if self._paused:
            self._show_pause()

    def _show_pause(self) -> None:
        left = self._patience.seconds_left()
        self.enter.setEnabled(not left)
        if left:
            text = self.tr("Too many wrong passwords. The next try is possible in {seconds} s.")
            self.message.show_message("warning", text.format(seconds=left), dismissible=False)
        elif self._paused:
            self.message.clear()
        self._paused = bool(left)

    def _set_checking(self, *, on: bool) -> None:
        self._checking = on
        self.enter.setEnabled(not on)
        self.retranslate()

    def _given_name(self) -> str:
        """The name that was chosen, or what was typed for one."""
        chosen = self.name.value()
        return chosen.label if chosen is not None else self.name.wanted_text()

    def _on_forgotten(self) -> None:
        self.sign_in_form.hide()
        self.recovery.show()
        self.recovery.begin(self._given_name())

    def _on_back(self) -> None:
        self.recovery.hide()
        self.sign_in_form.show()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Enter in the name goes on to the password, unless the name's list takes it."""
        if (
            watched is self.name
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not self.name.popup_open()
        ):
            self.password.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return False
