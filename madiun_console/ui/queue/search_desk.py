"""What a person does with a search: go to the first that was found, save and open searches, export, and come back."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from madiun_console.ui.queue.incident_view import IncidentView
from madiun_console.ui.queue.queue_feed import HISTORY, QueueFeed
from madiun_console.ui.queue.tool_row import SAVED_KEY, ToolRow
from madiun_console.ui.workplace import Workplace

if TYPE_CHECKING:
    from madiun_console.ui.queue.saved_searches import Search
    from madiun_console.ui.queue.search_heading import SearchHeading


class SearchDesk(QObject):
    """Stands between the search field, the feed and the list; what only a search needs is made when somebody searches."""

    heading_made = Signal(object)
    """SearchHeading, to be put above the list."""
    incident_wanted = Signal(str)
    """Enter in the field: the person wants to work in what was found; the list has told that it is chosen."""
    copy_wanted = Signal()
    export_wanted = Signal()
    waited = Signal()
    """A key asked for the first that is found before it was: until then nothing is marked, so that no key acts on it."""
    narrowing_shown = Signal(object)
    """QueueFilter of a saved search, for the filter row to show."""
    list_wanted = Signal()
    """Other words are looked for, and so another list is on its way."""
    ended = Signal()

    def __init__(
        self, workplace: Workplace, feed: QueueFeed, view: IncidentView, tools: ToolRow, panel: QWidget
    ) -> None:
        super().__init__(panel)
        self._workplace = workplace
        self._feed = feed
        self._view = view
        self._tools = tools
        self._panel = panel
        self._first_wanted: Callable[[], None] | None = None
        """What is to be done with the first row as soon as it is found."""
        field = tools.search
        field.textChanged.connect(lambda _: self.list_wanted.emit())
        field.textChanged.connect(feed.look_for)
        field.left.connect(view.setFocus)
        field.went_down.connect(lambda: self.with_first(view.setFocus))
        field.entered.connect(lambda: self.with_first(self._open_chosen))
        field.copy_wanted.connect(lambda: self.with_first(self.copy_wanted.emit))
        QShortcut(QKeySequence(SAVED_KEY), panel).activated.connect(self._on_saved_key)

    @cached_property
    def heading(self) -> SearchHeading:
        """What stands above the rows that were found."""
        from madiun_console.ui.queue.search_heading import SearchHeading

        heading = SearchHeading(self._workplace, self._panel)
        heading.ended.connect(self.end)
        heading.left.connect(self._view.setFocus)
        heading.opened.connect(self.open)
        heading.export_wanted.connect(self.export_wanted)
        heading.hide()
        self.heading_made.emit(heading)
        return heading

    def tell(self) -> None:
        """Say how much was found, and mark it."""
        feed = self._feed
        self._view.mark_found(feed.found)
        if feed.search:
            self.heading.show_search(self.search(), self._found_text(), rows=self._view.model().rowCount())
            self.heading.show()
        elif "heading" in self.__dict__ and not self.heading.isHidden():
            self.heading.hide()
            self.heading.show_nothing()
        then = self._first_wanted
        if then is not None and feed.known:
            self._first_wanted = None
            then()

    def search(self) -> Search:
        """What is looked for now."""
        from madiun_console.ui.queue.saved_searches import Search

        return Search(self._feed.search, self._feed.narrowing)

    def with_first(self, then: Callable[[], None]) -> None:
        """Choose the first that was found and go on, as soon as it is there; without a search just go on."""
        if self._feed.search and not self._feed.known:
            self._first_wanted = lambda: self.with_first(then)
            self._view.show_current("")
            self.waited.emit()
            return
        if self._feed.search:
            self._view.first_row()
        then()

    def open(self, search: Search) -> None:
        """Show a saved search; one without words is a filter over the history."""
        self.list_wanted.emit()
        self._set_text(search.text)
        self.narrowing_shown.emit(search.narrowing)
        if search.text:
            self._feed.show_search(search.text, search.narrowing)
        else:
            self._feed.narrowing = search.narrowing
            self._tools.tabs.set_current(HISTORY)
            self._feed.show_tab(HISTORY)
        self.with_first(self._view.setFocus)

    def end(self) -> None:
        """Back to the queue."""
        self._tools.search.clear()
        self._view.setFocus()
        self.ended.emit()

    def forget(self) -> None:
        """Another list is shown: the field is emptied and nothing is waited for."""
        self._first_wanted = None
        self._set_text("")

    # ------------------------------------------------------------------------------------------ inside

    def _set_text(self, text: str) -> None:
        """Put words into the field without searching."""
        field = self._tools.search
        field.blockSignals(True)
        field.setText(text)
        field.blockSignals(False)
        field.make_room()

    def _found_text(self) -> str:
        feed = self._feed
        if not feed.known:
            return self.tr("Searching …")
        rows = self._view.model().rowCount()
        number = self._workplace.formats.number(rows) + "+" * feed.finder.goes_on
        return self.tr("{count} found").format(count=number)

    def _open_chosen(self) -> None:
        self._view.setFocus()
        if self._feed.search and self._view.current_id():
            self.incident_wanted.emit(self._view.current_id())

    def _on_saved_key(self) -> None:
        field = self._tools.search
        self.heading.open_saved(field.mapToGlobal(QPoint(0, field.height())))
