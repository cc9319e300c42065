"""The pages beside the queue: which there are, who sees them, and their making when somebody first goes there.

A new page is one line in `_table`, its icon in `resources/icons/`, and its name in `app/screenshot.py: PAGES`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from madiun_console.domain.changes import Changes
from madiun_console.ui.later import PageSlot
from madiun_console.ui.shell import RailEntry, ShellFrame
from madiun_console.ui.sounds import Sounds
from madiun_console.ui.workplace import Workplace

if TYPE_CHECKING:
    from madiun_console.ui.callbacks.callbacks_page import CallbacksPage
    from madiun_console.ui.help_panel import Keys


@dataclass(frozen=True, slots=True)
class PageLine:
    """One page: its word in the rail, its icon, the permission that shows it, and what makes it."""

    id: str
    label: str
    icon: str
    make: Callable[[], QWidget]
    needs: str = ""
    of_center: bool = False
    """Not at an agency's desk, whatever the role."""
    shared: bool = False
    """Only where there is a server."""


class LaterPages(QObject):
    """A page has `entered()`, called when it is shown, and may have `apply(changes)`; it is made when first wanted."""

    incident_wanted = Signal(str)
    """Somebody wants to see an incident, named on one of the pages."""

    def __init__(self, workplace: Workplace, sounds: Sounds, frame: ShellFrame) -> None:
        super().__init__(frame)
        self._workplace = workplace
        self._sounds = sounds
        self._frame = frame
        self._slots: dict[str, PageSlot] = {}
        self._made: dict[str, Any] = {}
        for line in self._table():
            self._slots[line.id] = PageSlot(frame)
            frame.add_page(line.id, self._slots[line.id])

    def _table(self) -> tuple[PageLine, ...]:
        """In the order of the rail."""
        return (
            PageLine("callbacks", self.tr("Call back"), "callback", self._callbacks, of_center=True),
            PageLine("shift", self.tr("Shift"), "handover", self._shift, needs="handover"),
            PageLine("review", self.tr("Review"), "review", self._review, needs="review"),
            PageLine("reports", self.tr("Recap"), "chart", self._reports, needs="review"),
            PageLine("retention", self.tr("Retention"), "erase", self._retention, needs="erase"),
            PageLine("data", self.tr("Data"), "data", self._data, needs="import_data"),
            PageLine("people", self.tr("People"), "people", self._people, needs="people"),
            PageLine("settings", self.tr("Settings"), "settings", self._settings),
            PageLine("held", self.tr("Confirm"), "confirm", self._held, needs="release_held", shared=True),
        )

    def entries(self) -> list[RailEntry]:
        """What the rail shows to the person who is signed in, in the language that is on."""
        may = self._workplace.may
        return [
            RailEntry(line.id, line.label, line.icon)
            for line in self._table()
            if (not line.needs or may(line.needs))
            and (not line.shared or self._workplace.link.joined)
            and not (line.of_center and self._workplace.at_agency)
        ]

    def page(self, page_id: str) -> Any:
        """The page, made now when it was not there yet. KeyError for an unknown one."""
        if page_id not in self._made:
            line = next(line for line in self._table() if line.id == page_id)
            self._made[page_id] = self._slots[page_id].put(line.make())
        return self._made[page_id]

    def is_made(self, page_id: str) -> bool:
        """Whether the page is there."""
        return page_id in self._made

    def keys(self) -> Keys:
        """For F1: the keys of the page that is shown which stand on no button; a page tells them by `keys()`."""
        from madiun_console.ui.help_panel import Keys

        page: Any = self._made.get(self._frame.current_page())
        return page.keys() if hasattr(page, "keys") else Keys("", ())

    def apply(self, changes: Changes) -> None:
        """Hand a change on to the pages that are there."""
        for page in self._made.values():
            if hasattr(page, "apply"):
                page.apply(changes)

    # ------------------------------------------------------------------------------------------ how each is made

    def _callbacks(self) -> CallbacksPage:
        from madiun_console.ui.callbacks.callbacks_page import CallbacksPage

        page = CallbacksPage(self._workplace)
        page.count_changed.connect(lambda count: self._frame.rail.set_count("callbacks", count))
        page.incident_wanted.connect(self.incident_wanted)
        return page

    def _held(self) -> QWidget:
        from madiun_console.ui.held.held_page import HeldPage

        page = HeldPage(self._workplace)
        page.incident_wanted.connect(self.incident_wanted)
        return page

    def _reports(self) -> QWidget:
        from madiun_console.ui.reports.reports_page import ReportsPage

        page = ReportsPage(self._workplace)
        page.incident_wanted.connect(self.incident_wanted)
        return page

    def _retention(self) -> QWidget:
        from madiun_console.ui.retention.retention_page import RetentionPage

        page = RetentionPage(self._workplace)
        page.incident_wanted.connect(self.incident_wanted)
        return page

    def _review(self) -> QWidget:
        from madiun_console.ui.review.review_page import ReviewPage

        page = ReviewPage(self._workplace)
        page.incident_wanted.connect(self.incident_wanted)
        page.callbacks_wanted.connect(lambda: self._frame.show_page("callbacks"))
        return page

    def _shift(self) -> QWidget:
        from madiun_console.ui.shift.shift_page import ShiftPage

        page = ShiftPage(self._workplace)
        page.incident_wanted.connect(self.incident_wanted)
        return page

    def _data(self) -> QWidget:
        from madiun_console.ui.data.data_page import DataPage

        return DataPage(self._workplace)

    def _people(self) -> QWidget:
        from madiun_console.ui.people.people_page import PeoplePage

        return PeoplePage(self._workplace)

    def _settings(self) -> QWidget:
        from madiun_console.ui.settings.settings_page import SettingsPage

        return SettingsPage(self._workplace, self._sounds)
