"""The page of reports: choose a stretch of time, read its figures, open the list behind each."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
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
from madiun_console.ui.reports.report_tables import ReportWords
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import Choice, InlineMessage, KeyButton, SegmentedChoice
from madiun_console.ui.workplace import Workplace

ROW, NUMBER_WIDTH = 30, 80


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
        self.words = ReportWords(workplace, self)
        self.model = FiguresModel(self.words, self)
        self.view = FiguresView(self)
        self.list = BehindList(workplace, self.words, self)
        self.kind = SegmentedChoice([], workplace.appearance, "", self)
        self.earlier = KeyButton("", "Alt+Left", parent=self)
        self.later = KeyButton("", "Alt+Right", parent=self)
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
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setTabKeyNavigation(False)
        view.setShowGrid(False)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(ROW)
        head = view.horizontalHeader()
        head.hide()
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for section in range(1, COLUMNS):
            head.setSectionResizeMode(section, QHeaderView.ResizeMode.Fixed)
            view.setColumnWidth(section, NUMBER_WIDTH)
        top = QHBoxLayout()
        top.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._stretch)
        top.addLayout(words, 1)
        for widget in (self.kind, self.earlier, self.later):
            top.addWidget(widget)
        frame = QFrame(self)
        frame.setProperty("role", "card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(view)
        body = QHBoxLayout()
        body.setSpacing(12)
        body.addWidget(frame, 3)
        body.addWidget(self.list, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self.message)
        column.addLayout(body, 1)
        self.actions_row = top

    def _connect(self) -> None:
        book = self._workplace.desk
        self.kind.value_changed.connect(self._on_kind)
        self.earlier.clicked.connect(lambda: self._go(before(book.rulebook, self.period)))
        self.later.clicked.connect(lambda: self._go(after(book.rulebook, self.period)))
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
        self.view.setAccessibleName(self.tr("Figures of the report"))
        self._show()

    def entered(self) -> None:
        """Called when the page is shown: the figures are counted anew."""
        self._go(self.period)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------------------------------ inside

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
        self.message.show_message("danger", error.text(self._workplace.language))

    def _show(self) -> None:
        self._stretch.setText(self.words.title(self.period))
        if self._found is None:
            return
        self.model.show(self.words.tables(self._found))
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
