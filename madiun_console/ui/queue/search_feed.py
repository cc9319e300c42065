"""Looks for what is typed, off the GUI thread and page by page, and keeps what was found as it is now."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from madiun_console.errors import ConsoleError
from madiun_console.queries.find import FIRST_PAGE, PAGE, FoundPage, found_rows
from madiun_console.queries.found_text import found_texts
from madiun_console.queries.queue import QueueFilter
from madiun_console.queries.rows import IncidentRow
from madiun_console.ui.queue.found_marks import FoundMarks
from madiun_console.ui.queue.incident_model import IncidentModel
from madiun_console.ui.queue.row_words import RowWords
from madiun_console.ui.workplace import Workplace

PAINTED_MS = 100
"""By then what was found is on the screen."""


class SearchFeed(QObject):
    """One question at a time: what is typed meanwhile is asked when the answer is here."""

    told = Signal()
    """The state may have changed: known, goes_on, failure."""
    arrived = Signal()
    """Other rows stand in the model; `marks` says what was found in them."""
    explained = Signal()
    """It is known where the words stand that no row shows."""

    def __init__(
        self, workplace: Workplace, model: IncidentModel, words: RowWords, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._words = words
        self._model = model
        self._asking = False
        self._shown: tuple[str, QueueFilter] | None = None
        self._before: int | None = None
        self.text = ""
        self.narrowing = QueueFilter()
        self.marks: FoundMarks | None = None
        self.known = False
        self.failure = ""

    @property
    def goes_on(self) -> bool:
        """Whether there is more than the model holds."""
        return self._before is not None

    def look_for(self, text: str, narrowing: QueueFilter) -> None:
        """Look for these words within a filter."""
        self.text, self.narrowing = text, narrowing
        self.known, self.failure = False, ""
        self._ask()
        self.told.emit()

    def end(self) -> None:
        """Nobody searches any more."""
        self.text, self.marks, self._shown, self._before = "", None, None, None

    def more(self) -> None:
        """The next page."""
        wanted = self._wanted()
        if self._before is not None and self._shown == wanted:
            question = partial(found_rows, before=self._before, limit=PAGE)
            self._send(question, lambda page: self._on_more(wanted, page))

    def apply(self, rows: Sequence[IncidentRow]) -> None:
        """Something changed: rows on the screen become what they are now, and new ones may be found."""
        self._model.apply([row for row in rows if row.id in self._model])
        self._ask()

    # ------------------------------------------------------------------------------------------ inside

    def _wanted(self) -> tuple[str, QueueFilter]:
        return self.text, self.narrowing

    def _ask(self) -> None:
        if not self._asking:
            self._asking = True
            wanted = self._wanted()
            self._send(partial(found_rows, limit=FIRST_PAGE), lambda page: self._on_found(wanted, page))

    def _send(self, question: Callable[..., FoundPage], done: Callable[[FoundPage], None]) -> None:
        place = self._workplace
        person = place.session if place.signed_in else None
        place.ask(question, person, self.text, self.narrowing, done=done, failed=self._on_failed)

    def _on_found(self, wanted: tuple[str, QueueFilter], page: FoundPage) -> None:
        self._asking = False
        if not self.text:
            return
        current = wanted == self._wanted()
        self.known, self.failure = current, ""
        if self._shown == wanted and self.marks is not None:
            self.marks.add(page.found)
            self._model.apply(page.rows)
        else:
            self._shown, self._before = wanted, page.goes_on
            self.marks = FoundMarks(self._workplace.desk.words, wanted[0], self._number_words)
            self.marks.add(page.found)
            self._model.reset(page.rows, self.marks.order)
            self._model.set_goes_on(page.goes_on is not None)
            self.arrived.emit()
        self.told.emit()
        if current:
            self._explain(page.rows)
        else:
            self._ask()

    def _on_more(self, wanted: tuple[str, QueueFilter], page: FoundPage) -> None:
        if self._shown != wanted or self.marks is None:
            return
        self._before = page.goes_on
        self.marks.add(page.found)
        self._model.apply(page.rows)
        self._model.set_goes_on(page.goes_on is not None)
        self.told.emit()
        self._explain(page.rows)

    def _explain(self, rows: Sequence[IncidentRow]) -> None:
        """Ask where the word stands in incidents whose rows do not show it: in another report, in a note."""
        # After the rows are painted: nobody waits for this, and a question beside it slows the painting.
        QTimer.singleShot(PAINTED_MS, self, lambda marks=self.marks: self._ask_why(marks, rows))

    def _ask_why(self, marks: FoundMarks | None, rows: Sequence[IncidentRow]) -> None:
        words = self._words
        if marks is None or marks is not self.marks or self._asking:
            return
        shown = {
            row.id: (words.kind(row), row.summary, row.address, *words.place(row), row.number)
            for row in rows
            if not marks.lead(row)
        }
        self._workplace.ask(
            found_texts,
            shown,
            self.text,
            done=lambda texts: self._on_explained(marks, texts),
            latest="queue.why",
        )

    def _on_explained(self, marks: FoundMarks, texts: Mapping[str, str]) -> None:
        if marks is self.marks and texts:
            marks.explain(texts)
            self.explained.emit()

    def _on_failed(self, error: ConsoleError) -> None:
        self._asking = False
        if not self.text:
            return
        self.failure = error.text(self._workplace.language)
        if self._shown != self._wanted():
            # What stands there was found for something else.
            self._shown, self._before = None, None
            self._model.reset(())
        self.told.emit()

    def _number_words(self, masked: str) -> str:
        return self.tr("caller {number}").format(number=masked)
