"""Puts the row of a report that was just saved onto the screen; what it shows is painted, unseen, before it is durable."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from madiun_console.queries.rows import IncidentRow
from madiun_console.ui.queue.incident_model import IncidentModel
from madiun_console.ui.queue.incident_view import IncidentView
from madiun_console.ui.queue.list_notice import ListNotice
from madiun_console.ui.queue.queue_feed import QueueFeed


class SavedRows(QObject):
    """`foresee` a level while the call is taken, `expect` a row that is being saved, `show` it once it is durable.

    Nobody sees it before that.
    """

    def __init__(
        self,
        feed: QueueFeed,
        model: IncidentModel,
        view: IncidentView,
        notice: ListNotice,
        select: Callable[[str], None],
    ) -> None:
        super().__init__(view)
        self._feed = feed
        self._model = model
        self._view = view
        self._notice = notice
        self._select = select
        self._foreseen: list[IncidentRow] = []
        self._idle = QTimer(self)  # of 0 ms: keys that wait come first
        self._idle.timeout.connect(self._prepare_next)

    def foresee(self, level_rank: int) -> None:
        """Paint the rows beside which a report of this level will stand: a jump there would paint them all at once."""
        self._foreseen = []
        if self._feed.takes() and not self._model.holds_past():
            self._foreseen = list(self._view.sight.coming(self._model.end_of_level(level_rank)))
        if self._foreseen:
            self._idle.start(0)

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

        self._foreseen = []
        self._feed.put(row, at_once)

    def _prepare_next(self) -> None:
        """One row at a time, 0.6 ms."""
        if self._foreseen:
            self._view.prepare_plain(self._foreseen.pop())
        if not self._foreseen:
            self._idle.stop()
