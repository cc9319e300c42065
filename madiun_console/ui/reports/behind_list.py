"""The incidents or calls that one figure of a report counts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from madiun_console.domain.incident_number import spoken_number
from madiun_console.domain.report_period import ReportPeriod
from madiun_console.queries.figures import CallLine, calls_behind, incidents_behind, incidents_told, place_key
from madiun_console.queries.rows import IncidentRow
from madiun_console.ui.entry.entry_card import text_label, title_label
from madiun_console.ui.incident.words import kind_word, level_look
from madiun_console.ui.paper.recap_tables import Behind, RecapTeller
from madiun_console.ui.reports.screen_words import RecapScreenWords
from madiun_console.ui.widgets import ClickableList, ListRow
from madiun_console.ui.workplace import Workplace


class BehindList(QFrame):
    """Enter on an incident wants to see it; a call has nothing more to show."""

    incident_wanted = Signal(str)

    def __init__(self, workplace: Workplace, words: RecapScreenWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._workplace = workplace
        self._words = words
        self._incidents: set[str] = set()
        self.title = title_label(self)
        self.list = ClickableList(workplace.appearance, self)
        self._empty = text_label(self)
        self._empty.setContentsMargins(12, 8, 12, 8)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 10, 1, 1)
        self.title.setContentsMargins(12, 0, 12, 0)
        column.addWidget(self.title)
        column.addWidget(self._pages, 1)
        self.list.row_activated.connect(self._on_activated)

    def show_behind(self, period: ReportPeriod, behind: Behind) -> None:
        """Ask for the list of a figure and show it."""
        self.title.setText(self._words.teller().label(behind))
        self.list.setAccessibleName(self.title.text())
        ask = self._workplace.ask
        if behind.group == "calls":
            ask(calls_behind, period, behind.key, done=self._on_calls, latest="behind")
        elif behind.group == "agency":
            ask(incidents_told, period, behind.key, done=self._on_incidents, latest="behind")
        else:
            ask(incidents_behind, period, behind.group, behind.key, done=self._on_incidents, latest="behind")

    def take_keyboard(self) -> None:
        """Put the keyboard into the list, on its first row."""
        if self.list.rows_model().rowCount():
            if not self.list.selected_id():
                self.list.setCurrentIndex(self.list.rows_model().index(0))
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_incidents(self, rows: Sequence[IncidentRow]) -> None:
        place = self._workplace
        self._incidents = {row.id for row in rows}
        teller, now = self._words.teller(), place.ticker.wall_ms()
        self._show([self._incident(teller, row, now) for row in rows])

    def _incident(self, teller: RecapTeller, row: IncidentRow, now: int) -> ListRow:
        place = self._workplace
        book, language = place.desk.rulebook, place.language
        code = book.closings_by_id.get(row.closing or "")
        ended = code.label(language) if code and not row.is_open else book.states.label(row.status, language)
        where = teller.label(Behind("kelurahan", place_key(place.desk, row.unit)))
        return ListRow(
            row.id,
            f"{spoken_number(row.number, now)} {kind_word(book, row.kind_id, language, self.tr('Not classified'))}",
            " · ".join((place.formats.moment(row.opened_at, now), where, ended)),
            level=level_look(book, row.level, language),
        )

    def _on_calls(self, calls: Sequence[CallLine]) -> None:
        place = self._workplace
        self._incidents = set()
        book, language, now = place.desk.rulebook, place.language, place.ticker.wall_ms()
        rows = []
        for number, call in enumerate(calls):
            channel = book.channels_by_id.get(call.channel)
            way = channel.label(language) if channel else call.channel
            desk = self.tr("Desk {letter}").format(letter=call.desk)
            rows.append(ListRow(str(number), place.formats.moment(call.logged_at, now), f"{way} · {desk}"))
        self._show(rows)

    def _show(self, rows: Sequence[ListRow]) -> None:
        self._empty.setText(self.tr("Nothing in this stretch of time."))
        self.list.set_rows(rows)
        self._pages.setCurrentWidget(self.list if rows else self._empty)

    def _on_activated(self, row_id: str) -> None:
        if row_id in self._incidents:
            self.incident_wanted.emit(row_id)
