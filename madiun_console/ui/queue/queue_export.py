"""Ctrl+S in the queue: the list that is shown or, of a search, everything that it finds, in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from madiun_console.actions.desk import Desk
from madiun_console.queries.table_columns import Value
from madiun_console.ui.queue.queue_feed import QueueFeed
from madiun_console.ui.workplace import Workplace


class QueueExport(QObject):
    """Writes the rows in their order; of a search also what the list has not read yet."""

    def __init__(self, workplace: Workplace, feed: QueueFeed, panel: QWidget) -> None:
        super().__init__(panel)
        self._workplace = workplace
        self._feed = feed
        self._panel = panel

    def ask(self, shown: Sequence[str]) -> None:
        """Ask for a place and write; `shown` are the ids of the rows in the list."""
        from madiun_console.queries.export_lists import found_lines, incident_columns, incident_lines
        from madiun_console.ui.data.list_export import ListExport

        place, text, wanted = self._workplace, self._feed.search, self._feed.narrowing
        if not shown:
            place.told.emit("info", self.tr("The list is empty: there is nothing to export."))
            return
        language, person = place.language, place.session

        def lines(desk: Desk) -> Iterable[Sequence[Value]]:
            if text:
                return found_lines(desk, person, text, wanted, language)
            return incident_lines(desk, shown, language)

        ListExport(place, self._panel).ask(self.tr("Incidents"), incident_columns(language), lines)
