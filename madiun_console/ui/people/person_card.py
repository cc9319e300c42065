"""What an administrator can do for one person: another role, a new password, keep them out or let them in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from madiun_console.queries.rows import PersonRow
from madiun_console.ui.entry.entry_card import enter_walks, text_label, title_label
from madiun_console.ui.entry.new_password import NewPassword
from madiun_console.ui.people.people_model import role_label
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import Choice, InlineMessage, KeyButton, Section, SegmentedChoice
from madiun_console.ui.workplace import Workplace


class PersonCard(Retranslated, QWidget):
    """Emits what is wanted; the page acts and tells the card what came of it."""

    role_wanted = Signal(str, str)  # person, role
    password_wanted = Signal(str, str)  # person, password
    access_wanted = Signal(str, bool)  # person, whether they may sign in

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._person: PersonRow | None = None
        self._roles = workplace.desk.rulebook.permissions.roles
        self.role = SegmentedChoice(_choices(self._roles), workplace.appearance)
        self.set_role = KeyButton("", parent=self)
        self.password = NewPassword(beside=False, parent=self)
        self.set_password = KeyButton("", parent=self)
        self.access = KeyButton("", parent=self)
        self.message = InlineMessage(workplace.appearance, self)
        self._workplace = workplace
        self.differ = text_label(self)
        self.differ.setProperty("tone", "warning")
        self._title = title_label(self)
        self._role, self._password, self._access = Section(), Section(), Section()
        self._access_words = text_label(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        parts: list[QWidget | QHBoxLayout] = [self._title, self.differ, self.message]
        parts += [self._role, self.role, _left(self.set_role)]
        parts += [self._password, self.password, _left(self.set_password)]
        parts += [self._access, self._access_words, _left(self.access)]
        for part in parts:
            _add(column, part)
        column.addStretch(1)
        for button in (self.set_role, self.set_password, self.access):
            button.setAutoDefault(True)
        self.role.value_changed.connect(self._offer_role)
        self.set_role.clicked.connect(self._on_role)
        enter_walks((self.password.first, self.password.second), self._on_password)
        self.set_password.clicked.connect(self._on_password)
        self.access.clicked.connect(self._on_access)
        self.retranslate()

    def person_id(self) -> str:
        """Whose card this is, empty for nobody's."""
        return self._person.id if self._person else ""

    def show_person(self, person: PersonRow) -> None:
        """Show a person; what was half typed for the same one stays."""
        other = self.person_id() != person.id
        if other:
            self.password.clear()
            self.message.clear()
        self._offer_roles(person)
        if other or self._person is None or self._person.role != person.role:
            self.role.set_value(person.role)
        self._person = person
        self.retranslate()

    def say(self, tone: str, text: str) -> None:
        """What came of the last click."""
        self.message.show_message(tone, text)
        if tone == "success":
            self.password.clear()

    def retranslate(self) -> None:
        person = self._person
        self._title.setText(person.name if person else "")
        self._role.set_text(self.tr("Role"))
        self.role.setAccessibleName(self.tr("Role"))
        self.set_role.set_label(self.tr("Change the role"))
        self._password.set_text(self.tr("New password"))
        self.set_password.set_label(self.tr("Set the password"))
        self._access.set_text(self.tr("Access"))
        disabled = person is not None and person.disabled
        words = (
            self.tr("Cannot sign in. Everything they logged stays.")
            if disabled
            else self.tr("May sign in. Disabling keeps everything they logged, and can be taken back.")
        )
        waiting = self.unfinished_words()
        self._access_words.setText(f"{words} {waiting}" if waiting else words)
        self.access.set_label(self.tr("Enable again") if disabled else self.tr("Disable"))
        self.differ.setText(self._conflict_words())
        self.differ.setVisible(bool(self.differ.text()))
        self._offer_role()

    def unfinished_words(self) -> str:
        """What waits under this person's name and nobody else can open; empty where nothing does."""
        person = self._person
        if person is None or not person.unfinished:
            return ""
        text = (
            self.tr(
                "Parked or unfinished calls under this name at this desk: {count}. Ask about them, or enable again."
            )
            if person.disabled
            else self.tr(
                "Parked or unfinished calls under this name at this desk: {count}. Nobody else can open them: ask first."
            )
        )
        return text.format(count=self._workplace.formats.number(person.unfinished))

    def _conflict_words(self) -> str:
        """What two administrators set apart; setting it once more settles it."""
        if self._person is None or not self._person.conflicts:
            return ""
        lines = []
        for one in self._person.conflicts:
            told = [
                f"{self._value(one.register, value)} ({who} {self._moment(at)})"
                for value, who, at in one.values
            ]
            lines.append(self.tr("Two administrators decided apart: {values}").format(values=", ".join(told)))
        lines.append(self.tr("The later one holds. Set it once more to settle it."))
        return "\n".join(lines)

    def _value(self, register: str, value: object) -> str:
        if register == "role":
            return role_label(str(value))
        return self.tr("disabled") if value else self.tr("may sign in")

    def _moment(self, at: int) -> str:
        return self._workplace.formats.moment(at, self._workplace.ticker.wall_ms())

    def _offer_roles(self, person: PersonRow) -> None:
        """An agency's people are operators: for them there is nothing to choose, unless that is to be put right."""
        offered = self._roles if person.agency is None else self._roles[:1]
        if len(self.role.buttons) != len(offered):
            self.role.set_choices(_choices(offered))
        contended = any(one.register == "role" for one in person.conflicts)
        settled = person.agency is not None and person.role in offered and not contended
        for part in (self._role, self.role, self.set_role):
            part.setVisible(not settled)

    def _offer_role(self, _value: object = None) -> None:
        chosen = self.role.value()
        contended = self._person is not None and any(one.register == "role" for one in self._person.conflicts)
        same = (None,) if contended or self._person is None else (None, self._person.role)
        self.set_role.setEnabled(self._person is not None and chosen not in same)

    def _on_role(self) -> None:
        chosen = self.role.value()
        if self._person is not None and chosen:
            self.role_wanted.emit(self._person.id, chosen)

    def _on_password(self) -> None:
        complaint = self.password.complaint()
        if complaint:
            self.say("danger", complaint)
            self.password.begin_again()
        elif self._person is not None:
            self.password_wanted.emit(self._person.id, self.password.text())

    def _on_access(self) -> None:
        if self._person is not None:
            self.access_wanted.emit(self._person.id, self._person.disabled)


def _choices(roles: Sequence[str]) -> list[Choice]:
    return [Choice(role, role_label(role)) for role in roles]


def _left(button: KeyButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(button)
    row.addStretch(1)
    return row


def _add(column: QVBoxLayout, part: QWidget | QHBoxLayout) -> None:
    if isinstance(part, QHBoxLayout):
        column.addLayout(part)
    else:
        column.addWidget(part)
