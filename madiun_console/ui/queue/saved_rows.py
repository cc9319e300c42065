"""Puts the row of a report that was just saved onto the screen; it is painted, unseen, while the disk still writes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from madiun_console.queries.rows import IncidentRow
from madiun_console.ui.queue.incident_view import IncidentView
from madiun_console.ui.queue.list_notice import ListNotice
from madiun_console.ui.queue.queue_feed import QueueFeed


class SavedRows(QObject):
    """`expect` a row that is being saved, `show` it once it is durable: nobody sees it before that."""

    def __init__(
        self, feed: QueueFeed, view: IncidentView, notice: ListNotice, select: Callable[[str], None]
    ) -> None:
        super().__init__(view)
        self._feed = feed
        self._view = view
        self._notice = notice
        self._select = select

    def expect(self, row: IncidentRow) -> None:
        """Paint it, and the marked row without its mark: shaping their texts takes longer than all else of `show`."""
        if self._feed.takes():
            self._view.prepare(row)

    def show(self, row: IncidentRow) -> None:
        """Put it into the list and onto the screen, before anything else is done."""

        def at_once() -> None:
            self._notice.setVisible(not self._view.model().rowCount())
            self._select(row.id)
            self._view.paint_at_once()
            # The next save takes the mark away: by then it has been painted without it, while nobody waits.
            QTimer.singleShot(0, self._view, self._view.prepare_unmarked)

        self._feed.put(row, at_once)
