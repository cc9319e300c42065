"""When it happened and was reported, for what is written down later; and the promise to call back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from madiun_console.domain.report_form import ReportForm
from madiun_console.ui.formats import DAY, HOUR, MINUTE
from madiun_console.ui.intake.field import Field, Fold
from madiun_console.ui.intake.moment import Moment
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import Choice, SegmentedChoice
from madiun_console.ui.workplace import Workplace

DUE_SECONDS = (15 * MINUTE, 30 * MINUTE, HOUR, 4 * HOUR, DAY)
"""Promises offered for calling back, counted from when they are given."""


class OtherTime(QWidget):
    """Now, unless it is ticked; then a date and a time of day in WIB, whatever zone the PC is set to."""

    edited = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self.ticked = QCheckBox(self)
        self.moment = Moment(workplace, self)
        self.moment.setEnabled(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.ticked, 1)
        row.addWidget(self.moment)
        self.ticked.clicked.connect(self._on_ticked)
        self.moment.dateTimeChanged.connect(self._on_moved)
        self._silent = False

    def value(self) -> int | None:
        """Milliseconds since 1970 UTC, or None for now."""
        return self.moment.ms() if self.ticked.isChecked() else None

    def set_value(self, ms: int | None) -> None:
        """Fill in without telling anyone."""
        self._silent = True
        self.ticked.setChecked(ms is not None)
        self.moment.setEnabled(ms is not None)
        shown = ms if ms is not None else self._workplace.ticker.wall_ms()
        self.moment.set_ms(shown)
        self._silent = False

    def set_text(self, text: str) -> None:
        """What the time is of."""
        self.ticked.setText(text)
        self.moment.setAccessibleName(text)

    def _on_ticked(self, ticked: bool) -> None:
        now = self._workplace.ticker.wall_ms()
        self.set_value(now - now % (MINUTE * 1000) if ticked else None)
        if ticked:
            self.moment.setFocus()
        self.edited.emit()

    def _on_moved(self, _moment: object) -> None:
        if not self._silent and self.ticked.isChecked():
            self.edited.emit()


class TimesSection(Retranslated, QWidget):
    """Folded away: most calls are about now."""

    edited = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._due: int | None = None
        self.occurred = OtherTime(workplace, self)
        self.reported = OtherTime(workplace, self)
        self.due = SegmentedChoice([], workplace.appearance, parent=self)
        self.due.value_changed.connect(self._on_due)
        self._due_field = Field(self.due)
        self.fold = Fold(self)
        for widget in (self.occurred, self.reported, self._due_field):
            self.fold.rows.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.fold)
        self.occurred.edited.connect(self.edited)
        self.reported.edited.connect(self.edited)
        self.retranslate()

    def values(self) -> dict[str, object]:
        """Times of the event and of the report, and when a call-back is due."""
        return {
            "occurred": self.occurred.value(),
            "reported": self.reported.value(),
            "callback_due": self._due,
        }

    def show_form(self, form: ReportForm) -> None:
        """Fill in without telling anyone."""
        # a paper form has its times at the top
        occurred, reported = (None, None) if form.paper else (form.occurred, form.reported)
        self.occurred.set_value(occurred)
        self.reported.set_value(reported)
        for row in (self.occurred, self.reported):
            row.setVisible(not form.paper)
        self._due = form.callback_due
        self.due.set_value(None)
        self.fold.set_open(any(one is not None for one in (occurred, reported, form.callback_due)))
        self._remark()

    def retranslate(self) -> None:
        self.fold.set_text(self.tr("Other time, promise to call back"))
        self.occurred.set_text(self.tr("Happened at another time"))
        self.reported.set_text(self.tr("Reported earlier"))
        formats = self._workplace.formats
        self.due.set_choices([Choice(str(seconds), formats.spoken_span(seconds)) for seconds in DUE_SECONDS])
        self._due_field.set_text(self.tr("Promise to call back within"))
        self._remark()

    def _on_due(self, seconds: object) -> None:
        self._due = self._workplace.ticker.wall_ms() + int(str(seconds)) * 1000 if seconds else None
        self._remark()
        self.edited.emit()

    def _remark(self) -> None:
        if self._due is None:
            self._due_field.set_note("")
            return
        moment = self._workplace.formats.moment(self._due, self._workplace.ticker.wall_ms())
        self._due_field.set_note(self.tr("until {time}").format(time=moment), "info")
