"""The page Tinjauan: six lists behind tabs, the closings that wait first; every one is walked and dealt with by keys."""

from __future__ import annotations

from typing import Protocol, cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from madiun_console.domain.changes import Changes
from madiun_console.errors import ConsoleError
from madiun_console.queries.quality import sample_due
from madiun_console.queries.review import (
    ReviewCounts,
    late_callbacks,
    lowered_levels,
    revealed_identities,
    review_counts,
)
from madiun_console.queries.waiting import COUNT_CAP
from madiun_console.ui.entry.entry_card import text_label, title_label
from madiun_console.ui.review.closings_view import ClosingsView
from madiun_console.ui.review.look_view import LookView
from madiun_console.ui.review.look_words import LateWords, LoweredWords, RevealWords
from madiun_console.ui.review.results_view import ResultsView
from madiun_console.ui.review.sample_view import SampleView, touches_sample
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import KeyButton, TabStrip
from madiun_console.ui.workplace import Workplace

CLOSINGS, LOWERED, REVEALED, SAMPLE, RESULTS, LATE = (
    "closings",
    "lowered",
    "revealed",
    "sample",
    "results",
    "late",
)
TABS = (CLOSINGS, SAMPLE, RESULTS, LATE, LOWERED, REVEALED)
NEXT_TAB, BACK_TAB = "F6", "Shift+F6"
WORDS_FROM = 520
"""From which height the page says what it is for (pixels)."""
LATE_EVERY = 30
"""Seconds: promises become late without anybody doing anything."""


class View(Protocol):
    """What every list on the page can do."""

    incident_wanted: Signal

    def reload(self) -> None:
        """Ask anew."""

    def apply(self, changes: Changes) -> None:
        """Read again what a change concerns."""

    def focus(self) -> None:
        """Take the keyboard."""


class ReviewPage(Retranslated, QWidget):
    """Each list is made when its tab is first shown; `entered` and `apply` as for every page."""

    incident_wanted = Signal(str)
    callbacks_wanted = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self._workplace = workplace
        self._views: dict[str, QWidget] = {}
        self._seconds = 0
        self._title, self._words = title_label(self), text_label(self)
        self.tabs = TabStrip(self)
        self.next_tab = KeyButton("", NEXT_TAB, role="quiet", parent=self)
        self._stack = QStackedWidget(self)
        self._set_out()
        self.tabs.current_changed.connect(self._on_tab)
        self.next_tab.clicked.connect(lambda: self._walk(1))
        QShortcut(QKeySequence(BACK_TAB), self).activated.connect(lambda: self._walk(-1))
        workplace.ticker.ticked.connect(self._on_tick)
        self.retranslate()

    def _set_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.tabs)
        row.addWidget(self.next_tab)
        row.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._words)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(10)
        column.addLayout(words)
        column.addLayout(row)
        column.addWidget(self._stack, 1)

    # ------------------------------------------------------------------------------------------ for the window

    def entered(self) -> None:
        """Called when the page is shown."""
        self._show(self.tabs.current_id())
        self._count()
        self._count_sample()

    def apply(self, changes: Changes) -> None:
        """Hand a change on to what is shown; what is not shown reads anew when somebody goes there."""
        if not self.isVisible():
            return
        self._view().apply(changes)
        if changes.incidents or changes.callbacks:
            self._count()
        if touches_sample(self._workplace, changes):
            self._count_sample()

    def show_closing(self, incident: str) -> None:
        """Go to the closing of an incident, from its detail."""
        self.tabs.set_current(CLOSINGS)
        view = self._show(CLOSINGS)
        cast("ClosingsView", view).show_closing(incident)

    def retranslate(self) -> None:
        self._title.setText(self.tr("Review"))
        self._words.setText(
            self.tr("What a supervisor looks through. Nothing that was logged is ever changed here.")
        )
        labels = {
            CLOSINGS: self.tr("Closings"),
            SAMPLE: self.tr("Quality sample"),
            RESULTS: self.tr("Results"),
            LATE: self.tr("Late promises"),
            LOWERED: self.tr("Levels lowered"),
            REVEALED: self.tr("Identities"),
        }
        self.tabs.set_tabs([(tab, labels[tab]) for tab in TABS])
        self.tabs.setAccessibleName(self.tr("Lists of the review"))
        self.next_tab.set_label(self.tr("Next list"))
        self.next_tab.setToolTip(self.tr("Shift+F6 goes back to the list before"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._words.setVisible(self.height() >= WORDS_FROM)

    # ------------------------------------------------------------------------------------------ inside

    def _view(self) -> View:
        return cast("View", self._stack.currentWidget())

    def _show(self, tab: str) -> QWidget:
        if tab not in self._views:
            view = self._views[tab] = self._make(tab)
            self._stack.addWidget(view)
        view = self._views[tab]
        self._stack.setCurrentWidget(view)
        shown = cast("View", view)
        shown.reload()
        shown.focus()
        return view

    def _make(self, tab: str) -> QWidget:
        place = self._workplace
        made: ClosingsView | SampleView | ResultsView | LookView
        match tab:
            case "closings":
                made = ClosingsView(place)
            case "sample":
                made = SampleView(place)
                made.due_changed.connect(lambda due: self.tabs.set_count(SAMPLE, due))
            case "results":
                made = ResultsView(place)
                made.due_changed.connect(lambda due: self.tabs.set_count(SAMPLE, due))
            case "late":
                made = LookView(place, LateWords(place), late_callbacks, lambda changes: changes.callbacks)
                made.callbacks_wanted.connect(self.callbacks_wanted)
            case "lowered":
                made = LookView(place, LoweredWords(place), lowered_levels, lambda changes: changes.incidents)
            case _:
                made = LookView(
                    place,
                    RevealWords(place),
                    revealed_identities,
                    lambda changes: changes.reports or changes.calls,
                )
        made.incident_wanted.connect(self.incident_wanted)
        return made

    def _on_tab(self, tab: str) -> None:
        self._show(tab)

    def _walk(self, step: int) -> None:
        at = TABS.index(self.tabs.current_id())
        self.tabs.set_current(TABS[(at + step) % len(TABS)])

    def _count(self) -> None:
        self._workplace.ask(
            review_counts, done=self._on_counts, failed=self._on_failed, latest="review.counts"
        )

    def _count_sample(self) -> None:
        self._workplace.ask(
            sample_due,
            done=lambda due: self.tabs.set_count(SAMPLE, due),
            failed=self._on_failed,
            latest="review.due",
        )

    def _on_counts(self, counts: ReviewCounts) -> None:
        self.tabs.set_count(CLOSINGS, counts.waiting, most=COUNT_CAP)
        self.tabs.set_count(LATE, counts.late)

    def _on_failed(self, _error: ConsoleError) -> None:
        """The list that is shown says what is wrong."""

    def _on_tick(self) -> None:
        if not self.isVisible() or not self._workplace.signed_in:
            return
        self._seconds += 1
        if self.tabs.current_id() == LATE:
            cast("LookView", self._view()).retranslate()
        if self._seconds % LATE_EVERY == 0:
            self._count()
            if self.tabs.current_id() == LATE:
                self._view().reload()
