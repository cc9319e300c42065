"""Letting an agency read who called: for which reports, and why. The agency's desk shows it while the escalation stands."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from madiun_console.actions.escalate import share_identity
from madiun_console.queries.detail_rows import EscalationRow, ReportRow
from madiun_console.ui.incident.inplace_form import InPlaceForm
from madiun_console.ui.workplace import Workplace


class ShareForm(InPlaceForm):
    """With one report there is nothing to choose; with several none is chosen beforehand."""

    def __init__(
        self,
        workplace: Workplace,
        row: EscalationRow,
        reports: tuple[ReportRow, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(workplace, parent)
        self._row = row
        self._reports = [report for report in reports if report.has_identity]
        self.boxes = {report.id: QCheckBox(self) for report in self._reports}
        for box in self.boxes.values():
            box.setChecked(len(self.boxes) == 1)
            box.setVisible(len(self.boxes) > 1)
            self.body.addWidget(box)
        self.reason = QLineEdit(self)
        self._label = self.add_field(self.reason)
        self.finish_layout()
        self.finished.connect(self._tell)

    def confirm(self) -> None:
        chosen = [report for report, box in self.boxes.items() if box.isChecked()]
        self.send(share_identity, self._row.id, chosen, self.reason.text())

    def focus_first(self) -> None:
        first = next((box for box in self.boxes.values() if box.isVisibleTo(self)), None)
        (first or self.reason).setFocus()

    def retranslate(self) -> None:
        super().retranslate()
        self.title.show_text(
            self.tr(
                "Share who called with {agency}. Only desks of that agency that are enrolled with this right receive it. "
                "Your reason and your name are logged."
            ).format(agency=self._row.name)
        )
        formats, now = self.workplace.formats, self.workplace.ticker.wall_ms()
        for report in self._reports:
            words = self.tr("Report of {time}, {number}").format(
                time=formats.moment(report.logged_at, now), number=report.masked_phone or self.tr("no number")
            )
            self.boxes[report.id].setText(words)
        self.name_field(self._label, self.tr("Reason"))
        self.reason.setPlaceholderText(self.tr("such as: the caller agrees, officers must reach them"))
        self.confirm_button.set_label(self.tr("Share"))

    def _tell(self) -> None:
        self.workplace.told.emit(
            "success", self.tr("Who called is shared with {agency}.").format(agency=self._row.name)
        )
