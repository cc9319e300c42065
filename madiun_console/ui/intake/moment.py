"""A date and a time of day to be typed: digits while it has the focus, read as everywhere else while it has not."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale, QSize, Qt, QTimeZone
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QDateTimeEdit, QSizePolicy, QWidget

from madiun_console.ui.formats import HOUR
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.workplace import Workplace

WIB_SECONDS = 7 * HOUR
READ, TYPED = "d MMM yyyy HH.mm", "dd-MM-yyyy HH.mm"
"""Qt takes no digit for a month that is written as a word: whoever types gets the month as a number."""
WIDEST, AROUND = "28-08-2028 08.08", 54
"""The widest text, and what stands beside it: the padding at both sides and the arrows."""
INSET = 10
"""Qt's stylesheet style gives the line inside a field with arrows no padding: the text stands where others' do."""
NARROWEST = 150
"""Room for a date and a time beside another, in the pane of a screen at 150%."""


class Moment(Retranslated, QDateTimeEdit):
    """In WIB, whatever zone the PC is set to; typing begins at the hour."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self.setTimeZone(QTimeZone(WIB_SECONDS))
        self.setDisplayFormat(READ)
        self.lineEdit().setTextMargins(INSET, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.retranslate()

    def ms(self) -> int:
        """Milliseconds since 1970 UTC."""
        return int(self.dateTime().toMSecsSinceEpoch())

    def set_ms(self, ms: int) -> None:
        """Show a moment without telling anyone."""
        self.blockSignals(True)
        self.setDateTime(QDateTime.fromMSecsSinceEpoch(ms, QTimeZone(WIB_SECONDS)))
        self.blockSignals(False)

    def begin_at_hour(self) -> None:
        """Take the keyboard; the date stands already, the hour is typed over."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setSelectedSection(QDateTimeEdit.Section.HourSection)

    def retranslate(self) -> None:
        self.setLocale(QLocale(self._workplace.language))

    def sizeHint(self) -> QSize:
        # The same for both ways to write it: the field does not jump when it is gone into.
        return QSize(self.fontMetrics().horizontalAdvance(WIDEST) + AROUND, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(NARROWEST, super().minimumSizeHint().height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._write_as(TYPED)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # Whoever comes back from another window goes on typing where they were.
        if event.reason() not in (
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.PopupFocusReason,
        ):
            self._write_as(READ)

    def _write_as(self, shape: str) -> None:
        if self.displayFormat() != shape:
            told = self.blockSignals(True)
            self.setDisplayFormat(shape)
            self.blockSignals(told)
