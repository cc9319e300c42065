"""What can be done with a row by the right button of the mouse; each line names its key."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from madiun_console.domain.incident_number import spoken_number
from madiun_console.queries.rows import IncidentRow
from madiun_console.ui.workplace import Workplace


class RowMenu(QMenu):
    """Made for the chosen row and gone when it is closed."""

    key_wanted = Signal(str)
    """The same as a key does in the list: "claim" or "copy"."""
    opened = Signal(str)
    export_wanted = Signal()

    def __init__(self, workplace: Workplace, row: IncidentRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.addAction(self.tr("Open\tEnter"), lambda: self.opened.emit(row.id))
        if not workplace.at_agency:
            take = self.addAction(self.tr("Claim\tC"), lambda: self.key_wanted.emit("claim"))
            take.setEnabled(row.is_open and row.owner != workplace.session.person)
        number = spoken_number(row.number, workplace.ticker.wall_ms())
        copy = self.tr("Copy {number}\tCtrl+C").format(number=number)
        self.addAction(copy, lambda: self.key_wanted.emit("copy"))
        self.addAction(self.tr("Export the list\tCtrl+S"), self.export_wanted.emit)
