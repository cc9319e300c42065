"""A paper form is typed in: when it happened and was reported comes first, taken over from the form before."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QDateTime, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from madiun_console.domain.report_form import ReportForm
from madiun_console.ui.formats import MINUTE
from madiun_console.ui.intake.field import Field, side_by_side
from madiun_console.ui.intake.moment import Moment
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.workplace import Workplace


def next_paper_form(fresh: ReportForm, before: ReportForm | None) -> ReportForm:
    """`fresh` as a paper form; its times are those of the form before, else now to the minute: the date is mostly right."""
    minute = fresh.started - fresh.started % (MINUTE * 1000)
    occurred = before.occurred if before is not None and before.occurred is not None else minute
    reported = before.reported if before is not None and before.reported is not None else minute
    channel = before.channel if before is not None else fresh.channel
    return replace(fresh, channel=channel, started=reported, paper=True, occurred=occurred, reported=reported)


class PaperTimes(Retranslated, QWidget):
    """Shown for paper forms only. The report follows what happened until somebody sets it apart."""

    edited = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.occurred, self.reported = Moment(workplace, self), Moment(workplace, self)
        self._occurred, self._reported = Field(self.occurred), Field(self.reported)
        self._paper = False
        self._apart = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(side_by_side(self._occurred, self._reported))
        self.occurred.dateTimeChanged.connect(self._on_occurred)
        self.reported.dateTimeChanged.connect(self._on_reported)
        self.hide()
        self.retranslate()

    def values(self) -> dict[str, object]:
        """Times of the event and of the report; the call was taken when it was reported, not now."""
        if not self._paper:
            return {}
        return {
            "paper": True,
            "occurred": self.occurred.ms(),
            "reported": self.reported.ms(),
            "started": self.reported.ms(),
        }

    def show_form(self, form: ReportForm) -> None:
        """Fill in without telling anyone."""
        self._paper, self._apart = form.paper, form.reported != form.occurred
        self.setVisible(form.paper)
        self.occurred.set_ms(form.occurred if form.occurred is not None else form.started)
        self.reported.set_ms(form.reported if form.reported is not None else form.started)

    def retranslate(self) -> None:
        self._occurred.set_text(self.tr("Happened"))
        self._reported.set_text(self.tr("Reported"))

    def _on_occurred(self, _moment: QDateTime) -> None:
        if not self._apart:
            self.reported.set_ms(self.occurred.ms())
        self.edited.emit()

    def _on_reported(self, _moment: QDateTime) -> None:
        self._apart = True
        self.edited.emit()
