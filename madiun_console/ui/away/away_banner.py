"""The strip over the queue that counts what others did while this desk was offline, or while the program was closed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from madiun_console.queries.while_away import GRAVE, AwayRow, done_elsewhere
from madiun_console.sync.link_state import LinkState
from madiun_console.ui.away.away_words import AwayWords
from madiun_console.ui.workplace import Workplace

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from madiun_console.ui.away.away_panel import AwayPanel
    from madiun_console.ui.shell import ShellFrame

BANNER, SEE_KEY, CLOSE_KEY = "away", "Ctrl+J", "Ctrl+Shift+J"
SHORTEST_MS = 60_000
"""A shorter cut tells nothing: what came is in the queue, and what needs a human has sounded."""


class AwayBanner(QObject):
    """Notes how far this desk has read when it goes offline, and asks what is new when it is complete again."""

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
        self._unseen_from: int | None = None
        """From where on nobody has seen or closed the strip."""
        self._before = workplace.link.state
        frame.page_shown.connect(lambda _page: self.refresh())
        frame.banners.acted.connect(self._on_acted)
        frame.banners.closed.connect(self._on_closed)
        workplace.link_changed.connect(self._on_link)
        workplace.session_changed.connect(self.refresh)
        workplace.translator.language_changed.connect(self.refresh)

    @cached_property
    def panel(self) -> AwayPanel:
        """The list; made when somebody wants to see it."""
        from madiun_console.ui.away.away_panel import AwayPanel

        made = AwayPanel(self._workplace, self._window)
        made.incident_wanted.connect(self.incident_wanted)
        made.left.connect(self._forget)
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
        grave = any(GRAVE.intersection(row.counts) for row in self._rows)
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
        self._on_rows(rows)

    def _on_link(self, state: LinkState) -> None:
        before, self._before = self._before, state
        up_to_date = state.mode in ("live", "polling") and state.loading is None
        if not up_to_date:
            if self._read_to is None:
                self._read_to = before.pos or state.pos
                self._since_ms = state.since_ms if state.mode == "offline" else None
            return
        if self._read_to is None or state.heard_ms <= before.heard_ms:
            return
        read_to, self._read_to = self._read_to, None
        self._until_ms = state.heard_ms
        long = self._since_ms is None or state.heard_ms - self._since_ms >= SHORTEST_MS
        if read_to and long and state.pos > read_to:
            self._unseen_from = read_to if self._unseen_from is None else self._unseen_from
            self._workplace.ask(done_elsewhere, self._unseen_from, done=self._on_rows, latest="away")

    def _on_rows(self, rows: Sequence[AwayRow]) -> None:
        self._rows = rows
        if not rows:
            self._unseen_from = None
        self.refresh()

    def _on_acted(self, banner: str) -> None:
        if banner == BANNER:
            self.panel.open(self._rows)

    def _on_closed(self, banner: str) -> None:
        if banner == BANNER:
            self._forget()

    def _forget(self) -> None:
        self._rows, self._unseen_from = (), None
        self.refresh()
