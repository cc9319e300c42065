"""What is not saved yet: how much, why it shall be so, and the buttons that save or drop it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import InlineMessage, KeyButton
from madiun_console.ui.workplace import Workplace

SAVE_KEY, DROP_KEY = "Ctrl+Return", "Alt+U"
MOST_REASON = 500


class StagedFoot(Retranslated, QFrame):
    """`save_wanted(reason)`; the reason is needed."""

    save_wanted = Signal(str)
    drop_wanted = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._count = 0
        self.setProperty("role", "card")
        self.counted = QLabel(self)
        self.counted.setProperty("role", "strong")
        self.reason = QLineEdit(self)
        self.reason.setMaxLength(MOST_REASON)
        self._label = QLabel(self)
        self._label.setBuddy(self.reason)
        self.save = KeyButton("", SAVE_KEY, role="primary", parent=self)
        self.drop = KeyButton("", DROP_KEY, role="quiet", parent=self)
        self.message = InlineMessage(workplace.appearance, self)
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self.counted, self._label):
            row.addWidget(widget)
        row.addWidget(self.reason, 1)
        row.addWidget(self.save)
        row.addWidget(self.drop)
        self._line = QWidget(self)
        self._line.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 9, 12, 9)
        column.setSpacing(8)
        column.addWidget(self.message)
        column.addWidget(self._line)
        self.save.clicked.connect(self.submit)
        self.reason.returnPressed.connect(self.submit)
        self.drop.clicked.connect(self.drop_wanted)
        self.message.dismissed.connect(self._settle)
        self.retranslate()
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """So many values are not saved yet; none takes no room."""
        if count and not self._count:
            self.message.clear()
        self._count = count
        self.retranslate()
        self._settle()

    def say(self, tone: str, text: str) -> None:
        """What came of saving."""
        self.message.show_message(tone, text)
        self._settle()

    def submit(self) -> None:
        """Save, or ask for the reason first."""
        if not self._count or not self.save.isEnabled():
            return
        if not self.reason.text().strip():
            self.say("warning", self.tr("Write why, then save: everybody reads it in the history."))
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.message.clear()
        self.save_wanted.emit(self.reason.text())

    def clear(self) -> None:
        """Nothing is staged, nothing is said."""
        self.reason.clear()
        self.message.clear()
        self.show_count(0)

    def retranslate(self) -> None:
        text = self.tr("1 change not saved") if self._count == 1 else self.tr("{count} changes not saved")
        self.counted.setText(text.format(count=self._count))
        self._label.setText(self.tr("Reason"))
        self.reason.setAccessibleName(self.tr("Reason"))
        self.reason.setPlaceholderText(self.tr("For example: agreed at the meeting of 2 November"))
        self.save.set_label(self.tr("Save"))
        self.drop.set_label(self.tr("Drop"))

    def _settle(self) -> None:
        self._line.setVisible(self._count > 0)
        self.save.setEnabled(self._count > 0)
        self.drop.setEnabled(self._count > 0)
        self.setVisible(self._count > 0 or not self.message.isHidden())
