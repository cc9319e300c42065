"""The form that adds a person: name, role, first password."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from madiun_console.ui.entry.entry_card import enter_walks, title_label
from madiun_console.ui.entry.new_password import NewPassword
from madiun_console.ui.people.people_model import role_label
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import (
    Choice,
    Hit,
    InlineMessage,
    KeyButton,
    Labelled,
    SegmentedChoice,
    TypeAhead,
)
from madiun_console.ui.workplace import Workplace

CENTER = ""


class NewPersonForm(Retranslated, QWidget):
    """Emits `wanted`; an error leaves everything as it was typed."""

    wanted = Signal(str, str, str, str)  # name, role, password, agency (empty: the call center)
    left = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._roles = workplace.desk.rulebook.permissions.roles
        self.place = TypeAhead(workplace.appearance, self._places, self)
        self.name = QLineEdit(self)
        self.role = SegmentedChoice(
            [Choice(role, role_label(role)) for role in self._roles], workplace.appearance, parent=self
        )
        self.password = NewPassword(beside=False, parent=self)
        self.add = KeyButton("", role="primary", parent=self)
        self.cancel = KeyButton("", "Esc", role="quiet", parent=self)
        self.message = InlineMessage(workplace.appearance, self)
        self._title = title_label(self)
        self._name, self._role = Labelled(self.name, self), Labelled(self.role, self)
        self._place = Labelled(self.place, self)
        self._place.setVisible(workplace.link.joined)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (self._title, self._name, self._place, self._role, self.password, self.message):
            column.addWidget(part)
        row = QHBoxLayout()
        for button in (self.add, self.cancel):
            button.setAutoDefault(True)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        self.name.returnPressed.connect(lambda: self.role.setFocus(Qt.FocusReason.TabFocusReason))
        self.role.lead_to(self.password.first)
        enter_walks((self.password.first, self.password.second), self.submit)
        self.add.clicked.connect(self.submit)
        self.cancel.clicked.connect(self.left)
        self.place.chosen.connect(self._on_place)
        workplace.link_changed.connect(lambda _state: self._place.setVisible(workplace.link.joined))
        self.begin()
        self.retranslate()

    def begin(self) -> None:
        """An empty form for an operator, which most people are."""
        self.name.clear()
        self.place.set_value(Hit(CENTER, self.tr("Call center")))
        self._role.setVisible(True)
        self.role.set_value(self._roles[0])
        self.password.clear()
        self.message.clear()

    def submit(self) -> None:
        """Ask for the person to be added."""
        complaint = self.password.complaint()
        if not self.name.text().strip():
            complaint = self.tr("Type the name.")
        if complaint:
            self.say_error(complaint)
            if self.name.text().strip():
                self.password.begin_again()
            else:
                self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.role.value():
            place = self.place.value()
            agency = str(place.value) if place is not None else CENTER
            self.wanted.emit(self.name.text(), self.role.value(), self.password.text(), agency)

    def _places(self, text: str) -> list[Hit]:
        wanted = text.casefold()
        agencies = self._workplace.desk.rulebook.agencies
        hits = [Hit(CENTER, self.tr("Call center"))]
        hits += [Hit(one.id, one.name, one.short if one.short != one.name else "") for one in agencies]
        return [hit for hit in hits if wanted in f"{hit.label} {hit.detail}".casefold()]

    def _on_place(self, _hit: object = None) -> None:
        """People of an agency only answer for it, whatever they are there: one role is enough."""
        place = self.place.value()
        center = place is None or place.value == CENTER
        self._role.setVisible(center)
        if not center:
            self.role.set_value(self._roles[0])

    def say_error(self, text: str) -> None:
        """Why it was not added."""
        self.message.show_message("danger", text, dismissible=False)

    def retranslate(self) -> None:
        self._title.setText(self.tr("Add a person"))
        self._name.set_text(self.tr("Name"), self.tr("As it is to stand in the log, unlike anybody else's."))
        self._role.set_text(self.tr("Role"))
        self._place.set_text(
            self.tr("Signs in at"), self.tr("The call center, or an agency that has a desk of its own.")
        )
        self.add.set_label(self.tr("Add"))
        self.cancel.set_label(self.tr("Cancel"))
