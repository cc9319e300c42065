"""The desk's link to the shared server as the screen sees it: starts and stops it, and brings its news to the GUI thread.

`place.link.state` is how it stands (sync/link_state.py), `place.link_changed` tells when that changes; what other desks did
comes by `Jobs.changed`, as every change does.
"""

from __future__ import annotations

from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal

from madiun_console.actions.desk import Desk
from madiun_console.domain.changes import Changes
from madiun_console.errors import ConsoleError
from madiun_console.sync.link_state import LinkState, has_joined
from madiun_console.ui.jobs import Jobs

if TYPE_CHECKING:
    from madiun_console.sync.live import Live

LOADING_EVERY_MS = 1500
"""So often screens are told what arrived while the past is being loaded: a thousand facts come ten times a second."""


class Link(QObject):
    """One for each window; without a server it stays in the mode `alone`. psycopg is loaded off the GUI thread."""

    changed = Signal(object)
    """LinkState."""
    _arrived = Signal()
    _heard = Signal(object)

    def __init__(self, desk: Desk, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = jobs
        self._lock = Lock()
        self._live: Live | None = None
        self._starting = self._stopped = self._alone = False
        self._person: tuple[str, str] | None = None
        """Who signed in before the link was there; forgotten as soon as it is."""
        self._here: tuple[str | None, str | None, bool] = (None, None, False)
        self._waiting: Changes | None = None
        self._since_shown = QElapsedTimer()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._show)
        self.state = LinkState()
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)
        self._heard.connect(self.hear, Qt.ConnectionType.QueuedConnection)
        jobs.acted.connect(self._on_acted)

    # ------------------------------------------------------------------------------------------ starting and stopping

    def start(self) -> None:
        """Go and stay connected, if this desk has joined a server; called after the window is shown, and after joining."""
        if self._live is None and not self._starting and not self._stopped:
            self._starting, self._alone = True, False
            self._jobs.aside(self._open, done=self._on_opened, failed=self._on_failed)

    def start_anew(self) -> None:
        """After joining, perhaps again: a link of before would go on with a login that is no more."""
        with self._lock:
            before, self._live = self._live, None
        if before is None:
            self.start()
        else:
            self._jobs.aside(before.stop, done=lambda _: self.start(), failed=self._on_failed)

    def stop(self) -> None:
        """Hang up for good; what was not sent stays in the store. Called when the jobs are closed."""
        with self._lock:
            self._stopped = True
            live, self._live = self._live, None
        self._soon.stop()
        if live is not None:
            live.stop()

    def _open(self) -> None:
        """On the thread for long work: loading psycopg takes a tenth of a second."""
        if not has_joined(self._desk.store):
            with self._lock:
                self._person, self._alone = None, True  # nobody needs it here
            return
        from madiun_console.sync.joining import server_link
        from madiun_console.sync.live import Live

        found = server_link(self._desk.store)
        if found is None:
            return
        live = Live(self._desk.store, found, self._take, self._heard.emit)
        with self._lock:
            if self._stopped:
                return
            person, self._person = self._person, None
            if person is not None:
                live.signed_in(*person)
            live.here(*self._here[:2], typing=self._here[2])
            self._live = live
            live.start()

    def _on_opened(self, _nothing: object) -> None:
        self._starting = False

    def _on_failed(self, error: ConsoleError) -> None:
        self._starting = False
        self._jobs.refused.emit(error)

    # ------------------------------------------------------------------------------------------ for the pages

    @property
    def joined(self) -> bool:
        """Whether this desk has a server, however the link stands now."""
        return self.state.mode != "alone"

    def wake(self) -> None:
        """Something was logged here: send it now."""
        if self._live is not None:
            self._live.wake()

    def enter(self, person: str, password: str) -> None:
        """Somebody who has a login of their own has signed in; the password stays in memory until they leave."""
        with self._lock:
            if self._live is None:
                self._person = None if self._alone else (person, password)
            else:
                self._live.signed_in(person, password)

    def leave(self) -> None:
        """Nobody with a login of their own is here now."""
        with self._lock:
            self._person = None
            if self._live is not None:
                self._live.signed_out()

    def new_password(self, person: str, password: str) -> None:
        """Whoever is signed in has changed their own password."""
        with self._lock:
            if self._live is not None:
                self._live.new_password(person, password)

    def here(self, person: str | None, incident: str | None, *, typing: bool) -> None:
        """Tell other desks who is at this one, and what is open on its screen."""
        with self._lock:
            self._here = (person, incident, typing)
            if self._live is not None:
                self._live.here(person, incident, typing=typing)

    def say(
        self,
        text: str,
        *,
        asks_help: bool = False,
        to: int | None = None,
        incident: str | None = None,
        answers: int | None = None,
    ) -> None:
        """A short message to all desks, or to one; `state.messages` shows whether it came."""
        if self._live is not None:
            self._live.say(text, asks_help=asks_help, to=to, incident=incident, answers=answers)

    # ------------------------------------------------------------------------------------------ on the link's own thread

    def _take(self, changes: Changes) -> None:
        fresh = replace(changes, derived={})  # for who cannot wait; here it would only take room
        with self._lock:
            first = self._waiting is None
            self._waiting = fresh if self._waiting is None else self._waiting | fresh
        if first:
            self._arrived.emit()

    # ------------------------------------------------------------------------------------------ on the GUI thread

    def _on_arrived(self) -> None:
        shown = self._since_shown.elapsed() if self._since_shown.isValid() else LOADING_EVERY_MS
        if self.state.loading is not None and shown < LOADING_EVERY_MS:
            self._soon.start(LOADING_EVERY_MS - shown)
        else:
            self._show()

    def _show(self) -> None:
        with self._lock:
            changes, self._waiting = self._waiting, None
        self._since_shown.start()
        if changes is not None:
            self._jobs.hand_on(changes)

    def hear(self, state: LinkState) -> None:
        """A new state of the link, on the GUI thread."""
        if self._stopped or state == self.state:
            return
        done_loading = self.state.loading is not None and state.loading is None
        self.state = state
        if done_loading and self._soon.isActive():
            self._soon.stop()
            self._show()
        self.changed.emit(state)

    def _on_acted(self, _changes: Changes) -> None:
        self.wake()
