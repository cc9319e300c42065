"""Who is at which desk and what is open there: heard from the other desks, and told to them from this one. No locks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from madiun_console.domain.changes import Changes
    from madiun_console.queries.rows import PersonRow
    from madiun_console.sync.link_state import LinkState, Present
    from madiun_console.ui.workplace import Workplace

TYPING_S = 6.0
"""So long after the last letter somebody counts as typing (seconds)."""
NOT_OFTENER_MS = 250
"""Walking through the queue by an arrow key that is held down must not be thirty questions to the server in a second."""


class Presence(QObject):
    """One for each workplace. Nobody's work waits for it: without a server it knows nobody and tells nobody."""

    changed = Signal()
    """Somebody came, went, or opened something else."""
    incidents_changed = Signal(object)
    """frozenset of incidents of which it changed who has them open, or is typing there."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._place = workplace
        self._heard: tuple[Present, ...] = ()
        self._others: tuple[Present, ...] = ()
        self._at: dict[str, tuple[Present, ...]] = {}
        self._names: dict[str, str] = {}
        self._open: str | None = None
        self._typed_at: float | None = None
        self._told: tuple[str | None, str | None, bool] = (None, None, False)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._tell)
        workplace.link_changed.connect(self._on_link)
        workplace.session_changed.connect(self._tell)
        workplace.ticker.ticked.connect(self._on_tick)
        workplace.jobs.changed.connect(self._on_changed)

    # ------------------------------------------------------------------------------------------ the others

    @property
    def others(self) -> tuple[Present, ...]:
        """Every other desk that is there, in the order of their names."""
        return self._others

    def at(self, incident: str) -> tuple[Present, ...]:
        """The other desks that have an incident open; those that are typing first."""
        return self._at.get(incident, ())

    def name(self, person: str | None) -> str:
        """The name of a person, empty for nobody and for somebody who is not known here yet."""
        return self._names.get(person or "", "")

    def know(self, people: Iterable[str | None]) -> None:
        """Ask for names of people, where one is not known yet; `changed` tells when they are."""
        if any(one and one not in self._names for one in people):
            self._ask_names()

    def _on_link(self, state: LinkState) -> None:
        if state.present == self._heard:
            return
        self._heard = state.present
        mine = self._place.desk.store.rid
        before = self._at
        self._others = tuple(one for one in state.present if one.rid != mine)
        found: dict[str, list[Present]] = {}
        for one in sorted(self._others, key=lambda each: (not each.typing, each.since_ms)):
            if one.incident is not None:
                found.setdefault(one.incident, []).append(one)
        self._at = {incident: tuple(there) for incident, there in found.items()}
        self.know(one.person for one in self._others)
        touched = {
            incident for incident in {*before, *self._at} if before.get(incident) != self._at.get(incident)
        }
        self.changed.emit()
        if touched:
            self.incidents_changed.emit(frozenset(touched))

    def _on_changed(self, changes: Changes) -> None:
        if changes.people and self._others:
            self._ask_names()

    def _ask_names(self) -> None:
        from madiun_console.queries.desk_lists import people

        self._place.ask(people, done=self._on_names, failed=lambda _: None, latest="presence.names")

    def _on_names(self, rows: Sequence[PersonRow]) -> None:
        names = {row.id: row.name for row in rows}
        if names != self._names:
            self._names = names
            self.changed.emit()
            self.incidents_changed.emit(frozenset(self._at))

    # ------------------------------------------------------------------------------------------ this desk

    @property
    def open_incident(self) -> str | None:
        """What is open on this desk's screen now."""
        return self._open

    def show(self, incident: str | None) -> None:
        """What is open on this desk's screen now."""
        if incident != self._open:
            self._open, self._typed_at = incident, None
            self._tell()

    def typed(self) -> None:
        """Something is being typed about what is open."""
        self._typed_at = self._place.ticker.monotonic()
        self._tell()

    def rested(self) -> None:
        """What was being typed is entered, or left."""
        if self._typed_at is not None:
            self._typed_at = None
            self._tell()

    def _on_tick(self) -> None:
        if self._typed_at is not None and self._place.ticker.monotonic() - self._typed_at >= TYPING_S:
            self.rested()

    def _tell(self, _what: object = None) -> None:
        person = self._place.session.person if self._place.signed_in else None
        here = (person, self._open if person else None, bool(person and self._open and self._typed_at))
        if here == self._told or self._pause.isActive():
            return
        self._told = here
        self._place.link.here(here[0], here[1], typing=here[2])
        if self._place.link.joined:
            self._pause.start(NOT_OFTENER_MS)
