"""Shared rules in one place: groups, a list to search, the chosen value beside it, and one save for everything wanted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from madiun_console.actions.desk import Session
from madiun_console.actions.set_rules import RuleEdit, new_entry_path, set_rules
from madiun_console.domain.rulebook.editable import EDITABLES, OWN, editable_at
from madiun_console.errors import ConsoleError
from madiun_console.queries.rules import RuleRow, rule_history, rule_rows
from madiun_console.ui.queue.search_field import SearchField
from madiun_console.ui.rules.new_entry import NewEntry
from madiun_console.ui.rules.rule_model import OWNER, SHIPPED, VALUE, WHAT, RuleModel
from madiun_console.ui.rules.rule_words import RuleWords
from madiun_console.ui.rules.rules_view import RulesView
from madiun_console.ui.rules.staged_foot import StagedFoot
from madiun_console.ui.rules.value_card import ValueCard
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import InlineMessage, TabStrip
from madiun_console.ui.workplace import Workplace

ALL, SEARCH_KEY = "all", "Ctrl+F"
_SIGNS = re.compile(r"[\[\]._*]+")
SIDE, SIDE_NARROW, WIDE = 372, 316, 1000


class RulesSection(Retranslated, QWidget):
    """What is wanted but not saved stays when another group is shown, and goes when somebody else signs in."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._rows: list[RuleRow] = []
        self._edits: dict[str, RuleEdit] = {}
        self._values: dict[str, Any] = {}
        self._person = workplace.session.person if workplace.signed_in else ""
        self._then = ""
        """What to choose once it is in the list."""
        self.words = RuleWords(workplace, self)
        self.groups = TabStrip(self)
        self.search = SearchField(SEARCH_KEY, workplace.appearance, self)
        self.only_changed = QCheckBox(self)
        self.found = QLabel(self)
        self.new = NewEntry(self)
        self.model = RuleModel(self.words, workplace.appearance, self)
        self.view = RulesView(self)
        self.card = ValueCard(workplace, self.words, self)
        self.foot = StagedFoot(workplace, self)
        self.message = InlineMessage(workplace.appearance, self)
        self._scroll = QScrollArea(self)
        self._set_out()
        self._connect()
        self.retranslate()

    def _set_out(self) -> None:
        view = self.view
        view.setModel(self.model)
        view.horizontalHeader().setSectionResizeMode(OWNER, QHeaderView.ResizeMode.Stretch)
        self.found.setProperty("role", "caption")
        self.search.setMaximumWidth(280)
        self.groups.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        tools = QHBoxLayout()
        tools.setSpacing(12)
        tools.addWidget(self.search, 1)
        tools.addWidget(self.only_changed)
        tools.addWidget(self.found)
        tools.addStretch(1)
        tools.addWidget(self.new)
        frame = QFrame(self)
        frame.setProperty("role", "card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(view)
        self.card.setProperty("role", "panel")
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self.card)
        self._edge = QFrame(self)
        self._edge.setProperty("role", "card")
        beside = QVBoxLayout(self._edge)
        beside.setContentsMargins(1, 1, 1, 1)
        beside.addWidget(self._scroll)
        body = QHBoxLayout()
        body.setSpacing(12)
        body.addWidget(frame, 1)
        body.addWidget(self._edge)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 0, 16, 14)
        column.setSpacing(8)
        column.addWidget(self.groups)
        column.addLayout(tools)
        column.addWidget(self.message)
        column.addLayout(body, 1)
        column.addWidget(self.foot)

    def _connect(self) -> None:
        self.groups.current_changed.connect(lambda _group: self._fill())
        self.search.textChanged.connect(lambda _text: self._fill())
        for gone in (self.search.left, self.search.went_down, self.search.entered):
            gone.connect(self.focus_list)
        self.new.wanted.connect(self._on_new)
        self.new.left.connect(self.focus_list)
        self.only_changed.toggled.connect(lambda _on: self._fill())
        self.view.selectionModel().currentRowChanged.connect(self._on_row)
        self.view.opened.connect(self.card.take_keyboard)
        self.view.doubleClicked.connect(self.card.take_keyboard)
        self.card.wanted.connect(self._on_wanted)
        self.card.unwanted.connect(self._on_unwanted)
        self.card.left.connect(self.focus_list)
        self.foot.save_wanted.connect(self._on_save)
        self.foot.drop_wanted.connect(self.drop)
        self._workplace.rules_changed.connect(self._on_rules)
        self._workplace.session_changed.connect(self._on_session)
        self._workplace.appearance.theme_changed.connect(lambda _theme: self.model.retell())
        QShortcut(QKeySequence(SEARCH_KEY), self).activated.connect(
            lambda: self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        )

    # ------------------------------------------------------------------------------------------ for the page

    def entered(self) -> None:
        """Called when the section is shown."""
        self._load()
        self.focus_list()

    def focus_list(self) -> None:
        """Put the keyboard into the list."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, rule_id: str) -> None:
        """Go to a value, in whatever group it is."""
        self.groups.set_current(ALL)
        self.search.clear()
        self.only_changed.setChecked(False)
        at = self.model.row_of(rule_id)
        if at >= 0:
            self.view.setCurrentIndex(self.model.index(at, OWNER))

    def choose_changed(self) -> None:
        """Go to the first value that is not as shipped, if there is one."""
        changed = next((row.id for row in self._rows if row.rule.changed), "")
        self.choose(changed)

    def drop(self) -> None:
        """Forget what is wanted and not saved."""
        self._edits, self._values = {}, {}
        self.foot.clear()
        self._fill()

    def retranslate(self) -> None:
        self.groups.set_tabs([(ALL, self.tr("All")), *self.words.groups()])
        self.groups.setAccessibleName(self.tr("Groups of rules"))
        self.search.setPlaceholderText(self.tr("Search rules"))
        self.search.setAccessibleName(self.tr("Search rules"))
        self.only_changed.setText(self.tr("Only what was changed"))
        self.view.setAccessibleName(self.tr("Shared rules"))
        self._fill()

    # ------------------------------------------------------------------------------------------ reading

    def _load(self) -> None:
        self._workplace.ask(rule_rows, done=self._on_rows, latest="rules.rows")

    def _on_rows(self, rows: list[RuleRow]) -> None:
        if not isValid(self):  # the window was closed meanwhile
            return
        self._rows = rows
        self._fill()
        self._tell_skipped()
        at = self.model.row_of(self._then) if self._then else -1
        if at >= 0:  # what was added just now, for its other values
            self._then = ""
            self.view.setCurrentIndex(self.model.index(at, OWNER))

    def _on_rules(self) -> None:
        if self._rows:
            self._load()
            self._ask_history()

    def _tell_skipped(self) -> None:
        skipped = self._workplace.desk.rules_skipped
        if not skipped:
            self.message.clear()
            return
        text = self.tr(
            "{count} changes in the log do not hold here, as this program cannot take them: {places}"
        )
        places = ", ".join(f"{one.overlay.path} ({one.reason.rstrip('.')})" for one in skipped[:3])
        self.message.show_message("warning", text.format(count=len(skipped), places=places))

    def _fill(self) -> None:
        """Show what group, search and the tick let through; the chosen value stays chosen while it is there."""
        self.new.setVisible(self.groups.current_id() == "steps")
        self.found.setVisible(self.width() >= WIDE or self.new.isHidden())
        chosen = self.card.rule_id()
        shown = [row for row in self._rows if self._lets_through(row)]
        self.model.show(shown, self._values)
        changed = sum(row.rule.changed for row in self._rows)
        self.found.setText(
            self.tr("{count} shown, {changed} changed").format(
                count=self._workplace.formats.number(len(shown)),
                changed=self._workplace.formats.number(changed),
            )
        )
        self.view.say_nothing_found("" if shown or not self._rows else self._nothing_words())
        at = max(0, self.model.row_of(chosen))
        if shown:
            self.view.setCurrentIndex(self.model.index(at, OWNER))
        self._show_row(self.model.row(at) if shown else None)

    def _nothing_words(self) -> str:
        words = self.search.text().strip()
        if not words:
            return self.tr("Nothing was changed here.")
        text = self.tr("No rule was found for “{words}”. Try other words; Esc in the search shows all again.")
        text = text.format(words=words)
        if self.only_changed.isChecked() or self.groups.current_id() != ALL:
            text += " " + self.tr("Only a part of the rules was searched: choose “All”, without the tick.")
        return text

    def _lets_through(self, row: RuleRow) -> bool:
        rule = row.rule
        if self.groups.current_id() not in (ALL, rule.line.group):
            return False
        if self.only_changed.isChecked() and not (rule.changed or row.id in self._edits):
            return False
        words = self.search.text().casefold().split()
        if not words:
            return True
        language = self._workplace.language
        known_as = _SIGNS.sub(" ", rule.path)  # "polsek taman", which is the Kepolisian Sektor Taman
        text = f"{rule.label(language)} {self.words.value(rule.line, rule.value)} {known_as}".casefold()
        return all(word in text for word in words)

    def _on_row(self, now: QModelIndex, _before: QModelIndex) -> None:
        if self.card.complaint():
            self._workplace.told.emit(
                "warning", self.tr("Not taken: {reason}").format(reason=self.card.complaint())
            )
        self._show_row(self.model.row(now.row()))

    def _show_row(self, row: RuleRow | None) -> None:
        other = row is None or row.id != self.card.rule_id()
        self.card.show_rule(row, self._values.get(row.id, row.rule.value) if row else None)
        if other and row is not None:
            self._scroll.verticalScrollBar().setValue(0)
            self._ask_history()

    def _ask_history(self) -> None:
        row = next((row for row in self._rows if row.id == self.card.rule_id()), None)
        if row is not None:
            self._workplace.ask(
                rule_history,
                row.rule.table,
                row.rule.path,
                done=lambda versions, rule_id=row.id: self._on_history(rule_id, versions),
                latest="rules.history",
            )

    def _on_history(self, rule_id: str, versions: Sequence[Any]) -> None:
        if isValid(self) and rule_id == self.card.rule_id():
            self.card.show_history(versions)

    # ------------------------------------------------------------------------------------------ changing

    def _on_wanted(self, rule_id: str, value: Any, shipped: bool) -> None:
        row = next((row for row in self._rows if row.id == rule_id), None)
        if row is not None:
            self._edits[rule_id] = RuleEdit(row.rule.table, row.rule.path, value, shipped)
            self._values[rule_id] = value
            self._staged()

    def _on_unwanted(self, rule_id: str) -> None:
        if self._edits.pop(rule_id, None) is not None:
            self._values.pop(rule_id, None)
            self._staged()

    def _on_new(self, entries: str, text: str) -> None:
        table = next(line.table for line in EDITABLES if line.pattern.startswith(f"{entries}[{OWN}"))
        edit = RuleEdit(table, new_entry_path(entries), {"text": text})
        self._edits[f"{edit.table}:{edit.path}"] = edit
        self._staged()
        words = self.tr("“{text}” will be added once it is saved; then set its level, time and kinds.")
        self.foot.say("info", words.format(text=text))

    def _staged(self) -> None:
        self.foot.show_count(len(self._edits))
        self.model.retell()

    def _on_save(self, reason: str) -> None:
        if self.card.complaint():
            self.card.say("danger", self.card.complaint())
            self.card.take_keyboard()
            return
        self.foot.save.setEnabled(False)
        edits = list(self._edits.values())
        lines = [editable_at(edit.table, edit.path) for edit in edits]
        felt = {line.felt.id: line.felt for line in lines if line is not None}
        places = ", ".join(self.words.say(one) for one in felt.values())
        added = [edit for edit in edits if edit.path.endswith("]")]
        self._then = f"{added[0].table}:{added[0].path}.text" if added else ""
        self._workplace.act(
            set_rules, edits, reason, done=lambda _: self._on_saved(places), failed=self._on_refused
        )

    def _on_saved(self, places: str) -> None:
        self.drop()
        self.foot.say(
            "success",
            self.tr("Saved. In force at this desk from now on: {places}.").format(places=places),
        )
        self.focus_list()

    def _on_refused(self, error: ConsoleError) -> None:
        self.foot.show_count(len(self._edits))
        self.foot.say("danger", error.text(self._workplace.language))

    def _on_session(self, session: Session | None) -> None:
        """What somebody else wanted is not the next one's to save; who only unlocks finds it as it was."""
        if session is not None and session.person != self._person:
            self._person = session.person
            self.drop()
            self.search.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= WIDE
        self.found.setVisible(wide or self.new.isHidden())
        self._edge.setFixedWidth(SIDE if wide else SIDE_NARROW)
        self.view.setColumnHidden(SHIPPED, not wide)  # the card beside the list says it, too
        shares = ((WHAT, 0.25), (VALUE, 0.24), (SHIPPED, 0.17)) if wide else ((WHAT, 0.29), (VALUE, 0.32))
        for column, share in shares:
            self.view.setColumnWidth(column, round((self.width() - self._edge.width() - 44) * share))
