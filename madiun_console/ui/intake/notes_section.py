"""Names of groups and remarks: the restricted texts, which never leave the call center."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from madiun_console.domain.report_form import ReportForm
from madiun_console.ui.intake.field import Field, Fold
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import GrowingText


class NotesSection(Retranslated, QWidget):
    """A group's name belongs here and nowhere else: no title, map, statistic or search shows it."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._silent = False
        self.groups = QLineEdit(self)
        self.remarks = GrowingText(2, 5, self)
        self._groups_field = Field(self.groups)
        self._remarks_field = Field(self.remarks)
        self.fold = Fold(self)
        self.fold.rows.addWidget(self._groups_field)
        self.fold.rows.addWidget(self._remarks_field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.fold)
        self.groups.textEdited.connect(self.edited)
        self.remarks.textChanged.connect(self._on_changed)
        self.retranslate()

    def values(self, more: str = "") -> dict[str, object]:
        """Groups and remarks; `more` is text that found no other place and is not to be lost."""
        remarks = self.remarks.toPlainText()
        return {"groups": self.groups.text(), "remarks": "\n".join(filter(None, (remarks, more)))}

    def show_form(self, form: ReportForm) -> None:
        """Fill in without telling anyone."""
        self._silent = True
        self.groups.setText(form.groups)
        self.remarks.setPlainText(form.remarks)
        self._silent = False
        self.fold.set_open(bool(form.groups or form.remarks))

    def retranslate(self) -> None:
        self.fold.set_text(self.tr("Names of groups, remarks (restricted)"))
        self._groups_field.set_text(self.tr("Names of groups"))
        self._groups_field.set_note(self.tr("restricted: never sent to an agency"), "warning")
        self._remarks_field.set_text(self.tr("Remarks for the call center"))
        self._remarks_field.set_note(self.tr("restricted"), "warning")

    def _on_changed(self) -> None:
        if not self._silent:
            self.edited.emit()
