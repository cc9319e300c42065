"""A list to look through, latest first or longest first, with everything about the chosen line beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from madiun_console.domain.changes import Changes
from madiun_console.errors import ConsoleError
from madiun_console.ui.incident.labels import FlowRow, WrapLabel
from madiun_console.ui.review.closing_card import OPEN
from madiun_console.ui.review.list_and_side import ListAndSide
from madiun_console.ui.review.look_words import LookWords
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import KeyButton
from madiun_console.ui.workplace import Workplace

CALLBACKS_KEY = "Alt+5"


class LookView(Retranslated, QWidget):
    """Subclassed by what it asks, by what of a change concerns it, and by the words of a row."""

    incident_wanted = Signal(str)
    callbacks_wanted = Signal()

    def __init__(
        self,
        workplace: Workplace,
        words: LookWords[Any],
        question: Callable[..., Sequence[Any]],
        concerns: Callable[[Changes], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._words = words
        self._question = question
        self._concerns = concerns
        self._rows: dict[str, Any] = {}
        self._loaded = False
        words.setParent(self)
        side = QWidget()
        self.title = WrapLabel("title", side)
        self.lines = WrapLabel("", side)
        self.reason = WrapLabel("strong", side)
        inside = QVBoxLayout(side)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        for label in (self.title, self.lines, self.reason):
            inside.addWidget(label)
        inside.addStretch(1)
        foot = QWidget()
        foot.setProperty("role", "foot")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.open = KeyButton("", OPEN, parent=foot)
        self.callbacks = KeyButton("", CALLBACKS_KEY, parent=foot)
        self.callbacks.setVisible(words.has_callbacks)
        row = FlowRow(8, foot)
        row.add(self.open, self.callbacks)
        below = QVBoxLayout(foot)
        below.setContentsMargins(16, 8, 10, 10)
        below.addWidget(row)
        self.body = ListAndSide(workplace.appearance, side, foot, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.body)
        self.body.chosen.connect(lambda _id: self._show())
        self.open.clicked.connect(self._on_open)
        self.callbacks.clicked.connect(self.callbacks_wanted)
        for button in (self.open, self.callbacks):
            button.setAutoDefault(True)
        self.retranslate()

    def reload(self) -> None:
        """Ask for the rows."""
        name = f"review.{self._words.name}"
        self._workplace.ask(self._question, done=self._on_rows, failed=self._on_failed, latest=name)

    def apply(self, changes: Changes) -> None:
        """Read again when a change concerns this list."""
        if self._concerns(changes):
            self.reload()

    def focus(self) -> None:
        """Put the keyboard where the work begins."""
        self.body.focus_list()

    def retranslate(self) -> None:
        self.open.set_label(self.tr("Open the incident"))
        self.callbacks.set_label(self.tr("To the list of call-backs"))
        self.body.list.setAccessibleName(self._words.title())
        self.body.say_empty(self._words.nothing() if self._loaded else self.tr("Reading …"))
        self.body.set_rows([self._words.list_row(row) for row in self._rows.values()])
        self._show()

    # ------------------------------------------------------------------------------------------ inside

    def _on_rows(self, rows: Sequence[Any]) -> None:
        self._rows, self._loaded = {row.id: row for row in rows}, True
        self.retranslate()

    def _on_failed(self, error: ConsoleError) -> None:
        self.body.say_empty(error.text(self._workplace.language))

    def _show(self) -> None:
        row = self._rows.get(self.body.shown())
        self.open.setEnabled(row is not None and bool(row.incident))
        if row is None:
            return
        title, lines, reason = self._words.side(row)
        self.title.show_text(title)
        self.lines.show_text("\n".join(line for line in lines if line))
        self.reason.show_text(reason)

    def _on_open(self) -> None:
        row = self._rows.get(self.body.shown())
        if row is not None and row.incident:
            self.incident_wanted.emit(row.incident)
