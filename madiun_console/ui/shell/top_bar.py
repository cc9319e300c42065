"""The dark bar at the top: product, desk and shift, what is overdue, state of the data, person, clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from madiun_console.ui.formats import Formats
from madiun_console.ui.names import PRODUCT
from madiun_console.ui.shell.state_button import Dot, StateButton
from madiun_console.ui.theme.fonts import sized
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets.elided_label import ElidedLabel
from madiun_console.ui.widgets.key_button import KeyButton
from madiun_console.ui.widgets.menu_button import MenuButton, MenuEntry
from madiun_console.ui.widgets.plain_tip import plain_tip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from madiun_console.ui.theme import Appearance
    from madiun_console.ui.widgets.ticker import Ticker


class TopBar(Retranslated, QFrame):
    """Told by setters; tells `overdue_clicked`, `state_clicked` and what was picked in the person's menu."""

    overdue_clicked = Signal()
    state_clicked = Signal()
    together_clicked = Signal()
    person_menu_picked = Signal(str)

    def __init__(self, appearance: Appearance, ticker: Ticker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("top_bar")
        self.setFixedHeight(appearance.theme.size.bar)
        self._ticker = ticker
        self._unanswered = self._untold = 0
        self._product = QLabel(PRODUCT, self)
        self._product.setProperty("role", "product")
        self._desk = ElidedLabel(parent=self)
        self._overdue_dot = Dot(appearance, self)
        self._overdue_dot.set_tone("danger")
        self._overdue = KeyButton("", role="bar", parent=self)
        self._overdue.setProperty("tone", "danger")
        self._overdue.clicked.connect(self.overdue_clicked)
        self._state_dot = Dot(appearance, self, shaped=True)
        self._state = StateButton(self)
        self._state.clicked.connect(self.state_clicked)
        self._together = KeyButton("", "F4", role="bar", bound=False, parent=self)
        self._together.clicked.connect(self.together_clicked)
        self._person = MenuButton("", role="bar", parent=self)
        self._person.picked.connect(self.person_menu_picked)
        self._clock = QLabel(self)
        self._clock.setProperty("role", "bar-clock")
        metrics = QFontMetrics(sized(self.font(), appearance.theme.font.base))
        self._clock.setMinimumWidth(metrics.horizontalAdvance("00.00.00") + 2)
        self._set_out()
        ticker.ticked.connect(self._tick)
        self._tick()
        self.set_overdue(0)
        self.set_state("neutral", "")
        self.set_together("")
        self.set_person("", [])
        self.retranslate()

    def _set_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(8)
        self._product.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row.addWidget(self._product)
        row.addSpacing(8)
        row.addWidget(self._desk)
        row.addStretch(1)
        overdue = QHBoxLayout()  # the button has a margin of its own
        overdue.setSpacing(0)
        overdue.addWidget(self._overdue_dot)
        overdue.addWidget(self._overdue)
        row.addLayout(overdue)
        row.addSpacing(4)
        row.addWidget(self._state_dot)
        row.addWidget(self._state)
        row.addWidget(self._together)
        row.addSpacing(4)
        row.addWidget(self._person)
        row.addWidget(self._clock)

    def set_desk(self, text: str) -> None:
        """Desk and shift, such as `Meja B · Shift pagi 07.00-15.00`."""
        self._desk.set_full_text(text)

    def set_overdue(self, unanswered: int, untold: int = 0) -> None:
        """How many escalations are past their limit, and incidents that nobody was told of; none hides the alert."""
        self._unanswered, self._untold = unanswered, untold
        shown = unanswered > 0 or untold > 0
        self._overdue.setVisible(shown)
        self._overdue_dot.setVisible(shown)
        self.retranslate()

    def overdue_text(self) -> str:
        """What the alert says now."""
        return self._overdue.text()

    def set_state(self, tone: str, text: str, detail: str = "") -> None:
        """How fresh and safe the data is, in words, with the tone of the mark; `detail` says what to do about it."""
        self._state_dot.set_tone(tone)
        self._state.set_state(text, detail)
        self._state_dot.setVisible(bool(text))
        self._state.setVisible(bool(text))

    def state_text(self) -> str:
        """What the state says now."""
        return self._state.full_text()

    def set_together(self, text: str) -> None:
        """How many other desks are there; empty hides it, where there is no server."""
        self._together.set_label(text)
        self._together.setVisible(bool(text))

    def together_text(self) -> str:
        """What stands for the other desks."""
        return self._together.text() if self._together.isVisibleTo(self) else ""

    def set_person(self, name: str, entries: Sequence[MenuEntry]) -> None:
        """Who is signed in, with their menu; an empty name hides it (locked, first start)."""
        self._person.set_label(name.replace("&", "&&"))
        self._person.set_entries(entries)
        self._person.setVisible(bool(name))
        self.retranslate()

    def retranslate(self) -> None:
        parts = self._overdue_words()
        # Both in full leave too little of the bar to a screen of 911 px (1366 at 150%): the sum, the rest in the tip.
        total = self.tr("{count} overdue").format(count=self._unanswered + self._untold)
        self._overdue.set_label(total if len(parts) > 1 else "".join(parts))
        tip = " · ".join(parts) if len(parts) > 1 else ""
        self._overdue.setToolTip(plain_tip(tip))
        self._overdue.setAccessibleDescription(tip)
        self._together.purpose = self.tr("Other desks")
        self._person.setAccessibleName(self.tr("Signed in: {name}").format(name=self._person.text()))
        self._clock.setAccessibleName(self.tr("Clock"))

    def _overdue_words(self) -> list[str]:
        # Nobody at all knows of these: they come first, in the words of their rows.
        parts = [self.tr("{count} told to nobody").format(count=self._untold)] if self._untold else []
        # Two strings and no %n: English is the source language and has no catalogue that could hold its plural.
        if self._unanswered == 1:
            parts.append(self.tr("1 escalation overdue"))
        elif self._unanswered:
            parts.append(self.tr("{count} escalations overdue").format(count=self._unanswered))
        return parts

    def _tick(self) -> None:
        self._clock.setText(Formats().clock(self._ticker.wall_ms()))
