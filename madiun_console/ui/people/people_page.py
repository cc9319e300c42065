"""Who may sign in, and as what: a table of everybody, and beside it what can be done for the one that is chosen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QItemSelection, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QScrollArea,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from madiun_console.actions import people as act
from madiun_console.domain.changes import Changes
from madiun_console.errors import ConsoleError
from madiun_console.queries.desk_lists import people
from madiun_console.queries.rows import PersonRow
from madiun_console.ui import logins
from madiun_console.ui.entry.entry_card import text_label, title_label
from madiun_console.ui.people.new_person import NewPersonForm
from madiun_console.ui.people.people_model import NAME, PLACE, PeopleModel, role_label
from madiun_console.ui.people.person_card import PersonCard
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import KeyButton
from madiun_console.ui.widgets.row_table import make_row_table
from madiun_console.ui.workplace import Workplace

SIDE, ROW = 348, 36


class PeoplePage(Retranslated, QWidget):
    """For administrators; the rail shows it to nobody else."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self._workplace = workplace
        self._wanted = ""
        self.model = PeopleModel(workplace, self)
        self.table = QTableView(self)
        self.add = KeyButton("", "Ctrl+N", role="primary", parent=self)
        self.form = NewPersonForm(workplace, self)
        self.card = PersonCard(workplace, self)
        self._title, self._words = title_label(self), text_label(self)
        self._side = QStackedWidget(self)
        self._set_out()
        self._connect()
        self.retranslate()

    def _set_out(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setProperty("role", "roomy")
        make_row_table(table, ROW)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        head = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._words)
        head.addLayout(words, 1)
        head.addWidget(self.add)
        frame = QFrame(self)
        frame.setProperty("role", "card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(table)
        self._nobody = QWidget(self)
        self._side.addWidget(self._nobody)
        self._side.addWidget(self.card)
        self._side.addWidget(self.form)
        self._side.setContentsMargins(16, 14, 16, 14)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._side.setProperty("role", "panel")
        scroll.setWidget(self._side)
        edge = QFrame(self)
        edge.setProperty("role", "card")
        edge.setFixedWidth(SIDE)
        beside = QVBoxLayout(edge)
        beside.setContentsMargins(1, 1, 1, 1)
        beside.addWidget(scroll)
        body = QHBoxLayout()
        body.setSpacing(12)
        body.addWidget(frame, 1)
        body.addWidget(edge)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(body, 1)

    def _connect(self) -> None:
        self.table.selectionModel().selectionChanged.connect(self._on_selected)
        self.add.clicked.connect(self.begin_adding)
        self.form.wanted.connect(self._on_add)
        self.form.left.connect(self._leave_form)
        self.card.role_wanted.connect(self._on_role)
        self.card.password_wanted.connect(self._on_password)
        self.card.access_wanted.connect(self._on_access)

    def entered(self) -> None:
        """Called when the page is shown."""
        self.reload()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def apply(self, changes: Changes) -> None:
        """Read again when a person changed and somebody looks."""
        if changes.people and (self.isVisible() or self.model.rowCount()):
            self.reload()

    def reload(self) -> None:
        """Ask for everybody: a dozen people."""
        self._workplace.ask(people, done=self._on_people, latest="people_page")

    def begin_adding(self) -> None:
        """Show the empty form, the focus in the name."""
        self.form.begin()
        self._side.setCurrentWidget(self.form)
        self.form.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def selected(self) -> PersonRow | None:
        """The chosen person."""
        rows = self.table.selectionModel().selectedRows()
        return self.model.row(rows[0].row()) if rows else None

    def select(self, person: str) -> None:
        """Choose a person, at once or when they are there."""
        at = self.model.row_of(person)
        self._wanted = "" if at >= 0 else person
        if at >= 0:
            self.table.selectRow(at)

    def retranslate(self) -> None:
        self._title.setText(self.tr("People"))
        self._words.setText(
            self.tr("Who may sign in at the desks. Nothing that was logged is ever changed here.")
        )
        self.add.set_label(self.tr("Add a person"))
        self.table.setAccessibleName(self.tr("People"))
        self.model.words_changed()

    # ------------------------------------------------------------------------------------------ inside

    def _on_people(self, rows: list[PersonRow]) -> None:
        # the center's own people first, then agency by agency
        self.model.replace(sorted(rows, key=lambda row: (row.agency is not None, row.agency or "")))
        self.table.setColumnHidden(PLACE, all(row.agency is None for row in rows))
        # Measured before the stylesheet's padding was in force, the columns would cut their words.
        self.table.ensurePolished()
        self.table.horizontalHeader().resizeSections()
        if self._wanted:
            self.select(self._wanted)
        elif self.selected() is None and rows:
            self.table.selectRow(0)
        self._show_selected()

    def _on_selected(self, _now: QItemSelection, _before: QItemSelection) -> None:
        self._show_selected()
        if self.selected() is not None:
            self._side.setCurrentWidget(self.card)

    def _show_selected(self) -> None:
        person = self.selected()
        if person is not None:
            self.card.show_person(person)

    def _leave_form(self) -> None:
        self._side.setCurrentWidget(self.card if self.selected() is not None else self._nobody)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_add(self, name: str, role: str, password: str, agency: str) -> None:
        def added(changes: Changes) -> None:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self._side.setCurrentWidget(self.card)
            self.select(changes.created["person"])
            self.reload()
            self._workplace.told.emit(
                "success", self.tr("{name} was added.").format(name=" ".join(name.split()))
            )

        def refused(error: ConsoleError) -> None:
            self.form.say_error(error.text(self._workplace.language))

        self._workplace.act(
            logins.add_person, name, role, password, agency or None, done=added, failed=refused
        )

    def _on_role(self, person: str, role: str) -> None:
        self._do(
            act.change_role,
            person,
            role,
            said=self.tr("The role is now {role}.").format(role=role_label(role)),
        )

    def _on_password(self, person: str, password: str) -> None:
        if person == self._workplace.session.person:
            self._workplace.link.new_password(person, password)
        self._do(logins.set_password, person, password, said=self.tr("The new password holds from now on."))

    def _on_access(self, person: str, enable: bool) -> None:
        # The button does the opposite from now on: a second Enter must not find it.
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if enable:
            self._do(act.enable_person, person, said=self.tr("May sign in again."))
        else:
            waiting = self.card.unfinished_words()
            said = self.tr("Can no longer sign in.")
            self._do(act.disable_person, person, said=f"{said} {waiting}" if waiting else said)

    def _do(self, action: Callable[..., Any], person: str, *more: str, said: str) -> None:
        def done(_changes: Changes) -> None:
            if self.card.person_id() == person:
                self.card.say("success", said)
            self.reload()

        def refused(error: ConsoleError) -> None:
            if self.card.person_id() == person:
                self.card.say("danger", error.text(self._workplace.language))

        self._workplace.act(action, person, *more, done=done, failed=refused)
