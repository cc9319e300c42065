"""Calls for help and short messages between desks: what came, what waits for an answer, what did not get through."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from madiun_console.queries.rows import IncidentRow
from madiun_console.sync.link_state import REACHABLE, LinkState, Message
from madiun_console.ui.presence_words import FromDesk
from madiun_console.ui.workplace import Workplace

LONGEST = 500
"""Characters of a message; the server takes no longer ones."""
FRESH_MS = 15 * 60_000
"""A call for help older than this alarms nobody any more: somebody has come, or the shift has changed."""
PATIENCE_S = 10.0
"""A message that has not come back from the server for so long did not get through."""


class Messages(QObject):
    """Follows the link; `say` sends. What was sent counts as sent when it has come back."""

    changed = Signal()
    """Another message, an answer, or something that is no longer unread."""
    help_called = Signal()
    """Another desk asks for help, just now."""
    said = Signal()
    """Another desk says something, just now."""
    sent = Signal(str)
    """The text of a message of ours that arrived."""
    lost = Signal(str)
    """The text of a message of ours that did not get through."""

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = workplace
        self._known = 0
        self._read = 0
        self._waiting: list[tuple[str, float]] = []
        self._numbers: dict[str, str] = {}
        self._desks: dict[int, FromDesk] = {}
        workplace.session_changed.connect(self._on_session)
        workplace.link_changed.connect(self._on_link)
        workplace.ticker.ticked.connect(self._on_tick)

    # ------------------------------------------------------------------------------------------ what there is

    @property
    def all(self) -> tuple[Message, ...]:
        """The messages of the shift that concern this desk, oldest first."""
        return self._place.link.state.messages

    def is_mine(self, message: Message) -> bool:
        """Whether it was sent from this desk."""
        return message.device_id == self._place.link.state.device_id

    def answer_to(self, message: Message) -> Message | None:
        """The first answer to a message, if there is one."""
        return next((one for one in self.all if one.answers == message.id), None)

    def help_wanted(self) -> Message | None:
        """The oldest fresh call for help of another desk that nobody has answered."""
        return next(
            (
                one
                for one in self.all
                if one.help and not self.is_mine(one) and self._is_fresh(one) and self.answer_to(one) is None
            ),
            None,
        )

    def own_help(self) -> Message | None:
        """This desk's latest call for help, until it was said that it is over."""
        found = next(
            (one for one in reversed(self.all) if one.help and self.is_mine(one) and self._is_fresh(one)),
            None,
        )
        if found is None or any(one.answers == found.id and self.is_mine(one) for one in self.all):
            return None
        return found

    def unread(self) -> list[Message]:
        """Messages of others to this desk that came since somebody last looked; help has a way of its own."""
        mine = {one.id for one in self.all if self.is_mine(one) and not one.help}
        return [
            one
            for one in self.all
            if one.id > self._read
            and not one.help
            and not self.is_mine(one)
            and (one.answers is None or one.answers in mine)
        ]

    def desk(self, device: int) -> FromDesk | None:
        """The desk with this number, if it was ever there or said something."""
        return self._desks.get(device)

    def number(self, incident: str | None) -> str:
        """The number of an incident that is known here, else empty."""
        return self._numbers.get(incident or "", "")

    def read(self) -> None:
        """Somebody looks at the list."""
        newest = self.all[-1].id if self.all else 0
        if newest > self._read:
            self._read = newest
            self.changed.emit()

    # ------------------------------------------------------------------------------------------ saying

    def say(
        self,
        text: str,
        *,
        asks_help: bool = False,
        to: int | None = None,
        incident: str | None = None,
        answers: int | None = None,
    ) -> bool:
        """Send; False when there is no way to the other desks now: then nothing was sent and nothing will be."""
        if self._place.link.state.mode not in REACHABLE:
            return False
        self._waiting.append((text, self._place.ticker.monotonic()))
        self._place.link.say(text, asks_help=asks_help, to=to, incident=incident, answers=answers)
        return True

    # ------------------------------------------------------------------------------------------ hearing

    def _on_link(self, state: LinkState) -> None:
        self._desks.update((said.device_id, said) for said in state.messages)
        self._desks.update((there.device_id, there) for there in state.present)
        fresh = [one for one in state.messages if one.id > self._known]
        if fresh:
            self._take(fresh)
        if self._waiting and state.mode not in REACHABLE:
            self._give_up(len(self._waiting))

    def _take(self, fresh: Sequence[Message]) -> None:
        first = not self._known
        self._known = fresh[-1].id
        if first:  # of what was said before this desk came, only a cry for help matters now
            self._read = self._newest_old()
        self._place.presence.know(one.person for one in fresh)
        self.look_up([one.incident for one in fresh])
        for one in fresh:
            if self.is_mine(one):
                self._arrived(one.text)
        self.changed.emit()
        others = [one for one in fresh if not self.is_mine(one) and self._is_fresh(one)]
        if any(one.help and self.answer_to(one) is None for one in others):
            self.help_called.emit()
        elif any(not one.help for one in others):
            self.said.emit()

    def _on_session(self, session: object) -> None:
        """Whoever comes later is not told anew what the others have long dealt with; it stands in the list."""
        if session is not None and self._newest_old() > self._read:
            self._read = self._newest_old()
            self.changed.emit()

    def _newest_old(self) -> int:
        return max((one.id for one in self.all if not self._is_fresh(one)), default=0)

    def _arrived(self, text: str) -> None:
        for at, (waiting, _) in enumerate(self._waiting):
            if waiting == text:
                del self._waiting[at]
                self.sent.emit(text)
                return

    def _on_tick(self) -> None:
        now = self._place.ticker.monotonic()
        overdue = sum(now - since >= PATIENCE_S for _, since in self._waiting)
        if overdue:
            self._give_up(overdue)

    def _give_up(self, count: int) -> None:
        gone, self._waiting = self._waiting[:count], self._waiting[count:]
        for text, _ in gone:
            self.lost.emit(text)

    def look_up(self, incidents: Sequence[str | None]) -> None:
        """Ask for the numbers of incidents that others speak of; `changed` tells when they are here."""
        wanted = [one for one in dict.fromkeys(incidents) if one and one not in self._numbers]
        if wanted:
            from madiun_console.queries.queue import incidents as rows_of

            self._place.ask(rows_of, wanted, done=self._on_rows, failed=lambda _: None)

    def _on_rows(self, rows: Sequence[IncidentRow]) -> None:
        self._numbers.update((row.id, row.number) for row in rows)
        if rows:
            self.changed.emit()

    def _for_me(self, message: Message) -> bool:
        return message.to is not None and message.to == self._place.link.state.device_id

    def _is_fresh(self, message: Message) -> bool:
        state = self._place.link.state
        return self._place.ticker.wall_ms() - (state.skew_ms or 0) - message.at_ms < FRESH_MS
