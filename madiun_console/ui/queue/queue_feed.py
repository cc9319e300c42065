"""Brings the rows of the queue in, off the GUI thread, and says what in a change needs a human."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from madiun_console.domain.changes import Changes
from madiun_console.domain.rulebook import Rulebook
from madiun_console.errors import ConsoleError
from madiun_console.queries.queue import (
    HISTORY_PAGE,
    QueueFilter,
    closed_incidents,
    incidents,
    open_incidents,
)
from madiun_console.queries.rows import IncidentRow
from madiun_console.queries.waiting import WAITING_PAGE, waiting_closings, waiting_count
from madiun_console.ui.queue.due_index import DueIndex, Overdue
from madiun_console.ui.queue.incident_model import IncidentModel, by_closing, by_urgency, by_waiting
from madiun_console.ui.queue.row_words import RowWords
from madiun_console.ui.workplace import Workplace

if TYPE_CHECKING:
    from madiun_console.ui.queue.found_marks import FoundMarks
    from madiun_console.ui.queue.search_feed import SearchFeed

OPEN, MINE, REVIEW, HISTORY = "open", "mine", "review", "history"
MOST_PATCHED = 1000
"""A change that touches more incidents than this is read anew as a whole."""


class QueueFeed(QObject):
    """Holds every open row, and puts into the model those that tab, filter and search let through."""

    told = Signal()
    """Counts or the state of loading may have changed."""
    arrived = Signal()
    """Another list stands in the model now: after a load, a tab, a filter or a search."""
    explained = Signal()
    """It is known where the words of a search stand that no row shows."""
    alarm = Signal(str)
    """"new_high" or "unanswered"."""
    withdrawn = Signal(str)
    """Number of an incident that the call center has taken back from this agency."""
    overdue_changed = Signal(int, int)
    """Escalations nobody answered in time, and incidents nobody was told of in time."""
    waiting_count_changed = Signal(int)
    """Closings that wait for a review, told only to those who may review."""

    def __init__(
        self, workplace: Workplace, model: IncidentModel, words: RowWords, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._words = words
        self._highest = workplace.desk.rulebook.levels[-1].rank
        self._model = model
        self._open: dict[str, IncidentRow] = {}
        self._owned: Counter[str | None] = Counter()
        self._due = DueIndex()
        self._overdue = Overdue(0, 0)
        self._oldest: int | None = None
        self._latest: tuple[int, str] | None = None
        """The last row of the closings that wait, when there are more of them; None: all that wait are here."""
        self._waiting: int | None = None
        self.loaded = False
        self._known = False
        self._failure = ""
        self.tab = OPEN
        self.narrowing = QueueFilter()
        self.search = ""
        model.more_wanted.connect(self._on_more_wanted)
        workplace.ticker.ticked.connect(self.tick)

    @cached_property
    def finder(self) -> SearchFeed:
        """What looks for words; made when somebody searches."""
        from madiun_console.ui.queue.search_feed import SearchFeed

        finder = SearchFeed(self._workplace, self._model, self._words, self)
        finder.explained.connect(self.explained)
        finder.told.connect(self.told)
        finder.arrived.connect(self.arrived)
        return finder

    @property
    def _rulebook(self) -> Rulebook:
        return self._workplace.desk.rulebook

    # ------------------------------------------------------------------------------------------ what is known

    @property
    def known(self) -> bool:
        """Whether the model holds the answer for what is wanted now; an empty list means nothing before that."""
        return self.finder.known if self.search else self._known

    @property
    def failure(self) -> str:
        """Why the rows could not be read."""
        return self.finder.failure if self.search else self._failure

    @property
    def found(self) -> FoundMarks | None:
        """What a search found in the rows; None when nobody searches."""
        return self.finder.marks if self.search else None

    def count(self, tab: str) -> int | None:
        """How many open incidents a tab holds, filters aside; None while that is not known."""
        if tab == REVIEW:
            return self._waiting
        if not self.loaded or tab == HISTORY:
            return None
        if tab == OPEN:
            return len(self._open)
        return self._owned[self._me()]

    def most_overdue(self) -> list[str]:
        """Incidents with an answer that is overdue, or that nobody was told of in time, the longest first."""
        found = self._due.overdue(self._workplace.ticker.wall_ms())
        return list(dict.fromkeys(item.incident for item in found))

    # ------------------------------------------------------------------------------------------ what to show

    def reload(self) -> None:
        """Read all open incidents; what is shown stays until they are here."""
        self._workplace.ask(open_incidents, done=self._on_open, failed=self._on_failed, latest="queue.open")
        self._count_waiting()

    def show_tab(self, tab: str) -> None:
        """Show another tab; a search ends."""
        self.end_search()
        self.tab = tab
        self.refill()

    def narrow(self, narrowing: QueueFilter) -> None:
        """Show only what fits."""
        self.narrowing = narrowing
        self.refill()

    def look_for(self, text: str) -> None:
        """Show what is found for these words, open or closed; empty text goes back to the tab."""
        text = text.lstrip()  # a blank at the end says that the last word is whole
        if text == self.search:
            return
        if text:
            self.search = text
            self.finder.look_for(text, self.narrowing)
        else:
            self.end_search()
            self.refill()

    def show_search(self, text: str, narrowing: QueueFilter) -> None:
        """Show what is found for these words within this filter."""
        self.narrowing, self.search = narrowing, text
        self.finder.look_for(text, narrowing)

    def end_search(self) -> None:
        """Search no more; the list is not filled again by this."""
        if self.search:
            self.finder.end()
            self.search = ""

    def refill(self) -> None:
        """Put the list of the present tab into the model."""
        self._failure = ""
        if self.search:
            self.finder.look_for(self.search, self.narrowing)
        elif self.tab == HISTORY:
            self._known = False
            self._model.reset((), by_closing)
            self._oldest = None
            self._read_more()
        elif self.tab == REVIEW:
            self._known, self._latest = False, None
            self._model.reset((), by_waiting)
            self._read_more()
        else:
            self._known = self.loaded
            all_of_them = self.tab == OPEN and self.narrowing.is_empty()
            rows = self._open.values()
            self._model.reset(rows if all_of_them else filter(self._shown, rows), by_urgency)
            self.arrived.emit()
        self.told.emit()

    # ------------------------------------------------------------------------------------------ changes

    def apply(self, changes: Changes) -> None:
        """Read the rows that a change touched and patch them in."""
        if len(changes.incidents) > MOST_PATCHED:
            self.reload()
        elif changes.incidents:
            wanted = changes.incidents
            self._workplace.ask(incidents, wanted, done=lambda rows: self._patch(rows, wanted))
        if changes.incidents:
            self._count_waiting()

    def takes(self) -> bool:
        """Whether a row that is known already goes into the list at once."""
        return self.loaded and not self.search

    def put(self, row: IncidentRow, shown: Callable[[], None]) -> None:
        """Patch in a row that is known already and call `shown`; counted and told is when the event loop has been there."""
        if not self.takes():
            return
        new_high = self._put_in([row], frozenset({row.id}))
        shown()
        QTimer.singleShot(0, self, lambda: self._tell(new_high=new_high))

    def tick(self) -> None:
        """A second has passed: has somebody's time to answer run out, or the time to tell somebody?"""
        if not self.loaded:
            return
        now = self._workplace.ticker.wall_ms()
        if self._due.newly_overdue(now):
            self.alarm.emit("unanswered")
        count = self._due.count(now)
        if count != self._overdue:
            self._overdue = count
            self.overdue_changed.emit(*count)

    def _patch(self, rows: Sequence[IncidentRow], asked: frozenset[str]) -> None:
        # Questions are answered in their order, so nothing is loaded only when the load failed.
        if self.loaded:
            self._tell(new_high=self._put_in(rows, asked))

    def _put_in(self, rows: Sequence[IncidentRow], asked: frozenset[str]) -> bool:
        """Take in the rows of the incidents that were `asked` for; says whether one is of the highest level now."""
        new_high = any(self._is_new_high(row) for row in rows)
        gone = asked - {row.id for row in rows}
        self._tell_withdrawn(gone)
        for row in rows:
            if row.is_open:
                self._forget(row.id)
                self._open[row.id] = row
                self._owned[row.owner] += 1
                self._due.put(row)
            else:
                gone |= {row.id}
        for incident in gone:
            self._forget(incident)
        if self.search:
            self.finder.apply(rows)
        else:
            fitting = [row for row in rows if self._shown(row)]
            self._model.apply(fitting, asked - {row.id for row in fitting})
        return new_high

    def _tell(self, *, new_high: bool) -> None:
        if new_high:
            self.alarm.emit("new_high")
        self.tick()
        self.told.emit()

    def _tell_withdrawn(self, gone: frozenset[str]) -> None:
        """An agency's desk has let go of an incident: whoever was at it must know why it is not there any more."""
        if self._workplace.at_agency:
            for row in (self._open[one] for one in gone if one in self._open):
                self.withdrawn.emit(row.number)

    def _forget(self, incident: str) -> None:
        before = self._open.pop(incident, None)
        if before is not None:
            self._owned[before.owner] -= 1
            self._due.drop(incident)

    def _is_new_high(self, row: IncidentRow) -> bool:
        before = self._open.get(row.id)
        if self._workplace.at_agency and before is None:
            return row.is_open  # whatever its level: it was given to this agency just now
        return (
            row.is_open
            and row.level_rank == self._highest
            and (before is None or before.level_rank < row.level_rank)
        )

    def _shown(self, row: IncidentRow) -> bool:
        if self.tab == HISTORY:
            # What was closed before the last row on the screen comes when somebody scrolls there.
            in_reach = self._oldest is None or (row.closed_at or 0) >= self._oldest
            return not row.is_open and in_reach and self.narrowing.fits(self._rulebook, row)
        if self.tab == REVIEW:
            in_reach = self._latest is None or (row.closed_at or 0, row.id) <= self._latest
            return row.review == "waiting" and in_reach and self.narrowing.fits(self._rulebook, row)
        mine = self.tab != MINE or row.owner == self._me()
        return row.is_open and mine and self.narrowing.fits(self._rulebook, row)

    def _me(self) -> str:
        return self._workplace.session.person if self._workplace.signed_in else ""

    # ------------------------------------------------------------------------------------------ answers

    def _on_open(self, rows: Sequence[IncidentRow]) -> None:
        first = not self._known
        self._open = {row.id: row for row in rows}
        self._owned = Counter(row.owner for row in rows)
        self._due.reset(rows)
        self.loaded, self._failure = True, ""
        if self.tab in (REVIEW, HISTORY) or self.search:
            self.told.emit()
        elif first:
            self.refill()
        else:
            self._model.become([row for row in rows if self._shown(row)])
            self.told.emit()
        self.tick()

    def _on_failed(self, error: ConsoleError) -> None:
        self._failure = error.text(self._workplace.language)
        self.told.emit()

    def _on_more_wanted(self) -> None:
        if self.search:
            self.finder.more()
        else:
            self._read_more()

    def _read_more(self) -> None:
        """The next page of the history; it begins at the last time, not behind it: others may have the same one."""
        if self.tab == REVIEW:
            question = partial(waiting_closings, after=self._latest)
            self._workplace.ask(
                question,
                self.narrowing,
                done=self._on_waiting,
                failed=self._on_failed,
                latest="queue.history",
            )
            return
        before = None if self._oldest is None else self._oldest + 1
        question = partial(closed_incidents, before=before)
        self._workplace.ask(
            question, self.narrowing, done=self._on_history, failed=self._on_failed, latest="queue.history"
        )

    def _on_history(self, rows: Sequence[IncidentRow]) -> None:
        if self.tab != HISTORY or self.search:
            return
        first, self._known, self._failure = not self._known, True, ""
        goes_on = len(rows) >= HISTORY_PAGE and any(row.id not in self._model for row in rows)
        self._oldest = rows[-1].closed_at if goes_on else 0
        self._model.apply(rows)
        self._model.set_goes_on(goes_on)
        if first:
            self.arrived.emit()
        self.told.emit()

    def _on_waiting(self, rows: Sequence[IncidentRow]) -> None:
        if self.tab != REVIEW or self.search:
            return
        first, self._known, self._failure = not self._known, True, ""
        goes_on = len(rows) >= WAITING_PAGE
        self._latest = (rows[-1].closed_at or 0, rows[-1].id) if goes_on else None
        self._model.apply(rows)
        self._model.set_goes_on(goes_on)
        if first:
            self.arrived.emit()
        self.told.emit()

    def _count_waiting(self) -> None:
        """For the tab; those who may not review have no such tab and cost no question."""
        if self._workplace.may("review"):
            self._workplace.ask(
                waiting_count,
                done=self._on_waiting_count,
                failed=lambda _: None,  # the list itself says what is wrong
                latest="queue.waiting",
            )

    def _on_waiting_count(self, count: int) -> None:
        self._waiting = count
        self.waiting_count_changed.emit(count)
        self.told.emit()
