"""The forms that end an incident with a code and that open it again."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from madiun_console.actions import work_incident
from madiun_console.ui.incident.incident_page import IncidentPage
from madiun_console.ui.incident.inplace_form import InPlaceForm, ReasonForm
from madiun_console.ui.incident.words import level_word
from madiun_console.ui.widgets import Choice, SegmentedChoice
from madiun_console.ui.workplace import Workplace


class CloseForm(InPlaceForm):
    """A closing code is a must; a level that the person may not close is said before anything is typed."""

    def __init__(self, workplace: Workplace, page: IncidentPage, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._page = page
        self.code = SegmentedChoice([], workplace.appearance, "", self)
        self._code_label = self.add_field(self.code)
        self.note = QLineEdit(self)
        self._note_label = self.add_field(self.note)
        self.code.lead_to(self.note)
        self.finish_layout()
        if not self._allowed():
            self.complain(
                self.tr("Closing at level {level} needs a supervisor.").format(
                    level=level_word(workplace.desk.rulebook, page.detail.row.level, workplace.language)
                )
            )
            self.confirm_button.setEnabled(False)

    def confirm(self) -> None:
        if self._allowed():
            self.send(work_incident.close_incident, self._page.id, self.code.value() or "", self.note.text())

    def focus_first(self) -> None:
        self.code.setFocus()

    def retranslate(self) -> None:
        super().retranslate()
        self.title.show_text(self.tr("Close the incident"))
        self.name_field(self._code_label, self.tr("How it ended"))
        self.name_field(self._note_label, self.tr("Remark (may stay empty)"))
        language = self.workplace.language
        self.code.set_choices(
            [Choice(one.id, one.label(language)) for one in self.workplace.desk.rulebook.closings]
        )
        self.confirm_button.set_label(self.tr("Close incident"))

    def _allowed(self) -> bool:
        right = work_incident.closing_right(self.workplace.desk, self._page.detail.row.level)
        return self.workplace.may(right)


class ReopenForm(ReasonForm):
    """It is not over; the reason may stay empty."""

    def __init__(self, workplace: Workplace, page: IncidentPage, parent: QWidget | None = None) -> None:
        self._page = page
        super().__init__(workplace, parent)

    def confirm(self) -> None:
        self.send(work_incident.reopen, self._page.id, self.reason.text())

    def retranslate(self) -> None:
        super().retranslate()
        self.title.show_text(self.tr("Reopen the incident"))
        self.confirm_button.set_label(self.tr("Reopen"))
