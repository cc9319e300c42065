"""The left half of the operator's page: tabs, search and filters over the live list of incidents."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from madiun_console.actions.desk import Session
from madiun_console.domain.changes import Changes
from madiun_console.domain.incident_number import spoken_number
from madiun_console.queries.queue import QueueFilter
from madiun_console.queries.rows import IncidentRow
from madiun_console.queries.waiting import COUNT_CAP
from madiun_console.ui.presence_words import PresenceWords
from madiun_console.ui.queue.incident_model import IncidentModel
from madiun_console.ui.queue.incident_view import IncidentView
from madiun_console.ui.queue.list_notice import ListNotice
from madiun_console.ui.queue.queue_feed import HISTORY, MINE, OPEN, REVIEW, QueueFeed
from madiun_console.ui.queue.row_menu import RowMenu
from madiun_console.ui.queue.row_words import RowWords
from madiun_console.ui.queue.saved_rows import SavedRows
from madiun_console.ui.queue.search_desk import SearchDesk
from madiun_console.ui.queue.tool_row import EXPORT_KEY, FILTER_KEY, ToolRow
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.workplace import Workplace

if TYPE_CHECKING:
    from madiun_console.ui.queue.filter_bar import FilterBar
    from madiun_console.ui.queue.search_heading import SearchHeading

FOOT_FROM = 520
"""From which height of the panel the keys are told at its foot (pixels)."""


class QueuePanel(Retranslated, QWidget):
    """`reload` when somebody signs in; `apply` for every change after that.

    `read_now`: the store is read while this and the rest of the window are made, so that the first paint shows rows.
    """

    incident_chosen = Signal(str)
    incident_in_list = Signal(str)
    """The chosen incident when another list holds it; empty when that list does not: it must not be acted on unseen."""
    incident_opened = Signal(str)
    """Enter: the person wants to work in the detail of the chosen incident."""
    new_report_wanted = Signal()
    overdue_changed = Signal(int, int)
    waiting_count_changed = Signal(int)
    alarm = Signal(str)
    """"new_high" or "unanswered"."""

    def __init__(
        self, workplace: Workplace, parent: QWidget | None = None, *, read_now: bool = False
    ) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._chosen = ""
        self._awaited = False
        """The chosen incident was just saved or opened; its row is marked when it arrives."""
        self._person = workplace.session.person if workplace.signed_in else ""
        self._words = RowWords(
            lambda: workplace.desk.rulebook, lambda: workplace.formats, workplace.ticker.wall_ms, self
        )
        self._words.at_agency = workplace.at_agency
        self._words.present = PresenceWords(workplace.presence, self).at
        self._model = IncidentModel(self._words, self)
        self._feed = QueueFeed(workplace, self._model, self._words, self)
        if read_now:
            self._feed.reload()
        self._tools = ToolRow(workplace, self)
        self._filters: FilterBar | None = None
        self._view = IncidentView(self._model, self._words, workplace.appearance, self)
        self._notice = ListNotice(self._view)
        self.saved = SavedRows(self._feed, self._model, self._view, self._notice, self.select)
        self._search = SearchDesk(workplace, self._feed, self._view, self._tools, self)
        self._foot = QLabel(self)
        self._set_out()
        self._connect()
        self.retranslate()

    def _set_out(self) -> None:
        self._foot.setProperty("role", "caption")
        self._foot.setContentsMargins(14, 5, 12, 6)
        self._view.set_cover(self._notice)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for widget in (self._tools, self._view, self._foot):
            self._column.addWidget(widget)
        self._column.setStretchFactor(self._view, 1)

    def _connect(self) -> None:
        tools, feed, view = self._tools, self._feed, self._view
        tools.tabs.current_changed.connect(self._on_tab)
        tools.search.textChanged.connect(self._on_list_wanted)
        tools.filter.clicked.connect(self._toggle_filters)
        tools.new.clicked.connect(self.new_report_wanted)
        feed.told.connect(self._tell)
        feed.arrived.connect(self._on_arrived)
        feed.explained.connect(view.forget_pictures)
        feed.alarm.connect(self.alarm)
        feed.withdrawn.connect(self._on_withdrawn)
        feed.overdue_changed.connect(self.overdue_changed)
        feed.waiting_count_changed.connect(self.waiting_count_changed)
        view.chosen.connect(self._on_chosen)
        view.opened.connect(self._on_opened)
        view.key_wanted.connect(self._on_key)
        self._notice.acted.connect(self._on_notice)
        self._workplace.ticker.ticked.connect(view.tick)
        self._workplace.session_changed.connect(self._on_session)
        self._workplace.presence.incidents_changed.connect(view.repaint_rows)
        for key, slot in ((FILTER_KEY, self._on_filter_key), (EXPORT_KEY, self.export_list)):
            QShortcut(QKeySequence(key), self).activated.connect(slot)
        search = self._search
        search.list_wanted.connect(self._on_list_wanted)
        search.heading_made.connect(self._on_heading)
        search.incident_wanted.connect(self.incident_opened)
        search.waited.connect(lambda: self.incident_in_list.emit(""))
        search.copy_wanted.connect(lambda: self._on_key("copy"))
        search.export_wanted.connect(self.export_list)
        search.narrowing_shown.connect(self._show_narrowing)

    # ------------------------------------------------------------------------------------------ for the page

    def apply(self, changes: Changes) -> None:
        """Patch what a change touched."""
        self._feed.apply(changes)

    def reload(self) -> None:
        """Read the queue anew; the rows on the screen stay until the new ones are here."""
        self._feed.reload()

    def follow_rules(self) -> None:
        """Other rules hold: rows come anew with their clocks, and stay where they are."""
        self._model.retell()
        self._view.forget_pictures()
        self._feed.reload()

    def select(self, incident: str) -> None:
        """Mark an incident, now or as soon as its row arrives, without telling anybody."""
        self._chosen = incident
        self._awaited = not self._view.show_current(incident)

    def current_incident(self) -> str | None:
        """The incident that was chosen last, though its row may have left the list."""
        return self._chosen or None

    def incident_at_hand(self) -> str | None:
        """What a key of the list acts on: the marked row, or what was just saved or opened and is still to arrive."""
        marked = self._view.current_id() if self._feed.known else ""
        return (self._chosen if self._awaited else marked) or None

    def focus_list(self) -> None:
        """Put the keyboard into the list."""
        self._view.setFocus()

    def focus_search(self) -> None:
        """Ctrl+K: put the keyboard into the search field."""
        self._tools.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def look_for(self, text: str) -> None:
        """Search for a text as if it had been typed."""
        self._tools.search.setText(text)

    def show_overdue(self) -> None:
        """Choose the incident that is overdue the longest; called again, the next one."""
        overdue = self._feed.most_overdue()
        if not overdue:
            return
        following = overdue.index(self._chosen) + 1 if self._chosen in overdue else 0
        self._show_all_open()
        self.select(overdue[following % len(overdue)])
        self.focus_list()
        self.incident_chosen.emit(self._chosen)

    def filter_kelurahan(self, code: str) -> None:
        """Show the open incidents of one kelurahan."""
        self._show_all_open()
        self._narrow(QueueFilter(unit=code))

    def export_list(self) -> None:
        """Write what the list shows or a search finds into a spreadsheet."""
        from madiun_console.ui.queue.queue_export import QueueExport

        QueueExport(self._workplace, self._feed, self).ask([row.id for row in self._model.rows()])

    # ------------------------------------------------------------------------------------------ words

    def retranslate(self) -> None:
        """Every word of the panel that stands there by itself."""
        self._word_tabs()
        self._view.setAccessibleName(self.tr("Incidents"))
        words = self.tr("↑ ↓ choose · Enter open · C claim · Ctrl+K search · Ctrl+F filter · Ctrl+S export")
        if self._workplace.at_agency:
            words = self.tr("↑ ↓ choose · 1 receive … 5 decline · 6 note · Ctrl+K search · Ctrl+F filter")
        self._foot.setText(words)
        self._model.retell()
        self._view.refit()
        self._tell()

    def _word_tabs(self) -> None:
        tabs = [(OPEN, self.tr("Open")), (MINE, self.tr("Mine"))]
        if self._workplace.at_agency:
            del tabs[1:]  # nobody takes care of an incident there
        if self._workplace.may("review"):
            tabs.append((REVIEW, self.tr("Review")))
        self._tools.tabs.set_tabs([*tabs, (HISTORY, self.tr("History"))])
        self._tools.updateGeometry()

    def _tell(self) -> None:
        """Counts, heading of a search, and what stands there when there are no rows."""
        feed = self._feed
        if self._awaited and self._view.show_current(self._chosen):
            self._awaited = False
        for tab in (OPEN, MINE):
            self._tools.tabs.set_count(tab, feed.count(tab))
        self._tools.tabs.set_count(REVIEW, feed.count(REVIEW), most=COUNT_CAP)
        self._search.tell()
        self._show_filters_of_past()
        empty = not self._model.rowCount()
        if empty:
            self._notice.say(*self._notice_words())
        self._notice.setVisible(empty)
        self._view.setAccessibleDescription(self._notice.title() if empty else "")

    def _notice_words(self) -> tuple[str, str, str]:
        feed = self._feed
        if feed.failure:
            return self.tr("The queue could not be read"), feed.failure, self.tr("Try again")
        if not feed.known:
            return self.tr("Reading the queue …"), "", ""
        if feed.search:
            if not feed.narrowing.is_empty():
                hint = self.tr("Filters are on as well.")
                return self.tr("Nothing was found"), hint, self.tr("Clear filters")
            hint = self.tr("Try the number, such as B23-017, another word or the name of the kelurahan.")
            return self.tr("Nothing was found"), hint, self.tr("Back to the queue")
        if not feed.narrowing.is_empty():
            return self.tr("Nothing fits the filters"), "", self.tr("Clear filters")
        if feed.tab == MINE:
            hint = self.tr("Choose an incident under Open and press C to take care of it.")
            return self.tr("You take care of no incident now"), hint, ""
        if feed.tab == REVIEW:
            return self.tr("No closing waits for a review"), "", ""
        if feed.tab == HISTORY:
            return self.tr("No incident was closed yet"), "", ""
        return self.tr("No open incident"), self.tr("New ones appear here by themselves."), ""

    # ------------------------------------------------------------------------------------------ what a person does

    def _on_heading(self, heading: SearchHeading) -> None:
        self._column.insertWidget(self._column.indexOf(self._view), heading)
        stops = (self._tools.new, heading.name, heading.save, heading.saved, heading.export, heading.end)
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _on_tab(self, tab: str) -> None:
        self._on_list_wanted()
        self._search.forget()
        self._feed.show_tab(tab)

    def _on_list_wanted(self, _what: object = None) -> None:
        """Another tab, other words or filters: nothing is waited for any more."""
        self._awaited = False

    def _on_chosen(self, incident: str) -> None:
        self._chosen, self._awaited = incident, False
        self.incident_chosen.emit(incident)

    def _on_opened(self, incident: str) -> None:
        self._on_chosen(incident)
        self.incident_opened.emit(incident)

    def _on_key(self, wanted: str) -> None:
        row = self._view.current_row()
        if wanted == "escape":
            if self._feed.search:
                self._search.end()
            elif self._filters is not None:
                self._filters.close_bar()
        elif row is not None and wanted == "claim":
            self._claim(row)
        elif row is not None and wanted == "copy":
            self._copy_number(row)

    def _claim(self, row: IncidentRow) -> None:
        if row.is_open and not self._workplace.at_agency and row.owner != self._workplace.session.person:
            from madiun_console.actions.work_incident import claim  # with all events and folds

            self._workplace.act(claim, row.id)

    def _copy_number(self, row: IncidentRow) -> None:
        QGuiApplication.clipboard().setText(row.number)
        self._workplace.told.emit("info", self.tr("{number} copied").format(number=row.number))

    def _on_filter_key(self) -> None:
        bar = self._filter_bar()
        bar.show()
        bar.focus_first()

    def _toggle_filters(self) -> None:
        bar = self._filter_bar()
        if bar.isVisible() and bar.narrowing.is_empty():
            bar.hide()
        else:
            bar.show()
            bar.focus_first()

    def _on_notice(self) -> None:
        if self._feed.failure:
            self._feed.reload()
        elif self._feed.search and self._feed.narrowing.is_empty():
            self._search.end()
        else:
            self._narrow(QueueFilter())

    def _on_withdrawn(self, number: str) -> None:
        short = spoken_number(number, self._workplace.ticker.wall_ms())
        words = self.tr("The call center has taken {number} back.").format(number=short)
        self._workplace.told.emit("warning", words)

    def _on_arrived(self) -> None:
        """Another list: the chosen incident stays marked and shown if it is there; of what was found none is yet."""
        there = not self._feed.search and bool(self._chosen) and self._view.show_current(self._chosen)
        if not there:
            self._view.show_current("")
            self._view.begin_at_top()
        if there or not self._awaited:
            self.incident_in_list.emit(self._chosen if there else "")

    def _on_session(self, session: Session | None) -> None:
        """Whoever comes next must not wonder why the queue is so short; who only unlocks finds it as it was."""
        if session is not None and session.person != self._person:
            self._person = session.person
            self._chosen, self._awaited = "", False
            self._show_all_open()
            self._word_tabs()

    # ------------------------------------------------------------------------------------------ inside

    def _show_all_open(self) -> None:
        self._search.forget()
        self._feed.end_search()
        self._tools.tabs.set_current(OPEN)
        self._narrow(QueueFilter())

    def _narrow(self, wanted: QueueFilter) -> None:
        self._show_narrowing(wanted)
        self._feed.narrow(wanted)

    def _show_narrowing(self, wanted: QueueFilter) -> None:
        if not wanted.is_empty():
            self._filter_bar().show()
        if self._filters is not None:
            self._filters.set_narrowing(wanted)

    def _show_filters_of_past(self) -> None:
        if self._filters is not None:
            self._filters.show_past(past=bool(self._feed.search) or self._feed.tab in (HISTORY, REVIEW))

    def _filter_bar(self) -> FilterBar:
        """Made when it is first wanted: its menus hold hundreds of lines, and the start has a time budget."""
        if self._filters is None:
            from madiun_console.ui.queue.filter_bar import FilterBar

            self._filters = FilterBar(self._workplace, self)
            self._filters.changed.connect(self._on_list_wanted)
            self._filters.changed.connect(self._feed.narrow)
            self._filters.left.connect(self.focus_list)
            self._filters.set_compact(compact=self.height() < FOOT_FROM)
            self._show_filters_of_past()
            self._filters.hide()
            self._column.insertWidget(1, self._filters)
        return self._filters

    # ------------------------------------------------------------------------------------------ Qt

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        row = self._view.current_row()
        if row is None or not self._view.geometry().contains(event.pos()):
            return
        menu = RowMenu(self._workplace, row, self)
        menu.key_wanted.connect(self._on_key)
        menu.opened.connect(self._on_opened)
        menu.export_wanted.connect(self.export_list)
        menu.popup(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        high = self.height() >= FOOT_FROM
        self._foot.setVisible(high)
        if self._filters is not None:
            self._filters.set_compact(compact=not high)
