"""Who calls: number and name first, the rest only when the caller wants it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from madiun_console.domain.report_form import ReportForm
from madiun_console.ui.intake.field import Field, Fold, side_by_side
from madiun_console.ui.intake.number_facts import NumberFacts
from madiun_console.ui.translation import Retranslated


class CallerSection(Retranslated, QWidget):
    """An anonymous caller's number and name are not logged at all; a protected one's are, behind a mark."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = QLineEdit(self)
        self.name = QLineEdit(self)
        self.home = QLineEdit(self)
        self.anonymous = QCheckBox(self)
        self.protected = QCheckBox(self)
        self._number_field = Field(self.number)
        self._name_field = Field(self.name)
        self._home_field = Field(self.home)
        self.more = Fold(self)
        self.more.rows.addLayout(side_by_side(self.anonymous, self.protected))
        self.more.rows.addWidget(self._home_field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(side_by_side(self._number_field, self._name_field))
        column.addWidget(self.more)
        for line in (self.number, self.name, self.home):
            line.textEdited.connect(self.edited)
        for box in (self.anonymous, self.protected):
            box.clicked.connect(self._on_ticked)
        self._facts: NumberFacts | None = None
        self.retranslate()

    def values(self) -> dict[str, object]:
        """Number, name, home, anonymous, protected."""
        return {
            "number": self.number.text(),
            "name": self.name.text(),
            "home": self.home.text(),
            "anonymous": self.anonymous.isChecked(),
            "protected": self.protected.isChecked(),
        }

    def show_form(self, form: ReportForm) -> None:
        """Fill in without telling anyone."""
        self.number.setText(form.number)
        self.name.setText(form.name)
        self.home.setText(form.home)
        self.anonymous.setChecked(form.anonymous)
        self.protected.setChecked(form.protected)
        self.more.set_open(bool(form.home) or form.anonymous or form.protected)
        self._facts = None
        self.retranslate()

    def show_facts(self, facts: NumberFacts) -> None:
        """Write the number as people read it, unless it is still being typed."""
        if facts.typed != self.number.text().strip():
            return
        self._facts = facts
        if facts.display and not self.number.hasFocus() and facts.display != self.number.text():
            self.number.setText(facts.display)
        self._remark()

    def tidy_number(self) -> None:
        """The number was left: write it as people read it."""
        if self._facts is not None:
            self.show_facts(self._facts)

    def retranslate(self) -> None:
        self._number_field.set_text(self.tr("Phone number"), "0812 3456 7890")
        self._name_field.set_text(self.tr("Caller's name"), self.tr("May stay empty"))
        self._home_field.set_text(self.tr("Caller's home address"))
        self.anonymous.setText(self.tr("Anonymous"))
        self.anonymous.setToolTip(self.tr("Number and name are not stored"))
        self.protected.setText(self.tr("Protected caller"))
        self.protected.setToolTip(
            self.tr("The caller may be in danger if known: read the identity only when needed")
        )
        self.more.set_text(self.tr("More about the caller"))
        self._remark()

    def _remark(self) -> None:
        anonymous = self.anonymous.isChecked()
        self.name.setEnabled(not anonymous)
        self.home.setEnabled(not anonymous)
        facts = self._facts
        if anonymous:
            self._number_field.set_note(self.tr("not stored"), "warning")
        elif facts is not None and facts.typed and not facts.display and not self.number.hasFocus():
            self._number_field.set_note(self.tr("unusual, stored as it is"), "warning")
        else:
            self._number_field.set_note("")

    def _on_ticked(self) -> None:
        self._remark()
        self.edited.emit()
