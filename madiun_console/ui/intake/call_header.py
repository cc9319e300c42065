"""The head of the pane: how the call came in, whether the draft is stored, calls that wait, and the call timer."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from madiun_console.ui.intake.draft_keeper import FAILED, PENDING, STORED
from madiun_console.ui.intake.key_cap import KeyCap
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import ClockLabel, ElidedLabel, MenuButton, MenuEntry
from madiun_console.ui.workplace import Workplace


class CallHeader(Retranslated, QWidget):
    """The timer runs on the monotonic clock; only after a restart it begins at what the wall clock says."""

    edited = Signal()
    parked_wanted = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._channel = workplace.desk.rulebook.channels[0].id
        self._state = STORED
        self._parked = 0
        self._paper = False
        self._title = QLabel(self)
        self._title.setProperty("role", "title")
        self.channel = MenuButton("", role="link", parent=self)
        self.channel.picked.connect(self._on_channel)
        self._stored = ElidedLabel("", "caption")
        self.parked = KeyCap("", "Ctrl+P", role="link", parent=self)
        self.parked.clicked.connect(self.parked_wanted)
        self.clock = ClockLabel(workplace.ticker, lambda: workplace.formats, self)
        self._set_out()
        self.retranslate()

    def _set_out(self) -> None:
        space = self._workplace.appearance.theme.space
        top = QHBoxLayout()
        top.setSpacing(space.s)
        top.addWidget(self._title)
        top.addWidget(self.channel)
        top.addStretch(1)
        under = QHBoxLayout()
        under.setSpacing(space.s)
        under.addWidget(self._stored)
        under.addWidget(self.parked)
        under.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addLayout(top)
        words.addLayout(under)
        row = QHBoxLayout(self)
        row.setContentsMargins(space.l, space.s, space.l, space.s)
        row.addLayout(words, 1)
        row.addWidget(self.clock)

    def values(self) -> dict[str, object]:
        """The channel."""
        return {"channel": self._channel}

    def show_call(self, channel: str, started: int, *, paper: bool = False) -> None:
        """Another call; the timer goes on from when it was taken. A paper form has none: its call is over."""
        self._paper = paper
        self.clock.setVisible(not paper)
        known = self._workplace.desk.rulebook.channels_by_id
        self._channel = channel if channel in known else self._workplace.desk.rulebook.channels[0].id
        self.clock.start(max(0, self._workplace.ticker.wall_ms() - started) / 1000)
        self.retranslate()

    def set_stored(self, state: str) -> None:
        """STORED, PENDING or FAILED."""
        self._state = state
        words = {
            STORED: self.tr("Draft stored automatically"),
            PENDING: self.tr("Storing the draft …"),
            FAILED: self.tr("Draft not stored yet"),
        }
        self._stored.set_full_text(words[state])
        self._stored.setProperty("tone", "danger" if state == FAILED else "")
        self._stored.style().unpolish(self._stored)
        self._stored.style().polish(self._stored)

    def set_parked(self, count: int) -> None:
        """How many calls wait."""
        self._parked = count
        self.parked.setVisible(count > 0)
        self.parked.set_label(self.tr("{count} parked").format(count=count))

    def retranslate(self) -> None:
        self._title.setText(self.tr("Paper form, Esc ends") if self._paper else self.tr("New report"))
        record = self._workplace.desk.rulebook.targets.get("call", "record")
        self.clock.set_limit(record.amount if record else None)
        channels = self._workplace.desk.rulebook.channels
        language = self._workplace.language
        self.channel.set_entries(
            [
                MenuEntry(one.id, one.label(language), checkable=True, checked=one.id == self._channel)
                for one in channels
            ]
        )
        shown = self._workplace.desk.rulebook.channels_by_id[self._channel].label(language)
        self.channel.set_label(shown)
        self.channel.setAccessibleName(self.tr("Channel: {channel}").format(channel=shown))
        self.clock.setAccessibleName(self.tr("Call timer"))
        self.set_stored(self._state)
        self.set_parked(self._parked)

    def _on_channel(self, channel: str) -> None:
        self._channel = channel
        self.retranslate()
        self.edited.emit()
