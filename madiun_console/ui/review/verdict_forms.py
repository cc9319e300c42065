"""The forms of a verdict that takes words: give the incident back, or correct its closing code."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from madiun_console.actions.review import correct_closing, return_closing
from madiun_console.domain.incident import Closing
from madiun_console.ui.incident.inplace_form import InPlaceForm, ReasonForm
from madiun_console.ui.widgets import Choice, SegmentedChoice
from madiun_console.ui.workplace import Workplace


class ReturnForm(ReasonForm):
    """Why it is not over yet; the incident is open again in the queue."""

    def __init__(
        self, workplace: Workplace, incident: str, closing: Closing, parent: QWidget | None = None
    ) -> None:
        self._incident, self._closing = incident, closing
        super().__init__(workplace, parent)

    def confirm(self) -> None:
        self.send(return_closing, self._incident, self._closing.fact, self.reason.text())

    def retranslate(self) -> None:
        super().retranslate()
        self.title.show_text(self.tr("Return: it is open again in the queue"))
        self.confirm_button.set_label(self.tr("Return"))


class CorrectForm(InPlaceForm):
    """Another closing code, and why; the first one is kept."""

    def __init__(
        self, workplace: Workplace, incident: str, closing: Closing, parent: QWidget | None = None
    ) -> None:
        super().__init__(workplace, parent)
        self._incident, self._closing = incident, closing
        self.code = SegmentedChoice([], workplace.appearance, "", self)
        self._code_label = self.add_field(self.code)
        self.reason = QLineEdit(self)
        self._reason_label = self.add_field(self.reason)
        self.finish_layout()

    def confirm(self) -> None:
        code = self.code.value() or ""
        self.send(correct_closing, self._incident, self._closing.fact, code, self.reason.text())

    def focus_first(self) -> None:
        self.code.setFocus()

    def retranslate(self) -> None:
        super().retranslate()
        language = self.workplace.language
        self.title.show_text(self.tr("Correct the closing code; the first one is kept"))
        self.name_field(self._code_label, self.tr("How it really ended"))
        self.name_field(self._reason_label, self.tr("Reason"))
        others = [one for one in self.workplace.desk.rulebook.closings if one.id != self._closing.code]
        self.code.set_choices([Choice(one.id, one.label(language)) for one in others])
        self.confirm_button.set_label(self.tr("Correct the code"))
