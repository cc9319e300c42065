"""The page of reports: choose a stretch of time, read its figures, open the list behind each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from madiun_console.domain.report_period import KINDS, Kind, ReportPeriod, after, before, period_of
from madiun_console.errors import ConsoleError
from madiun_console.queries.figures import Figures, figures
from madiun_console.ui.entry.entry_card import text_label, title_label
from madiun_console.ui.reports.behind_list import BehindList
from madiun_console.ui.reports.figures_model import COLUMNS, FiguresModel
from madiun_console.ui.reports.screen_words import RecapScreenWords
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import Choice, InlineMessage, KeyButton, SegmentedChoice
from madiun_console.ui.widgets.row_table import make_row_table
from madiun_console.ui.workplace import Workplace

ROW, NUMBER_WIDTH = 30, 80
WIDE = 1000
"""From which width of the page its head takes one row; below it the figures get two thirds (pixels)."""


class FiguresView(QTableView):
    """Up and Down go from figure to figure; Enter goes into the list behind it."""

    opened = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class ReportsPage(Retranslated, QWidget):
    """For those who review; it counts incidents and calls, never people."""

    incident_wanted = Signal(str)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self._workplace = workplace
        self._found: Figures | None = None
        self.words = RecapScreenWords(workplace, self)
        self.model = FiguresModel(self)
        self.view = FiguresView(self)
        self.list = BehindList(workplace, self.words, self)
        self.kind = SegmentedChoice([], workplace.appearance, "", self)
        self.earlier = KeyButton("", "Alt+Left", parent=self)
        self.later = KeyButton("", "Alt+Right", parent=self)
        self.pdf = KeyButton("", "Ctrl+P", parent=self)
        self.book = KeyButton("", "Ctrl+S", parent=self)
        self.message = InlineMessage(workplace.appearance, self)
        self._title, self._stretch = title_label(self), text_label(self)
        now = workplace.ticker.wall_ms()
        self.period: ReportPeriod = period_of(workplace.desk.rulebook, "month", now)
        self._set_out()
        self._connect()
        self.retranslate()

    def _set_out(self) -> None:
        view = self.view
        view.setModel(self.model)
        view.setProperty("role", "figures")
        make_row_table(view, ROW)
        head = view.horizontalHeader()
        head.hide()
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for section in range(1, COLUMNS):
            head.setSectionResizeMode(section, QHeaderView.ResizeMode.Fixed)
            view.setColumnWidth(section, NUMBER_WIDTH)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._stretch)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        for widget in (self.kind, self.earlier, self.later, self.pdf, self.book):
            acts.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(8)
        self._head.addLayout(words, 1)
        self._head.addLayout(acts)
        frame = QFrame(self)
        frame.setProperty("role", "card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(view)
        self._body = QHBoxLayout()
        self._body.setSpacing(12)
        self._body.addWidget(frame, 3)
        self._body.addWidget(self.list, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(12)
        column.addLayout(self._head)
        column.addWidget(self.message)
        column.addLayout(self._body, 1)

    def _connect(self) -> None:
        book = self._workplace.desk
        self.kind.value_changed.connect(self._on_kind)
        self.earlier.clicked.connect(lambda: self._go(before(book.rulebook, self.period)))
        self.later.clicked.connect(lambda: self._go(after(book.rulebook, self.period)))
        self.pdf.clicked.connect(self.save_pdf)
        self.book.clicked.connect(self.save_book)
        self.view.selectionModel().currentRowChanged.connect(self._on_row)
        self.view.clicked.connect(self._on_row)
        self.view.opened.connect(self.list.take_keyboard)
        self.list.incident_wanted.connect(self.incident_wanted)

    def retranslate(self) -> None:
        names: dict[Kind, str] = {
            "shift": self.tr("Shift"),
            "day": self.tr("Day"),
            "month": self.tr("Month"),
            "four_months": self.tr("Four months"),
        }
        self.kind.set_choices([Choice(kind, names[kind]) for kind in KINDS])
        self.kind.set_value(self.period.kind)
        self.kind.setAccessibleName(self.tr("Stretch of time"))
        self._title.setText(self.tr("Recap"))
        self.earlier.set_label(self.tr("Earlier"))
        self.later.set_label(self.tr("Later"))
        self.pdf.set_label("PDF")
        self.book.set_label("XLSX")
        self.pdf.setToolTip(self.tr("Save these figures as a report of the office (Ctrl+P)"))
        self.book.setToolTip(self.tr("Save these figures as a workbook (Ctrl+S)"))
        self.pdf.purpose = self.tr("Save these figures as a report of the office")
        self.book.purpose = self.tr("Save these figures as a workbook")
        self.view.setAccessibleName(self.tr("Figures of the report"))
        self._show()

    def entered(self) -> None:
        """Called when the page is shown: the figures are counted anew."""
        self._go(self.period)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def save_pdf(self) -> None:
        """Write the figures as pages of the office, and open them."""
        from madiun_console.ui.paper.pdf import save_pdf
        from madiun_console.ui.paper.recap_page import recap_paper

        if self._found is not None:
            place = self._workplace
            desk, now = place.desk, place.ticker.wall_ms()
            page = recap_paper(desk.rulebook, desk.letter, self._found, now, training=desk.demo)
            self._save(save_pdf, page, self._file(self._found.period, "pdf"))

    def save_book(self) -> None:
        """Write the figures as a workbook, and open it."""
        from madiun_console.data_files.figures_book import write_figures
        from madiun_console.ui.paper.recap_page import recap_book

        if self._found is not None:
            caption, tables = recap_book(self._workplace.desk.rulebook, self._found)
            self._save(write_figures, self._file(self._found.period, "xlsx"), caption, tables)

    # ------------------------------------------------------------------------------------------ inside

    def _file(self, period: ReportPeriod, end: str) -> Path:
        """In the folder for papers of this desk, chosen on the page of the shift."""
        from madiun_console.ui.paper.recap_page import file_name
        from madiun_console.ui.shift.print_panel import default_folder

        chosen = self._workplace.preferences.paper_folder
        folder = Path(chosen).expanduser() if chosen else default_folder()
        return folder / file_name(period, end)

    def _save(self, write: Callable[..., Path], *arguments: object) -> None:
        self.pdf.setEnabled(False)
        self.book.setEnabled(False)
        self._workplace.jobs.aside(write, *arguments, done=self._on_saved, failed=self._on_failed)

    def _on_saved(self, file: Path) -> None:
        self._let_save()
        opened = QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))
        words = self.tr("Saved and opened: {file}") if opened else self.tr("Saved: {file}")
        self.message.show_message("success", words.format(file=file))

    def _let_save(self) -> None:
        self.pdf.setEnabled(True)
        self.book.setEnabled(True)

    def _on_kind(self, kind: Kind | None) -> None:
        """The stretch of another kind that holds the end of the present one, as far as that has come."""
        if kind is None:
            self.kind.set_value(self.period.kind)
            return
        moment = min(self.period.end - 1, max(self.period.start, self._workplace.ticker.wall_ms()))
        self._go(period_of(self._workplace.desk.rulebook, kind, moment))

    def _go(self, period: ReportPeriod) -> None:
        self.period = period
        self._workplace.ask(figures, period, done=self._on_found, failed=self._on_failed, latest="figures")

    def _on_found(self, found: Figures) -> None:
        self._found = found
        self.message.clear()
        self._show()

    def _on_failed(self, error: ConsoleError) -> None:
        self._let_save()
        self.message.show_message("danger", error.text(self._workplace.language))

    def _show(self) -> None:
        teller = self.words.teller()
        self._stretch.setText(teller.title(self.period))
        if self._found is None:
            return
        self.model.show(teller, self._found)
        self.view.clearSpans()
        for row in range(self.model.rowCount()):
            span = self.model.label_span(row)
            if span > 1:
                self.view.setSpan(row, 0, 1, span)
        first = self.model.first_figure()
        if first >= 0:
            self.view.setCurrentIndex(self.model.index(first, 0))

    def _on_row(self, index: QModelIndex, _before: QModelIndex | None = None) -> None:
        behind = self.model.behind(index)
        if behind is not None and self._found is not None:
            self.list.show_behind(self._found.period, behind)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= WIDE
        self._head.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )
        self._body.setStretch(0, 3 if wide else 4)
