"""Calls that are no incident: one key each, with today's counts."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from madiun_console.ui.intake.key_cap import KeyCap
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import FlowLayout, Section
from madiun_console.ui.widgets.plain_tip import plain_tip
from madiun_console.ui.widgets.tab_order import follow_in_tab_order
from madiun_console.ui.workplace import Workplace


class OutcomesBar(Retranslated, QWidget):
    """The keys themselves belong to the pane: they work while this bar is hidden, too.

    `small`: short words without counts, where the form needs the room.
    """

    picked = Signal(str)
    """Id of the outcome."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None, *, small: bool = False) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._small = small
        self._counts: Mapping[str, int] = {}
        self._head = Section(parent=self)
        holder = self._holder = QWidget(self)
        self._flow = FlowLayout(holder, spacing=6, line_spacing=6)
        self.buttons: dict[str, KeyCap] = {}
        self._build()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._head)
        column.addWidget(holder)
        self.retranslate()

    def _build(self) -> None:
        for button in self.buttons.values():
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = {}
        for outcome in self._workplace.desk.rulebook.call_outcomes:
            button = KeyCap("", outcome.key, parent=self._holder)
            button.clicked.connect(lambda _=False, picked=outcome.id: self.picked.emit(picked))
            self.buttons[outcome.id] = button
            self._flow.addWidget(button)
            button.show()

    def follow_rules(self) -> None:
        """Other outcomes are counted, or by other keys."""
        outcomes = self._workplace.desk.rulebook.call_outcomes
        if [(one.id, one.key) for one in outcomes] != [(id_, one.key) for id_, one in self.buttons.items()]:
            self._build()
            follow_in_tab_order(self._holder, list(self.buttons.values()))
            self.retranslate()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """How often each outcome was counted today."""
        self._counts = counts
        self.retranslate()

    def retranslate(self) -> None:
        self._head.set_text(self.tr("No incident: one key"))
        total = sum(self._counts.values())
        number = self._workplace.formats.number(total)
        self._head.set_trailing(self.tr("{count} today").format(count=number) if total else "")
        for outcome in self._workplace.desk.rulebook.call_outcomes:
            if outcome.id not in self.buttons:  # the rules have just changed; `follow_rules` comes next
                continue
            label = outcome.label(self._workplace.language)
            count = self._counts.get(outcome.id, 0)
            shown = f"{label} · {self._workplace.formats.number(count)}" if count else label
            self.buttons[outcome.id].set_label(
                outcome.short.label(self._workplace.language) if self._small else shown
            )
            self.buttons[outcome.id].purpose = label
            self.buttons[outcome.id].setToolTip(plain_tip(shown))
            self.buttons[outcome.id].setAccessibleName(shown)
