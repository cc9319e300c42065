"""The strip over the queue that counts what others did while this desk was offline, or while the program was closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from madiun_console.domain.changes import Changes
from madiun_console.errors import ConsoleError
from madiun_console.queries.while_away import Absence, AwayNews, AwayRow, grave_ones, told_of
from madiun_console.sync.link_state import REACHABLE, LinkState
from madiun_console.ui.away.away_words import AwayWords
from madiun_console.ui.workplace import Workplace

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from madiun_console.ui.away.away_panel import AwayPanel
    from madiun_console.ui.shell import ShellFrame

BANNER, SEE_KEY, CLOSE_KEY = "away", "Ctrl+J", "Ctrl+Shift+J"
SHORTEST_MS = 60_000
"""A shorter cut tells only what is grave: the rest is in the queue."""
LISTEN_MS = 10 * 60_000
"""So long after the connection is back, what others kept meanwhile and send now is news too."""
REST_MS = 1_000
_MOST = 8
"""Absences of which one strip tells; of a line that comes and goes all night the first become one."""


class AwayBanner(QObject):
    """Notes how far this desk has read when it goes offline, and asks what is new when it is complete again and whenever
    something comes for some minutes more: each desk that was cut off sends what it kept when it is back itself.
    """

    incident_wanted = Signal(str)

    def __init__(self, workplace: Workplace, frame: ShellFrame, where: str, window: QWidget) -> None:
        super().__init__(frame)
        self._workplace = workplace
        self._frame = frame
        self._where = where
        self._window = window
        self._words = AwayWords(workplace, self)
        self._rows: Sequence[AwayRow] = ()
        self._read_to: int | None = None
        """Where the reading stopped; None while everything is here."""
        self._since_ms: int | None = None
        self._until_ms = 0
        self._absences: tuple[Absence, ...] = ()
        """Of which the strip tells, or may still have to tell."""
        self._told_to = self._opened_at = 0
        """Position up to which the strip tells, and up to which it told when somebody opened the list."""
        self._asking = self._wanted = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._on_rested)
        self._before = workplace.link.state
        frame.page_shown.connect(lambda _page: self.refresh())
        frame.banners.acted.connect(self._on_acted)
        frame.banners.closed.connect(self._on_closed)
        workplace.link_changed.connect(self._on_link)
        workplace.jobs.changed.connect(self._on_changed)
        workplace.session_changed.connect(self.refresh)
        workplace.translator.language_changed.connect(self.refresh)

    @cached_property
    def panel(self) -> AwayPanel:
        """The list; made when somebody wants to see it."""
        from madiun_console.ui.away.away_panel import AwayPanel

        made = AwayPanel(self._workplace, self._window)
        made.incident_wanted.connect(self.incident_wanted)
        made.left.connect(self._on_list_left)
        return made

    def refresh(self) -> None:
        """Show or hide the strip on the page that is shown now."""
        banners = self._frame.banners
        if not self._rows or self._frame.current_page() != self._where or not self._workplace.signed_in:
            banners.hide_banner(BANNER)
            return
        text = self._words.counted(self._rows)
        lead = self.tr("While offline:")
        if self._since_ms is not None:
            formats = self._workplace.formats
            since, until = formats.moment(self._since_ms, self._until_ms), formats.time(self._until_ms)
            lead = self.tr("Offline {since}–{until}:").format(since=since, until=until)
            if since == until:  # a cut within a minute
                lead = self.tr("Offline {since}:").format(since=since)
        grave = grave_ones(self._workplace.desk, self._rows)
        banners.show_banner(
            BANNER,
            "warning" if grave else "info",
            text,
            self.tr("Show"),
            lead,
            key=SEE_KEY,
            close=self.tr("Close"),
            close_key=CLOSE_KEY,
        )

    def show_rows(self, rows: Sequence[AwayRow], since_ms: int | None, until_ms: int) -> None:
        """Tell of these; `since_ms` None: the program was closed meanwhile."""
        self._since_ms, self._until_ms = since_ms, until_ms
        self._rows = rows
        self.refresh()

    def _on_link(self, state: LinkState) -> None:
        before, self._before = self._before, state
        if state.mode not in REACHABLE:
            if self._read_to is None:
                self._read_to = before.pos or state.pos
                self._since_ms = state.since_ms if state.mode == "offline" else None
            return
        if self._read_to is None or state.loading is not None or state.heard_ms <= before.heard_ms:
            return
        read_to, self._read_to = self._read_to, None
        if not self._rows and state.heard_ms >= self._until_ms + LISTEN_MS:
            self._absences = ()  # what others kept of the times before has come
        self._until_ms = state.heard_ms
        if read_to:
            long = self._since_ms is None or self._until_ms - self._since_ms >= SHORTEST_MS
            # other desks' clocks go with the server's: told twice is better than not at all
            until_ms = state.heard_ms + max(0, -(state.skew_ms or 0))
            self._add(Absence(read_to, state.pos, until_ms, long))

    def _add(self, absence: Absence) -> None:
        if len(self._absences) >= _MOST:
            first, second, *others = self._absences
            self._absences = (replace(second, after=first.after, long=first.long or second.long), *others)
        self._absences += (absence,)
        self._ask()

    def _on_changed(self, changes: Changes) -> None:
        if (
            self._absences
            and changes.incidents
            and self._workplace.ticker.wall_ms() < self._until_ms + LISTEN_MS
        ):
            self._ask()

    def _ask(self) -> None:
        """One question at a time, and a rest behind each: it reads all of the absence again, on the only reading thread."""
        self._wanted = True
        if not (self._asking or self._rest.isActive()):
            self._asking, self._wanted = True, False
            self._workplace.ask(told_of, self._absences, done=self._on_news, failed=self._on_no_news)

    def is_up_to_date(self) -> bool:
        """Whether the strip tells of all that came so far."""
        return not (self._asking or self._wanted)

    def _on_rested(self) -> None:
        if self._wanted:
            self._ask()

    def _on_no_news(self, _error: ConsoleError) -> None:
        """A store that cannot be read is told by the queue."""
        self._asking = False

    def _on_news(self, news: AwayNews) -> None:
        self._asking = False
        self._rest.start(REST_MS)
        self._told_to = news.read_to
        self._rows = news.rows
        self.refresh()

    def _on_acted(self, banner: str) -> None:
        if banner == BANNER:
            self._opened_at = self._told_to
            self.panel.open(self._rows)

    def _on_closed(self, banner: str) -> None:
        if banner == BANNER:
            self._forget(self._told_to)

    def _on_list_left(self) -> None:
        self._forget(self._opened_at)

    def _forget(self, seen_to: int) -> None:
        """What stands up to `seen_to` was seen; what others still send from that time comes in a strip of its own."""
        self._rows = ()
        self._absences = tuple(replace(one, after=max(one.after, seen_to)) for one in self._absences)
        self.refresh()
        if self._absences:
            self._ask()
