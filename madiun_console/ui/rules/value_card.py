"""The chosen value: its editor, where a change is felt, the way back to the shipped one, and everybody who changed it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from madiun_console.domain.rulebook.values import UnfitValue
from madiun_console.queries.rules import RuleRow, RuleVersionRow
from madiun_console.ui.entry.entry_card import text_label
from madiun_console.ui.rules.rule_words import RuleWords
from madiun_console.ui.rules.value_fields import ValueField, field_for
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import (
    ClickableList,
    InlineMessage,
    KeyButton,
    ListRow,
    MessageAction,
    Section,
)
from madiun_console.ui.widgets.clickable_list import ROW_TWO
from madiun_console.ui.widgets.plain_tip import plain_tip
from madiun_console.ui.widgets.tab_order import follow_in_tab_order
from madiun_console.ui.workplace import Workplace

BACK_KEY = "Alt+K"
KEEP, MOST_VERSIONS = "keep", 5
"""So many changes are seen at once, the others by scrolling."""


class ValueCard(Retranslated, QWidget):
    """Tells what is wanted; nothing is changed before the whole is saved with a reason."""

    wanted = Signal(str, object, bool)
    """(id, value, as shipped)."""
    unwanted = Signal(str)
    """The value shall stay as it is."""
    left = Signal()
    """Enter or Esc: back to the list."""

    def __init__(self, workplace: Workplace, words: RuleWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._words = words
        self._row: RuleRow | None = None
        self._versions: Sequence[RuleVersionRow] = ()
        self._unfit: UnfitValue | None = None
        self._shown: Any = None
        self.field: ValueField | None = None
        self._title = text_label(self, "strong")
        self._felt = text_label(self, "caption")
        self._shipped = text_label(self, "muted")
        self.message = InlineMessage(workplace.appearance, self)
        self.back = KeyButton("", BACK_KEY, role="link", parent=self)
        self._history_head = Section(parent=self)
        self.history = ClickableList(workplace.appearance, self)
        self._why = text_label(self, "caption")
        self._place = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._felt)
        column.addLayout(self._place)
        column.addWidget(self.message)
        column.addWidget(self._shipped)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._history_head)
        column.addWidget(self.history)
        column.addWidget(self._why)
        column.addStretch(1)
        self.back.clicked.connect(self._on_back)
        self.history.row_activated.connect(self._on_version)
        self.history.row_selected.connect(self._show_why)
        self.message.action_triggered.connect(self._on_keep)
        self.retranslate()

    # ------------------------------------------------------------------------------------------ for the section

    def rule_id(self) -> str:
        """Which value is shown, empty when none is."""
        return self._row.id if self._row else ""

    def show_rule(self, row: RuleRow | None, value: Any) -> None:
        """Show a value, as it is wanted or else as it is in force; the editor of the same one stays."""
        other = row is None or self._row is None or row.id != self._row.id
        before = self._shown
        self._row, self._shown = row, value
        if other:
            self._unfit, self._versions = None, ()
            self._make_field()
        elif self.field is not None and self._unfit is None and before != value:
            self.field.set_value(value)
        self._show()

    def show_history(self, versions: Sequence[RuleVersionRow]) -> None:
        """Who changed it, the latest first."""
        self._versions = versions
        self._show_versions()

    def take_keyboard(self) -> None:
        """Go into the editor."""
        if self.field is not None and self.field.isEnabled():
            self.field.take_keyboard()

    def complaint(self) -> str:
        """What is wrong with the value that is typed, empty when it fits."""
        if self._unfit is None:
            return ""
        return self._unfit.text_en if self._words.language == "en" else self._unfit.text_id

    def say(self, tone: str, text: str) -> None:
        """What came of something, in its place."""
        self.message.show_message(tone, text, dismissible=False)

    def retranslate(self) -> None:
        self.back.set_label(self.tr("Back to the shipped value"))
        self._history_head.set_text(self.tr("History"))
        self.history.setAccessibleName(self.tr("History of the value; Enter takes a value again"))
        if self._row is not None:
            self._make_field()
        self._show()

    # ------------------------------------------------------------------------------------------ inside

    def _may(self) -> bool:
        return self._row is not None and self._workplace.may(self._row.rule.line.needs)

    def _make_field(self) -> None:
        before, self.field = self.field, None
        if before is not None:
            before.hide()
            self._place.removeWidget(before)
            before.deleteLater()
        if self._row is None:
            return
        rule = self._row.rule
        self.field = field_for(rule.line, self._words, self._workplace.appearance, self)
        self.field.set_value(self._shown)
        self.field.setEnabled(self._may())
        self.field.field.setAccessibleName(rule.label(self._words.language))
        self.field.edited.connect(self._on_edited)
        self._place.addWidget(self.field)
        stops = [
            one for one in (self.field.field, *self.field.field.findChildren(QWidget)) if one.focusPolicy()
        ]
        follow_in_tab_order(self, [*stops, self.back, self.history])

    def _show(self) -> None:
        row = self._row
        for widget in (self._title, self._felt, self._shipped, self.back, self._history_head):
            widget.setVisible(row is not None)
        if row is None:
            self.history.hide()
            self._why.hide()
            self.message.clear()
            return
        rule, words = row.rule, self._words
        self._title.setText(rule.label(words.language))
        self._title.setToolTip(plain_tip(f"{rule.table}: {rule.path}"))
        self._felt.setText(self.tr("Felt in: {place}").format(place=words.say(rule.line.felt)))
        shipped = words.value(rule.line, rule.shipped)
        self._shipped.setText(self.tr("As shipped: {value}").format(value=shipped))
        self.back.setEnabled(self._may() and self._shown != rule.shipped)
        if self._unfit is not None:
            return
        if not self._may():
            self.say("info", self.tr("Only an administrator changes this."))
        elif row.conflicts:
            self.message.show_message(
                "warning",
                self.tr(
                    "Two desks changed this apart from each other; the later one holds. Settle it with a value."
                ),
                actions=[
                    MessageAction(
                        KEEP, self.tr("Keep {value}").format(value=words.value(rule.line, rule.value))
                    )
                ],
                dismissible=False,
            )
        else:
            self.message.clear()
        self._show_versions()

    def _show_versions(self) -> None:
        if self._row is None:
            return
        line, words, place = self._row.rule.line, self._words, self._workplace
        now = place.ticker.wall_ms()
        rows = []
        for version in self._versions:
            after = words.value(line, version.after) if version.known else self.tr("erased")
            if version.shipped:
                after = self.tr("{value} (as shipped)").format(value=after)
            before = words.value(line, version.before)
            rows.append(
                ListRow(
                    version.fact,
                    self.tr("{before} → {after}").format(before=before, after=after),
                    " · ".join(
                        filter(None, (place.formats.moment(version.at, now), version.by_name, version.reason))
                    ),
                    self.tr("in force") if version.in_force else "",
                )
            )
        self.history.set_rows(rows)
        self.history.setFixedHeight(min(len(rows), MOST_VERSIONS) * ROW_TWO + 2)
        self.history.setVisible(bool(rows))
        self._show_why(self.history.selected_id() or (rows[0].id if rows else ""))
        self._history_head.set_trailing(
            self.tr("Enter takes a value again") if rows else self.tr("never changed")
        )

    def _show_why(self, fact: str) -> None:
        """The reason of a change as a whole: in the list it may be cut off."""
        version = next((one for one in self._versions if one.fact == fact), None)
        self._why.setText(self.tr("Reason: {reason}").format(reason=version.reason) if version else "")
        self._why.setVisible(version is not None and bool(version.reason))

    def _on_edited(self) -> None:
        if self._row is None or self.field is None:
            return
        rule = self._row.rule
        value = self.field.value()
        try:
            fitting = rule.line.kind.fit(value, [one.id for one in self._words.choices(rule.line)])
        except UnfitValue as unfit:
            self._unfit = unfit
            self.unwanted.emit(self._row.id)
            return
        if self._unfit is not None:
            self._unfit = None
            self.message.clear()
        self._shown = fitting
        self.back.setEnabled(fitting != rule.shipped)
        if fitting == rule.value:
            self.unwanted.emit(self._row.id)
        else:
            self.wanted.emit(self._row.id, fitting, False)

    def _on_back(self) -> None:
        if self._row is not None:
            self._take(self._row.rule.shipped, shipped=True)

    def _on_version(self, fact: str) -> None:
        version = next((one for one in self._versions if one.fact == fact), None)
        if version is not None and version.known and self._may():
            self._take(version.after, shipped=version.shipped)

    def _on_keep(self, _action: str) -> None:
        if self._row is not None:
            self.wanted.emit(self._row.id, self._row.rule.value, False)

    def _take(self, value: Any, *, shipped: bool) -> None:
        if self._row is None or self.field is None:
            return
        self._unfit = None
        self._shown = value
        self.field.set_value(value)
        if value == self._row.rule.value:
            self.unwanted.emit(self._row.id)
        else:
            self.wanted.emit(self._row.id, value, shipped)
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.field is not None:
            if self._unfit is not None:
                self.say("danger", self.complaint())
            else:
                self.left.emit()
        elif event.key() == Qt.Key.Key_Escape and self._row is not None:
            self._take(self._row.rule.value, shipped=False)
            self.left.emit()
        else:
            super().keyPressEvent(event)
