"""The other desks at the right side of the window: who is there and what is open there, the messages, a line to write."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from madiun_console.domain.incident_number import spoken_number
from madiun_console.sync.link_state import REACHABLE, LinkState, Message, Present
from madiun_console.ui.presence_words import PresenceWords
from madiun_console.ui.side_panel import SidePanel
from madiun_console.ui.together.messages import LONGEST, Messages
from madiun_console.ui.widgets import (
    ClickableList,
    InlineMessage,
    KeyButton,
    ListRow,
    Section,
    TimelineEntry,
    TimelineView,
)
from madiun_console.ui.widgets.clickable_list import ROW_ONE, ROW_TWO
from madiun_console.ui.workplace import Workplace

WIDTH = 380
ALL = "all"
HELP_KEY = "F12"
LIST_HIGH = 232
_WALK = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class MessageLine(QLineEdit):
    """Enter sends; Up and Down choose to whom, without leaving the line."""

    entered = Signal()
    walked = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.entered.emit()
        elif plain and event.key() in _WALK:
            self.walked.emit(_WALK[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class TogetherPanel(SidePanel):
    """Opened by a key from anywhere, closed by Esc; what is half typed stays."""

    help_wanted = Signal(str)
    """The text that goes with a call for help; may be empty."""

    def __init__(self, workplace: Workplace, messages: Messages, parent: QWidget) -> None:
        super().__init__(parent, WIDTH, right=16)
        self._workplace = workplace
        self._messages = messages
        self._reachable = workplace.link.state.mode in REACHABLE
        self._words = PresenceWords(workplace.presence, self)
        self.desks = ClickableList(workplace.appearance, self)
        self._heading = Section(parent=self)
        self.list = TimelineView(workplace.appearance, parent=self)
        inside = QWidget()
        inside.setProperty("role", "panel")
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 8, 0)
        lines.addWidget(self.list)
        lines.addStretch(1)
        self.scroller = QScrollArea(self)
        self.scroller.setWidgetResizable(True)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setWidget(inside)
        self.message = InlineMessage(workplace.appearance, self)
        self.line = MessageLine(self)
        self.send = KeyButton("", role="primary", parent=self)
        self.help = KeyButton("", HELP_KEY, role="danger", bound=False, parent=self)
        self._set_out()
        self._connect()
        self.retranslate()

    def _set_out(self) -> None:
        self.line.setMaxLength(LONGEST)
        buttons = QHBoxLayout()
        buttons.addWidget(self.send)
        buttons.addWidget(self.help)
        buttons.addStretch(1)
        self.column.addWidget(self.desks)
        self.column.addWidget(self._heading)
        self.column.addWidget(self.scroller, 1)
        self.column.addWidget(self.message)
        self.column.addWidget(self.line)
        self.column.addLayout(buttons)

    def _connect(self) -> None:
        self.line.entered.connect(self._on_send)
        self.line.walked.connect(self._walk)
        self.send.clicked.connect(self._on_send)
        self.help.clicked.connect(self.ask_help)
        self.desks.row_selected.connect(lambda _row: self._word_line())
        self.desks.row_activated.connect(lambda _row: self.line.setFocus(Qt.FocusReason.OtherFocusReason))
        self._messages.changed.connect(self._on_messages)
        self._messages.sent.connect(self._on_sent)
        self._messages.lost.connect(self._on_lost)
        self._workplace.presence.changed.connect(self._fill_desks)
        self._workplace.link_changed.connect(self._on_link)

    # ------------------------------------------------------------------------------------------ open and close

    def toggle(self) -> None:
        """Open, or close again."""
        if self.isVisible():
            self.leave()
        else:
            self.open(None)

    def open(self, to: int | None) -> None:
        """Open with the keyboard in the line, writing to one desk or to all."""
        self.message.clear()
        self.bring_up()
        self._fill_desks()
        self.desks.select_row(str(to) if to is not None else ALL)
        if not self.desks.selected_id():
            self.desks.select_row(ALL)
        self._on_messages()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_help(self) -> None:
        """Call for help with what is typed in the line, if anything is."""
        self.help_wanted.emit(self.line.text().strip())

    def say(self, tone: str, text: str) -> None:
        """Something about what was just written."""
        self.message.show_message(tone, text)

    # ------------------------------------------------------------------------------------------ words

    def title(self) -> str:
        return self.tr("Other desks")

    def retranslate(self) -> None:
        super().retranslate()
        self.desks.setAccessibleName(self.tr("Desks that are there"))
        self._heading.set_text(self.tr("Messages of this shift"))
        self._heading.set_trailing(self.tr("not in the log"))
        self.list.setAccessibleName(self.tr("Messages of this shift"))
        self.send.set_label(self.tr("Send"))
        self.help.set_label(self.tr("Ask for help"))
        self._fill_desks()
        self._word_line()
        self._fill_messages()

    def not_sent(self) -> str:
        """What stands there when there is no way to the other desks."""
        return self.tr("Not sent: there is no connection to the server. Call, or go to the other desk.")

    def _word_line(self) -> None:
        one = self._chosen()
        words = self.tr("To {desk} …").format(desk=self._words.who(one)) if one else self.tr("To all desks …")
        self.line.setPlaceholderText(words)
        self.line.setAccessibleName(words.removesuffix(" …"))

    def _fill_desks(self) -> None:
        if not self.isVisible():
            return
        others = self._others()
        self._messages.look_up([one.incident for one in others])
        online = self._workplace.link.state.mode in REACHABLE
        detail = "" if others else self.tr("No other desk is there now")
        if not online:
            detail = self.tr("No connection to the server")
        chosen = self.desks.selected_id()
        rows = [ListRow(ALL, self.tr("All desks"), detail, str(len(others)) if others else "")]
        rows += [self._row(one) for one in others]
        self.desks.set_rows(rows)
        high = sum(ROW_TWO if row.detail else ROW_ONE for row in rows)
        self.desks.setFixedHeight(min(LIST_HIGH, high + 2))
        if not self.desks.selected_id():
            self.desks.select_row(chosen if any(row.id == chosen for row in rows) else ALL)
        self._word_line()

    def _row(self, one: Present) -> ListRow:
        name = self._workplace.presence.name(one.person)
        number = self._number(one.incident)
        what = ""
        if one.incident is not None:
            words = self.tr("typing in {number}") if one.typing else self.tr("has {number} open")
            what = words.format(number=number or self.tr("an incident"))
        elif one.person is None:
            what = self.tr("nobody signed in")
        desk = self._words.desk(one)
        detail = " · ".join(part for part in (desk if name else "", what) if part)
        return ListRow(str(one.device_id), name or desk, detail or desk)

    def _number(self, incident: str | None) -> str:
        number = self._messages.number(incident)
        return spoken_number(number, self._workplace.ticker.wall_ms()) if number else ""

    def _on_messages(self) -> None:
        if self.isVisible():
            self._messages.read()
            self._fill_messages()
            self._fill_desks()

    def _fill_messages(self) -> None:
        self.list.set_entries([self._entry(one) for one in reversed(self._messages.all)])

    def _entry(self, one: Message) -> TimelineEntry:
        time = self._workplace.formats.moment(one.at_ms, self._workplace.ticker.wall_ms())
        number = self._number(one.incident)
        text = f"{one.text} · {number}" if number else one.text
        if one.help:
            text = self.tr("Help: {text}").format(text=text)
        who = self.tr("this desk") if self._messages.is_mine(one) else self._words.who(one)
        if one.to is not None:
            desk = self._messages.desk(one.to)  # perhaps of a desk that is not there now
            to_words = self._words.desk(desk) if desk else self.tr("another desk")
            if not self._messages.is_mine(one):
                to_words = self.tr("this desk")
            who = self.tr("{who} to {desk}").format(who=who, desk=to_words)
        tone = "danger" if one.help else "info" if not self._messages.is_mine(one) else "neutral"
        if one.help and self._messages.answer_to(one) is not None:
            tone = "success"
        return TimelineEntry(str(one.id), time, text, who, tone)

    # ------------------------------------------------------------------------------------------ what a person does

    def _others(self) -> list[Present]:
        """One for each desk, though its store may stand there twice."""
        return list({one.device_id: one for one in self._workplace.presence.others}.values())

    def _chosen(self) -> Present | None:
        chosen = self.desks.selected_id()
        return next((one for one in self._others() if str(one.device_id) == chosen), None)

    def _walk(self, step: int) -> None:
        model = self.desks.rows_model()
        at = self.desks.currentIndex().row() + step
        if 0 <= at < model.rowCount():
            self.desks.setCurrentIndex(model.index(at))

    def _on_send(self) -> None:
        text = self.line.text().strip()
        if not text:
            return
        one = self._chosen()
        if self._messages.say(text, to=one.device_id if one else None):
            self.message.clear()
        else:
            self.say("danger", self.not_sent())

    def _on_link(self, state: LinkState) -> None:
        if self._reachable != (state.mode in REACHABLE):
            self._reachable = state.mode in REACHABLE
            if self._reachable:
                self.message.clear()
            self._fill_desks()

    def _on_sent(self, text: str) -> None:
        if self.line.text().strip() == text:
            self.line.clear()

    def _on_lost(self, _text: str) -> None:
        if self.isVisible():
            self.say("danger", self.not_sent())
