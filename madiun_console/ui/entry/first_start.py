"""The first start on one page: begin a center, join one that has a server, or look around in the sample data."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from madiun_console.actions.desk import Desk, Session
from madiun_console.errors import ConsoleError
from madiun_console.ui.entry.code_page import RecoveryCodeView
from madiun_console.ui.entry.entry_card import EntryCard, enter_walks, text_label, title_label
from madiun_console.ui.entry.join_form import JoinForm
from madiun_console.ui.entry.new_password import NewPassword
from madiun_console.ui.jobs import Jobs
from madiun_console.ui.theme import Appearance
from madiun_console.ui.translation import Retranslated, Translator
from madiun_console.ui.widgets import InlineMessage, KeyButton, Labelled

WIDTH, LEFT_WIDTH = 780, 420


class FirstStart(Protocol):
    """What the composition root can do while there is no desk yet; the methods run off the GUI thread."""

    @property
    def jobs(self) -> Jobs:
        """Runs the methods below."""

    @property
    def appearance(self) -> Appearance:
        """The theme."""

    @property
    def translator(self) -> Translator:
        """The language."""

    def found(self, letter: str, name: str, password: str) -> tuple[Desk, Session, str]:
        """Begin a center; the last is the recovery code. Raises InvalidInput or an EnvironmentFault."""

    def join(self, code: str, progress: Callable[[int, int], None]) -> tuple[Desk, str]:
        """Join a shared server; the second is the recovery code of this new store. Raises InvalidInput or ServerFault."""

    def confirm_code(self, desk: Desk) -> None:
        """The person has said that the code is kept: nobody needs to be told of it any more."""

    def try_demo(self, progress: Callable[[int, int], None]) -> tuple[Desk, Session]:
        """Make the sample data, or open what was made before; `progress` is told (done, of all)."""


class FirstStartPage(Retranslated, EntryCard):
    """Emits `finished` when there is a desk; somebody is signed in at it unless it has just joined a server."""

    finished = Signal(object, object, str)  # Desk, Session or None, the password of the session
    _progressed = Signal(int, int)

    def __init__(self, first_start: FirstStart, parent: QWidget | None = None) -> None:
        super().__init__(WIDTH, parent)
        self._first_start = first_start
        self._founded: tuple[Desk, Session | None, str] | None = None
        self._busy = False
        self.letter = QLineEdit(self)
        self.letter.setMaxLength(1)
        self.letter.setFixedWidth(64)
        self.name = QLineEdit(self)
        self.password = NewPassword(parent=self)
        self.begin = KeyButton("", role="primary", parent=self)
        self.demo = KeyButton("", parent=self)
        self.join = KeyButton("", parent=self)
        self.join_form = JoinForm(first_start.appearance, first_start.translator, self)
        self.language = KeyButton("", role="link", parent=self)
        self.message = InlineMessage(first_start.appearance, self)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.hide()
        self.code = RecoveryCodeView(first_start.appearance, self)
        self.code.hide()
        self._begin_title, self._demo_title, self._join_title = (title_label(self) for _ in range(3))
        self._begin_words, self._demo_words, self._join_words = (text_label(self) for _ in range(3))
        self._joining_title, self._joining_words = title_label(self), text_label(self)
        self._doing = text_label(self)
        self._letter, self._name = Labelled(self.letter, self), Labelled(self.name, self)
        self._set_out()
        self._connect()
        self.retranslate()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_out(self) -> None:
        self.choice = QWidget(self)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self._begin_title)
        left.addWidget(self._begin_words)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._letter)
        row.addWidget(self._name, 1)
        left.addLayout(row)
        left.addWidget(self.password)
        left.addWidget(self.message)
        left.addWidget(self.begin)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self._join_title)
        right.addWidget(self._join_words)
        right.addWidget(self.join)
        right.addSpacing(10)
        for part in (self._demo_title, self._demo_words, self.demo, self._doing, self.bar):
            right.addWidget(part)
        right.addStretch(1)
        edge = QFrame(self)
        edge.setProperty("role", "rule-down")
        edge.setFixedWidth(1)
        both = QHBoxLayout(self.choice)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(22)
        both.addLayout(left, 3)
        both.addWidget(edge)
        both.addLayout(right, 2)
        self.joining = QWidget(self)
        column = QVBoxLayout(self.joining)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._joining_title)
        column.addWidget(self._joining_words)
        column.addWidget(self.join_form)
        self.joining.hide()
        self.column.addWidget(self.choice)
        self.column.addWidget(self.joining)
        self.column.addWidget(self.code)
        self.corner.addWidget(self.language)
        for button in (self.begin, self.join, self.demo, self.language):
            button.setAutoDefault(True)
        for before, after in pairwise((self.begin, self.join, self.demo, self.language)):
            QWidget.setTabOrder(before, after)  # as they stand on the screen

    def _connect(self) -> None:
        enter_walks((self.letter, self.name, self.password.first, self.password.second), self.submit)
        self.begin.clicked.connect(self.submit)
        self.demo.clicked.connect(self.try_demo)
        self.join.clicked.connect(self.show_joining)
        self.join_form.left.connect(self._on_left_joining)
        self.join_form.wanted.connect(self._on_join)
        self.language.clicked.connect(self._on_language)
        self.code.kept.connect(self._on_code_kept)
        self._progressed.connect(self._on_progress)
        self._first_start.jobs.broke.connect(self._on_broke)

    def submit(self) -> None:
        """Begin the center with what was typed; what is wrong is said in place."""
        if self._busy:
            return
        complaint = self.password.complaint()
        if not self.name.text().strip():
            complaint = self.tr("Type the name of the first administrator.")
        if complaint:
            self.message.show_message("danger", complaint, dismissible=False)
            if self.name.text().strip():
                self.password.begin_again()
            else:
                self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._set_busy(on=True)
        self._doing.clear()
        self._first_start.jobs.act(
            self._first_start.found,
            self.letter.text() or self.letter.placeholderText(),
            self.name.text(),
            self.password.text(),
            done=self._on_founded,
            failed=self._on_refused,
        )

    def show_joining(self) -> None:
        """Ask for the code to join."""
        if not self._busy:
            self.choice.hide()
            self.joining.show()
            self.join_form.begin()

    def try_demo(self) -> None:
        """Fill a practice profile with the sample reports and open it."""
        if self._busy:
            return
        self._set_busy(on=True)
        self.bar.setRange(0, 0)
        self.bar.show()
        self._doing.setText(self.tr("The sample data is being prepared …"))
        self._first_start.jobs.act(
            self._first_start.try_demo,
            self._progressed.emit,
            done=lambda found: self.finished.emit(*found, ""),
            failed=self._on_refused,
        )

    def retranslate(self) -> None:
        self.set_under(self.tr("Early detection and prevention of social conflict, Kota Madiun"))
        self._begin_title.setText(self.tr("Begin"))
        self._begin_words.setText(
            self.tr(
                "For real work at this desk. You become the first administrator and add the others later."
            )
        )
        self._letter.set_text(self.tr("Desk"))
        self.letter.setPlaceholderText("A")
        self.letter.setToolTip(
            self.tr("The letter of this desk, A to Z; it stands in every incident number.")
        )
        self._name.set_text(self.tr("Your name"))
        self.begin.set_label(self.tr("Begin"))
        self._join_title.setText(self.tr("Join"))
        self._join_words.setText(
            self.tr(
                "For one more desk of a center that has a shared server. The administrator gives you a code."
            )
        )
        self.join.set_label(self.tr("Join with a code"))
        self._joining_title.setText(self.tr("Join a shared server"))
        self._joining_words.setText(
            self.tr(
                "The administrator prints the code with madiun-console server enrol; it works once. People and the past come by "
                "themselves; you then sign in with the name and the password you have at the other desks."
            )
        )
        self._demo_title.setText(self.tr("Try it with sample data"))
        self._demo_words.setText(
            self.tr(
                "A living queue of invented reports from the last 14 days, marked LATIHAN on every page. "
                "Practise as you like: nothing in it reaches an agency."
            )
        )
        self.demo.set_label(self.tr("Open the sample data"))
        self.bar.setAccessibleName(self.tr("Progress"))
        self.language.set_label(
            "English" if self._first_start.translator.language == "id" else "Bahasa Indonesia"
        )

    # ------------------------------------------------------------------------------------------ inside

    def _on_founded(self, found: tuple[Desk, Session, str]) -> None:
        desk, session, code = found
        password = self.password.text()
        self.password.clear()
        self._keep_code(desk, session, password, code)

    def _on_join(self, code: str) -> None:
        self.join_form.set_busy(on=True)
        self._set_busy(on=True)
        self._first_start.jobs.act(
            self._first_start.join,
            code,
            self._progressed.emit,
            done=lambda joined: self._keep_code(joined[0], None, "", joined[1]),
            failed=self._on_join_refused,
        )

    def _on_join_refused(self, error: ConsoleError) -> None:
        self._set_busy(on=False)
        self.join_form.say_error(error)

    def _on_left_joining(self) -> None:
        self.joining.hide()
        self.choice.show()
        self.join.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep_code(self, desk: Desk, session: Session | None, password: str, code: str) -> None:
        self._founded = (desk, session, password)
        self._set_busy(on=False)
        self.message.clear()
        self.choice.hide()
        self.joining.hide()
        self.join_form.field.clear()
        self.language.hide()
        self.code.show()
        self.code.show_code(code)

    def _on_code_kept(self) -> None:
        if self._founded is not None:
            if self.code.line.text():  # empty where a joining that was cut off had made it
                self._first_start.jobs.act(self._first_start.confirm_code, self._founded[0])
            self.code.forget()
            self.finished.emit(*self._founded)

    def _on_refused(self, error: ConsoleError) -> None:
        self._set_busy(on=False)
        self.message.show_message(
            "danger", error.text(self._first_start.translator.language), dismissible=False
        )
        fields = {"desk_letter": self.letter, "password_short": self.password.first}
        fields.get(error.id, self.name).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_broke(self, _error: object) -> None:
        self._set_busy(on=False)
        text = self.tr("The program made a mistake. Nothing was lost; the log file has the details.")
        if self.joining.isVisible():
            self.join_form.set_busy(on=False)
            self.join_form.message.show_message("danger", text, dismissible=False)
            return
        self.message.show_message("danger", text, dismissible=False)

    def _on_progress(self, done: int, of_all: int) -> None:
        if self.joining.isVisible():
            self.join_form.show_progress(done, of_all)
            return
        self.bar.setRange(0, max(1, of_all))
        self.bar.setValue(done)

    def _on_language(self) -> None:
        translator = self._first_start.translator
        translator.use("en" if translator.language == "id" else "id")
        self.retranslate()

    def _set_busy(self, *, on: bool) -> None:
        self._busy = on
        for part in (self.begin, self.join, self.demo, self.letter, self.name, self.password):
            part.setEnabled(not on)
        if not on:
            self.bar.hide()
            self._doing.clear()
