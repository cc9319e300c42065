"""The shared server: where it is, how the link stands, a test of it, and joining for a desk that worked alone until now."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from madiun_console.errors import ConsoleError
from madiun_console.sync.enrol_code import EnrolCode
from madiun_console.sync.link_state import LinkState, is_revoked
from madiun_console.ui.entry.join_form import JoinForm
from madiun_console.ui.link_words import LinkWords
from madiun_console.ui.settings.card import SettingsCard
from madiun_console.ui.settings.server_jobs import (
    Answer,
    ServerPlace,
    join_desk,
    server_place,
    try_connection,
)
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import InlineMessage, KeyButton, Labelled, PasswordField
from madiun_console.ui.workplace import Workplace

ROWS = ("server", "desk", "state", "unsent", "heard", "clock", "login")


class ServerCard(Retranslated, SettingsCard):
    """Everybody sees how it stands; joining is offered to whoever may enrol computers."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace.appearance, parent)
        self._workplace = workplace
        self._words = LinkWords(workplace, self)
        self._place: ServerPlace | None = None
        self._labels = {row: QLabel(self) for row in ROWS}
        self.values = {row: QLabel(self) for row in ROWS}
        for row in ROWS:
            value = self.values[row]
            value.setTextFormat(Qt.TextFormat.PlainText)
            value.setWordWrap(True)
            self.add_row(self._labels[row], value)
        self.fault = InlineMessage(workplace.appearance, self)
        """Why there is no link now, and what to do."""
        self.column.addWidget(self.fault)
        self.test = KeyButton("", parent=self)
        self.join = KeyButton("", parent=self)
        for button in (self.test, self.join):
            button.setAutoDefault(True)
        self.add_buttons(self.test, self.join)
        self.test.clicked.connect(self._on_test)
        self.join.clicked.connect(self.show_form)
        workplace.link_changed.connect(self._on_link)
        workplace.letter_changed.connect(self._show)
        workplace.session_changed.connect(self._on_session)
        workplace.role_changed.connect(lambda _session: self._show())
        self.retranslate()

    @cached_property
    def form(self) -> JoinForm:
        """The code; made when somebody wants to join."""
        made = JoinForm(self._workplace.appearance, self._workplace.translator, self)
        made.note_of = self._before_joining
        made.ask_also(self._password)
        made.wanted.connect(self._on_join)
        made.left.connect(self._on_left)
        self.column.addWidget(made)
        return made

    @cached_property
    def password(self) -> PasswordField:
        """Whoever lets a computer join proves who they are, and can use their own login at once."""
        return PasswordField(self)

    @cached_property
    def _password(self) -> Labelled:
        return Labelled(self.password, self)

    def entered(self) -> None:
        """Called when the page is shown."""
        self._workplace.ask(server_place, done=self.show_place, latest="server_place")

    def show_form(self) -> None:
        """Ask for the code."""
        self._password.set_text(self.tr("Your own password"))
        self.message.clear()
        self.form.show()
        self.form.begin()
        self.password.clear()
        self._show()

    def retranslate(self) -> None:
        words = {
            "server": self.tr("Server"),
            "desk": self.tr("This desk"),
            "state": self.tr("Link"),
            "unsent": self.tr("Not sent yet"),
            "heard": self.tr("Last exchange"),
            "clock": self.tr("This PC's clock"),
            "login": self.tr("Your own login"),
        }
        for row, label in self._labels.items():
            label.setText(words[row])
        self.set_heading(self.tr("Shared server"))
        self.test.set_label(self.tr("Test the connection"))
        self.join.set_label(self.tr("Join with a code"))
        if "_password" in self.__dict__:
            self._password.set_text(self.tr("Your own password"))
        self._show()

    # ------------------------------------------------------------------------------------------ what is shown

    def _show(self) -> None:
        place, state = self._workplace, self._workplace.link.state
        joined = self._place is not None
        formats = place.formats
        self.values["server"].setText(self._server_words())
        self.values["desk"].setText(self._desk_words(state))
        self.values["state"].setText(self._words.loading(state) or self._words.mode(state))
        if state.fault is None:
            self.fault.clear()
        elif self.fault.accessibleName() != state.fault.text(place.language):
            self.fault.show_message("warning", state.fault.text(place.language), dismissible=False)
        self.values["unsent"].setText(formats.number(state.unsent))
        heard = (
            formats.moment(state.heard_ms, place.ticker.wall_ms()) if state.heard_ms else self.tr("not yet")
        )
        self.values["heard"].setText(heard)
        self.values["clock"].setText(self._words.skew(state))
        self.values["login"].setText(self._words.own_login(state))
        for row in ROWS[3:]:
            self._labels[row].setVisible(joined)
            self.values[row].setVisible(joined)
        self.test.setVisible(joined)
        asking = "form" in self.__dict__ and not self.form.isHidden()
        homeless = not joined or is_revoked(state)
        self.join.setVisible(homeless and not place.desk.demo and place.may("devices") and not asking)

    def _server_words(self) -> str:
        if self._place is None:
            return self.tr("none; this desk works alone")
        if self._place.encrypted:
            return self.tr("{address}, encrypted").format(address=self._place.address)
        return self.tr("{address}, on this computer, not encrypted").format(address=self._place.address)

    def _desk_words(self, state: LinkState) -> str:
        place = self._workplace
        rid = place.desk.store.rid
        name = next((one.name for one in state.present if one.rid == rid), "")
        if self._place is not None and self._place.feed != "center":
            agency = place.desk.rulebook.agencies_by_id.get(self._place.feed)
            letter = agency.name if agency else self._place.feed
        else:
            letter = place.desk_name
        return f"{letter} · {name}" if name else letter

    def show_place(self, found: ServerPlace | None) -> None:
        """Where the server is, as the store knows it."""
        self._place = found
        self._show()

    def _on_link(self, _state: LinkState) -> None:
        if self.isVisible():
            self._show()

    def _on_session(self, _session: object) -> None:
        self.message.clear()
        if "form" in self.__dict__:
            self._on_left()
        self._show()

    # ------------------------------------------------------------------------------------------ what a person does

    def _on_test(self) -> None:
        self.test.setEnabled(False)
        self.message.clear()
        place = self._workplace
        place.jobs.aside(try_connection, place.desk, done=self._on_answer, failed=self._on_silence)

    def _on_answer(self, answer: Answer) -> None:
        self.test.setEnabled(True)
        formats = self._workplace.formats
        text = self.tr("The server answered in {time} ms; its log holds {count} entries.").format(
            time=formats.number(answer.milliseconds), count=formats.number(answer.head)
        )
        self.message.show_message("success", text)

    def _on_silence(self, error: ConsoleError) -> None:
        self.test.setEnabled(True)
        self.message.show_message("danger", error.text(self._workplace.language))

    def _before_joining(self, code: EnrolCode) -> str:
        """What joining does to a desk that has a past of its own."""
        if code.feed or not code.center or code.center == self._workplace.desk.store.center:
            return ""
        return self.tr(
            "That server has a center already. All that was logged here goes along, but the people and the rules of this "
            "desk are held until an administrator of that center confirms them. Until then sign in here with a name that "
            "is known there."
        )

    def _on_join(self, code: str) -> None:
        place, password = self._workplace, self.password.text()
        person, center = place.session.person, place.desk.store.center
        self.form.set_busy(on=True)
        place.jobs.aside(
            join_desk, place.desk, place.session, code, password,
            done=lambda _: self._on_joined(person, password, center), failed=self._on_refused,
        )  # fmt: skip

    def _on_joined(self, person: str, password: str, center: str) -> None:
        place = self._workplace
        adopted = place.desk.store.center != center  # a code of before the first desk joined does not tell
        self._on_left()
        place.link.start_anew()
        if place.signed_in and place.session.person == person:
            place.come_back(password)
        place.look_at_letter()
        self.entered()
        if adopted:
            text = self.tr(
                "Joined. What was logged here is being sent; the people and the rules of this desk wait until an "
                "administrator of the center confirms them."
            )
            self.message.show_message("warning", text)
        else:
            text = self.tr("Joined. What was logged here is being sent; work goes on.")
            self.message.show_message("success", text)

    def _on_refused(self, error: ConsoleError) -> None:
        self.form.say_error(error)
        if error.id in ("sign_in", "role_missing"):
            self.password.clear()
            self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_left(self) -> None:
        self.form.hide()
        self.form.field.clear()
        self.form.set_busy(on=False)
        self.password.clear()
        self._show()
