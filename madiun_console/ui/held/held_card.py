"""What there is to know about the acts that are chosen, and the keys that decide about them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from madiun_console.queries.held import HeldRow
from madiun_console.ui.held.held_words import HeldWords
from madiun_console.ui.incident.inplace_form import FormSlot
from madiun_console.ui.incident.labels import FlowRow, WrapLabel, retone
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import InlineMessage, KeyButton
from madiun_console.ui.workplace import Workplace

CONFIRM, REFUSE, TOGETHER, OPEN = "Alt+1", "Alt+2", "Alt+3", "Alt+4"


class HeldCard(Retranslated, QWidget):
    """One act from top to bottom; of several the count and the first of them."""

    def __init__(self, workplace: Workplace, words: HeldWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._words = words
        self._rows: Sequence[HeldRow] = ()
        self._count = WrapLabel("strong", self)
        self._what = WrapLabel("title", self)
        self._who = WrapLabel("", self)
        self._why_head = WrapLabel("field", self)
        self._why = WrapLabel("", self)
        self._taken = WrapLabel("", self)
        retone(self._taken, "warning")
        self._said = WrapLabel("", self)
        retone(self._said, "info")
        self._rest = WrapLabel("muted", self)
        self.message = InlineMessage(workplace.appearance, self)
        self.slot = FormSlot(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        parts = (
            self._count,
            self._what,
            self._who,
            self._why_head,
            self._why,
            self._taken,
            self._said,
            self._rest,
        )
        for part in (*parts, self.message, self.slot):
            column.addWidget(part)
        column.addStretch(1)
        self.retranslate()

    def show_rows(self, rows: Sequence[HeldRow]) -> None:
        """Show what is chosen."""
        if [row.id for row in rows] != [row.id for row in self._rows]:
            self.message.clear()
            self.slot.empty()
        self._rows = rows
        self.retranslate()

    def say(self, tone: str, text: str) -> None:
        """What came of the last key."""
        self.message.show_message(tone, text)

    def text(self) -> str:
        """Everything that is said, for tests."""
        labels = (self._count, self._what, self._who, self._why, self._taken, self._said, self._rest)
        return "\n".join(label.text() for label in labels if label.text())

    def _is_mine(self, row: HeldRow) -> bool:
        place = self._workplace
        return place.signed_in and row.logged.actor == place.session.person

    def retranslate(self) -> None:
        rows, words = self._rows, self._words
        self._why_head.show_text(self.tr("Why it waits") if rows else "")
        if not rows:
            return
        first = rows[0]
        several = self.tr("{count} acts are chosen").format(count=len(rows)) if len(rows) > 1 else ""
        self._count.show_text(several)
        self._what.show_text(words.what(first))
        parts = (words.who(first), words.when(first), words.number(first))
        self._who.show_text(" · ".join(part for part in parts if part))
        self._why.show_text(words.told(first.reason, mine=self._is_mine(first)))
        self._taken.show_text("\n".join(dict.fromkeys(filter(None, map(words.taken, rows)))))
        self._said.show_text(words.said(first))
        rest = [f"{words.what(row)} · {words.who(row)}" for row in rows[1:]]
        self._rest.show_text("\n".join(rest))


class HeldBar(Retranslated, QWidget):
    """The decisions, always in sight below the card."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._count = 1
        self.confirm = KeyButton("", CONFIRM, role="success", parent=self)
        self.refuse = KeyButton("", REFUSE, parent=self)
        self.together = KeyButton("", TOGETHER, parent=self)
        self.open = KeyButton("", OPEN, role="quiet", parent=self)
        self.hint = WrapLabel("caption", self)
        row = FlowRow(8, self)
        row.add(self.confirm, self.refuse, self.together, self.open)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 10, 10)
        column.setSpacing(4)
        column.addWidget(self.hint)
        column.addWidget(row)
        for button in (self.confirm, self.refuse, self.together, self.open):
            button.setAutoDefault(True)
        self.retranslate()

    def allow(self, *, decide: bool, opens: bool, alike: int, count: int) -> None:
        """What can be done with the chosen ones: `alike` others of the same desk can be chosen with them."""
        self._count = count
        for button in (self.confirm, self.refuse):
            button.setEnabled(decide)
        self.open.setVisible(opens)
        self.together.setVisible(alike > 0)
        self.hint.show_text(
            "" if decide or not count else self.tr("Only an administrator decides about this.")
        )
        self.retranslate()

    def retranslate(self) -> None:
        if self._count > 1:
            self.confirm.set_label(self.tr("Confirm {count}").format(count=self._count))
            self.refuse.set_label(self.tr("Refuse {count} …").format(count=self._count))
        else:
            self.confirm.set_label(self.tr("Confirm"))
            self.refuse.set_label(self.tr("Refuse …"))
        self.together.set_label(self.tr("Choose all like it"))
        self.open.set_label(self.tr("Open the incident"))
