"""Tells every desk of the center what an agency wrote: its notes, and that it does not take an incident."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from madiun_console.domain.changes import Changes
from madiun_console.domain.incident_number import spoken_number
from madiun_console.queries.agency_news import AgencyNews, AgencySaid, agency_said
from madiun_console.ui.shell import ShellFrame
from madiun_console.ui.sounds import UNANSWERED, Sounds
from madiun_console.ui.workplace import Workplace

BANNER, SEE_KEY, CLOSE_KEY = "agency", "Ctrl+I", "Ctrl+Shift+I"

UP_TO_DATE = ("live", "polling")


class AgencyNewsBanner(QObject):
    """A strip with one line at a time, refusals first; it stays until somebody at this desk has opened or closed it.

    A refusal sounds as an unanswered escalation does, since nobody is at it now; for a note the taskbar flashes.
    """

    incident_wanted = Signal(str)

    def __init__(self, workplace: Workplace, sounds: Sounds, frame: ShellFrame, window: QWidget) -> None:
        super().__init__(window)
        self._workplace = workplace
        self._sounds = sounds
        self._frame = frame
        self._window = window
        self._news: list[AgencyNews] = []
        self._pos: int | None = None
        """How far the shared log was looked through; None: not yet."""
        if workplace.at_agency:
            return
        workplace.jobs.changed.connect(self._on_changed)
        workplace.link_changed.connect(self._on_link)
        workplace.session_changed.connect(self.refresh)
        workplace.translator.language_changed.connect(self.refresh)
        frame.banners.acted.connect(self._on_acted)
        frame.banners.closed.connect(self._on_closed)

    def refresh(self) -> None:
        """Show the first line, or nothing."""
        banners = self._frame.banners
        if not self._news or not self._workplace.signed_in:
            banners.hide_banner(BANNER)
            return
        one = self._news[0]
        place = self._workplace
        recipient = place.desk.rulebook.find_recipient(one.agency)
        name = recipient.short if recipient else one.agency
        number = spoken_number(one.number, place.ticker.wall_ms())
        lead = self.tr("{number}, {agency}:").format(number=number, agency=name)
        said = one.text
        if one.declined:
            said = (
                self.tr("does not take it: {reason}").format(reason=one.text)
                if one.text
                else self.tr("does not take it")
            )
        said = f"{said} · {place.formats.time(one.at)}"
        if len(self._news) > 1:
            said = self.tr("{text} (and {count} more)").format(text=said, count=len(self._news) - 1)
        banners.show_banner(
            BANNER,
            "warning" if one.declined else "info",
            said,
            self.tr("Show"),
            lead,
            key=SEE_KEY,
            close=self.tr("Close"),
            close_key=CLOSE_KEY,
        )

    def _on_changed(self, changes: Changes) -> None:
        if changes.escalations or self._pos is None:
            self._look()

    def _on_link(self, _state: object) -> None:
        if self._pos is None:
            self._look()

    def _look(self) -> None:
        link = self._workplace.link
        if not link.joined:
            return
        if link.state.loading is not None:
            self._pos = None  # the past that a desk loads is no news
            return
        if self._pos is None and link.state.mode not in UP_TO_DATE:
            return  # what came while the program was closed is counted by the strip for that
        self._workplace.ask(agency_said, self._pos, done=self._on_said, failed=lambda _: None, latest=BANNER)

    def _on_said(self, said: AgencySaid) -> None:
        self._pos = max(said.pos, self._pos or 0)
        if not said.news:
            return
        self._news = sorted([*self._news, *said.news], key=lambda one: not one.declined)
        self.refresh()
        if any(one.declined for one in said.news):
            self._sounds.alarm(UNANSWERED, self._window)
        else:
            QApplication.alert(self._window, 0)

    def _on_acted(self, banner: str) -> None:
        if banner == BANNER and self._news:
            incident = self._news[0].incident
            self._news = [one for one in self._news if one.incident != incident]  # its card shows them all
            self.refresh()
            self.incident_wanted.emit(incident)

    def _on_closed(self, banner: str) -> None:
        if banner == BANNER and self._news:
            # Each refusal wants somebody; notes that nobody opened are closed together.
            self._news = self._news[1:] if self._news[0].declined else []
            self.refresh()
