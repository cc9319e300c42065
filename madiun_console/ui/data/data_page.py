"""Data in and out on one page: past calls are taken in at the left, the call log goes out at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from madiun_console.actions.desk import Session
from madiun_console.ui.data.export_card import ExportCard
from madiun_console.ui.data.import_panel import ImportPanel
from madiun_console.ui.entry.entry_card import text_label, title_label
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.workplace import Workplace

SIDE = 360


class DataPage(Retranslated, QWidget):
    """For those who may import; an import that runs goes on while another page is shown."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self._workplace = workplace
        self.importing = ImportPanel(workplace, self)
        self.exporting = ExportCard(workplace, self)
        self._title, self._words = title_label(self), text_label(self)
        holder = QWidget(self)
        holder.setProperty("role", "panel")
        around = QVBoxLayout(holder)
        around.setContentsMargins(16, 14, 16, 14)
        around.addWidget(self.exporting)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(holder)
        side = QFrame(self)
        side.setProperty("role", "card")
        side.setFixedWidth(SIDE)
        inside = QVBoxLayout(side)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(scroll)
        body = QHBoxLayout()
        body.setSpacing(12)
        body.addWidget(self.importing, 1)
        body.addWidget(side)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._words)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(12)
        column.addLayout(words)
        column.addLayout(body, 1)
        workplace.session_changed.connect(self._on_session)
        self.retranslate()

    def entered(self) -> None:
        """Called when the page is shown."""
        if self.isVisible() and not self.importing.is_running():
            self.importing.file.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        self._title.setText(self.tr("Data in and out"))
        self._words.setText(self.tr("Call logs of the past from a spreadsheet, and our own into one."))

    def _on_session(self, session: Session | None) -> None:
        """Whoever comes next begins with a masked export."""
        if session is not None:
            self.exporting.begin()
