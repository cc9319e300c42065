"""What happened, in the caller's words."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from madiun_console.domain.report_form import ReportForm
from madiun_console.ui.intake.field import Field
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import GrowingText


class StorySection(Retranslated, QWidget):
    """The narrative; Enter makes a new line, Tab goes on."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.narrative = GrowingText(3, 8, self)
        self._silent = False
        self._field = Field(self.narrative)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._field)
        self.narrative.textChanged.connect(self._on_changed)
        self.retranslate()

    def values(self) -> dict[str, object]:
        """The narrative."""
        return {"narrative": self.narrative.toPlainText()}

    def show_form(self, form: ReportForm) -> None:
        """Fill in without telling anyone; the cursor stands at the end, where typing goes on."""
        self._silent = True
        self.narrative.setPlainText(form.narrative)
        cursor = self.narrative.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.narrative.setTextCursor(cursor)
        self._silent = False

    def retranslate(self) -> None:
        self._field.set_text(self.tr("What is happening"))

    def _on_changed(self) -> None:
        if not self._silent:
            self.edited.emit()
